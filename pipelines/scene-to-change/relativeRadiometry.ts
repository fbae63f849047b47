/** Brings the after scene's values onto the before scene's scale, per band: `after * gain + offset`. Plain JSON. */
export interface RelativeGains {
  readonly gain: readonly number[];
  readonly offset: readonly number[];
  /** Correlation of both dates over the invariant pixels, per band. */
  readonly correlation: readonly number[];
  readonly pixels: number;
}

/** Share of the pixels, those least likely to have changed, that the lines are fitted to. */
const INVARIANT_SHARE = 0.3;
const FEWEST_PIXELS = 100;

/**
 * Orthogonal regression of the dates over the pixels that are least likely to have changed.
 * @param changeStatistic one per pixel, larger means more likely changed (for example the sum of squared MAD variates)
 * @returns null where too few pixels are invariant, or a band does not vary over them
 * @source Canty & Nielsen 2008, RSE 112, 1025–1036; differs: a fixed share of pixels instead of a probability limit
 */
export function fitRelativeGains(
  before: readonly Float32Array[],
  after: readonly Float32Array[],
  changeStatistic: Float32Array,
): RelativeGains | null {
  const invariant = leastChanged(changeStatistic);
  if (invariant.length < FEWEST_PIXELS) return null;
  const lines = before.map((values, band) => orthogonalLine(after[band]!, values, invariant));
  if (lines.some((line) => line === null)) return null;
  return {
    gain: lines.map((line) => line!.gain),
    offset: lines.map((line) => line!.offset),
    correlation: lines.map((line) => line!.correlation),
    pixels: invariant.length,
  };
}

function leastChanged(statistic: Float32Array): Int32Array {
  const sorted = statistic.filter((value) => !Number.isNaN(value)).sort();
  const limit = sorted[Math.floor(sorted.length * INVARIANT_SHARE)] ?? -Infinity;
  const places: number[] = [];
  for (let i = 0; i < statistic.length; i++) if (statistic[i]! <= limit) places.push(i);
  return Int32Array.from(places);
}

function orthogonalLine(
  x: Float32Array,
  y: Float32Array,
  places: Int32Array,
): { gain: number; offset: number; correlation: number } | null {
  let meanX = 0;
  let meanY = 0;
  for (const i of places) {
    meanX += x[i]! / places.length;
    meanY += y[i]! / places.length;
  }
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const i of places) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (!(xx > 0) || !(yy > 0) || !(xy > 0)) return null;
  const gain = (yy - xx + Math.sqrt((yy - xx) ** 2 + 4 * xy * xy)) / (2 * xy);
  return { gain, offset: meanY - gain * meanX, correlation: xy / Math.sqrt(xx * yy) };
}
