import { boxGaussian, type Plane } from './boxGaussian.js';

export interface LocalCorrelationOptions {
  /** Window, standard deviation in pixels. */
  readonly sigma: number;
  /** Largest displacement that is forgiven, pixels in each direction. */
  readonly slackPixels: number;
  /** Step between displacements that are tried, pixels. */
  readonly slackStep: number;
  /** Added to each local variance, as a share of its mean over the picture: flat ground correlates with nothing. */
  readonly flatShare: number;
}

/**
 * Best local normalised cross-correlation (-1…1) of two pictures over small displacements. Light and season scale
 * brightness, parallax and misregistration move edges: neither lowers it. Lost structure does.
 * @source Lewis 1995, Fast normalized cross-correlation
 */
export function localCorrelation(before: Float32Array, after: Float32Array, plane: Plane, options: LocalCorrelationOptions): Float32Array {
  const { sigma, slackPixels, slackStep, flatShare } = options;
  const a = localMoments(before, plane, sigma);
  const b = localMoments(after, plane, sigma);
  const floorA = flatShare * mean(a.variance) + 1e-6;
  const floorB = flatShare * mean(b.variance) + 1e-6;
  const best = new Float32Array(before.length).fill(-1);
  const product = new Float32Array(before.length);
  for (let dy = -slackPixels; dy <= slackPixels; dy += slackStep) {
    for (let dx = -slackPixels; dx <= slackPixels; dx += slackStep) {
      const from = displaced(plane, dx, dy);
      for (let i = 0; i < product.length; i++) product[i] = before[i]! * after[from[i]!]!;
      const cross = boxGaussian(product, plane, sigma);
      for (let i = 0; i < best.length; i++) {
        const j = from[i]!;
        const value = (cross[i]! - a.mean[i]! * b.mean[j]!) / Math.sqrt((a.variance[i]! + floorA) * (b.variance[j]! + floorB));
        if (value > best[i]!) best[i] = value;
      }
    }
  }
  return best;
}

function localMoments(values: Float32Array, plane: Plane, sigma: number): { mean: Float32Array; variance: Float32Array } {
  const squares = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) squares[i] = values[i]! * values[i]!;
  const average = boxGaussian(values, plane, sigma);
  const variance = boxGaussian(squares, plane, sigma);
  for (let i = 0; i < variance.length; i++) variance[i] = Math.max(0, variance[i]! - average[i]! * average[i]!);
  return { mean: average, variance };
}

/** Index of the displaced pixel for each pixel, held at the picture's edge. */
function displaced({ width, height }: Plane, dx: number, dy: number): Int32Array {
  const from = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
    for (let x = 0; x < width; x++) from[y * width + x] = row + Math.min(width - 1, Math.max(0, x + dx));
  }
  return from;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
