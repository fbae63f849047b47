/** One band with what was seen of it. */
export interface MaskedPlane {
  /** Row-major, `width * height` long; ignored where not seen. */
  readonly values: Float32Array;
  /** 1 seen, 0 not. */
  readonly isSeen: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Over the seen samples in the window round each pixel: NaN where there are none. */
export interface WindowMoments {
  /** Seen samples, edge pixels counted as often as they are repeated. */
  readonly count: Float64Array;
  readonly mean: Float64Array;
  /** Divided by the count; >= 0, exactly 0 where all samples are equal. */
  readonly variance: Float64Array;
}

/**
 * Mean over the square window of `2 * radius + 1` pixels round each pixel, over seen samples; the plane's edge pixels are
 * repeated outwards. Depends on pixels within `radius` only, added in a fixed order: a window with that halo gives the
 * same bits as the whole raster.
 * @returns units of the values; NaN where the window holds nothing seen
 */
export function windowMean(plane: MaskedPlane, radius: number): Float64Array {
  const count = windowSum(plane.isSeen, plane.width, plane.height, radius);
  const mean = windowSum(seenValues(plane), plane.width, plane.height, radius);
  for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! / count[i]!;
  return mean;
}

/** Variances below this share of the mean square are rounding. */
const ROUNDING = 1e-13;

/** Count, mean and variance over the window of `windowMean`. */
export function windowMoments(plane: MaskedPlane, radius: number): WindowMoments {
  const { width, height } = plane;
  const values = seenValues(plane);
  const count = windowSum(plane.isSeen, width, height, radius);
  const mean = windowSum(values, width, height, radius);
  const variance = windowSum(
    values.map((value) => value * value),
    width,
    height,
    radius,
  );
  for (let i = 0; i < mean.length; i++) {
    mean[i] = mean[i]! / count[i]!;
    const meanSquare = variance[i]! / count[i]!;
    const found = meanSquare - mean[i]! * mean[i]!;
    variance[i] = found <= ROUNDING * meanSquare ? 0 : found;
  }
  return { count, mean, variance };
}

/** The values as numbers of double precision, 0 where not seen. */
export function seenValues({ values, isSeen, width, height }: MaskedPlane): Float64Array {
  const length = width * height;
  if (values.length !== length || isSeen.length !== length) {
    throw new RangeError(`expected ${length} values and flags, got ${values.length} and ${isSeen.length}`);
  }
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = isSeen[i] === 0 ? 0 : values[i]!;
  return out;
}

/** Sum over the square window of `2 * radius + 1` pixels; edge pixels are repeated outwards. Rows first, then columns. */
export function windowSum(
  values: Float64Array | Uint8Array,
  width: number,
  height: number,
  radius: number,
): Float64Array {
  const rows = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = x - radius; k <= x + radius; k++) sum += values[row + (k < 0 ? 0 : k >= width ? width - 1 : k)]!;
      rows[row + x] = sum;
    }
  }
  const out = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const to = y * width;
    for (let k = y - radius; k <= y + radius; k++) {
      const from = (k < 0 ? 0 : k >= height ? height - 1 : k) * width;
      for (let x = 0; x < width; x++) out[to + x]! += rows[from + x]!;
    }
  }
  return out;
}
