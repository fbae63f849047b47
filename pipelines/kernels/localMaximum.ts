import type { Plane } from './boxGaussian.js';

/** Largest value within a square of 2 * radius + 1 pixels; the edge sees only what is inside. */
export function localMaximum(values: Float32Array, { width, height }: Plane, radius: number): Float32Array {
  const rows = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let best = -Infinity;
      for (let k = Math.max(0, x - radius); k <= Math.min(width - 1, x + radius); k++)
        best = Math.max(best, values[y * width + k]!);
      rows[y * width + x] = best;
    }
  }
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let best = -Infinity;
      for (let k = Math.max(0, y - radius); k <= Math.min(height - 1, y + radius); k++)
        best = Math.max(best, rows[k * width + x]!);
      out[y * width + x] = best;
    }
  }
  return out;
}
