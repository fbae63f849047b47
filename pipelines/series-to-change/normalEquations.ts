/**
 * Least squares by normal equations in double precision, for a few regressors that do not nearly depend on each other.
 * Regressors with large values (a trend in days) are centred and scaled first, so that nothing is lost by squaring. Every sum
 * runs in the order of the rows: the same rows give the same bits wherever they are summed.
 */

/** How regressor 1, the trend, is brought to about -1…1: (value - centre) / scale. */
export interface TrendScaling {
  readonly centre: number;
  readonly scale: number;
}

/** Pivots smaller than this share of their column's own sum of squares say that the rows do not determine the model. */
export const SMALLEST_PIVOT = 1e-11;

/** Packed lower triangle: row i, column j <= i. */
const at = (i: number, j: number): number => ((i * (i + 1)) >> 1) + j;

/** Adds a row's products to the packed matrix. */
export function addRow(matrix: Float64Array, rows: Float64Array, from: number, width: number, weight = 1): void {
  let k = 0;
  for (let i = 0; i < width; i++) {
    const x = rows[from + i]! * weight;
    for (let j = 0; j <= i; j++) matrix[k++]! += x * rows[from + j]!;
  }
}

/**
 * Cholesky factor in place; its diagonal holds inverses, so that solving multiplies.
 * @returns whether the equations have a single solution
 */
export function factorise(matrix: Float64Array, width: number): boolean {
  for (let j = 0; j < width; j++) {
    const own = matrix[at(j, j)]!;
    let pivot = own;
    for (let k = 0; k < j; k++) pivot -= matrix[at(j, k)]! * matrix[at(j, k)]!;
    if (!(pivot > own * SMALLEST_PIVOT)) return false;
    const inverse = 1 / Math.sqrt(pivot);
    matrix[at(j, j)] = inverse;
    for (let i = j + 1; i < width; i++) {
      let sum = matrix[at(i, j)]!;
      for (let k = 0; k < j; k++) sum -= matrix[at(i, k)]! * matrix[at(j, k)]!;
      matrix[at(i, j)] = sum * inverse;
    }
  }
  return true;
}

/** Solves in place: `right` becomes the coefficients. */
export function solveFactorised(factor: Float64Array, right: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= factor[at(i, k)]! * right[k]!;
    right[i] = sum * factor[at(i, i)]!;
  }
  for (let i = width - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let k = i + 1; k < width; k++) sum -= factor[at(k, i)]! * right[k]!;
    right[i] = sum * factor[at(i, i)]!;
  }
}

/** Scaling of the trend over rows; null where there is none. */
export function trendScalingOf(rows: Float64Array, width: number, hasTrend: boolean): TrendScaling | null {
  if (!hasTrend || rows.length === 0) return null;
  let [least, most] = [Infinity, -Infinity];
  for (let i = 1; i < rows.length; i += width) {
    least = Math.min(least, rows[i]!);
    most = Math.max(most, rows[i]!);
  }
  return { centre: (least + most) / 2, scale: Math.max(1, (most - least) / 2) };
}

/** Rows with their trend scaled; the rows themselves where there is none. */
export function scaleTrend(rows: Float64Array, width: number, scaling: TrendScaling | null): Float64Array {
  if (scaling === null) return rows;
  const scaled = rows.slice();
  for (let i = 1; i < scaled.length; i += width) scaled[i] = (scaled[i]! - scaling.centre) / scaling.scale;
  return scaled;
}

/** Coefficients of scaled rows, in place, to those of the rows as they were. */
export function unscaleTrend(coefficients: Float64Array, from: number, scaling: TrendScaling | null): void {
  if (scaling === null) return;
  const slope = coefficients[from + 1]! / scaling.scale;
  coefficients[from + 1] = slope;
  coefficients[from]! -= slope * scaling.centre;
}

/** A model of rows. */
export interface LinearFit {
  readonly coefficients: Float64Array;
  /** Response minus prediction, by row. */
  readonly residuals: Float64Array;
}

export interface Regression {
  /** Regressors row by row; regressor 0 is the intercept, regressor 1 the trend where there is one. */
  readonly rows: Float64Array;
  readonly width: number;
  readonly hasTrend: boolean;
  readonly response: Float64Array;
}

/**
 * Ordinary (or weighted) least squares.
 * @returns null where the rows do not determine the coefficients
 */
export function leastSquares(regression: Regression, weights: Float64Array | null = null): LinearFit | null {
  const { rows, width, hasTrend, response } = regression;
  const scaling = trendScalingOf(rows, width, hasTrend);
  const scaled = scaleTrend(rows, width, scaling);
  const count = response.length;
  const matrix = new Float64Array((width * (width + 1)) / 2);
  const coefficients = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    addRow(matrix, scaled, i * width, width, weight);
    const y = response[i]! * weight;
    for (let k = 0; k < width; k++) coefficients[k]! += y * scaled[i * width + k]!;
  }
  if (count < width || !factorise(matrix, width)) return null;
  solveFactorised(matrix, coefficients, width);
  const residuals = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k]! * scaled[i * width + k]!;
    residuals[i] = response[i]! - predicted;
  }
  unscaleTrend(coefficients, 0, scaling);
  return { coefficients, residuals };
}

/** What the coefficients say of a row. */
export function predict(
  coefficients: Float64Array,
  from: number,
  rows: Float64Array,
  row: number,
  width: number,
): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += coefficients[from + k]! * rows[row * width + k]!;
  return sum;
}
