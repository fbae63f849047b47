import type { IsoDate } from '#domain/time.js';
import type { WorkingCalendar } from '#domain/workingDays.js';
import type { Db } from './database.js';

/** A day that differs from the plain week: a holiday, or a weekend day that is worked (调休). */
export interface CalendarDay {
  readonly day: IsoDate;
  readonly isWorking: boolean;
  readonly name: string | null;
}

/** The office's calendar; empty until somebody fills it: Monday to Friday. */
export async function loadCalendar(db: Db): Promise<WorkingCalendar> {
  const days = await listCalendarDays(db);
  const daysThat = (isWorking: boolean): Set<IsoDate> =>
    new Set(days.filter((day) => day.isWorking === isWorking).map(({ day }) => day));
  return { holidays: daysThat(false), extraWorkingDays: daysThat(true) };
}

export async function listCalendarDays(db: Db): Promise<readonly CalendarDay[]> {
  const rows = await db.selectFrom('calendar_days').select(['day', 'is_working', 'name']).orderBy('day').execute();
  return rows.map((row) => ({ day: row.day, isWorking: row.is_working, name: row.name }));
}

/** Replaces the days of one year. */
export async function saveCalendarYear(db: Db, year: number, days: readonly CalendarDay[]): Promise<void> {
  await db
    .deleteFrom('calendar_days')
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .execute();
  if (days.length === 0) return;
  const rows = days.map(({ day, isWorking, name }) => ({ day, is_working: isWorking, name }));
  await db.insertInto('calendar_days').values(rows).execute();
}
