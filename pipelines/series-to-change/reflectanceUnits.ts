import { NOT_ASSESSED } from '#domain/raster.js';
import type { PixelSeries } from './monitor.js';
import { medianOfDoubles } from './robustFit.js';

/** Bands whose values are reflectances, in the order in which curves list them. */
export const REFLECTANCE_BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;
export const THERMAL_BAND = 'thermal';

/** What brings a series to the units that the constants of CCDC, COLD and yatsm are meant for. */
export interface Units {
  /** Reflectance times 10,000 for one unit of the series. */
  readonly reflectance: number;
  /** Null: no thermal band, or in a unit that is not known. */
  readonly thermal: ThermalUnit | null;
}

/** Kelvin times 10 = value * factor + offset. */
export interface ThermalUnit {
  readonly factor: number;
  readonly offset: number;
}

/** Kelvin times 10 of 0 °C. */
const FREEZING_KELVIN_10 = 2731.5;

/** Values that are clear, of one band. */
function clearValues({ reason }: PixelSeries, values: Float64Array): Float64Array {
  return values.filter((value, i) => reason[i] === NOT_ASSESSED.clear && Number.isFinite(value));
}

/** Kelvin times 10 that ground can have in the median of clear days. */
const GROUND_KELVIN_10 = [2200, 3300] as const;

/** Units in which thermal bands come, the likelier first: tenths of Kelvin, Kelvin, hundredths of Celsius; brought down by 10,000 or not. */
const THERMAL_UNITS: readonly ThermalUnit[] = [
  { factor: 1, offset: 0 },
  { factor: 10, offset: 0 },
  { factor: 0.1, offset: FREEZING_KELVIN_10 },
];
const SCALED_THERMAL_UNITS: readonly ThermalUnit[] = [
  ...THERMAL_UNITS.slice(0, 2),
  ...THERMAL_UNITS.map(({ factor, offset }) => ({ factor: factor * 10_000, offset })),
];

/**
 * Recognises units by what is usual: a median up to 2 is a share (0–1; an index likewise), else integers that stand for
 * 1/10,000. Of the units of thermal bands, the first counts in which the median is what ground can have.
 */
export function unitsOf(series: PixelSeries): Units {
  const optical = series.bands.flatMap((band, k) => (band === THERMAL_BAND ? [] : [series.values[k]!]));
  const magnitudes = optical.map((values) => medianOfDoubles(clearValues(series, values).map(Math.abs)));
  const isShare = magnitudes.every((median) => !(median > 2));
  const reflectance = isShare ? 10_000 : 1;
  const thermalAt = series.bands.indexOf(THERMAL_BAND);
  if (thermalAt < 0) return { reflectance, thermal: null };
  const median = medianOfDoubles(clearValues(series, series.values[thermalAt]!));
  const thermal = (isShare ? SCALED_THERMAL_UNITS : THERMAL_UNITS).find(({ factor, offset }) => {
    const kelvin10 = median * factor + offset;
    return kelvin10 > GROUND_KELVIN_10[0] && kelvin10 < GROUND_KELVIN_10[1];
  });
  return { reflectance, thermal: thermal ?? null };
}
