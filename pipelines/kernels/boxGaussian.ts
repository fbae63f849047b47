const PASSES = 4;
/** Below this, odd boxes cannot follow a Gaussian and its own kernel is short. */
const SMALLEST_BOX_SIGMA = 2;

/** Box widths (odd) whose successive averages have the variance of a Gaussian with this sigma. */
export function boxWidths(sigma: number, passes = PASSES): number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / passes + 1);
  let lower = Math.floor(ideal);
  if (lower % 2 === 0) lower--;
  const narrow = Math.round((12 * sigma * sigma - passes * lower * lower - 4 * passes * lower - 3 * passes) / (-4 * lower - 4));
  return Array.from({ length: passes }, (_, i) => (i < narrow ? lower : lower + 2));
}

/** Pixels on each side that a smoothed value depends on. */
export function boxGaussianRadius(sigma: number): number {
  if (sigma < SMALLEST_BOX_SIGMA) return Math.floor(4 * sigma + 0.5);
  return boxWidths(sigma).reduce((sum, width) => sum + (width - 1) / 2, 0);
}

export interface Plane {
  readonly width: number;
  readonly height: number;
}

/**
 * Fast Gaussian smoothing of a picture: four successive box averages, whose cost does not depend on sigma; the kernel itself
 * for sigma < 2.
 * @source Kovesi 2010, Fast almost-Gaussian filtering, eq. 2–6; differs: pixels of weight 0 do not count (normalised convolution)
 *
 * Smooths `values` (row-major). `weights`, where given, says how much each pixel counts (0: not at all); a pixel with
 * nothing in reach becomes 0. Edges reflect (scipy's default), so that a picture's border is not darkened.
 */
export function boxGaussian(values: Float32Array, plane: Plane, sigma: number, weights: Float32Array | null = null): Float32Array {
  if (weights === null) return smoothPlain(values, plane, sigma);
  const weighted = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) weighted[i] = weights[i]! > 0 ? values[i]! * weights[i]! : 0;
  const numerator = smoothPlain(weighted, plane, sigma);
  const denominator = smoothPlain(weights, plane, sigma);
  for (let i = 0; i < numerator.length; i++) numerator[i] = denominator[i]! > 1e-6 ? numerator[i]! / denominator[i]! : 0;
  return numerator;
}

function smoothPlain(values: Float32Array, plane: Plane, sigma: number): Float32Array {
  const { width, height } = plane;
  const from = Float64Array.from(values);
  const to = new Float64Array(values.length);
  const alongLines = (line: LineFilter): void => {
    for (let y = 0; y < height; y++) line(from, to, y * width, 1, width);
    for (let x = 0; x < width; x++) line(to, from, x, width, height);
  };
  if (sigma < SMALLEST_BOX_SIGMA) {
    const kernel = gaussianKernel(sigma);
    alongLines((source, target, start, step, length) => convolveLine(source, target, start, step, length, kernel));
    return Float32Array.from(from);
  }
  for (const box of boxWidths(sigma)) {
    const radius = (box - 1) / 2;
    alongLines((source, target, start, step, length) => averageLine(source, target, start, step, length, radius));
  }
  return Float32Array.from(from);
}

type LineFilter = (from: Float64Array, to: Float64Array, start: number, step: number, length: number) => void;

function gaussianKernel(sigma: number): Float64Array {
  const radius = Math.floor(4 * sigma + 0.5);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, k) => Math.exp((-0.5 * (k - radius) ** 2) / (sigma * sigma)));
  const total = kernel.reduce((sum, w) => sum + w, 0);
  return kernel.map((w) => w / total);
}

function convolveLine(from: Float64Array, to: Float64Array, start: number, step: number, length: number, kernel: Float64Array): void {
  const radius = (kernel.length - 1) / 2;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = -radius; k <= radius; k++) {
      const at = i + k;
      sum += kernel[k + radius]! * from[start + (at >= 0 && at < length ? at : reflect(at, length)) * step]!;
    }
    to[start + i * step] = sum;
  }
}

/** Running mean of 2 * radius + 1 samples along one line, reflecting at both ends. */
function averageLine(from: Float64Array, to: Float64Array, start: number, step: number, length: number, radius: number): void {
  const share = 1 / (2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += from[start + reflect(k, length) * step]!;
  for (let i = 0; i < length; i++) {
    to[start + i * step] = sum * share;
    const enters = i + radius + 1;
    const leaves = i - radius;
    sum += from[start + (enters < length ? enters : reflect(enters, length)) * step]! - from[start + (leaves >= 0 ? leaves : reflect(leaves, length)) * step]!;
  }
}

/** Mirrors an index at the outer edges of the first and last sample: -1 → 0, length → length - 1. */
function reflect(index: number, length: number): number {
  const period = 2 * length;
  const k = ((index % period) + period) % period;
  return k < length ? k : period - 1 - k;
}
