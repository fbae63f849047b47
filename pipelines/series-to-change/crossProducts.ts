/** Sums of a window of rows about their means: all that a penalised fit needs of them. */
export interface CrossProducts {
  /** Regressors without the intercept. */
  readonly width: number;
  readonly count: number;
  /** Mean of each regressor. */
  readonly means: Float64Array;
  /** Row-major `width * width`: products about the means. */
  readonly gram: Float64Array;
}

/** The same of one response. */
export interface ResponseProducts {
  readonly mean: number;
  /** Products with each regressor about the means. */
  readonly products: Float64Array;
  /** Sum of squares about the mean. */
  readonly squares: number;
}

export interface Window {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * @param rows regressors row by row, `stride` numbers each, the first of them the intercept
 * @param width regressors that count, the intercept included
 */
export function crossProducts(rows: Float64Array, stride: number, width: number, { from, to }: Window): CrossProducts {
  const own = width - 1;
  const count = to - from;
  const means = new Float64Array(own);
  for (let i = from; i < to; i++) for (let k = 0; k < own; k++) means[k]! += rows[i * stride + 1 + k]!;
  for (let k = 0; k < own; k++) means[k]! /= count;
  const gram = new Float64Array(own * own);
  for (let i = from; i < to; i++) {
    const at = i * stride + 1;
    for (let k = 0; k < own; k++) {
      const x = rows[at + k]! - means[k]!;
      for (let j = 0; j <= k; j++) gram[k * own + j]! += x * (rows[at + j]! - means[j]!);
    }
  }
  for (let k = 0; k < own; k++) for (let j = 0; j < k; j++) gram[j * own + k] = gram[k * own + j]!;
  return { width: own, count, means, gram };
}

export function responseProducts(
  { width, count, means }: CrossProducts,
  rows: Float64Array,
  stride: number,
  values: Float64Array,
  { from, to }: Window,
): ResponseProducts {
  let mean = 0;
  for (let i = from; i < to; i++) mean += values[i]!;
  mean /= count;
  const products = new Float64Array(width);
  let squares = 0;
  for (let i = from; i < to; i++) {
    const y = values[i]! - mean;
    squares += y * y;
    const at = i * stride + 1;
    for (let k = 0; k < width; k++) products[k]! += y * (rows[at + k]! - means[k]!);
  }
  return { mean, products, squares };
}
