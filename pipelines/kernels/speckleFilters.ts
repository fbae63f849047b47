import { addToHistogram, createHistogram } from './histogram.js';
import { windowMoments, type MaskedPlane } from './windowMoments.js';

/**
 * Speckle is multiplicative: its coefficient of variation (deviation over mean) is the same on all even ground, 1/√looks
 * for intensity. Where a window varies no more than that, the ground is even and its mean is kept; where it varies more,
 * there is structure and the pixel itself counts.
 */
export interface Speckle {
  /** Equivalent number of looks of the intensity, >= 0.5; need not be whole. */
  readonly looks: number;
}

/** Amplitude (the root of the intensity) varies less: this is its coefficient of variation at one look, √(4/π - 1). */
export const AMPLITUDE_VARIATION = Math.sqrt(4 / Math.PI - 1);

/** The looks that intensity would need to vary as little as amplitude with these looks. */
export const looksOfAmplitude = (looks: number): number => looks / AMPLITUDE_VARIATION ** 2;

/**
 * Minimum mean square error filter: mean + W (value - mean), W = (1 - Cu² / Ci²) / (1 + Cu²), with Ci the window's
 * coefficient of variation and Cu the speckle's. Window as in `windowMoments`, over seen pixels; a chunk needs a halo of
 * `radius`. NaN where not seen.
 * @param plane linear intensity (or amplitude, with `looksOfAmplitude`), >= 0, any calibration
 * @source Lee 1980, PAMI 2(2), 165–168, in the form of Lopes, Touzi & Nezry 1990, TGRS 28(6), 992–1000, eq. 9
 */
export function leeFilter(plane: MaskedPlane, radius: number, speckle: Speckle): Float32Array {
  const speckleVariation = 1 / speckle.looks;
  return filtered(plane, radius, (value, mean, variation) => {
    if (variation <= speckleVariation) return mean;
    return mean + ((1 - speckleVariation / variation) / (1 + speckleVariation)) * (value - mean);
  });
}

/**
 * Maximum a posteriori filter for gamma distributed ground and speckle. Windows that vary no more than speckle become
 * their mean; those that vary more than √2 times as much hold a point target and keep the pixel. Window and validity as
 * in `leeFilter`.
 * @param plane linear intensity, >= 0
 * @source Lopes, Nezry, Touzi & Laur 1993, Int. J. Remote Sensing 14(9), 1735–1758
 */
export function gammaMapFilter(plane: MaskedPlane, radius: number, { looks }: Speckle): Float32Array {
  const speckleVariation = 1 / looks;
  return filtered(plane, radius, (value, mean, variation) => {
    if (variation <= speckleVariation) return mean;
    if (variation >= 2 * speckleVariation) return value;
    const alpha = (1 + speckleVariation) / (variation - speckleVariation);
    const b = alpha - looks - 1;
    return (b * mean + Math.sqrt(mean * mean * b * b + 4 * alpha * looks * mean * value)) / (2 * alpha);
  });
}

function filtered(
  plane: MaskedPlane,
  radius: number,
  estimate: (value: number, mean: number, squaredVariation: number) => number,
): Float32Array {
  const { mean, variance } = windowMoments(plane, radius);
  return mean.reduce((out, average, i) => {
    if (plane.isSeen[i] === 0) out[i] = NaN;
    else out[i] = average > 0 ? estimate(plane.values[i]!, average, variance[i]! / (average * average)) : average;
    return out;
  }, new Float32Array(mean.length));
}

const VARIATION_BINS = 200;
const MOST_VARIATION = 2;

/**
 * Equivalent number of looks: the most frequent coefficient of variation over windows of `2 * radius + 1` pixels, which is
 * that of even ground as long as even ground is common. Biased upwards by a tenth or so in small windows.
 * @param plane linear intensity
 * @returns null where no window holds anything but zeros
 * @source Lee, Grunes & Mango 1991, IGARSS, 1–4, without the scatter plot
 */
export function estimateLooks(plane: MaskedPlane, radius: number): number | null {
  const { mean, variance } = windowMoments(plane, radius);
  const variation = mean.map((average, i) =>
    average > 0 && plane.isSeen[i] === 1 ? Math.sqrt(variance[i]!) / average : NaN,
  );
  const histogram = createHistogram(0, MOST_VARIATION, VARIATION_BINS);
  addToHistogram(
    histogram,
    variation.filter((value) => value > 0),
  );
  const { counts } = histogram;
  let best = 0;
  let bestBin = -1;
  for (let bin = 2; bin < counts.length - 2; bin++) {
    let smooth = 0;
    for (let k = -2; k <= 2; k++) smooth += counts[bin + k]!;
    if (smooth > best) {
      best = smooth;
      bestBin = bin;
    }
  }
  if (bestBin < 0) return null;
  return 1 / (((bestBin + 0.5) * MOST_VARIATION) / VARIATION_BINS) ** 2;
}
