import type { Plane } from './boxGaussian.js';

/** Largest value within a square of 2 * radius + 1 pixels; the edge sees only what is inside. */
export function localMaximum(values: Float32Array, { width, height }: Plane, radius: number): Float32Array {
  const rows = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const last = x + radius < width ? x + radius : width - 1;
      let best = -Infinity;
      for (let k = x > radius ? x - radius : 0; k <= last; k++) if (values[row + k]! > best) best = values[row + k]!;
      rows[row + x] = best;
    }
  }
  const out = new Float32Array(values.length).fill(-Infinity);
  for (let y = 0; y < height; y++) {
    const last = y + radius < height ? y + radius : height - 1;
    for (let k = y > radius ? y - radius : 0; k <= last; k++) {
      for (let x = 0, to = y * width, from = k * width; x < width; x++, to++, from++) {
        if (rows[from]! > out[to]!) out[to] = rows[from]!;
      }
    }
  }
  return out;
}
