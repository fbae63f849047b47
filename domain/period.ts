import { BadInputError } from './errors.js';
import { dateOfOrdinal, ordinalOf, type IsoDate } from './time.js';

/** Days from `from` (null: since ever) to `to`, both inclusive. */
export interface Period {
  readonly from: IsoDate | null;
  readonly to: IsoDate;
}

export const PERIOD_STEPS = ['whole', 'month', 'quarter', 'year'] as const;
export type PeriodStep = (typeof PERIOD_STEPS)[number];

const MONTHS: Readonly<Record<Exclude<PeriodStep, 'whole'>, number>> = { month: 1, quarter: 3, year: 12 };
/** So many periods are reported at once at most. */
export const MOST_PERIODS = 60;

/**
 * A period cut at the ends of calendar months, quarters or years; the first and last may be shorter. Oldest first.
 * @throws BadInputError where it ends before it begins, has no beginning and is to be cut, or falls into more than 60
 */
export function cutPeriod({ from, to }: Period, step: PeriodStep): readonly Period[] {
  if (from !== null && from > to) throw notAPeriod(`${from} to ${to}`, 'a first day that is not after the last');
  if (step === 'whole') return [{ from, to }];
  if (from === null) throw notAPeriod('no first day', `a first day, to cut the time into a ${step} each`);
  const periods: Period[] = [];
  for (let start = from; start <= to;) {
    const last = lastDayOf(start, MONTHS[step]);
    periods.push({ from: start, to: last < to ? last : to });
    if (periods.length > MOST_PERIODS) throw notAPeriod(`${from} to ${to}`, `at most ${MOST_PERIODS} parts`);
    start = dateOfOrdinal(ordinalOf(last) + 1);
  }
  return periods;
}

/** Last day of the calendar span of so many months that holds a day. */
function lastDayOf(day: IsoDate, months: number): IsoDate {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const endMonth = (Math.floor((month - 1) / months) + 1) * months;
  return new Date(Date.UTC(year, endMonth, 0)).toISOString().slice(0, 10);
}

function notAPeriod(found: string, expected: string): BadInputError {
  return new BadInputError('not a period', { code: 'indicators.period', where: 'from', found, expected });
}
