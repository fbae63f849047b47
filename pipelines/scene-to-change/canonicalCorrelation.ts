import { Matrix, SingularValueDecomposition } from 'ml-matrix';

/** Canonical variates of two sets of equally many bands, ascending by correlation. */
export interface CanonicalVariates {
  /** Correlations, 0–1, ascending. */
  readonly correlation: Float64Array;
  /** Row k: coefficients of the kth variate of the before bands (variance 1), row-major. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** The largest correlation that is taken as one: above it the difference of the variates is rounding. */
export const HIGHEST_CORRELATION = 1 - 1e-9;

/**
 * Canonical correlation analysis. With the Cholesky factors S11 = L Lᵀ and S22 = K Kᵀ, the singular vectors of
 * L⁻¹ S12 K⁻ᵀ give the variates: the same as the generalised eigenproblem S12 S22⁻¹ S21 a = ρ² S11 a, better
 * conditioned. Signs make the correlations of each before variate with the before bands sum up positive.
 * @param covariance of the bands before, then the bands after, row-major, positive definite in both blocks
 * @source Hotelling 1936; Nielsen, Conradsen & Simpson 1998, RSE 64, eq. 1–6
 */
export function canonicalVariates(covariance: Float64Array, bands: number): CanonicalVariates {
  const size = 2 * bands;
  const at = (row: number, column: number): number => covariance[row * size + column]!;
  const lower = choleskyFactor((i, j) => at(i, j), bands);
  const lowerAfter = choleskyFactor((i, j) => at(bands + i, bands + j), bands);
  const whitenedRows = solveLower(
    lower,
    fill(bands, (i, j) => at(i, bands + j)),
  );
  const whitened = solveLower(lowerAfter, whitenedRows.transpose()).transpose();
  const svd = new SingularValueDecomposition(whitened, { autoTranspose: true });
  const before = solveLowerTransposed(lower, svd.leftSingularVectors);
  const after = solveLowerTransposed(lowerAfter, svd.rightSingularVectors);
  const order = [...svd.diagonal.keys()].sort((a, b) => svd.diagonal[a]! - svd.diagonal[b]!);
  const result = {
    correlation: Float64Array.from(order, (k) => Math.min(svd.diagonal[k]!, HIGHEST_CORRELATION)),
    before: new Float64Array(bands * bands),
    after: new Float64Array(bands * bands),
  };
  order.forEach((k, row) => {
    let sum = 0;
    for (let i = 0; i < bands; i++) {
      let covarianceWithBand = 0;
      for (let j = 0; j < bands; j++) covarianceWithBand += at(i, j) * before.get(j, k);
      sum += covarianceWithBand / Math.sqrt(at(i, i));
    }
    const sign = sum < 0 ? -1 : 1;
    for (let i = 0; i < bands; i++) {
      result.before[row * bands + i] = sign * before.get(i, k);
      result.after[row * bands + i] = sign * after.get(i, k);
    }
  });
  return result;
}

const fill = (size: number, valueAt: (row: number, column: number) => number): Matrix => {
  const matrix = new Matrix(size, size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) matrix.set(i, j, valueAt(i, j));
  return matrix;
};

/** Lower triangular L with L Lᵀ = the matrix. @throws RangeError where it is not positive definite */
export function choleskyFactor(valueAt: (row: number, column: number) => number, size: number): Matrix {
  const lower = new Matrix(size, size);
  for (let j = 0; j < size; j++) {
    let diagonal = valueAt(j, j);
    for (let k = 0; k < j; k++) diagonal -= lower.get(j, k) ** 2;
    if (!(diagonal > 0)) throw new RangeError(`covariance is not positive definite at variable ${j}`);
    lower.set(j, j, Math.sqrt(diagonal));
    for (let i = j + 1; i < size; i++) {
      let value = valueAt(i, j);
      for (let k = 0; k < j; k++) value -= lower.get(i, k) * lower.get(j, k);
      lower.set(i, j, value / lower.get(j, j));
    }
  }
  return lower;
}

function solveLower(lower: Matrix, right: Matrix): Matrix {
  const out = right.clone();
  for (let column = 0; column < right.columns; column++) {
    for (let i = 0; i < lower.rows; i++) {
      let value = out.get(i, column);
      for (let k = 0; k < i; k++) value -= lower.get(i, k) * out.get(k, column);
      out.set(i, column, value / lower.get(i, i));
    }
  }
  return out;
}

function solveLowerTransposed(lower: Matrix, right: Matrix): Matrix {
  const out = right.clone();
  for (let column = 0; column < right.columns; column++) {
    for (let i = lower.rows - 1; i >= 0; i--) {
      let value = out.get(i, column);
      for (let k = i + 1; k < lower.rows; k++) value -= lower.get(k, i) * out.get(k, column);
      out.set(i, column, value / lower.get(i, i));
    }
  }
  return out;
}
