import { brownianMotionPValue, recursiveCusumCriticalValue } from './criticalValues.js';
import { recursiveResiduals, type Rows } from './recursiveResiduals.js';

/**
 * How the stable end of a history is looked for: as R's bfast does it, or as python's nrt does it (one observation more to
 * begin with, standard deviation by n instead of n - 1).
 */
export type RocVariant = 'bfast' | 'nrt';

/** bfast tests at the level asked for, but cuts where the boundary of this level is crossed. */
const BFAST_BOUNDARY_LEVEL = 0.05;

/**
 * First row of the stretch at the end of the history that one model explains: recursive residuals in reversed time, their
 * cumulative sum held against the boundaries of the CUSUM test; where the test rejects, the stretch begins where the sum
 * first crosses.
 * @returns 0 where the whole history is stable
 * @source Pesaran & Timmermann 2002, "Market timing and return prediction under model instability", J. Empirical Finance 9;
 *   Verbesselt, Zeileis & Herold 2012, section 2.3; R bfast `history_roc`, python nrt `history_roc`
 */
export function reversedCusumStart(history: Rows, level: number, variant: RocVariant): number {
  const reversed = reverse(history);
  const count = reversed.response.length;
  const first = variant === 'bfast' ? reversed.width : reversed.width + 1;
  const residuals = recursiveResiduals(reversed, first);
  if (residuals.length < 2) return 0;
  const deviation = standardDeviation(residuals, variant === 'bfast' ? 1 : 0);
  if (!(deviation > 0)) return 0;
  const scale = deviation * Math.sqrt(count - first);
  let sum = 0;
  let statistic = 0;
  for (let i = 0; i < residuals.length; i++) {
    sum += residuals[i]!;
    statistic = Math.max(statistic, Math.abs(sum / scale) / (1 + (2 * (i + 1)) / residuals.length));
  }
  if (!(brownianMotionPValue(statistic) < level)) return 0;
  const critical = recursiveCusumCriticalValue(variant === 'bfast' ? BFAST_BOUNDARY_LEVEL : level);
  sum = 0;
  for (let i = 0; i < residuals.length; i++) {
    sum += residuals[i]!;
    const boundary = critical + (2 * critical * (i + 1)) / residuals.length;
    if (Math.abs(sum / scale) > boundary) return residuals.length - i;
  }
  return 0;
}

function reverse({ rows, width, response }: Rows): Rows {
  const count = response.length;
  const reversed = new Float64Array(rows.length);
  for (let i = 0; i < count; i++) reversed.set(rows.subarray((count - 1 - i) * width, (count - i) * width), i * width);
  return { rows: reversed, width, response: response.toReversed() };
}

/** Root mean square about the mean, with `lost` degrees of freedom taken from the count. */
export function standardDeviation(values: Float64Array, lost: number): number {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let sum = 0;
  for (const value of values) sum += (value - mean) * (value - mean);
  return Math.sqrt(sum / (values.length - lost));
}
