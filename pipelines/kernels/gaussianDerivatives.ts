import { correlateColumns, correlateRows, gaussianKernel, type Plane } from './boxGaussian.js';

/** First derivatives of a Gaussian-smoothed picture, per pixel; edges reflect. `sigma` in pixels, > 0. */
export function gaussianDerivatives(
  values: Float32Array,
  { width, height }: Plane,
  sigma: number,
): { dx: Float32Array; dy: Float32Array } {
  const smooth = gaussianKernel(sigma);
  const radius = (smooth.length - 1) / 2;
  const slope = smooth.map((weight, k) => ((k - radius) / (sigma * sigma)) * weight);
  const rows = new Float32Array(values.length);
  const dx = new Float32Array(values.length);
  const dy = new Float32Array(values.length);
  correlateRows(values, width, height, slope, rows);
  correlateColumns(rows, width, height, smooth, dx);
  correlateRows(values, width, height, smooth, rows);
  correlateColumns(rows, width, height, slope, dy);
  return { dx, dy };
}
