import { NOT_ASSESSED } from '#domain/raster.js';
import { ccdcSegments, type CcdcSettings } from './ccdcSegments.js';
import { CURVE, simpleSegment, type FittedSegment } from './fittedSegment.js';
import { takeLooks, type HarmonicLooks } from './harmonicLooks.js';
import { medianOfDoubles } from './robustFit.js';

/** A pixel's looks in the units that CCDC's constants are meant for. */
export interface ReflectanceSeries {
  /** Days, not decreasing; any epoch. */
  readonly days: ArrayLike<number>;
  /** `values[band][date]`: reflectance times 10,000; NaN where a band says nothing. */
  readonly values: readonly Float64Array[];
  /** Kelvin times 10; null where there is no thermal band. It takes part in the curves as Celsius times 100. */
  readonly thermal: Float64Array | null;
  /** Codes of `NOT_ASSESSED` by date. */
  readonly reason: ArrayLike<number>;
}

export interface QualitySettings extends CcdcSettings {
  /** Number of the green band; null: none. */
  readonly greenBand: number | null;
  /** Whether values are reflectances, so that 0 and 10,000 say "no measurement". */
  readonly isReflectance: boolean;
}

export interface CcdcResult {
  readonly procedure: 'standard' | 'persistentSnow' | 'insufficientClear';
  readonly segments: readonly FittedSegment[];
  /** 1 where a date took part. */
  readonly isUsed: Uint8Array;
}

const LEAST_CLEAR_SHARE = 0.25;
const LEAST_SNOW_SHARE = 0.75;
const FEWEST_LOOKS = 12;
const YEAR_DAYS = 365.2425;
/** Celsius times 100 that a look must lie between. */
const THERMAL_RANGE = [-9320, 7070] as const;
/** A look brighter in green than the median by more is cloud. */
const GREEN_ABOVE_MEDIAN = 400;

/**
 * Chooses how a pixel's series is treated by what its quality says: breaks are looked for where at least a quarter of the
 * looks is clear; else one simple curve stands for all of it.
 * @source lcmap-pyccd 2018.10.17, `fit_procedure` and `qa`
 */
export function ccdcByQuality(series: ReflectanceSeries, settings: QualitySettings): CcdcResult {
  const { reason } = series;
  let [clear, snow, seen] = [0, 0, 0];
  for (let i = 0; i < reason.length; i++) {
    if (reason[i] === NOT_ASSESSED.clear) clear += 1;
    if (reason[i] === NOT_ASSESSED.snow) snow += 1;
    if (reason[i] !== NOT_ASSESSED.nodata && reason[i] !== NOT_ASSESSED.outside) seen += 1;
  }
  if (clear >= LEAST_CLEAR_SHARE * seen) return standard(series, settings);
  if (snow / (clear + snow + 0.01) >= LEAST_SNOW_SHARE) return persistentSnow(series, settings);
  return insufficientClear(series, settings);
}

function standard(series: ReflectanceSeries, settings: QualitySettings): CcdcResult {
  const thermal = series.thermal?.map((kelvin) => kelvin * 10 - 27_315) ?? null;
  const looks = looksOf({ ...series, thermal }, measuredDates(series, thermal, settings));
  const segments = ccdcSegments(looks, settings);
  return { procedure: 'standard', segments, isUsed: usedDates(series, looks) };
}

function persistentSnow(series: ReflectanceSeries, settings: QualitySettings): CcdcResult {
  const { days, reason, thermal } = series;
  const measured = new Set(measuredDates(series, thermal, settings, true));
  const chosen: number[] = [];
  for (let i = 0; i < reason.length; i++) {
    const isSnow = reason[i] === NOT_ASSESSED.snow && series.values.every((own) => Number.isFinite(own[i]!));
    if ((isSnow || measured.has(i)) && days[i] !== days[chosen.at(-1)!]) chosen.push(i);
  }
  return wholeCurve('persistentSnow', series, looksOf(series, chosen), settings);
}

function insufficientClear(series: ReflectanceSeries, settings: QualitySettings): CcdcResult {
  const { greenBand } = settings;
  const chosen = measuredDates(series, series.thermal, settings);
  const green = greenBand === null ? null : series.values[greenBand]!;
  const brightest =
    green === null ? Infinity : medianOfDoubles(Float64Array.from(chosen, (i) => green[i]!)) + GREEN_ABOVE_MEDIAN;
  const dark = chosen.filter((i) => green === null || green[i]! < brightest);
  return wholeCurve('insufficientClear', series, looksOf(series, dark), settings);
}

function wholeCurve(
  procedure: 'persistentSnow' | 'insufficientClear',
  series: ReflectanceSeries,
  looks: HarmonicLooks,
  { fit }: QualitySettings,
): CcdcResult {
  const isUsed = usedDates(series, looks);
  if (looks.count < FEWEST_LOOKS) return { procedure, segments: [], isUsed };
  const curve = simpleSegment(looks, { from: 0, to: looks.count }, CURVE[procedure], fit);
  const [first, last] = [series.days[0]!, series.days[series.days.length - 1]!];
  return { procedure, segments: [{ ...curve, fromDay: first, toDay: last, breakDay: last }], isUsed };
}

/** Numbers of the clear dates whose values are measurements, one a day. @param isEveryDate days may repeat */
function measuredDates(
  { days, values, reason }: ReflectanceSeries,
  thermal: Float64Array | null,
  { isReflectance }: QualitySettings,
  isEveryDate = false,
): number[] {
  const chosen: number[] = [];
  for (let i = 0; i < days.length; i++) {
    if (reason[i] !== NOT_ASSESSED.clear) continue;
    const isMeasured = values.every((own) =>
      isReflectance ? own[i]! > 0 && own[i]! < 10_000 : Number.isFinite(own[i]!),
    );
    const isWarm = thermal === null || (thermal[i]! > THERMAL_RANGE[0] && thermal[i]! < THERMAL_RANGE[1]);
    if (isMeasured && isWarm && (isEveryDate || days[i] !== days[chosen.at(-1)!])) chosen.push(i);
  }
  return chosen;
}

function looksOf({ days, values, thermal }: ReflectanceSeries, chosen: readonly number[]): HarmonicLooks {
  return takeLooks(days, thermal === null ? values : [...values, thermal], chosen, YEAR_DAYS);
}

function usedDates({ days }: ReflectanceSeries, looks: HarmonicLooks): Uint8Array {
  const isUsed = new Uint8Array(days.length);
  for (let i = 0; i < looks.count; i++) isUsed[looks.origin[i]!] = 1;
  return isUsed;
}
