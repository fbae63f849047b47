const { abs, floor, min } = Math;

/** Median of the values (the mean of the middle two when even); NaN where there are none. Finite values only. */
export function medianOf(values: Float32Array | readonly number[]): number {
  const sorted = Float32Array.from(values).toSorted();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Value below which this share (0–1) of the values lies, linear between neighbours. */
export function quantileOf(values: Float32Array, share: number): number {
  const sorted = Float32Array.from(values).toSorted();
  if (sorted.length === 0) return NaN;
  const at = share * (sorted.length - 1);
  const low = floor(at);
  return sorted[low]! + (at - low) * (sorted[min(low + 1, sorted.length - 1)]! - sorted[low]!);
}

/** Location and spread that half of the values may not disturb: median and 1.4826 × median absolute deviation. */
export interface RobustScale {
  readonly median: number;
  readonly deviation: number;
}

export function robustScaleOf(values: Float32Array): RobustScale {
  const median = medianOf(values);
  return { median, deviation: 1.4826 * medianOf(values.map((v) => abs(v - median))) + 1e-6 };
}
