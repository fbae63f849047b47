import type { Plane } from './boxGaussian.js';

/** First derivatives of a Gaussian-smoothed picture, per pixel; edges reflect. `sigma` in pixels, > 0. */
export function gaussianDerivatives(values: Float32Array, plane: Plane, sigma: number): { dx: Float32Array; dy: Float32Array } {
  const radius = Math.floor(4 * sigma + 0.5);
  const smooth = new Float64Array(2 * radius + 1);
  let total = 0;
  for (let k = -radius; k <= radius; k++) total += smooth[k + radius] = Math.exp((-0.5 * k * k) / (sigma * sigma));
  const slope = new Float64Array(2 * radius + 1);
  for (let k = -radius; k <= radius; k++) {
    smooth[k + radius]! /= total;
    slope[k + radius] = (k / (sigma * sigma)) * smooth[k + radius]!;
  }
  return {
    dx: convolve(convolve(values, plane, slope, 1), plane, smooth, plane.width),
    dy: convolve(convolve(values, plane, smooth, 1), plane, slope, plane.width),
  };
}

/** Correlation with an odd kernel along rows (`step` 1) or columns (`step` = width). */
function convolve(values: Float32Array, { width, height }: Plane, kernel: Float64Array, step: number): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const out = new Float32Array(values.length);
  const length = step === 1 ? width : height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const position = step === 1 ? x : y;
      const line = at - position * step;
      let sum = 0;
      for (let k = -radius; k <= radius; k++) {
        let p = position + k;
        while (p < 0 || p >= length) p = p < 0 ? -1 - p : 2 * length - 1 - p;
        sum += kernel[k + radius]! * values[line + p * step]!;
      }
      out[at] = sum;
    }
  }
  return out;
}
