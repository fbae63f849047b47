import { addRow, factorise, scaleTrend, solveFactorised, trendScalingOf } from './normalEquations.js';

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

export const physicalOf = (value: number, { scale, offset }: ValueUnit): number =>
  Math.fround(value * scale + offset);

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
    powers: new Float64Array(pixels),
    firstDays: new Float64Array(pixels),
    lastDays: new Float64Array(pixels),
    gaps: new Float64Array(pixels),
    states: new Float64Array(pixels),
    residuals: new Float64Array(dates * pixels),
    ordinary: new Uint8Array(pixels),
    crossings: new Float64Array(pixels),
    processes: new Float64Array(pixels),
  };
  const equations: Equations = {
    matrix: new Float64Array(packedLength(width)),
    right: new Float64Array(width),
    coefficients: new Float64Array(width),
    ones: new Float64Array(width),
  };
  const run = (unit = PHYSICAL): void => {
    for (let pixel = 0; pixel < pixels; pixel++) {
      fitPixel(problem, kernel, pixel, unit, equations);
      if (problem.watched === null) continue;
      kernel.ordinary[pixel] = isOrdinary(problem, problem.watched, kernel, pixel) ? 1 : 0;
      followSum(problem, problem.watched, kernel, pixel);
    }
  };
  return { ...kernel, run };
}

/** Scratch memory for one pixel's equations. */
interface Equations {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly coefficients: Float64Array;
  /** Sums of the regressors. */
  readonly ones: Float64Array;
}

type KernelMemory = Omit<HarmonicKernel, 'run'>;

function fitPixel(
  problem: HarmonicProblem,
  kernel: KernelMemory,
  pixel: number,
  unit: ValueUnit,
  equations: Equations,
): void {
  const { matrix, right, coefficients, ones } = equations;
  sumHistory(problem, kernel, pixel, equations);
  for (let k = 0; k < problem.width; k++) ones[k] = matrix[packedLength(k)]!;
  kernel.states[pixel] = factorise(matrix, problem.width) ? 1 : 0;
  coefficients.set(right);
  if (kernel.states[pixel] === 1) solveFactorised(matrix, coefficients, problem.width);
  else coefficients.fill(NaN);
  if (problem.areHistoryResidualsWanted) missOfHistory(problem, kernel, pixel, coefficients);
  else missInSum(kernel, pixel, equations);
  toPhysical(problem, kernel, pixel, unit, coefficients);
  keepCoefficients(problem, kernel, pixel, coefficients);
  missOfLater(problem, kernel, pixel, unit);
}

function toPhysical(
  { historyDates, areHistoryResidualsWanted }: HarmonicProblem,
  { pixels, sums, squares, powers, residuals }: KernelMemory,
  pixel: number,
  { scale, offset }: ValueUnit,
  coefficients: Float64Array,
): void {
  sums[pixel]! *= scale;
  for (const sum of [squares, powers]) sum[pixel] = sum[pixel]! * scale * scale;
  for (let k = 0; k < coefficients.length; k++) coefficients[k]! *= scale;
  coefficients[0]! += offset;
  if (!areHistoryResidualsWanted) return;
  for (let date = 0; date < historyDates; date++) residuals[date * pixels + pixel]! *= scale;
}

function sumHistory(
  { historyDates, width, days, scaled, products, whole }: HarmonicProblem,
  { pixels, values, counts, powers, firstDays, lastDays, gaps }: KernelMemory,
  pixel: number,
  { matrix, right }: Equations,
): void {
  matrix.set(whole);
  right.fill(0);
  let [count, power, first, last, gap] = [0, 0, 0, 0, 0];
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
    power += value * value;
    for (let k = 0; k < width; k++) right[k]! += value * scaled[date * width + k]!;
  }
  counts[pixel] = count;
  powers[pixel] = power;
  firstDays[pixel] = first;
  lastDays[pixel] = last;
  gaps[pixel] = gap;
}

/** Sums of the residuals of least squares, without the residuals. */
function missInSum(
  { sums, squares, powers }: KernelMemory,
  pixel: number,
  { right, coefficients, ones }: Equations,
): void {
  let sum = right[0]!;
  let square = powers[pixel]!;
  for (let k = 0; k < right.length; k++) {
    sum -= coefficients[k]! * ones[k]!;
    square -= coefficients[k]! * right[k]!;
  }
  sums[pixel] = sum;
  squares[pixel] = Math.max(0, square);
}

function missOfHistory(
  { historyDates, width, scaled }: HarmonicProblem,
  { pixels, values, sums, squares, residuals }: KernelMemory,
  pixel: number,
  coefficients: Float64Array,
): void {
  let [sum, square] = [0, 0];
  for (let date = 0; date < historyDates; date++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k]! * scaled[date * width + k]!;
    const residual = values[date * pixels + pixel]! - predicted;
    residuals[date * pixels + pixel] = residual;
    if (Number.isNaN(residual)) continue;
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
  unit: ValueUnit,
): void {
  for (let date = historyDates; date < dates; date++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k * pixels + pixel]! * rows[date * width + k]!;
    residuals[date * pixels + pixel] = physicalOf(values[date * pixels + pixel]!, unit) - predicted;
  }
}

/** Whether a pixel's model is good and its looks came regularly, from the history to the end of the series. */
function isOrdinary(problem: HarmonicProblem, watched: WatchedSum, kernel: KernelMemory, pixel: number): boolean {
  const { historyDates, dates, days } = problem;
  const { pixels, residuals, states, counts, gaps, lastDays } = kernel;
  if (states[pixel] !== 1 || counts[pixel]! < watched.fewestLooks) return false;
  if (gaps[pixel]! > watched.longestGapDays || !isAboveRounding(watched.smallestShare, kernel, pixel)) return false;
  let last = lastDays[pixel]!;
  let isSeen = false;
  for (let date = historyDates; date < dates; date++) {
    if (Number.isNaN(residuals[date * pixels + pixel]!)) continue;
    if (days[date]! - last > watched.longestGapDays) return false;
    last = days[date]!;
    isSeen = true;
  }
  return isSeen && watched.lastDay - last <= watched.longestGapDays;
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

/** Follows a pixel's sum of residuals up to where it first lies beyond its boundary. */
function followSum(
  { dates, historyDates, width }: HarmonicProblem,
  { sigma, historySign, boundaries }: WatchedSum,
  kernel: KernelMemory,
  pixel: number,
): void {
  const { pixels, residuals, sums, counts, crossings, processes } = kernel;
  const exactScale = Math.fround(sigmaOf(sigma, kernel, pixel, width)) * Math.sqrt(counts[pixel]!);
  const scale = Math.fround(exactScale);
  const limits = counts[pixel]! * (dates - historyDates);
  let kept = Math.fround((historySign * sums[pixel]!) / exactScale);
  let seen = 0;
  crossings[pixel] = -1;
  for (let date = historyDates; date < dates; date++) {
    const residual = residuals[date * pixels + pixel]!;
    if (Number.isNaN(residual)) continue;
    const sum = Math.fround(kept + Math.fround(Math.fround(residual) / scale));
    if (Math.abs(sum) >= Math.fround(boundaries[limits + seen]!)) {
      crossings[pixel] = date;
      break;
    }
    kept = sum;
    seen += 1;
  }
  processes[pixel] = kept;
}
