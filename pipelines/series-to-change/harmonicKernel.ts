import { addRow, factorise, scaleTrend, solveFactorised, trendScalingOf } from './normalEquations.js';

/**
 * Least squares of a harmonic model for many pixels at a time: what a block's pixels share is prepared once, and each pixel
 * costs a few hundred operations. Equations of all dates are summed once; a pixel takes those of its missing dates off.
 * `harmonicKernel.as` is the same for WebAssembly, two pixels at a time, and gives the same bits.
 */

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
  /** Response minus prediction by date; NaN where nothing was seen. Of the history in double precision, later ones from `coefficients`. */
  readonly residuals: Float64Array;
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
  { width, hasTrend, historyDates }: Pick<HarmonicProblem, 'width' | 'hasTrend' | 'historyDates'>,
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
  };
}

/** The kernel without WebAssembly. */
export function createPlainKernel(problem: HarmonicProblem, pixels: number): HarmonicKernel {
  const { dates, width } = problem;
  const kernel: Omit<HarmonicKernel, 'run'> = {
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
  };
  const matrix = new Float64Array(packedLength(width));
  const right = new Float64Array(width);
  const run = (): void => {
    for (let pixel = 0; pixel < pixels; pixel++) fitPixel(problem, kernel, pixel, matrix, right);
  };
  return { ...kernel, run };
}

function fitPixel(
  problem: HarmonicProblem,
  kernel: Omit<HarmonicKernel, 'run'>,
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
  { pixels, values, counts, firstDays, lastDays, gaps }: Omit<HarmonicKernel, 'run'>,
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
  { historyDates, width, scaled }: HarmonicProblem,
  { pixels, values, sums, squares, residuals }: Omit<HarmonicKernel, 'run'>,
  pixel: number,
  coefficients: Float64Array,
): void {
  let [sum, square] = [0, 0];
  for (let date = 0; date < historyDates; date++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k]! * scaled[date * width + k]!;
    const residual = values[date * pixels + pixel]! - predicted;
    residuals[date * pixels + pixel] = residual;
    if (Number.isNaN(values[date * pixels + pixel]!)) continue;
    sum += residual;
    square += residual * residual;
  }
  sums[pixel] = sum;
  squares[pixel] = square;
}

function keepCoefficients(
  { width, hasTrend, centre, scale }: HarmonicProblem,
  { pixels, coefficients }: Omit<HarmonicKernel, 'run'>,
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
  { pixels, values, coefficients, residuals }: Omit<HarmonicKernel, 'run'>,
  pixel: number,
): void {
  for (let date = historyDates; date < dates; date++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k * pixels + pixel]! * rows[date * width + k]!;
    residuals[date * pixels + pixel] = values[date * pixels + pixel]! - predicted;
  }
}
