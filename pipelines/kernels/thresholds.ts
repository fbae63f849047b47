import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { binWidth, clipHistogram, countOf, quantileOf, type Histogram } from './histogram.js';

/** Standard deviations per median absolute deviation of a normal distribution. */
export const SIGMA_PER_MAD = 1.4826;

/** Cuts whose variances differ by no more than rounding are equal: the lowest of them counts. */
const EQUAL = 1 + 1e-12;

/**
 * The cut between two classes of values that makes the variance between them largest; values at or above it are the
 * upper class. `high` where all values are equal or there are none.
 * @source Otsu 1979, IEEE Trans. SMC 9(1), eq. 18
 */
export function otsuCut(histogram: Histogram): number {
  const { counts, low, high } = histogram;
  const total = countOf(histogram);
  let whole = 0;
  for (let bin = 0; bin < counts.length; bin++) whole += counts[bin]! * bin;
  let below = 0;
  let moment = 0;
  let best = 0;
  let bestBin = -1;
  for (let bin = 0; bin < counts.length - 1; bin++) {
    below += counts[bin]!;
    moment += counts[bin]! * bin;
    if (below === 0 || below === total) continue;
    const difference = (whole * below) / total - moment;
    const between = (difference * difference) / (below * (total - below));
    if (between > best * EQUAL) {
      best = between;
      bestBin = bin;
    }
  }
  return bestBin < 0 ? high : low + (bestBin + 1) * binWidth(histogram);
}

/**
 * Otsu's cut of the values clipped at their `share` quantile: a few extreme values would otherwise pull it up.
 * @param share 0–1, for example 0.99
 */
export function otsuClippedCut(histogram: Histogram, share: number): number {
  const clipAt = quantileOf(histogram, share);
  if (!(clipAt > histogram.low)) return histogram.high;
  return otsuCut(clipHistogram(histogram, clipAt, OTSU_BINS));
}

const OTSU_BINS = 256;

/**
 * The cut that makes the sum of the two classes' entropies largest.
 * @source Kapur, Sahoo & Wong 1985, CVGIP 29, 273–285
 */
export function kapurCut(histogram: Histogram): number {
  const { counts, low, high } = histogram;
  const total = countOf(histogram);
  let negentropy = 0;
  for (const count of counts) if (count > 0) negentropy += (count / total) * Math.log(count / total);
  let share = 0;
  let partial = 0;
  let best = -Infinity;
  let bestBin = -1;
  for (let bin = 0; bin < counts.length - 1; bin++) {
    const p = counts[bin]! / total;
    share += p;
    if (p > 0) partial += p * Math.log(p);
    if (share <= 0 || share >= 1 - 1e-12) continue;
    const lower = Math.log(share) - partial / share;
    const upper = Math.log(1 - share) - (negentropy - partial) / (1 - share);
    if (lower + upper > best) {
      best = lower + upper;
      bestBin = bin;
    }
  }
  return bestBin < 0 ? high : low + (bestBin + 1) * binWidth(histogram);
}

/** Median + k standard deviations, the deviation estimated from the median absolute deviation. */
export function kMadCut(histogram: Histogram, k: number): number {
  const median = quantileOf(histogram, 0.5);
  return median + k * SIGMA_PER_MAD * medianAbsoluteDeviation(histogram, median);
}

/** Half the width of the interval around `median` that holds half of the values, to a thousandth of the range. */
export function medianAbsoluteDeviation(histogram: Histogram, median: number): number {
  const cumulative = new Float64Array(histogram.counts.length + 1);
  histogram.counts.forEach((count, bin) => (cumulative[bin + 1] = cumulative[bin]! + count));
  const total = cumulative[histogram.counts.length]!;
  const width = binWidth(histogram);
  if (total === 0 || width === 0) return 0;
  const belowOf = (value: number): number => {
    const at = Math.min(Math.max((value - histogram.low) / width, 0), histogram.counts.length);
    const bin = Math.floor(at);
    return cumulative[bin]! + (at - bin) * (histogram.counts[bin] ?? 0);
  };
  let lower = 0;
  let upper = histogram.high - histogram.low;
  for (let round = 0; round < 60; round++) {
    const middle = (lower + upper) / 2;
    if (belowOf(median + middle) - belowOf(median - middle) < total / 2) lower = middle;
    else upper = middle;
  }
  return upper;
}

/**
 * The chi-square value that an unchanged pixel exceeds with probability `significance`.
 * @param degrees degrees of freedom, > 0
 * @param significance 0–1, for example 1e-4
 */
export function chiSquareCut(degrees: number, significance: number): number {
  return chiSquareQuantile(1 - significance, degrees);
}
