/**
 * Standardised recursive residuals: what each row misses of the prediction of a model of the rows before it, divided by the
 * standard error of that prediction (in units of the residuals' own).
 * @source Brown, Durbin & Evans 1975, "Techniques for testing the constancy of regression relationships over time", JRSS B 37
 */

/** Regressors row by row, with their response. */
export interface Rows {
  readonly rows: Float64Array;
  readonly width: number;
  readonly response: Float64Array;
}

/** R's `lm.fit` takes a column for dependent on the ones before it where what is left of its length is smaller than this share. */
const DEPENDENT_SHARE = 1e-7;

/**
 * Residuals of rows `first`… (counted from 0), each from a model of all rows before it. The rows are added one by one to a
 * triangular factor by plane rotations; what a rotation leaves of the response is the residual. As long as the rows so far do
 * not determine the model, it leaves out the columns that R's `lm.fit` leaves out.
 * @param first at least the number of regressors
 */
export function recursiveResiduals({ rows, width, response }: Rows, first: number): Float64Array {
  const count = response.length;
  const residuals = new Float64Array(Math.max(0, count - first));
  const factor = new Float64Array(width * width);
  const rotated = new Float64Array(width);
  const row = new Float64Array(width);
  let isDetermined = false;
  for (let r = 0; r < count; r++) {
    for (let k = 0; k < width; k++) row[k] = rows[r * width + k]!;
    if (r >= first) {
      isDetermined ||= rankOf(rows, r, width).rank === width;
      if (!isDetermined) residuals[r - first] = residualOfRank(rows, response, r, width);
    }
    const left = rotateIn(factor, rotated, row, response[r]!, width);
    if (r >= first && isDetermined) residuals[r - first] = left;
  }
  return residuals;
}

/** Adds a row to the triangular factor; returns what is left of its response. */
function rotateIn(
  factor: Float64Array,
  rotated: Float64Array,
  row: Float64Array,
  response: number,
  width: number,
): number {
  let left = response;
  for (let k = 0; k < width; k++) {
    const value = row[k]!;
    if (value === 0) continue;
    const diagonal = factor[k * width + k]!;
    const length = Math.hypot(diagonal, value);
    const cosine = diagonal / length;
    const sine = value / length;
    factor[k * width + k] = length;
    for (let j = k + 1; j < width; j++) {
      const above = factor[k * width + j]!;
      factor[k * width + j] = cosine * above + sine * row[j]!;
      row[j] = cosine * row[j]! - sine * above;
    }
    const above = rotated[k]!;
    rotated[k] = cosine * above + sine * left;
    left = cosine * left - sine * above;
  }
  return left;
}

/** Householder triangle of the first rows, dependent columns last, as LINPACK's `dqrdc2` orders them. */
interface PivotedFactor {
  readonly rank: number;
  readonly order: Int32Array;
  /** Column after column, each `count` long; the triangle stands above the diagonal, diagonal included. */
  readonly columns: Float64Array[];
}

function rankOf(rows: Float64Array, count: number, width: number, response: Float64Array | null = null): PivotedFactor {
  const columns = Array.from({ length: width }, (_, k) =>
    Float64Array.from({ length: count }, (_, i) => rows[i * width + k]!),
  );
  const passive = response === null ? [] : [response];
  const lengths = columns.map((column) => lengthFrom(column, 0));
  const original = lengths.map((length) => length || 1);
  const order = Int32Array.from({ length: width }, (_, k) => k);
  let rank = width;
  for (let l = 0; l < Math.min(count, rank); l++) {
    while (l < rank && lengths[l]! < original[l]! * DEPENDENT_SHARE) {
      for (const list of [columns, lengths, original] as unknown[][]) list.push(...list.splice(l, 1));
      const moved = order[l]!;
      order.copyWithin(l, l + 1);
      order[width - 1] = moved;
      rank--;
    }
    if (l >= rank || l === count - 1) break;
    reflect(columns, lengths, original, passive, l);
  }
  return { rank: Math.min(rank, count), order, columns };
}

function reflect(
  columns: Float64Array[],
  lengths: number[],
  original: number[],
  passive: Float64Array[],
  l: number,
): void {
  const own = columns[l]!;
  let size = lengthFrom(own, l);
  if (size === 0) return;
  if (own[l]! < 0) size = -size;
  for (let i = l; i < own.length; i++) own[i]! /= size;
  own[l]! += 1;
  for (const other of [...columns.slice(l + 1), ...passive]) {
    let sum = 0;
    for (let i = l; i < own.length; i++) sum += own[i]! * other[i]!;
    const t = -sum / own[l]!;
    for (let i = l; i < own.length; i++) other[i]! += t * own[i]!;
  }
  for (let j = l + 1; j < columns.length; j++) {
    if (lengths[j] === 0) continue;
    const left = Math.max(0, 1 - (Math.abs(columns[j]![l]!) / lengths[j]!) ** 2);
    if (left < 1e-6) {
      lengths[j] = lengthFrom(columns[j]!, l + 1);
      original[j] = lengths[j]!;
    } else {
      lengths[j] = lengths[j]! * Math.sqrt(left);
    }
  }
  own[l] = -size;
}

function lengthFrom(column: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < column.length; i++) sum += column[i]! * column[i]!;
  return Math.sqrt(sum);
}

/** Residual of row `r` from the rows before it, dependent columns left out. */
function residualOfRank(rows: Float64Array, response: Float64Array, r: number, width: number): number {
  const rotated = response.slice(0, r);
  const { rank, order, columns } = rankOf(rows, r, width, rotated);
  const coefficients = new Float64Array(rank);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = rotated[i]!;
    for (let k = i + 1; k < rank; k++) sum -= columns[k]![i]! * coefficients[k]!;
    coefficients[i] = sum / columns[i]![i]!;
  }
  // Variance of the prediction: solve (triangle)ᵀ v = x, then 1 + v·v.
  const v = new Float64Array(rank);
  let variance = 1;
  let predicted = 0;
  for (let i = 0; i < rank; i++) {
    const x = rows[r * width + order[i]!]!;
    let sum = x;
    for (let k = 0; k < i; k++) sum -= columns[i]![k]! * v[k]!;
    v[i] = sum / columns[i]![i]!;
    variance += v[i]! * v[i]!;
    predicted += x * coefficients[i]!;
  }
  return (response[r]! - predicted) / Math.sqrt(variance);
}
