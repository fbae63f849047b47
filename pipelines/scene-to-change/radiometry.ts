import { irMadStatistic, type IrMadFit } from './irMad.js';
import type { SeenPixels } from './pairPixels.js';
import { calibrate, calibrateThrough, type Calibration } from './reflectance.js';
import { fitRelativeGains, type RelativeGains } from './relativeRadiometry.js';

/** How both dates' values become reflectance on the before scene's scale. Plain JSON. */
export interface Radiometry {
  readonly before: Calibration;
  readonly after: Calibration;
}

/**
 * Where both scenes hold reflectance, invariant pixels may only correct what air and sun leave over. Larger gains, or
 * pixels that do not agree, say that the season moved them all.
 */
const PLAUSIBLE_GAIN: readonly [number, number] = [0.85, 1.18];
const MOST_OFFSET_SHARE = 0.1;
const LEAST_CORRELATION = 0.95;
/**
 * The sun moves the infrared bands alike, and air hardly touches them. Gains that differ more from each other follow leaves
 * and the water in them: applied, they would turn the colour of what did change.
 * @source Chavez 1988, RSE 24, table 3 (scattering falls with wavelength to the power of -2 to -4)
 */
const INFRARED_BANDS: readonly string[] = ['nir', 'swir1', 'swir2'];
const MOST_INFRARED_RATIO = 1.06;

/** Calibrates both dates, the after scene through the pixels that IR-MAD says did not change. */
export function fitRadiometry(bands: readonly string[], sample: SeenPixels, irMad: IrMadFit): Radiometry {
  const before = calibrate(bands, sample.before);
  const after = calibrate(bands, sample.after);
  const statistic = irMadStatistic(irMad, sample.before, sample.after, new Uint8Array(sample.count).fill(1));
  const gains = fitRelativeGains(sample.before, sample.after, statistic);
  if (gains === null) return { before, after };
  const isCalibrated = before.kind !== 'relative' && before.kind === after.kind;
  if (isCalibrated && !isPlausible(gains, bands, sample.after)) return { before, after };
  return { before, after: calibrateThrough(gains, before) };
}

function isPlausible(
  { gain, offset, correlation }: RelativeGains,
  bands: readonly string[],
  after: readonly Float32Array[],
): boolean {
  const infrared = gain.filter((_, band) => INFRARED_BANDS.includes(bands[band]!));
  if (infrared.length > 1 && Math.max(...infrared) > MOST_INFRARED_RATIO * Math.min(...infrared)) return false;
  return after.every((values, band) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return (
      gain[band]! >= PLAUSIBLE_GAIN[0] &&
      gain[band]! <= PLAUSIBLE_GAIN[1] &&
      Math.abs(offset[band]!) <= MOST_OFFSET_SHARE * Math.abs(mean) &&
      correlation[band]! >= LEAST_CORRELATION
    );
  });
}
