/** Counts of values in equal bins over [low, high]; the highest bin includes `high`. Outliers count in the end bins. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: Float64Array;
}

export function createHistogram(low: number, high: number, bins: number): Histogram {
  if (!(high >= low) || !(bins >= 1)) throw new RangeError(`no histogram over ${low}..${high} in ${bins} bins`);
  return { low, high, counts: new Float64Array(bins) };
}

/** Adds the values that are numbers; NaN says "not assessed" and is left out. */
export function addToHistogram(histogram: Histogram, values: ArrayLike<number>): void {
  const { low, high, counts } = histogram;
  const scale = high > low ? counts.length / (high - low) : 0;
  const last = counts.length - 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const bin = Math.floor((value - low) * scale);
    counts[bin < 0 ? 0 : bin > last ? last : bin]! += 1;
  }
}

/** The histogram of both inputs together. Counts are whole numbers, so the order of merging changes nothing. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  if (a.low !== b.low || a.high !== b.high || a.counts.length !== b.counts.length) {
    throw new RangeError(`histograms differ: ${describe(a)} and ${describe(b)}`);
  }
  return { low: a.low, high: a.high, counts: a.counts.map((count, bin) => count + b.counts[bin]!) };
}

const describe = ({ low, high, counts }: Histogram): string => `${low}..${high} in ${counts.length} bins`;

export const binWidth = ({ low, high, counts }: Histogram): number => (high - low) / counts.length;

export function countOf({ counts }: Histogram): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/** The value below which `share` (0–1) of the counted values lie, interpolated inside its bin; NaN where it is empty. */
export function quantileOf(histogram: Histogram, share: number): number {
  const total = countOf(histogram);
  if (total === 0) return NaN;
  const wanted = share * total;
  const width = binWidth(histogram);
  let below = 0;
  for (let bin = 0; bin < histogram.counts.length; bin++) {
    const count = histogram.counts[bin]!;
    if (count > 0 && below + count >= wanted) {
      return histogram.low + (bin + (wanted - below) / count) * width;
    }
    below += count;
  }
  return histogram.high;
}

/** A middle that lies on an edge but for rounding belongs above it, whatever the units. */
const ON_EDGE = 1e-9;

/**
 * The histogram of the values cut off at `high` (larger values count at `high`), in `bins` bins. `high` is moved to the
 * next bin edge, and counts of a source bin are assigned by its middle.
 */
export function clipHistogram(histogram: Histogram, high: number, bins: number): Histogram {
  const clipped = createHistogram(histogram.low, Math.min(high, histogram.high), bins);
  const width = binWidth(histogram);
  const scale = clipped.high > clipped.low ? bins / (clipped.high - clipped.low) : 0;
  for (let bin = 0; bin < histogram.counts.length; bin++) {
    const target = Math.floor((bin + 0.5) * width * scale + ON_EDGE);
    clipped.counts[Math.min(target, bins - 1)]! += histogram.counts[bin]!;
  }
  return clipped;
}

/** The bins from the one that holds `low` upwards. */
export function upperPart(histogram: Histogram, low: number): Histogram {
  const width = binWidth(histogram);
  if (!(width > 0)) return histogram;
  const bins = histogram.counts.length;
  const first = Math.max(0, Math.min(bins - 1, Math.round((low - histogram.low) / width)));
  return { low: histogram.low + first * width, high: histogram.high, counts: histogram.counts.slice(first) };
}
