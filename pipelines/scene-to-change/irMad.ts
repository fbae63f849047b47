import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { canonicalVariates, choleskyFactor, type CanonicalVariates } from './canonicalCorrelation.js';
import { sumOfSquares, type LinearForms } from './linearForms.js';
import {
  gatherObservations,
  weightedMoments,
  type Observations,
  type Variables,
  type WeightedMoments,
} from './weightedMoments.js';

export interface IrMadParameters {
  /** Rounds at most; 1 is plain MAD. */
  readonly maximumRounds: number;
  /** Stop when no canonical correlation moves by more than this. */
  readonly tolerance: number;
  /**
   * Noise that every band is taken to have, as a share of its standard deviation over all pixels; 0 none. Without it the
   * weights may settle on a few pixels that agree almost perfectly, and everything else looks changed.
   */
  readonly noiseFloor: number;
}

export const IR_MAD_DEFAULTS: IrMadParameters = { maximumRounds: 30, tolerance: 1e-4, noiseFloor: 0 };

/** What the fit found; plain JSON. `bands` are positions in the bands that were given. */
export interface IrMadFit {
  readonly bands: readonly number[];
  /** Canonical correlations, ascending. */
  readonly correlation: readonly number[];
  readonly rounds: number;
  readonly isConverged: boolean;
  /**
   * One row per variate, scaled to variance 1 where nothing changed: coefficients of the bands before, of the bands after
   * (already negative), and the constant, so that the variate is their plain sum.
   */
  readonly rows: readonly (readonly number[])[];
  /** Positions of bands that were left out because they hold nothing of their own. */
  readonly degenerateBands: readonly number[];
}

/**
 * Iteratively reweighted multivariate alteration detection: canonical variates of the two dates, differenced; each round
 * weighs pixels by the probability that they did not change. Indifferent to gain and offset of every band of either date.
 * @param before one array per band, sampled pixels, finite
 * @param after the same bands at the same pixels
 * @returns null where fewer than two pixels per band remain or no band holds anything
 * @source Nielsen 2007, IEEE Trans. Image Proc. 16(2), 463–478
 */
export function fitIrMad(before: Variables, after: Variables, parameters: IrMadParameters): IrMadFit | null {
  const degenerateBands = findDegenerateBands(before, after);
  const bands = [...before.keys()].filter((band) => !degenerateBands.includes(band));
  const pixels = before[0]?.length ?? 0;
  if (bands.length === 0 || pixels < 4 * bands.length) return null;
  const variables = gatherObservations([...bands.map((band) => before[band]!), ...bands.map((band) => after[band]!)]);
  const survival = survivalTable(bands.length);
  const weights = new Float32Array(pixels).fill(1);
  let previous: Float64Array | null = null;
  let rounds = 0;
  let isConverged = false;
  let variates: CanonicalVariates;
  let moments: WeightedMoments;
  let noise: Float64Array | null = null;
  for (;;) {
    moments = weightedMoments(variables, rounds === 0 ? null : weights);
    noise ??= noiseVariances(moments, parameters.noiseFloor);
    addNoise(moments, noise);
    variates = canonicalVariates(moments.covariance, bands.length);
    rounds += 1;
    isConverged = previous !== null && largestDifference(previous, variates.correlation) < parameters.tolerance;
    if (isConverged || rounds >= parameters.maximumRounds) break;
    previous = variates.correlation;
    reweigh(variables, rowsOf(variates, moments, bands.length), survival, weights);
  }
  return {
    bands,
    correlation: [...variates.correlation],
    rounds,
    isConverged,
    rows: rowsOf(variates, moments, bands.length),
    degenerateBands,
  };
}

/** The variates as forms of all bands of the pair; bands that were left out have no say. @param bandCount bands of the pair */
export function irMadForms({ bands, rows }: IrMadFit, bandCount: number): LinearForms {
  const spread = (row: readonly number[]): number[] => {
    const out = Array.from({ length: 2 * bandCount + 1 }, () => 0);
    bands.forEach((band, k) => {
      out[band] = row[k]!;
      out[bandCount + band] = row[bands.length + k]!;
    });
    out[2 * bandCount] = row.at(-1)!;
    return out;
  };
  return { rows: rows.map(spread), smoothed: 'squares' };
}

/** Sum of the squared variates: chi-square distributed with as many degrees of freedom as bands where nothing changed. */
export function irMadStatistic(
  fit: IrMadFit,
  before: readonly Float32Array[],
  after: readonly Float32Array[],
  isSeen: Uint8Array,
): Float32Array {
  return sumOfSquares(irMadForms(fit, before.length), before, after, isSeen);
}

function statisticAt(table: Float64Array, values: Float32Array, from: number, size: number): number {
  let sum = 0;
  for (let row = 0; row < table.length; row += size + 1) {
    let variate = table[row + size]!;
    for (let j = 0; j < size; j++) variate += table[row + j]! * values[from + j]!;
    sum += variate * variate;
  }
  return sum;
}

function reweigh(
  { variables, values, centre }: Observations,
  rows: readonly (readonly number[])[],
  survival: (statistic: number) => number,
  weights: Float32Array,
): void {
  const shifted = rows.map((row) => [
    ...row.slice(0, -1),
    row.slice(0, -1).reduce((sum, value, j) => sum + value * centre[j]!, row.at(-1)!),
  ]);
  const table = Float64Array.from(shifted.flat());
  for (let i = 0, at = 0; i < weights.length; i++, at += variables) {
    weights[i] = survival(statisticAt(table, values, at, variables));
  }
}

/** Variance of the assumed noise of each variable. */
function noiseVariances({ mean, covariance }: WeightedMoments, share: number): Float64Array {
  return mean.map((_, j) => share * share * covariance[j * mean.length + j]!);
}

function addNoise({ covariance }: WeightedMoments, noise: Float64Array): void {
  noise.forEach((variance, j) => (covariance[j * noise.length + j]! += variance));
}

function rowsOf(variates: CanonicalVariates, { mean }: WeightedMoments, bands: number): number[][] {
  return Array.from(variates.correlation, (correlation, row) => {
    const scale = 1 / Math.sqrt(2 * (1 - correlation));
    const coefficients = [
      ...variates.before.slice(row * bands, (row + 1) * bands).map((value) => value * scale),
      ...variates.after.slice(row * bands, (row + 1) * bands).map((value) => -value * scale),
    ];
    const constant = -coefficients.reduce((sum, value, j) => sum + value * mean[j]!, 0);
    return [...coefficients, constant];
  });
}

const TABLE_STEPS_PER_UNIT = 64;
const TABLE_END = 200;

/** Probability that an unchanged pixel exceeds the statistic, from a table (error below 1e-5). */
function survivalTable(degrees: number): (statistic: number) => number {
  const table = new Float64Array(TABLE_END * TABLE_STEPS_PER_UNIT + 2);
  for (let i = 0; i < table.length; i++) table[i] = 1 - chiSquareCdf(i / TABLE_STEPS_PER_UNIT, degrees);
  return (statistic) => {
    const place = statistic * TABLE_STEPS_PER_UNIT;
    if (!(place < TABLE_END * TABLE_STEPS_PER_UNIT)) return 0;
    const bin = Math.floor(place);
    return table[bin]! + (place - bin) * (table[bin + 1]! - table[bin]!);
  };
}

/** Share of a band's variance that the other bands do not explain, below which it adds nothing but rounding. */
const LEAST_OWN_VARIANCE = 1e-9;

/** Bands that are constant, or a linear function of earlier bands, on either date. */
function findDegenerateBands(before: Variables, after: Variables): number[] {
  const found = new Set<number>();
  for (const variables of [before, after]) {
    const { covariance } = weightedMoments(gatherObservations(variables), null);
    const size = variables.length;
    const kept: number[] = [];
    for (let band = 0; band < size; band++) {
      if (found.has(band)) continue;
      const trial = [...kept, band];
      const variance = covariance[band * size + band]!;
      if (variance > 0 && ownVariance(covariance, size, trial) > LEAST_OWN_VARIANCE * variance) kept.push(band);
      else found.add(band);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Variance of the last band that is not explained by the others. */
function ownVariance(covariance: Float64Array, size: number, bands: readonly number[]): number {
  try {
    const lower = choleskyFactor((i, j) => covariance[bands[i]! * size + bands[j]!]!, bands.length);
    return lower.get(bands.length - 1, bands.length - 1) ** 2;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}
