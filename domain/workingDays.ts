import { BadInputError } from './errors.js';
import { dayOf, type IsoDate } from './time.js';

/**
 * Which days people work: Monday to Friday, but for `holidays`; and on `extraWorkingDays`, weekend days that the State
 * Council's yearly notice makes up for holidays (调休). Both may be empty.
 */
export interface WorkingCalendar {
  readonly holidays: ReadonlySet<IsoDate>;
  readonly extraWorkingDays: ReadonlySet<IsoDate>;
}

export const PLAIN_CALENDAR: WorkingCalendar = { holidays: new Set(), extraWorkingDays: new Set() };

export function isWorkingDay(day: IsoDate, { holidays, extraWorkingDays }: WorkingCalendar): boolean {
  if (extraWorkingDays.has(day)) return true;
  if (holidays.has(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** A term of more working days than this is a mistake: it would take longer to count than to type. */
const MOST_WORKING_DAYS = 5000;

/**
 * The day that lies `count` working days after `day`; the day itself does not count (民法典 art. 201). With 0: `day`.
 * @throws BadInputError where count is not a whole number from 0 to 5000
 */
export function addWorkingDays(day: IsoDate, count: number, calendar: WorkingCalendar): IsoDate {
  if (!Number.isInteger(count) || count < 0 || count > MOST_WORKING_DAYS) {
    throw new BadInputError('not a number of working days', {
      code: 'calendar.count',
      where: 'workingDays',
      found: String(count),
      expected: `a whole number from 0 to ${MOST_WORKING_DAYS}`,
    });
  }
  let current = day;
  for (let left = count; left > 0;) {
    current = dayAfter(current);
    if (isWorkingDay(current, calendar)) left -= 1;
  }
  return current;
}

/** Working days after `from` up to and with `to`; negative where `to` comes before `from`. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from; day < to;) {
    day = dayAfter(day);
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

function dayAfter(day: IsoDate): IsoDate {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString());
}
