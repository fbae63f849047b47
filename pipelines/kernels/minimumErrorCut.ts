import { binWidth, countOf, type Histogram } from './histogram.js';

/** Variance of values spread evenly over one bin, in bins: no class is narrower than that. */
const BIN_VARIANCE = 1 / 12;

/**
 * The cut at which two normal distributions, fitted to what lies below and above it, misjudge the fewest values. Suits
 * small changed shares better than Otsu's, which wants classes of like size; wants classes that are roughly normal, so
 * give it log ratios or signed scores rather than magnitudes. Values at or above the cut are the upper class; `high` where
 * no cut describes the values better than one distribution.
 * @source Kittler & Illingworth 1986, Pattern Recognition 19(1), 41–47, eq. 15; for change, Bazi, Bruzzone & Melgani 2005,
 *   TGRS 43(4), 874–887
 */
export function minimumErrorCut(histogram: Histogram): number {
  const { counts, low, high } = histogram;
  const total = countOf(histogram);
  let moment = 0;
  let square = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    moment += counts[bin]! * bin;
    square += counts[bin]! * bin * bin;
  }
  let best = criterion(1, spread(total, moment, square)) - IMPROVEMENT;
  let bestBin = -1;
  let countBelow = 0;
  let momentBelow = 0;
  let squareBelow = 0;
  for (let bin = 0; bin < counts.length - 1; bin++) {
    countBelow += counts[bin]!;
    momentBelow += counts[bin]! * bin;
    squareBelow += counts[bin]! * bin * bin;
    if (countBelow === 0 || countBelow === total) continue;
    const share = countBelow / total;
    const below = criterion(share, spread(countBelow, momentBelow, squareBelow));
    const above = criterion(1 - share, spread(total - countBelow, moment - momentBelow, square - squareBelow));
    if (below + above >= best) continue;
    best = below + above;
    bestBin = bin;
  }
  return bestBin < 0 ? high : low + (bestBin + 1) * binWidth(histogram);
}

/** A cut must lower the criterion by more than this; cutting off a single odd value does not. */
const IMPROVEMENT = 1e-3;

/** A class's part of the criterion: share * (ln variance - 2 ln share). */
const criterion = (share: number, variance: number): number => share * (Math.log(variance) - 2 * Math.log(share));

/** Variance of a class in bins, the spread inside its bins included. */
const spread = (count: number, moment: number, square: number): number =>
  Math.max(0, square / count - (moment / count) ** 2) + BIN_VARIANCE;
