import type { AlertStatus } from './alert.js';
import type { IsoDate } from './time.js';
import type { Severity } from './violation.js';
import { addWorkingDays, workingDaysBetween, type WorkingCalendar } from './workingDays.js';

/** Working days for the first decision at the desk, by severity (domain page §6: 3 days; priority 1 in 24 h). */
const FIRST_DECISION_DAYS: Readonly<Record<Severity, number>> = { critical: 1, high: 3, medium: 5, low: 15 };

/** Working days for what has to be done next, once an alert has come to a status. */
const STATUS_DAYS: Readonly<Record<Exclude<AlertStatus, 'new' | 'deskReview' | 'closed'>, number>> = {
  fieldVerification: 5,
  determined: 3,
  caseFiled: 5,
  ordered: 30,
  rectification: 15,
  closeOut: 5,
};

/** The day by which an alert that came to a status on `day` must go on; null where nothing is left to do. */
export function dueOnOf(
  status: AlertStatus,
  severity: Severity,
  day: IsoDate,
  calendar: WorkingCalendar,
): IsoDate | null {
  if (status === 'closed') return null;
  const days = status === 'new' || status === 'deskReview' ? FIRST_DECISION_DAYS[severity] : STATUS_DAYS[status];
  return addWorkingDays(day, days, calendar);
}

/** A term that stood still from `pausedOn` to `today` ends as many working days later. */
export function dueAfterPause(dueOn: IsoDate, pausedOn: IsoDate, today: IsoDate, calendar: WorkingCalendar): IsoDate {
  return addWorkingDays(dueOn, Math.max(0, workingDaysBetween(pausedOn, today, calendar)), calendar);
}
