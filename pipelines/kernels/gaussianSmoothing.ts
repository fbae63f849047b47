/** What a pixel contributes to its neighbours' smoothed value. */
export const PIXEL_ROLE = {
  /** Not part of the picture (outside, nodata): the kernel is renormalised without it. */
  absent: 0,
  /** Part of the picture but not seen (cloud, shadow): counts as a zero, so that hiding a pixel never raises a neighbour. */
  hidden: 1,
  /** Seen: its value counts. */
  seen: 2,
} as const;

export interface SmoothingInput {
  /** Row-major, `width * height` long, >= 0; ignored where the role is not `seen`. */
  readonly values: Float32Array;
  /** Codes of `PIXEL_ROLE`, same length. */
  readonly roles: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Standard deviation in pixels; 0 copies. */
  readonly sigma: number;
}

/** Pixels on each side that a smoothed value depends on (scipy's truncation at four standard deviations). */
export function smoothingRadius(sigma: number): number {
  return sigma > 0 ? Math.floor(4 * sigma + 0.5) : 0;
}

/**
 * Gaussian smoothing as normalised convolution: sum of weight × value over seen pixels, divided by the weight of the
 * pixels that are not absent. A pixel's result depends only on pixels within `smoothingRadius`, added in a fixed order,
 * so that a window with that halo gives the same bits as the whole raster. NaN where the pixel itself is not seen.
 * @source Knutsson & Westin 1993, normalised convolution; differs: hidden pixels stay in the denominator
 */
export function smoothWithValidity(input: SmoothingInput): Float32Array {
  const { values, roles, width, height, sigma } = input;
  const length = width * height;
  if (values.length !== length || roles.length !== length) {
    throw new RangeError(`expected ${length} values and roles, got ${values.length} and ${roles.length}`);
  }
  const out = new Float32Array(length);
  const radius = smoothingRadius(sigma);
  if (radius === 0) {
    for (let i = 0; i < length; i++) out[i] = roles[i] === PIXEL_ROLE.seen ? values[i]! : NaN;
    return out;
  }
  const weights = gaussianWeights(sigma, radius);
  const rows = createRowRing(input, weights);
  for (let y = 0; y < height; y++) {
    const from = Math.max(0, y - radius);
    const to = Math.min(height - 1, y + radius);
    for (let row = y === 0 ? 0 : to; row <= to; row++) rows.fill(row);
    smoothRow({ input, weights, rows, y, from, to }, out);
  }
  return out;
}

/** Horizontal sums of the last `2 * radius + 1` rows: all that the vertical pass looks at. */
interface RowRing {
  fill(row: number): void;
  sumOf(row: number): Float64Array;
  weightOf(row: number): Float64Array;
}

function createRowRing(input: SmoothingInput, weights: Float64Array): RowRing {
  const { width } = input;
  const size = weights.length;
  const sums = Array.from({ length: size }, () => new Float64Array(width));
  const totals = Array.from({ length: size }, () => new Float64Array(width));
  return {
    fill: (row) => convolveRow(input, row, weights, sums[row % size]!, totals[row % size]!),
    sumOf: (row) => sums[row % size]!,
    weightOf: (row) => totals[row % size]!,
  };
}

interface SmoothedRow {
  readonly input: SmoothingInput;
  readonly weights: Float64Array;
  readonly rows: RowRing;
  readonly y: number;
  /** First and last row that count. */
  readonly from: number;
  readonly to: number;
}

function smoothRow({ input, weights, rows, y, from, to }: SmoothedRow, out: Float32Array): void {
  const { width, roles } = input;
  const radius = (weights.length - 1) / 2;
  const numerator = new Float64Array(width);
  const denominator = new Float64Array(width);
  for (let row = from; row <= to; row++) {
    const w = weights[row - y + radius]!;
    const sum = rows.sumOf(row);
    const total = rows.weightOf(row);
    for (let x = 0; x < width; x++) {
      numerator[x]! += w * sum[x]!;
      denominator[x]! += w * total[x]!;
    }
  }
  for (let x = 0; x < width; x++) {
    const i = y * width + x;
    out[i] = roles[i] === PIXEL_ROLE.seen ? numerator[x]! / denominator[x]! : NaN;
  }
}

/** One row of weighted sums and weights; starts at column 0 of `sum` and `weight`. */
function convolveRow(
  { values, roles, width }: SmoothingInput,
  y: number,
  weights: Float64Array,
  sum: Float64Array,
  weight: Float64Array,
): void {
  const radius = (weights.length - 1) / 2;
  const row = y * width;
  sum.fill(0);
  weight.fill(0);
  for (let k = -radius; k <= radius; k++) {
    const w = weights[k + radius]!;
    const from = Math.max(0, -k);
    const to = Math.min(width, width - k);
    for (let x = from; x < to; x++) {
      const role = roles[row + x + k]!;
      if (role === PIXEL_ROLE.seen) sum[x]! += w * values[row + x + k]!;
      if (role !== PIXEL_ROLE.absent) weight[x]! += w;
    }
  }
}

/** Weights of a row or column, 2 * radius + 1 of them, summing to 1. */
export function gaussianWeights(sigma: number, radius: number): Float64Array {
  if (radius === 0) return Float64Array.of(1);
  const weights = new Float64Array(2 * radius + 1);
  let total = 0;
  for (let k = -radius; k <= radius; k++) {
    const w = Math.exp((-0.5 * k * k) / (sigma * sigma));
    weights[k + radius] = w;
    total += w;
  }
  return weights.map((w) => w / total);
}
