import { windowMean, type MaskedPlane } from '../kernels/windowMoments.js';

/**
 * Detectors that compare local means of one band, for radar amplitude or intensity: multiplicative speckle makes ratios,
 * not differences, the natural comparison. All need one band in linear units (never decibels) and no calibration beyond a
 * common one. Windows are squares of `2 * radius + 1` pixels with edge pixels repeated; a chunk needs a halo of `radius`.
 */
export interface LocalMeans {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** One band on both dates. */
export interface BandPair {
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** 1 where both dates were seen. */
  readonly isSeen: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Means of the samples seen on both dates, in the band's units; NaN where the pixel itself was not seen. */
export function localMeans(pair: BandPair, radius: number): LocalMeans {
  const { isSeen, width, height } = pair;
  const meanOf = (values: Float32Array): Float64Array => {
    const plane: MaskedPlane = { values, isSeen, width, height };
    const mean = windowMean(plane, radius);
    for (let i = 0; i < mean.length; i++) if (isSeen[i] === 0) mean[i] = NaN;
    return mean;
  };
  return { before: meanOf(pair.before), after: meanOf(pair.after) };
}

/**
 * Mean before less mean after, in the band's units: positive where it became darker. NaN where not seen.
 * @source Inglada & Mercier 2007, TGRS 45(5), 1432–1445, sect. II; as OTB's MeanDifferenceImageFilter
 */
export function meanDifference({ before, after }: LocalMeans): Float64Array {
  return before.map((mean, i) => mean - after[i]!);
}

/**
 * 1 - min(a / b, b / a) of the local means a and b: 0 where they are equal, 1 where one of them is nothing. Direction is
 * lost. Values must not be negative. NaN where not seen.
 * @source Inglada & Mercier 2007; as OTB's MeanRatioImageFilter
 */
export function meanRatio({ before, after }: LocalMeans): Float64Array {
  return before.map((mean, i) => {
    const other = after[i]!;
    if (mean === other) return 0;
    return mean > other ? 1 - other / mean : 1 - mean / other;
  });
}

/** Added to radar digital numbers before the logarithm, so that black pixels do not become infinitely dark. */
export const LOG_RATIO_OFFSET = 3;

/**
 * Natural logarithm of (mean after + offset) / (mean before + offset): positive where it became brighter, symmetrical, 0
 * where equal; a gain common to both dates cancels out as far as the offset is small beside the means. NaN where not seen.
 * @param offset in the band's units, > 0 where means may be 0
 * @source Rignot & van Zyl 1993, TGRS 31(4), 896–906; Bovolo & Bruzzone 2005, TGRS 43(12), 2963–2972; differs: offset
 */
export function logRatio({ before, after }: LocalMeans, offset: number = LOG_RATIO_OFFSET): Float64Array {
  return before.map((mean, i) => Math.log((after[i]! + offset) / (mean + offset)));
}

/** The values stretched linearly so that the smallest becomes `low` and the largest `high`; NaN stays; all equal: `low`. */
export function stretched(values: Float64Array, low: number, high: number): Float64Array {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const gain = maximum > minimum ? (high - low) / (maximum - minimum) : 0;
  return values.map((value) => low + (value - minimum) * gain);
}
