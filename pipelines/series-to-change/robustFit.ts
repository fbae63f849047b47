import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { leastSquares, predict, type LinearFit, type Regression } from './normalEquations.js';

/** Tukey's constant for 95 % efficiency under normal residuals. */
const BISQUARE_CONSTANT = 4.685;
/** Median absolute deviation to standard deviation, as statsmodels and nrt round it. */
const MAD_CONSTANT = 0.6745;
const MOST_ITERATIONS = 50;
const TOLERANCE = 1e-8;
/** Smallest scale that weights are made with (single precision, as in nrt). */
const SMALLEST_SCALE = 2 ** -23;

/**
 * Robust regression by iteratively reweighted least squares: Tukey's bisquare weights, scale from the median absolute
 * residual, re-estimated in each step.
 * @source Holland & Welsch 1977, "Robust regression using iteratively reweighted least-squares", Communications in
 *   Statistics A6; as in statsmodels' `RLM` (`scale_est='mad'`)
 * @returns null where the rows do not determine the coefficients
 */
export function robustLeastSquares(regression: Regression): LinearFit | null {
  let fit = leastSquares(regression);
  if (fit === null) return null;
  let scale = medianAbsolute(fit.residuals) / MAD_CONSTANT;
  if (scale < SMALLEST_SCALE) return fit;
  const weights = new Float64Array(regression.response.length);
  for (let iteration = 1; iteration < MOST_ITERATIONS; iteration++) {
    for (let i = 0; i < weights.length; i++) weights[i] = bisquare(fit.residuals[i]! / scale);
    const next = leastSquares(regression, weights) ?? shortestSolution(regression, weights);
    const moved = next.coefficients.some((value, k) => Math.abs(value - fit!.coefficients[k]!) > TOLERANCE);
    fit = next;
    scale = Math.max(SMALLEST_SCALE, medianAbsolute(fit.residuals) / MAD_CONSTANT);
    if (!moved) break;
  }
  return fit;
}

/**
 * Where the rows that still have a weight do not determine the model: of all coefficients that fit them best, the shortest
 * (what LAPACK's `gelsd` gives, and so statsmodels).
 */
function shortestSolution({ rows, width, response }: Regression, weights: Float64Array): LinearFit {
  const roots = weights.map(Math.sqrt);
  const weighted = new Matrix(response.length, width);
  for (let i = 0; i < response.length; i++) {
    for (let k = 0; k < width; k++) weighted.set(i, k, rows[i * width + k]! * roots[i]!);
  }
  const { leftSingularVectors, rightSingularVectors, diagonal } = new SingularValueDecomposition(weighted, {
    autoTranspose: true,
  });
  const smallest = Math.max(...diagonal) * Number.EPSILON * Math.max(response.length, width);
  const coefficients = new Float64Array(width);
  diagonal.forEach((value, s) => {
    if (!(value > smallest)) return;
    let sum = 0;
    for (let i = 0; i < response.length; i++) sum += leftSingularVectors.get(i, s) * response[i]! * roots[i]!;
    for (let k = 0; k < width; k++) coefficients[k]! += (sum / value) * rightSingularVectors.get(k, s);
  });
  const residuals = response.map((y, i) => y - predict(coefficients, 0, rows, i, width));
  return { coefficients, residuals };
}

function bisquare(residual: number): number {
  const share = residual / BISQUARE_CONSTANT;
  return Math.abs(share) < 1 ? (1 - share * share) ** 2 : 0;
}

const medianAbsolute = (values: Float64Array): number => medianOfDoubles(values.map(Math.abs));

/** Median of finite doubles (mean of the middle two where their number is even); NaN of none. */
export function medianOfDoubles(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
