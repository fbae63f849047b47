const PASSES = 4;
/** Below this, odd boxes cannot follow a Gaussian and its own kernel is short. */
const SMALLEST_BOX_SIGMA = 2;

/** Box widths (odd) whose successive averages have the variance of a Gaussian with this sigma. */
export function boxWidths(sigma: number, passes = PASSES): number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / passes + 1);
  let lower = Math.floor(ideal);
  if (lower % 2 === 0) lower--;
  const narrow = Math.round(
    (12 * sigma * sigma - passes * lower * lower - 4 * passes * lower - 3 * passes) / (-4 * lower - 4),
  );
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
 * Fast Gaussian smoothing of a picture (row-major): four successive box averages, whose cost does not depend on sigma;
 * the kernel itself for sigma < 2. Edges reflect (scipy's default), so that a picture's border is not darkened.
 * @param sigma standard deviation, pixels
 * @source Kovesi 2010, Fast almost-Gaussian filtering, DICTA, eq. 2–6
 */
export function boxGaussian(values: Float32Array, { width, height }: Plane, sigma: number): Float32Array {
  if (values.length !== width * height) {
    throw new RangeError(`expected ${width * height} values, got ${values.length}`);
  }
  const out = new Float32Array(values.length);
  if (sigma < SMALLEST_BOX_SIGMA) smoothByKernel(values, width, height, gaussianKernel(sigma), out);
  else smoothByBoxes(values, width, height, boxWidths(sigma), out);
  return out;
}

/** Kept between calls: pictures of one size are smoothed many times over. */
let scratch: readonly [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>] = [
  new Float64Array(0),
  new Float64Array(0),
];

function scratchPlanes(length: number): [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>] {
  if (scratch[0].length !== length) scratch = [new Float64Array(length), new Float64Array(length)];
  return [scratch[0], scratch[1]];
}

function smoothByBoxes(
  values: Float32Array,
  width: number,
  height: number,
  boxes: readonly number[],
  out: Float32Array,
): void {
  let [from, to] = scratchPlanes(values.length);
  let line = new Float64Array(width);
  let next = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) line[x] = values[row + x]!;
    for (const box of boxes) {
      averageLine(line, next, (box - 1) / 2);
      [line, next] = [next, line];
    }
    from.set(line, row);
  }
  const sums = new Float64Array(width);
  for (const box of boxes) {
    averageColumns(from, to, width, height, (box - 1) / 2, sums);
    [from, to] = [to, from];
  }
  out.set(from);
}

/** Running mean of 2 * radius + 1 samples, reflecting at both ends. */
function averageLine(from: Float64Array, to: Float64Array, radius: number): void {
  const length = from.length;
  const share = 1 / (2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += from[reflect(k, length)]!;
  const last = length - radius - 1;
  for (let i = 0; i < length; i++) {
    to[i] = sum * share;
    if (i >= radius && i < last) sum += from[i + radius + 1]! - from[i - radius]!;
    else sum += from[reflect(i + radius + 1, length)]! - from[reflect(i - radius, length)]!;
  }
}

/** The same down all columns at once, row by row, as memory lies. */
function averageColumns(
  from: Float64Array,
  to: Float64Array,
  width: number,
  height: number,
  radius: number,
  sums: Float64Array,
): void {
  const share = 1 / (2 * radius + 1);
  sums.fill(0);
  for (let k = -radius; k <= radius; k++) {
    const row = reflect(k, height) * width;
    for (let x = 0; x < width; x++) sums[x]! += from[row + x]!;
  }
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const enters = reflect(y + radius + 1, height) * width;
    const leaves = reflect(y - radius, height) * width;
    for (let x = 0; x < width; x++) {
      const sum = sums[x]!;
      to[row + x] = sum * share;
      sums[x] = sum + from[enters + x]! - from[leaves + x]!;
    }
  }
}

export function gaussianKernel(sigma: number): Float64Array {
  const radius = Math.floor(4 * sigma + 0.5);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp((-0.5 * (k - radius) ** 2) / (sigma * sigma)),
  );
  const total = kernel.reduce((sum, w) => sum + w, 0);
  return kernel.map((w) => w / total);
}

function smoothByKernel(
  values: Float32Array,
  width: number,
  height: number,
  kernel: Float64Array,
  out: Float32Array,
): void {
  const rows = new Float32Array(values.length);
  correlateRows(values, width, height, kernel, rows);
  correlateColumns(rows, width, height, kernel, out);
}

/** Correlation of every row with an odd kernel; edges reflect. */
export function correlateRows(
  values: Float32Array,
  width: number,
  height: number,
  kernel: Float64Array,
  out: Float32Array,
): void {
  const radius = (kernel.length - 1) / 2;
  const padded = new Float64Array(width + 2 * radius);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = -radius; x < width + radius; x++) {
      padded[x + radius] = values[row + (x >= 0 && x < width ? x : reflect(x, width))]!;
    }
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * padded[x + k]!;
      out[row + x] = sum;
    }
  }
}

/** Correlation of every column with an odd kernel; edges reflect. */
export function correlateColumns(
  values: Float32Array,
  width: number,
  height: number,
  kernel: Float64Array,
  out: Float32Array,
): void {
  const radius = (kernel.length - 1) / 2;
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = -radius; k <= radius; k++) {
      const row = reflect(y + k, height) * width;
      const weight = kernel[k + radius]!;
      for (let x = 0; x < width; x++) sums[x]! += weight * values[row + x]!;
    }
    out.set(sums, y * width);
  }
}

/** Mirrors an index at the outer edges of the first and last sample: -1 → 0, length → length - 1. */
function reflect(index: number, length: number): number {
  if (index >= 0 && index < length) return index;
  const period = 2 * length;
  const k = ((index % period) + period) % period;
  return k < length ? k : period - 1 - k;
}
