import type { Plane } from './boxGaussian.js';

const { sqrt } = Math;

export interface TotalVariationOptions {
  /** Larger values flatten more; in the units of the values. */
  readonly weight: number;
  /** Stops when the energy changes by less than this share of its first value. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

/**
 * Total-variation denoising: flattens speckle inside areas and keeps their edges.
 * @source Chambolle 2004, An algorithm for total variation minimization (JMIV 20), the dual projection of section 3
 */
export function totalVariation(image: Float32Array, plane: Plane, options: TotalVariationOptions): Float32Array {
  const { weight, tolerance, maxIterations } = options;
  const { width, height } = plane;
  const px = new Float32Array(image.length);
  const py = new Float32Array(image.length);
  const out = Float32Array.from(image);
  const step = 0.25;
  let firstEnergy = 0;
  let lastEnergy = 0;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let energy = iteration === 0 ? 0 : applyDual(image, px, py, out, plane);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const gx = x + 1 < width ? out[i + 1]! - out[i]! : 0;
        const gy = y + 1 < height ? out[i + width]! - out[i]! : 0;
        const norm = sqrt(gx * gx + gy * gy);
        energy += weight * norm;
        const shrink = 1 / (1 + (step / weight) * norm);
        px[i] = (px[i]! - step * gx) * shrink;
        py[i] = (py[i]! - step * gy) * shrink;
      }
    }
    if (iteration === 0) firstEnergy = energy;
    else if (Math.abs(lastEnergy - energy) < tolerance * firstEnergy) break;
    lastEnergy = energy;
  }
  return out;
}

/** out = image - div p; returns the sum of squared differences from the image. */
function applyDual(
  image: Float32Array,
  px: Float32Array,
  py: Float32Array,
  out: Float32Array,
  { width, height }: Plane,
): number {
  let energy = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const d = -px[i]! - py[i]! + (x > 0 ? px[i - 1]! : 0) + (y > 0 ? py[i - width]! : 0);
      out[i] = image[i]! + d;
      energy += d * d;
    }
  }
  return energy;
}
