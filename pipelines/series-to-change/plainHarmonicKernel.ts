import {
  isAboveRounding,
  packedLength,
  PHYSICAL,
  physicalOf,
  sigmaOf,
  type HarmonicKernel,
  type HarmonicProblem,
  type ValueUnit,
  type WatchedSum,
} from './harmonicKernel.js';
import { factorise, solveFactorised } from './normalEquations.js';

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
