import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { BadInputError } from '#domain/errors.js';
import { NOT_ASSESSED } from '#domain/raster.js';
import { ccdcByQuality } from './ccdcQuality.js';
import {
  foundSegment,
  foundYatsmSegment,
  outcomeOfSegments,
  type CurveBands,
  type FoundSegment,
} from './ccdcOutcome.js';
import { CCDC_PARAMETERS, chosenVariant, VARIANTS } from './ccdcParameters.js';
import { coldSegments } from './coldSegments.js';
import { ccdcProcessMethod } from './consecutiveOutliers.js';
import { followedSeries, followedValue } from './followedValue.js';
import { HARMONIC_WIDTH, takeLooks, type HarmonicLooks } from './harmonicLooks.js';
import {
  notAssessed,
  numberOf,
  wordOf,
  type Monitor,
  type MonitorSettings,
  type Parameters,
  type PixelOutcome,
  type PixelSeries,
  type PixelWatch,
  type SeriesDates,
} from './monitor.js';
import { REFLECTANCE_BANDS, THERMAL_BAND, unitsOf, type Units } from './reflectanceUnits.js';
import { processMonitor } from './residualMonitor.js';
import { seriesDefect, type BearableDays } from './seriesDefect.js';
import { yatsmSegments, type RegressedLooks, type YatsmSegment } from './yatsmSegments.js';

const historyMonitor = processMonitor(ccdcProcessMethod);

/**
 * CCDC. Without an end of the history the whole series is segmented, over several bands; with one, one band or index is
 * watched after it. Coefficients of a segment: intercept, trend a day, then cosine and sine of one, two and three cycles of
 * 365.2425 (pyccd) or 365.25 days (COLD, yatsm) of the Python ordinal; 0 where not fitted.
 */
export const ccdcMonitor: Monitor = {
  name: 'ccdc',
  version: '2.0',
  source:
    'Zhu & Woodcock 2014, "Continuous change detection and classification of land cover using all available Landsat data", RSE 144 (as in USGS lcmap-pyccd 2018.10.17, and in yatsm); Zhu et al. 2020, "Continuous monitoring of land disturbance based on Landsat time series" (COLD), RSE 238 (as in pycold); after a given history as in python nrt',
  needs: { bands: { required: [], optional: [...REFLECTANCE_BANDS, THERMAL_BAND] }, isHistoryEndRequired: false },
  defaultOrder: null,
  parameters: {
    ...historyMonitor.parameters,
    ...CCDC_PARAMETERS,
  },
  // One pixel of a table is compared with what USGS publishes; a map is to find breaks, and pyccd misses most in noisy stacks.
  forRasters: ({ variant = 'auto', probability }): Parameters =>
    variant === 'auto' && probability === undefined ? { variant: 'yatsm' } : {},
  prepare: (dates, settings) =>
    settings.historyEndDay === null ? prepareSegments(dates, settings) : prepareHistory(dates, settings),
};

/** One band as it is; of several, an index that they allow. */
function prepareHistory(dates: SeriesDates, settings: MonitorSettings): PixelWatch {
  const followed = followedValue(historyMonitor, dates.bands, null);
  const known = Object.entries(settings.parameters).filter(([name]) => name in historyMonitor.parameters);
  const parameters: Parameters = Object.fromEntries(known);
  const bands = followed.kind === 'index' ? [followed.index] : followed.bands;
  const watch = historyMonitor.prepare({ days: dates.days, bands }, { ...settings, parameters });
  return (series) => watch(followedSeries(series, followed));
}

interface Search {
  readonly variant: keyof typeof VARIANTS;
  /** Bands of the curves without the thermal one, and their places in the series. */
  readonly names: readonly string[];
  readonly places: readonly number[];
  readonly thermalPlace: number;
  readonly detection: readonly number[];
  readonly screening: readonly number[];
  readonly isReflectance: boolean;
  readonly consecutive: number;
  readonly penalty: number;
  readonly bearable: BearableDays;
  /** By date, a regressor for every sensor but the first (yatsm). */
  readonly sensorRows: readonly Float64Array[];
  readonly number: (name: string) => number;
}

function prepareSegments({ bands, sensors }: SeriesDates, settings: MonitorSettings): PixelWatch {
  const number = (name: string): number => numberOf(ccdcMonitor, settings, name);
  const word = (name: string): string => wordOf(ccdcMonitor, settings, name);
  const variant = chosenVariant(word('variant'), settings.parameters);
  const own = VARIANTS[variant];
  const names = bands.filter((band) => band !== THERMAL_BAND);
  const isReflectance = names.every((name) => (REFLECTANCE_BANDS as readonly string[]).includes(name));
  const search: Search = {
    variant,
    names,
    places: names.map((name) => bands.indexOf(name)),
    thermalPlace: bands.indexOf(THERMAL_BAND),
    detection: detectionBands(names, word('testBands'), own.detection),
    screening: isReflectance ? ['green', 'swir1'].map((name) => names.indexOf(name)).filter((k) => k >= 0) : [],
    isReflectance,
    consecutive: number('consecutive') || own.consecutive,
    penalty: word('estimator') === 'ols' ? 0 : number('penalty') < 0 ? own.penalty : number('penalty'),
    bearable: {
      maximumGapDays: number('maximumGapDays'),
      areDuplicatesRefused: word('duplicates') === 'refuse',
    },
    sensorRows: sensorRegressors(sensors ?? []),
    number,
  };
  return (series) => watchPixel(search, series);
}

/** 1 at the looks of each sensor but the first one of the series, which the others differ from. */
function sensorRegressors(sensors: readonly string[]): Float64Array[] {
  const others = [...new Set(sensors)].slice(1);
  return others.map((other) => Float64Array.from(sensors, (sensor) => (sensor === other ? 1 : 0)));
}

function detectionBands(names: readonly string[], stated: string, usual: readonly string[]): number[] {
  const wanted = stated === '' ? usual : stated.split(',').map((name) => name.trim());
  const found = wanted.map((name) => names.indexOf(name));
  if (stated !== '' && found.includes(-1)) {
    throw new BadInputError('no such band to test', {
      code: 'monitor.parameter',
      where: 'ccdc, parameter testBands',
      found: stated,
      expected: names.join(', '),
    });
  }
  const there = found.filter((k) => k >= 0);
  return there.length > 0 ? there : names.map((_, k) => k);
}

function watchPixel(search: Search, series: PixelSeries): PixelOutcome {
  const { days, values, reason } = series;
  const clear = clearDates(series);
  if (clear.length === 0) return notAssessed('noClearLook');
  const defect = seriesDefect(days, clear, search.bearable);
  if (defect === 'duplicateDates') return notAssessed(defect);
  if (search.places.every((place) => clear.every((i) => values[place]![i] === values[place]![clear[0]!]))) {
    return notAssessed(clear.length < 2 ? 'tooFewObservations' : 'constant');
  }
  const units = unitsOf(series);
  const scaled = search.places.map((place) => values[place]!.map((value) => value * units.reflectance));
  const thermal =
    units.thermal === null
      ? null
      : values[search.thermalPlace]!.map((value) => value * units.thermal!.factor + units.thermal!.offset);
  const outcome = outcomeOfSegments(segmentsOf(search, units, { days, values: scaled, thermal, reason }));
  // What was found beside the gap stands.
  return { ...outcome, notAssessed: outcome.notAssessed ?? defect };
}

function clearDates({ values, reason }: PixelSeries): number[] {
  const clear: number[] = [];
  for (let i = 0; i < reason.length; i++) {
    if (reason[i] === NOT_ASSESSED.clear && values.some((own) => Number.isFinite(own[i]!))) clear.push(i);
  }
  return clear;
}

interface Scaled {
  readonly days: Int32Array;
  readonly values: readonly Float64Array[];
  readonly thermal: Float64Array | null;
  readonly reason: Uint8Array;
}

function segmentsOf(search: Search, units: Units, series: Scaled): FoundSegment[] {
  const { variant, names, detection, screening, consecutive, penalty, isReflectance, number } = search;
  const bands: CurveBands = {
    names: series.thermal === null ? names : [...names, THERMAL_BAND],
    detection,
    units,
    isCelsius: variant !== 'cold',
  };
  const shared = { detectionBands: detection, screeningBands: screening, consecutive };
  if (variant === 'pyccd') {
    const green = names.indexOf('green');
    const result = ccdcByQuality(series, {
      ...shared,
      probability: number('probability'),
      fit: { penalty, isStandardised: false, hasFreedomRmse: true },
      greenBand: isReflectance && green >= 0 ? green : null,
      isReflectance,
    });
    const isCelsius = result.procedure === 'standard';
    return result.segments.map((segment) => foundSegment(segment, { ...bands, isCelsius }));
  }
  const thermal =
    variant === 'yatsm' ? (series.thermal?.map((kelvin) => kelvin * 10 - 27_315) ?? null) : series.thermal;
  const curveValues = thermal === null ? series.values : [...series.values, thermal];
  const isMeasured = isReflectance ? MEASURED[variant] : Number.isFinite;
  const chosen = measuredDates({ ...series, values: variant === 'yatsm' ? curveValues : series.values }, isMeasured);
  const looks = takeLooks(series.days, curveValues, chosen, 365.25);
  if (variant === 'cold') {
    if (looks.count < FEWEST_COLD_LOOKS) return [];
    const found = coldSegments(looks, {
      ...shared,
      threshold: chiSquareQuantile(number('probability'), detection.length),
      outlier: chiSquareQuantile(1 - 1e-5, detection.length),
      fit: { penalty, isStandardised: true, hasFreedomRmse: true },
    });
    return found.map((segment) => foundSegment(segment, bands));
  }
  const found = yatsmSegments(yatsmLooks(looks, search.sensorRows), {
    detectionBands: detection,
    screeningBands: screening.length === 2 ? [screening[0]!, screening[1]!] : null,
    consecutive,
    penalty,
    threshold: number('threshold'),
    minObs: number('minObs'),
    minRmse: number('minRmse'),
    retrainDays: number('retrainDays'),
    screening: number('screening'),
  });
  return (found ?? []).map((segment) =>
    foundYatsmSegment(withoutSensors(segment, search.sensorRows.length), bands, consecutive),
  );
}

/** Regressors of yatsm: intercept, sensors, day, one cycle a year. */
function yatsmLooks(looks: HarmonicLooks, sensorRows: readonly Float64Array[]): RegressedLooks {
  const width = 4 + sensorRows.length;
  const rows = new Float64Array(looks.count * width);
  for (let i = 0; i < looks.count; i++) {
    rows[i * width] = 1;
    sensorRows.forEach((own, k) => (rows[i * width + 1 + k] = own[looks.origin[i]!]!));
    const from = i * HARMONIC_WIDTH;
    rows.set(looks.rows.subarray(from + 1, from + 4), i * width + 1 + sensorRows.length);
  }
  return { days: looks.days, values: looks.values, rows, width };
}

/** Curves as the first sensor sees them. */
const withoutSensors = (segment: YatsmSegment, sensors: number): YatsmSegment => ({
  ...segment,
  coefficients: segment.coefficients.map((own) => own.filter((_, k) => k === 0 || k > sensors)),
});

/** COLD looks for breaks from three looks for each of eight coefficients on. */
const FEWEST_COLD_LOOKS = 24;

/** Values that are measurements, reflectance times 10,000. yatsm holds the thermal band (Celsius times 100) to the same. */
const MEASURED = {
  cold: (value: number): boolean => value > 0 && value < 10_000,
  yatsm: (value: number): boolean => value >= 0 && value <= 10_000,
} as const;

/** Clear dates with a measurement in every band, the first of each day. */
function measuredDates({ days, values, reason }: Scaled, isMeasured: (value: number) => boolean): number[] {
  const chosen: number[] = [];
  for (let i = 0; i < days.length; i++) {
    if (reason[i] !== NOT_ASSESSED.clear || days[i] === days[chosen.at(-1) ?? -1]) continue;
    if (values.every((own) => isMeasured(own[i]!))) chosen.push(i);
  }
  return chosen;
}
