import type { CrossProducts, ResponseProducts } from './crossProducts.js';

export interface LassoSettings {
  /** Weight of the sum of absolute coefficients beside half the mean squared residual, in units of the response. */
  readonly penalty: number;
  /** Share of the response's squares that the duality gap must fall below; default 1e-4. */
  readonly tolerance?: number;
  readonly mostIterations?: number;
}

/**
 * Lasso by cyclic coordinate descent from zero, stopped as scikit-learn's `Lasso` stops: once no coefficient moves by more
 * than the tolerance's share of the largest one, the duality gap decides. The intercept is not penalised. Sums stand for the
 * rows, so a pass costs the square of the regressors, whatever the number of rows.
 * @returns coefficients of the regressors; the intercept is `interceptOf`
 * @source Friedman, Hastie & Tibshirani 2010, "Regularization paths for generalized linear models via coordinate descent",
 *   J. Statistical Software 33; Kim et al. 2007 for the gap; scikit-learn `enet_coordinate_descent`
 */
export function lasso(
  { width, count, gram }: CrossProducts,
  { products, squares }: ResponseProducts,
  { penalty, tolerance = 1e-4, mostIterations = 1000 }: LassoSettings,
): Float64Array {
  const coefficients = new Float64Array(width);
  /** Products of the regressors with the residual. */
  const left = products.slice();
  const weight = penalty * count;
  const smallestGap = tolerance * squares;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    let largest = 0;
    let largestMove = 0;
    for (let k = 0; k < width; k++) {
      const norm = gram[k * width + k]!;
      if (norm === 0) continue;
      const before = coefficients[k]!;
      const product = left[k]! + before * norm;
      const value = (Math.sign(product) * Math.max(Math.abs(product) - weight, 0)) / norm;
      coefficients[k] = value;
      const move = value - before;
      if (move !== 0) for (let j = 0; j < width; j++) left[j]! -= move * gram[k * width + j]!;
      largestMove = Math.max(largestMove, Math.abs(move));
      largest = Math.max(largest, Math.abs(value));
    }
    const isSettled = largest === 0 || largestMove / largest < tolerance;
    if (isSettled && dualityGap(coefficients, left, products, squares, weight) < smallestGap) break;
  }
  return coefficients;
}

function dualityGap(
  coefficients: Float64Array,
  left: Float64Array,
  products: Float64Array,
  squares: number,
  weight: number,
): number {
  let [largest, absolute, explained, residualSquares] = [0, 0, 0, squares];
  for (let k = 0; k < left.length; k++) {
    const value = coefficients[k]!;
    largest = Math.max(largest, Math.abs(left[k]!));
    absolute += Math.abs(value);
    explained += value * products[k]!;
    residualSquares -= value * (products[k]! + left[k]!);
  }
  const share = largest > weight ? weight / largest : 1;
  const squaresTerm = largest > weight ? 0.5 * residualSquares * (1 + share * share) : residualSquares;
  return squaresTerm + weight * absolute - share * (squares - explained);
}

/**
 * Lasso on regressors brought to unit variance, with glmnet's order of updates and its stop: no standardised coefficient
 * moves by more than the root of the tolerance, in standard deviations of the response.
 * @source Friedman, Hastie & Tibshirani 2010 (covariance updates); glmnet's `elnet` of 2008, as COLD uses it
 */
export function standardisedLasso(
  { width, count, gram }: CrossProducts,
  { products, squares }: ResponseProducts,
  { penalty, tolerance = 1e-4, mostIterations = 10_000 }: LassoSettings,
): Float64Array {
  const coefficients = new Float64Array(width);
  const deviation = Math.sqrt(squares / count);
  if (!(deviation > 0)) return coefficients;
  const scales = Float64Array.from({ length: width }, (_, k) => Math.sqrt(gram[k * width + k]! / count));
  const slopes = products.map((product, k) => (scales[k]! > 0 ? product / count / scales[k]! / deviation : 0));
  const correlation = (k: number, j: number): number => gram[k * width + j]! / count / scales[k]! / scales[j]!;
  const weight = penalty / deviation;
  const isActive = new Uint8Array(width);
  const active: number[] = [];
  const all = Array.from({ length: width }, (_, k) => k).filter((k) => scales[k]! > 0);
  const pass = (over: readonly number[], updated: readonly number[]): number => {
    let largest = 0;
    for (const k of over) {
      const before = coefficients[k]!;
      const slope = slopes[k]! + before;
      const value = Math.sign(slope) * Math.max(Math.abs(slope) - weight, 0);
      if (value === before) continue;
      coefficients[k] = value;
      if (isActive[k] === 0) {
        isActive[k] = 1;
        active.push(k);
      }
      const move = value - before;
      for (const j of updated) slopes[j]! -= move * (j === k ? 1 : correlation(k, j));
      largest = Math.max(largest, move * move);
    }
    return largest;
  };
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    if (pass(all, all) < tolerance) break;
    while (iteration++ < mostIterations && pass(active, all) >= tolerance);
  }
  for (let k = 0; k < width; k++) if (scales[k]! > 0) coefficients[k]! *= deviation / scales[k]!;
  return coefficients;
}

/** Pivots smaller than this share of a regressor's own squares say that it depends on those before it; it gets 0. */
const SMALLEST_PIVOT = 1e-10;

/** Least squares without a penalty, of the same sums. */
export function ordinaryCoefficients({ width, gram }: CrossProducts, { products }: ResponseProducts): Float64Array {
  const factor = new Float64Array(width * width);
  const coefficients = products.slice();
  for (let k = 0; k < width; k++) {
    for (let j = 0; j <= k; j++) {
      let sum = gram[k * width + j]!;
      for (let i = 0; i < j; i++) sum -= factor[k * width + i]! * factor[j * width + i]!;
      const pivot = j === k ? Math.sqrt(Math.max(0, sum)) : factor[j * width + j]!;
      const isFree = j === k ? sum > gram[k * width + k]! * SMALLEST_PIVOT : pivot > 0;
      factor[k * width + j] = !isFree ? 0 : j === k ? pivot : sum / pivot;
    }
  }
  for (let k = 0; k < width; k++) {
    let sum = coefficients[k]!;
    for (let j = 0; j < k; j++) sum -= factor[k * width + j]! * coefficients[j]!;
    coefficients[k] = factor[k * width + k]! > 0 ? sum / factor[k * width + k]! : 0;
  }
  for (let k = width - 1; k >= 0; k--) {
    let sum = coefficients[k]!;
    for (let j = k + 1; j < width; j++) sum -= factor[j * width + k]! * coefficients[j]!;
    coefficients[k] = factor[k * width + k]! > 0 ? sum / factor[k * width + k]! : 0;
  }
  return coefficients;
}

/** The intercept that goes with coefficients. */
export function interceptOf({ means }: CrossProducts, { mean }: ResponseProducts, coefficients: Float64Array): number {
  let intercept = mean;
  for (let k = 0; k < means.length; k++) intercept -= means[k]! * coefficients[k]!;
  return intercept;
}
