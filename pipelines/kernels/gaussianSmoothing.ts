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
  const sum = new Float64Array(length);
  const weight = new Float64Array(length);
  for (let y = 0; y < height; y++) convolveRow(input, y, weights, sum, weight);
  for (let y = 0; y < height; y++) {
    const from = Math.max(-radius, -y);
    const to = Math.min(radius, height - 1 - y);
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (roles[i] !== PIXEL_ROLE.seen) {
        out[i] = NaN;
        continue;
      }
      let numerator = 0;
      let denominator = 0;
      for (let k = from; k <= to; k++) {
        const w = weights[k + radius]!;
        numerator += w * sum[i + k * width]!;
        denominator += w * weight[i + k * width]!;
      }
      out[i] = numerator / denominator;
    }
  }
  return out;
}

function convolveRow(
  { values, roles, width }: SmoothingInput,
  y: number,
  weights: Float64Array,
  sum: Float64Array,
  weight: Float64Array,
): void {
  const radius = (weights.length - 1) / 2;
  const row = y * width;
  for (let x = 0; x < width; x++) {
    const from = Math.max(-radius, -x);
    const to = Math.min(radius, width - 1 - x);
    let numerator = 0;
    let denominator = 0;
    for (let k = from; k <= to; k++) {
      const role = roles[row + x + k]!;
      if (role === PIXEL_ROLE.absent) continue;
      const w = weights[k + radius]!;
      denominator += w;
      if (role === PIXEL_ROLE.seen) numerator += w * values[row + x + k]!;
    }
    sum[row + x] = numerator;
    weight[row + x] = denominator;
  }
}

function gaussianWeights(sigma: number, radius: number): Float64Array {
  const weights = new Float64Array(2 * radius + 1);
  let total = 0;
  for (let k = -radius; k <= radius; k++) {
    const w = Math.exp((-0.5 * k * k) / (sigma * sigma));
    weights[k + radius] = w;
    total += w;
  }
  return weights.map((w) => w / total);
}
