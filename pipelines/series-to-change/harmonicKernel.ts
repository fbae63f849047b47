import { addRow, factorise, scaleTrend, solveFactorised, trendScalingOf } from './normalEquations.js';

/**
 * Least squares of a harmonic model for many pixels at a time: what a block's pixels share is prepared once, and each pixel
 * costs a few hundred operations. Equations of all dates are summed once; a pixel takes those of its missing dates off.
 * Where a process is watched that sums residuals up, the kernel also says where nothing happened after the history.
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
  /** Sigma over the level of the values below which residuals are rounding. */
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
  /** Whether the history's residuals are to be kept. */
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
  /** 1 where the model is good, looks came regularly to the end, and the watched sum stayed inside its boundary. */
  readonly quiet: Uint8Array;
}

/** Fits a fixed number of pixels a call. */
export interface HarmonicKernel extends HarmonicFits {
  readonly pixels: number;
  /** To be filled before each `run`: `date * pixels + pixel`; NaN where nothing was seen. */
  readonly values: Float32Array;
  run(): void;
}

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

/** The kernel without WebAssembly. */
export function createPlainKernel(problem: HarmonicProblem, pixels: number): HarmonicKernel {
  const { dates, width } = problem;
  const kernel: KernelMemory = {
    pixels,
    values: new Float32Array(dates * pixels),
    coefficients: new Float32Array(width * pixels),
    counts: new Float64Array(pixels),
    sums: new Float64Array(pixels),
    squares: new Float64Array(pixels),
    firstDays: new Float64Array(pixels),
    lastDays: new Float64Array(pixels),
    gaps: new Float64Array(pixels),
    states: new Float64Array(pixels),
    residuals: new Float64Array(dates * pixels),
    quiet: new Uint8Array(pixels),
  };
  const matrix = new Float64Array(packedLength(width));
  const right = new Float64Array(width);
  const run = (): void => {
    for (let pixel = 0; pixel < pixels; pixel++) {
      fitPixel(problem, kernel, pixel, matrix, right);
      if (problem.watched !== null) kernel.quiet[pixel] = isQuiet(problem, problem.watched, kernel, pixel) ? 1 : 0;
    }
  };
  return { ...kernel, run };
}

type KernelMemory = Omit<HarmonicKernel, 'run'>;

function fitPixel(
  problem: HarmonicProblem,
  kernel: KernelMemory,
  pixel: number,
  matrix: Float64Array,
  right: Float64Array,
): void {
  sumHistory(problem, kernel, pixel, matrix, right);
  kernel.states[pixel] = factorise(matrix, problem.width) ? 1 : 0;
  if (kernel.states[pixel] === 1) solveFactorised(matrix, right, problem.width);
  else right.fill(NaN);
  missOfHistory(problem, kernel, pixel, right);
  keepCoefficients(problem, kernel, pixel, right);
  missOfLater(problem, kernel, pixel);
}

function sumHistory(
  { historyDates, width, days, scaled, products, whole }: HarmonicProblem,
  { pixels, values, counts, firstDays, lastDays, gaps }: KernelMemory,
  pixel: number,
  matrix: Float64Array,
  right: Float64Array,
): void {
  matrix.set(whole);
  right.fill(0);
  let [count, first, last, gap] = [0, 0, 0, 0];
  for (let date = 0; date < historyDates; date++) {
    const value = values[date * pixels + pixel]!;
    if (Number.isNaN(value)) {
      for (let i = 0; i < matrix.length; i++) matrix[i]! -= products[date * matrix.length + i]!;
      continue;
    }
    const day = days[date]!;
    if (first === 0) first = day;
    else gap = Math.max(gap, day - last);
    last = day;
    count += 1;
    for (let k = 0; k < width; k++) right[k]! += value * scaled[date * width + k]!;
  }
  counts[pixel] = count;
  firstDays[pixel] = first;
  lastDays[pixel] = last;
  gaps[pixel] = gap;
}

function missOfHistory(
  { historyDates, width, scaled, areHistoryResidualsWanted }: HarmonicProblem,
  { pixels, values, sums, squares, residuals }: KernelMemory,
  pixel: number,
  coefficients: Float64Array,
): void {
  let [sum, square] = [0, 0];
  for (let date = 0; date < historyDates; date++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k]! * scaled[date * width + k]!;
    const residual = values[date * pixels + pixel]! - predicted;
    if (areHistoryResidualsWanted) residuals[date * pixels + pixel] = residual;
    if (Number.isNaN(values[date * pixels + pixel]!)) continue;
    sum += residual;
    square += residual * residual;
  }
  sums[pixel] = sum;
  squares[pixel] = square;
}

function keepCoefficients(
  { width, hasTrend, centre, scale }: HarmonicProblem,
  { pixels, coefficients }: KernelMemory,
  pixel: number,
  own: Float64Array,
): void {
  if (hasTrend) {
    const slope = own[1]! / scale;
    own[1] = slope;
    own[0] = own[0]! - slope * centre;
  }
  for (let k = 0; k < width; k++) coefficients[k * pixels + pixel] = own[k]!;
}

function missOfLater(
  { historyDates, dates, width, rows }: HarmonicProblem,
  { pixels, values, coefficients, residuals }: KernelMemory,
  pixel: number,
): void {
  for (let date = historyDates; date < dates; date++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k * pixels + pixel]! * rows[date * width + k]!;
    residuals[date * pixels + pixel] = values[date * pixels + pixel]! - predicted;
  }
}

/** Whether a pixel's model is good, its looks came regularly to the end, and its sum stayed inside the boundary. */
function isQuiet(problem: HarmonicProblem, watched: WatchedSum, kernel: KernelMemory, pixel: number): boolean {
  if (kernel.states[pixel] !== 1 || kernel.counts[pixel]! < watched.fewestLooks) return false;
  if (kernel.gaps[pixel]! > watched.longestGapDays) return false;
  const sigma = Math.fround(sigmaOf(watched.sigma, kernel, pixel, problem.width));
  if (!(sigma > watched.smallestShare * Math.abs(kernel.coefficients[pixel]!))) return false;
  return isQuietSum(problem, watched, kernel, pixel, sigma * Math.sqrt(kernel.counts[pixel]!));
}

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

function isQuietSum(
  { dates, historyDates, days }: HarmonicProblem,
  { historySign, boundaries, longestGapDays, lastDay }: WatchedSum,
  { pixels, residuals, sums, counts, lastDays }: KernelMemory,
  pixel: number,
  scale: number,
): boolean {
  const limits = counts[pixel]! * (dates - historyDates);
  let last = lastDays[pixel]!;
  let kept = Math.fround((historySign * sums[pixel]!) / scale);
  let seen = 0;
  for (let date = historyDates; date < dates; date++) {
    const residual = residuals[date * pixels + pixel]!;
    if (Number.isNaN(residual)) continue;
    if (days[date]! - last > longestGapDays) return false;
    last = days[date]!;
    const sum = kept + residual / scale;
    if (Math.abs(sum) >= boundaries[limits + seen]!) return false;
    kept = Math.fround(sum);
    seen += 1;
  }
  return seen > 0 && lastDay - last <= longestGapDays;
}
