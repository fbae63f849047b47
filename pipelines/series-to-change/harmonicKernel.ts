import { addRow, scaleTrend, trendScalingOf } from './normalEquations.js';

/**
 * Least squares of a harmonic model for many pixels at a time: what a block's pixels share is prepared once, and each pixel
 * costs a few hundred operations. Equations of all dates are summed once; a pixel takes those of its missing dates off.
 * Where a process is watched that sums residuals up, the kernel also follows it to where it crosses its boundary.
 * `harmonicKernel.as` is the same for WebAssembly, four pixels at a time, and gives the same bits.
 */

/** How the standard deviation of the history's residuals is taken: `ProcessMethod['sigma']`, as the kernel codes it. */
export const SIGMA_KIND = { count: 0, freedom: 1, freedomAboutZero: 2 } as const;

/** A sum of residuals over sigma and the root of the history's length, which is watched after the history. */
export interface WatchedSum {
  readonly sigma: keyof typeof SIGMA_KIND;
  /** Sign with which the history's own sum begins. */
  readonly historySign: 1 | -1;
  /** Looks that a history needs. */
  readonly fewestLooks: number;
  /** Longest time between two looks, the last day of the series included; Infinity: any. */
  readonly longestGapDays: number;
  readonly lastDay: number;
  /** Sigma over the root mean square of the values below which residuals are rounding. */
  readonly smallestShare: number;
  /** Boundary after `seen` (from 1) looks since a history of `count`: `count * (dates - historyDates) + seen - 1`. */
  readonly boundaries: Float64Array;
}

/** What the pixels of a block share. */
export interface HarmonicProblem {
  readonly dates: number;
  /** The first so many dates are the history. */
  readonly historyDates: number;
  /** Regressors. */
  readonly width: number;
  readonly hasTrend: boolean;
  /** Days of all dates. */
  readonly days: Float64Array;
  /** Regressors of all dates, row by row. */
  readonly rows: Float64Array;
  /** Those of the history with their trend scaled: (value - centre) / scale. */
  readonly scaled: Float64Array;
  readonly centre: number;
  readonly scale: number;
  /** Products of each scaled row with itself, packed lower triangle, row by row. */
  readonly products: Float64Array;
  /** Their sum over the history. */
  readonly whole: Float64Array;
  /** Null: nothing is said of what came after the history. */
  readonly watched: WatchedSum | null;
  /** Whether the history's residuals are to be kept; if not, their sums come from the equations alone. */
  readonly areHistoryResidualsWanted: boolean;
}

/** Results by pixel; those that have several by date or regressor stand together by date or regressor. */
export interface HarmonicFits {
  /** Of the rows as they are, single precision: what predictions after the history are made from. */
  readonly coefficients: Float32Array;
  /** Looks of the history, and the sum and the sum of squares of their residuals. */
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Sum of squares of the history's values. */
  readonly powers: Float64Array;
  /** First and last day of the history that was seen; 0 where none was. */
  readonly firstDays: Float64Array;
  readonly lastDays: Float64Array;
  /** Longest time between two looks of the history, days. */
  readonly gaps: Float64Array;
  /** 1 where the looks determine the model; other results mean nothing elsewhere. */
  readonly states: Float64Array;
  /**
   * Response minus prediction by date; NaN where nothing was seen. Of the history (where wanted) in double precision, later
   * ones from `coefficients`.
   */
  readonly residuals: Float64Array;
  /** Where a sum is watched: 1 where the model is good and looks came regularly to the end. */
  readonly ordinary: Uint8Array;
  /** Date at which the watched sum first lies beyond its boundary; -1: at none. Means nothing where not ordinary. */
  readonly crossings: Float64Array;
  /** The watched sum before that date, or at the end; single precision. */
  readonly processes: Float64Array;
}

/** Fits a fixed number of pixels a call. */
export interface HarmonicKernel extends HarmonicFits {
  readonly pixels: number;
  /** To be filled before each `run`: `date * pixels + pixel`, all in one unit; NaN where nothing was seen. */
  readonly values: Float32Array;
  /** Results are in physical units. */
  run(unit?: ValueUnit): void;
}

/** Physical value = value * scale + offset, in single precision. */
export interface ValueUnit {
  readonly scale: number;
  readonly offset: number;
}

export const PHYSICAL: ValueUnit = { scale: 1, offset: 0 };

export const physicalOf = (value: number, { scale, offset }: ValueUnit): number => Math.fround(value * scale + offset);

export type HarmonicKernelFactory = (problem: HarmonicProblem, pixels: number) => HarmonicKernel;

export const packedLength = (width: number): number => (width * (width + 1)) / 2;

export function harmonicProblem(
  days: ArrayLike<number>,
  rows: Float64Array,
  {
    width,
    hasTrend,
    historyDates,
    watched = null,
    areHistoryResidualsWanted = true,
  }: Pick<HarmonicProblem, 'width' | 'hasTrend' | 'historyDates'> &
    Partial<Pick<HarmonicProblem, 'watched' | 'areHistoryResidualsWanted'>>,
): HarmonicProblem {
  const history = rows.subarray(0, historyDates * width);
  const scaling = trendScalingOf(history, width, hasTrend);
  const scaled = scaleTrend(history, width, scaling);
  const packed = packedLength(width);
  const products = new Float64Array(historyDates * packed);
  const whole = new Float64Array(packed);
  for (let date = 0; date < historyDates; date++) {
    addRow(products.subarray(date * packed, (date + 1) * packed), scaled, date * width, width);
    addRow(whole, scaled, date * width, width);
  }
  return {
    dates: days.length,
    historyDates,
    width,
    hasTrend,
    days: Float64Array.from(days),
    rows,
    scaled,
    centre: scaling?.centre ?? 0,
    scale: scaling?.scale ?? 1,
    products,
    whole,
    watched,
    areHistoryResidualsWanted,
  };
}

/** Whether a fitted pixel's residuals are more than rounding beside its values. */
export const isAboveRounding = (
  smallestShare: number,
  { squares, powers }: Pick<HarmonicFits, 'squares' | 'powers'>,
  pixel: number,
): boolean => squares[pixel]! > smallestShare * smallestShare * powers[pixel]!;

/** Standard deviation of a fitted pixel's residuals. */
export function sigmaOf(
  kind: keyof typeof SIGMA_KIND,
  { counts, sums, squares }: Pick<HarmonicFits, 'counts' | 'sums' | 'squares'>,
  pixel: number,
  width: number,
): number {
  const count = counts[pixel]!;
  const square = squares[pixel]!;
  const mean = sums[pixel]! / count;
  const aboutMean = Math.max(0, square - count * mean * mean);
  if (kind === 'count') return Math.sqrt(aboutMean / count);
  return Math.sqrt((kind === 'freedom' ? aboutMean : square) / (count - width));
}
