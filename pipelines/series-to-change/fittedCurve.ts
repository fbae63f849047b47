import { ccdcProcessMethod } from './consecutiveOutliers.js';
import { designMatrix, regressorCount, type HarmonicDesign } from './harmonicDesign.js';
import type { Monitor, MonitorSettings, PixelOutcome, SeriesDates, SeriesSegment } from './monitor.js';
import { planProcess } from './processPlan.js';

/** A point of a model's curve; `day` is a Python ordinal. */
export interface CurvePoint {
  readonly day: number;
  readonly value: number;
}

/** Days between two points: a curve of five harmonics still looks smooth. */
const STEP_DAYS = 6;

/**
 * What the models of a pixel say over time. The first model goes on to the end, or to where a later one's history begins:
 * what the ground would have looked like without the break. Empty where the method has no curve.
 * @param shown the band or index of the curve, as the outcome's coefficients name it; methods of one value name it `value`
 */
export function fittedCurve(
  monitor: Monitor,
  dates: SeriesDates,
  settings: MonitorSettings,
  outcome: PixelOutcome,
  shown: string,
): readonly CurvePoint[] {
  const { segments } = outcome;
  if (segments.length === 0) return [];
  if (monitor.name === 'landtrendr') return segments.flatMap(straightLine);
  const lastDay = dates.days.at(-1)!;
  const valuesOf = valuesByMethod(monitor, dates, settings, shown);
  return segments.flatMap((segment, k) => {
    const isModelHeld = monitor.online !== undefined || settings.historyEndDay !== null;
    const next = segments[k + 1];
    const end = isModelHeld ? (next === undefined ? lastDay : next.fromDay - 1) : segment.toDay;
    const days = daysBetween(segment.fromDay, end);
    return valuesOf(segment, days).map((value, i): CurvePoint => ({ day: days[i]!, value }));
  });
}

type ValuesOf = (segment: SeriesSegment, days: readonly number[]) => number[];

function valuesByMethod(monitor: Monitor, dates: SeriesDates, settings: MonitorSettings, shown: string): ValuesOf {
  const isWatched = monitor.name === 'ccdc' && settings.historyEndDay !== null;
  const method = isWatched ? ccdcProcessMethod : monitor.online;
  if (method === undefined) {
    return ({ coefficients }, days) => {
      const own = coefficients[shown] ?? coefficients['value'];
      return own === undefined || monitor.name !== 'ccdc' ? [] : days.map((day) => cyclesOfOrdinal(own, day));
    };
  }
  const known = Object.entries(settings.parameters).filter(([name]) => name in method.parameters);
  const parameters = isWatched ? Object.fromEntries(known) : settings.parameters;
  const { design } = planProcess(method, dates, { ...settings, parameters });
  return ({ coefficients }, days) => harmonicValues(design, coefficients['value'] ?? [], days);
}

function harmonicValues(design: HarmonicDesign, coefficients: readonly number[], days: readonly number[]): number[] {
  const width = regressorCount(design);
  const rows = designMatrix(design, days);
  return days.map((_, i) => coefficients.reduce((sum, own, k) => sum + own * rows[i * width + k]!, 0));
}

const DAYS_A_YEAR = 365.2425;

/** Coefficients as CCDC's segments have them: intercept, trend a day, cosine and sine of one, two, three cycles a year. */
function cyclesOfOrdinal([intercept = 0, trend = 0, ...waves]: readonly number[], day: number): number {
  let sum = intercept + trend * day;
  for (let k = 0; 2 * k < waves.length; k++) {
    const angle = (2 * Math.PI * (k + 1) * day) / DAYS_A_YEAR;
    sum += waves[2 * k]! * Math.cos(angle) + waves[2 * k + 1]! * Math.sin(angle);
  }
  return sum;
}

const YEAR_DAYS = 365.25;

/** LandTrendr's: value at the first vertex, change a year. */
function straightLine({ fromDay, toDay, coefficients }: SeriesSegment): CurvePoint[] {
  const [value = NaN, changeAYear = NaN] = coefficients['value'] ?? [];
  return [
    { day: fromDay, value },
    { day: toDay, value: value + (changeAYear * (toDay - fromDay)) / YEAR_DAYS },
  ];
}

function daysBetween(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; day < to; day += STEP_DAYS) days.push(day);
  days.push(Math.max(from, to));
  return days;
}
