import { createHistogram, addToHistogram, quantileOf } from '../kernels/histogram.js';

/** Turns a scene's values into reflectance (0–1): `value * gain + offset`, per band. Plain JSON. */
export interface Calibration {
  /** `stated`: the values already were; `assumed`: integers taken as reflectance × 10,000; `relative`: raw numbers fitted. */
  readonly kind: 'stated' | 'assumed' | 'relative';
  readonly gain: readonly number[];
  readonly offset: readonly number[];
}

/** No reflectance of a land surface, glint and snow apart, lies above this. */
const HIGHEST_REFLECTANCE = 2;
/** Integers up to here are raw numbers of 8-bit sensors, beyond 20,000 raw numbers of 16-bit ones. */
const HIGHEST_RAW_BYTE = 256;
const HIGHEST_SCALED_REFLECTANCE = 20_000;

/**
 * Reflectance at the 5 % and 90 % quantile of a mixed rural scene, by band: what uncalibrated numbers are stretched to.
 * Dark objects (water, shadow, forest) bound the lower end as in dark-object subtraction (Chavez 1988); the upper end is
 * bright soil, roofs and, in near infrared, vegetation. A rough guide: good enough for ratios, not for reflectance itself.
 */
const TYPICAL: Readonly<Record<string, readonly [low: number, high: number]>> = {
  blue: [0.05, 0.13],
  green: [0.06, 0.15],
  red: [0.05, 0.17],
  nir: [0.08, 0.32],
  swir1: [0.05, 0.3],
  swir2: [0.03, 0.22],
};

/** Blue reflectance of the darkest ground (dense forest, deep shade, clear water) in clean air. */
const DARK_BLUE = 0.026;
/** More than the air scatters in top-of-atmosphere blue is no haze but a scene without dark ground. */
const MOST_HAZE = 0.08;
/** Share of a scene's pixels taken as its darkest. */
const DARKEST_SHARE = 0.01;
/** Haze by band relative to blue: falls with wavelength to the power of about -2 to -3. @source Chavez 1988, RSE 24, table 3 */
const HAZE_COLOUR: Readonly<Record<string, number>> = {
  blue: 1,
  green: 0.7,
  red: 0.48,
  nir: 0.24,
  swir1: 0.06,
  swir2: 0.03,
};

/** What haze adds to each band's reflectance, from the darkest pixels of the blue band; zeros where there is none. */
function hazeOf(bands: readonly string[], sample: readonly Float32Array[], gain: number): number[] {
  const blue = sample[bands.indexOf('blue')];
  const dark = blue === undefined ? DARK_BLUE : quantilesOf(blue).darkest * gain;
  const haze = Math.max(0, Math.min(MOST_HAZE, dark - DARK_BLUE));
  return bands.map((band) => haze * (HAZE_COLOUR[band] ?? 0));
}

/**
 * How to read a scene's values as reflectance.
 * @param sample seen pixels, one array per band, in the scene's units
 */
export function calibrate(bands: readonly string[], sample: readonly Float32Array[]): Calibration {
  const quantiles = sample.map((values) => quantilesOf(values));
  const top = Math.max(...quantiles.map(({ high }) => high));
  const same = (gain: number): Pick<Calibration, 'gain' | 'offset'> => ({
    gain: bands.map(() => gain),
    offset: hazeOf(bands, sample, gain).map((haze) => -haze),
  });
  if (top <= HIGHEST_REFLECTANCE) return { kind: 'stated', ...same(1) };
  if (top > HIGHEST_RAW_BYTE && top <= HIGHEST_SCALED_REFLECTANCE) return { kind: 'assumed', ...same(1e-4) };
  const lines = bands.map((band, index) => {
    const [low, high] = TYPICAL[band] ?? [0, 1];
    const found = quantiles[index]!;
    const gain = found.high > found.low ? (high - low) / (found.high - found.low) : 0;
    return { gain, offset: low - gain * found.low };
  });
  return { kind: 'relative', gain: lines.map(({ gain }) => gain), offset: lines.map(({ offset }) => offset) };
}

function quantilesOf(values: Float32Array): { darkest: number; low: number; high: number } {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (!(maximum >= minimum)) return { darkest: 0, low: 0, high: 0 };
  const histogram = createHistogram(minimum, maximum, 4096);
  addToHistogram(histogram, values);
  return {
    darkest: quantileOf(histogram, DARKEST_SHARE),
    low: quantileOf(histogram, 0.05),
    high: quantileOf(histogram, 0.9),
  };
}

/** The calibration that first brings values onto another date's scale (`value * gain + offset`), then follows its calibration. */
export function calibrateThrough(
  first: { readonly gain: readonly number[]; readonly offset: readonly number[] },
  then: Calibration,
): Calibration {
  return {
    kind: then.kind,
    gain: then.gain.map((gain, band) => gain * first.gain[band]!),
    offset: then.offset.map((offset, band) => then.gain[band]! * first.offset[band]! + offset),
  };
}

/** Reflectance of all pixels of one band. */
export function toReflectance(values: Float32Array, calibration: Calibration, band: number): Float32Array {
  const gain = calibration.gain[band]!;
  const offset = calibration.offset[band]!;
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = values[i]! * gain + offset;
  return out;
}
