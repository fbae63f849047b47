/** Tukey's constant for 95 % efficiency under normal residuals. */
const BISQUARE_CONSTANT = 4.685;
/** Columns whose part that the others do not explain is shorter than this share of their length say nothing. */
const SMALLEST_PART = 1e-9;

export interface BisquareSettings {
  readonly mostIterations: number;
  /** Median absolute residual to standard deviation. */
  readonly medianShare: number;
  /** Whether residuals are divided by the root of what their leverage leaves (DuMouchel & O'Brien 1989). */
  readonly isLeverageAdjusted: boolean;
  /** Smallest residuals left out of the median (Street et al. 1988: one less than the regressors). */
  readonly leftOut: number;
  /** When the iteration has settled. */
  readonly isSettled: (before: Float64Array, after: Float64Array, residuals: Float64Array) => boolean;
}

/**
 * Robust regression by iteratively reweighted least squares with Tukey's bisquare, few iterations.
 * @param columns regressors column by column
 * @returns residuals: response minus prediction
 * @source Holland & Welsch 1977; Street, Carroll & Ruppert 1988; DuMouchel & O'Brien 1989
 */
export function bisquareResiduals(
  columns: readonly Float64Array[],
  response: Float64Array,
  { mostIterations, medianShare, isLeverageAdjusted, leftOut, isSettled }: BisquareSettings,
): Float64Array {
  const count = response.length;
  const weights = new Float64Array(count).fill(1);
  const first = weightedFit(columns, response, weights);
  let { coefficients, residuals } = first;
  const factors = isLeverageAdjusted
    ? first.leverage.map((leverage) => 1 / Math.sqrt(1 - Math.min(0.9999, leverage)))
    : null;
  const smallestScale = 1e-6 * deviationOf(response) || 1;
  const adjusted = new Float64Array(count);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    for (let i = 0; i < count; i++) adjusted[i] = residuals[i]! * (factors === null ? 1 : factors[i]!);
    const scale = Math.max(medianAbsolute(adjusted, leftOut) / medianShare, smallestScale);
    for (let i = 0; i < count; i++) weights[i] = bisquare(adjusted[i]! / scale);
    const next = weightedFit(columns, response, weights);
    const isDone = isSettled(coefficients, next.coefficients, next.residuals);
    ({ coefficients, residuals } = next);
    if (isDone) break;
  }
  return residuals;
}

function bisquare(residual: number): number {
  const share = residual / BISQUARE_CONSTANT;
  return Math.abs(share) < 1 ? (1 - share * share) ** 2 : 0;
}

interface WeightedFit {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  readonly leverage: Float64Array;
}

/** Weighted least squares by orthogonal columns (modified Gram-Schmidt); a column that depends on those before it gets 0. */
function weightedFit(columns: readonly Float64Array[], response: Float64Array, weights: Float64Array): WeightedFit {
  const count = response.length;
  const width = columns.length;
  const roots = weights.map(Math.sqrt);
  const bases = columns.map((column) => column.map((x, i) => x * roots[i]!));
  const upper = new Float64Array(width * width);
  const right = new Float64Array(width);
  const left = response.map((y, i) => y * roots[i]!);
  for (let k = 0; k < width; k++) {
    const basis = bases[k]!;
    const length = Math.sqrt(dot(basis, basis));
    for (let j = 0; j < k; j++) {
      const other = bases[j]!;
      const share = dot(other, basis);
      upper[j * width + k] = share;
      for (let i = 0; i < count; i++) basis[i]! -= share * other[i]!;
    }
    const part = Math.sqrt(dot(basis, basis));
    if (!(part > SMALLEST_PART * length)) {
      basis.fill(0);
      continue;
    }
    upper[k * width + k] = part;
    for (let i = 0; i < count; i++) basis[i]! /= part;
    right[k] = dot(basis, left);
    for (let i = 0; i < count; i++) left[i]! -= right[k]! * basis[i]!;
  }
  const coefficients = new Float64Array(width);
  for (let k = width - 1; k >= 0; k--) {
    if (upper[k * width + k] === 0) continue;
    let sum = right[k]!;
    for (let j = k + 1; j < width; j++) sum -= upper[k * width + j]! * coefficients[j]!;
    coefficients[k] = sum / upper[k * width + k]!;
  }
  const residuals = response.slice();
  const leverage = new Float64Array(count);
  for (let k = 0; k < width; k++) {
    const [column, basis, value] = [columns[k]!, bases[k]!, coefficients[k]!];
    for (let i = 0; i < count; i++) {
      residuals[i]! -= value * column[i]!;
      leverage[i]! += basis[i]! * basis[i]!;
    }
  }
  return { coefficients, residuals, leverage };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function deviationOf(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return Math.sqrt(sum / Math.max(1, values.length - 1));
}

function medianAbsolute(values: Float64Array, leftOut: number): number {
  const sorted = values.map(Math.abs).sort().subarray(leftOut);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
