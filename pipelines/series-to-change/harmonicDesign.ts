import { dateOfOrdinal } from '#domain/time.js';

/**
 * Regressors of a date: intercept, trend (if any), cosines of order 1…K, sines of order 1…K; periods of a year. Two ways to
 * count time are in use, and coefficients only mean something together with theirs:
 *
 * - `calendar` (python nrt): the phase is (day of year - 1) / (days of the year - 1); the trend counts days since 1970-01-01.
 * - `regular` (R bfast): time is cut into `frequency` steps a year; the phase is the step's number over the frequency and the
 *   trend counts steps from 1 at the first look.
 *
 * @source python nrt, `build_regressors`; R bfast, `bfastts` and `bfastpp`
 */
export interface HarmonicDesign {
  readonly kind: 'calendar' | 'regular';
  readonly order: number;
  readonly hasTrend: boolean;
  /** Steps a year of a `regular` design. */
  readonly frequency: number;
  /** Step of the first look, counted from year 0, of a `regular` design. */
  readonly firstStep: number;
}

const UNIX_EPOCH_ORDINAL = 719_163;
/** Daily steps leave 29 February out (it shares the step of 1 March), as bfast does. */
export const DAILY_FREQUENCY = 365;

export const regressorCount = ({ order, hasTrend }: Pick<HarmonicDesign, 'order' | 'hasTrend'>): number =>
  1 + (hasTrend ? 1 : 0) + 2 * order;

/** Writes the regressors of a day to `target[at…]`. */
export function writeRegressors(design: HarmonicDesign, day: number, target: Float64Array, at: number): void {
  const { order, hasTrend } = design;
  let phase: number;
  let trend: number;
  if (design.kind === 'calendar') {
    const { year, dayOfYear, days } = yearDay(day);
    phase = year + (dayOfYear - 1) / (days - 1);
    trend = day - UNIX_EPOCH_ORDINAL;
  } else {
    const step = regularStep(day, design.frequency);
    phase = step / design.frequency;
    trend = step - design.firstStep + 1;
  }
  target[at] = 1;
  if (hasTrend) target[at + 1] = trend;
  const cosines = at + (hasTrend ? 2 : 1);
  for (let k = 1; k <= order; k++) {
    const angle = 2 * Math.PI * phase * k;
    target[cosines + k - 1] = Math.cos(angle);
    target[cosines + order + k - 1] = Math.sin(angle);
  }
}

/** The regressors of all days, row by row. */
export function designMatrix(design: HarmonicDesign, days: ArrayLike<number>): Float64Array {
  const width = regressorCount(design);
  const matrix = new Float64Array(days.length * width);
  for (let i = 0; i < days.length; i++) writeRegressors(design, days[i]!, matrix, i * width);
  return matrix;
}

/** The step of a day, counted from year 0. */
export function regularStep(day: number, frequency: number): number {
  const { year, dayOfYear, days } = yearDay(day);
  if (frequency === DAILY_FREQUENCY) {
    const isAfterLeapDay = days === 366 && dayOfYear > 60;
    return year * frequency + dayOfYear - (isAfterLeapDay ? 2 : 1);
  }
  const step = Math.round(((dayOfYear - 1) * frequency) / 366);
  return year * frequency + Math.min(frequency - 1, step);
}

/** Composites that providers publish: 16 days (MODIS), 8 days, months, half months, dekads. */
const USUAL_FREQUENCIES = [12, 23, 24, 36, 46] as const;
const FEWEST_DATES_TO_RECOGNISE = 20;
const TOLERANCE_DAYS = 1.5;

/**
 * Steps a year of a series of composites, recognised from its days: every day stands at the beginning of a step (within one and a half
 * days) and no two share one. 365 where the days are irregular.
 */
export function recogniseFrequency(days: ArrayLike<number>): number {
  if (days.length < FEWEST_DATES_TO_RECOGNISE) return DAILY_FREQUENCY;
  return USUAL_FREQUENCIES.find((frequency) => standsOnSteps(days, frequency)) ?? DAILY_FREQUENCY;
}

function standsOnSteps(days: ArrayLike<number>, frequency: number): boolean {
  const fixedLength = Math.round(365.25 / frequency);
  const beginnings = [(step: number) => step * fixedLength, (step: number) => (step * 365.25) / frequency];
  return beginnings.some((beginning) => {
    let before = -1;
    for (let i = 0; i < days.length; i++) {
      const step = regularStep(days[i]!, frequency);
      const offset = yearDay(days[i]!).dayOfYear - 1 - beginning(step % frequency);
      if (step <= before || Math.abs(offset) > TOLERANCE_DAYS) return false;
      before = step;
    }
    return true;
  });
}

interface YearDay {
  readonly year: number;
  /** From 1. */
  readonly dayOfYear: number;
  /** Days of the year. */
  readonly days: number;
}

const ordinalOfNewYear = (year: number): number => {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + 1;
};

function yearDay(day: number): YearDay {
  const year = Number(dateOfOrdinal(day).slice(0, 4));
  const newYear = ordinalOfNewYear(year);
  return { year, dayOfYear: day - newYear + 1, days: ordinalOfNewYear(year + 1) - newYear };
}
