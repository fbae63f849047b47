import type { SeriesReason } from '#domain/series.js';
import { datedBreakpoints } from './breakpointDating.js';
import { leastSquares, predict, type LinearFit, type Regression } from './normalEquations.js';
import { robustLeastSquares } from './robustFit.js';
import { reversedCusumStart, standardDeviation, type RocVariant } from './stableHistory.js';

/** Clear looks of the history. */
export interface History extends Regression {
  readonly days: Int32Array;
}

export const HISTORY_METHODS = ['all', 'ROC', 'BP', 'CCDC'] as const;
export type HistoryMethod = (typeof HISTORY_METHODS)[number];

export interface HistoryOptions {
  /** Which stretch the model is made from: all, or its stable end by reversed CUSUM, breakpoints or CCDC's test. */
  readonly method: HistoryMethod;
  readonly isRobust: boolean;
  /** Level of the reversed CUSUM test. */
  readonly level: number;
  readonly variant: RocVariant;
  /** Looks farther than this many standard deviations from a first model are left out; 0: none. */
  readonly outlierLimit: number;
}

export interface HistoryModel {
  readonly coefficients: Float64Array;
  /** Response minus prediction of the looks that the process begins with. */
  readonly residuals: Float64Array;
  /** First and last day of the stretch that the model was made from. */
  readonly fromDay: number;
  readonly toDay: number;
}

/** Shortest stable stretch that a model may be made from, days (nrt). */
const SHORTEST_STABLE_DAYS = 183;
/** Residuals over RMSE, and slope over RMSE, that CCDC's test of stability bears. */
const CCDC_STABLE_LIMIT = 3;

/** Models the history, or says why it cannot be. */
export function fitHistory(whole: History, options: HistoryOptions): HistoryModel | SeriesReason {
  const fewest = options.variant === 'nrt' ? whole.width * 1.5 : whole.width + 1;
  if (whole.response.length < fewest) return 'tooFewObservations';
  if (whole.response.every((value) => value === whole.response[0])) return 'constant';
  const history = options.outlierLimit > 0 ? withoutOutliers(whole, options.outlierLimit) : whole;
  if (history === null) return 'undetermined';
  if (history.response.length < fewest) return 'tooFewObservations';
  if (options.method === 'CCDC') return ccdcStable(history);
  const start = startOf(history, options);
  if (start === null) return 'tooFewObservations';
  const isCut = options.method === 'ROC' && options.variant === 'nrt';
  if (isCut && isTooShort(history, start)) return 'unstableHistory';
  const stable = fromRow(history, start);
  const fit = (options.isRobust ? robustLeastSquares : leastSquares)(stable);
  if (fit === null) return 'undetermined';
  // Where nrt cuts the history, its process and standard deviation still come from all of it.
  return modelOf(stable, fit, isCut && start > 0 ? residualsOf(history, fit.coefficients) : fit.residuals);
}

function modelOf({ days }: History, { coefficients }: LinearFit, residuals: Float64Array): HistoryModel {
  return { coefficients, residuals, fromDay: days[0]!, toDay: days[days.length - 1]! };
}

function startOf(history: History, { method, level, variant }: HistoryOptions): number | null {
  if (method === 'ROC') return reversedCusumStart(history, level, variant);
  if (method !== 'BP') return 0;
  // Rule of thumb of bfast for the shortest stretch: six looks a regressor.
  const breakpoints = datedBreakpoints(history, 6 * history.width);
  return breakpoints === null ? null : (breakpoints.at(-1) ?? -1) + 1;
}

const isTooShort = ({ days, width }: History, start: number): boolean =>
  days.length - start < width + 1 || days[days.length - 1]! - days[start]! < SHORTEST_STABLE_DAYS;

function fromRow(history: History, start: number): History {
  if (start === 0) return history;
  return {
    ...history,
    days: history.days.subarray(start),
    rows: history.rows.subarray(start * history.width),
    response: history.response.subarray(start),
  };
}

function residualsOf({ rows, response, width }: History, coefficients: Float64Array): Float64Array {
  return response.map((y, i) => y - predict(coefficients, 0, rows, i, width));
}

/**
 * Leaves out looks that are far from a first model.
 * @source Brooks et al. 2014, "On-the-fly massively multitemporal change detection using statistical quality control charts
 *   and Landsat data", IEEE TGRS 52(6): Shewhart chart
 */
function withoutOutliers(history: History, limit: number): History | null {
  const fit = leastSquares(history);
  if (fit === null) return null;
  const most = limit * standardDeviation(fit.residuals, 0);
  const kept = [...fit.residuals.keys()].filter((i) => !(Math.abs(fit.residuals[i]!) > most));
  if (kept.length === history.response.length) return history;
  const rows = new Float64Array(kept.length * history.width);
  kept.forEach((i, k) =>
    rows.set(history.rows.subarray(i * history.width, (i + 1) * history.width), k * history.width),
  );
  return {
    ...history,
    rows,
    days: Int32Array.from(kept, (i) => history.days[i]!),
    response: Float64Array.from(kept, (i) => history.response[i]!),
  };
}

/**
 * Drops the two oldest looks until slope, first and last residual are small beside the RMSE.
 * @source Zhu & Woodcock 2014, "Continuous change detection and classification of land cover using all available Landsat
 *   data", RSE 144; as python nrt adapts it (`ccdc_stable_fit`)
 */
function ccdcStable(history: History): HistoryModel | SeriesReason {
  const count = history.response.length;
  const fewest = Math.floor(history.width * 1.5);
  for (let length = count; length >= fewest; length -= 2) {
    const stretch = fromRow(history, count - length);
    const fit = leastSquares(stretch);
    if (fit === null) return 'undetermined';
    const { residuals, coefficients } = fit;
    const rmse = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / length);
    const isSmall = (value: number): boolean => Math.abs(value) / rmse < CCDC_STABLE_LIMIT;
    const isStable =
      (!history.hasTrend || isSmall(coefficients[1]!)) && isSmall(residuals[0]!) && isSmall(residuals[length - 1]!);
    if (isStable) return modelOf(stretch, fit, residuals);
    if (stretch.days[length - 1]! - stretch.days[0]! < SHORTEST_STABLE_DAYS) break;
  }
  return 'unstableHistory';
}
