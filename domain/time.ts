import { BadInputError } from './errors.js';

/** Calendar day `YYYY-MM-DD`. Days compare as strings. */
export type IsoDate = string;
/** Instant, ISO 8601 in UTC, for example `2024-03-17T02:31:00Z`. */
export type IsoTime = string;

/**
 * When a change happened, as far as imagery can tell: after the last clear look without it (`from`) and no later than
 * the first look with it (`to`). Both ends are days, inclusive.
 */
export interface OnsetInterval {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a calendar day that exists, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text;
}

/** The UTC day of an instant. */
export function dayOf(time: IsoTime): IsoDate {
  return new Date(time).toISOString().slice(0, 10);
}

const CHINA_STANDARD_TIME_MS = 8 * 3_600_000;

/** The day on an office's wall calendar (UTC+8, all of China): what terms are counted in. */
export function officeDayOf(time: IsoTime): IsoDate {
  return new Date(Date.parse(time) + CHINA_STANDARD_TIME_MS).toISOString().slice(0, 10);
}

/** Hour on an office's wall clock, 0–23 (UTC+8). */
export function officeHourOf(time: IsoTime): number {
  return new Date(Date.parse(time) + CHINA_STANDARD_TIME_MS).getUTCHours();
}

/** Parses a date or date-time to an instant in UTC, or refuses, naming the field. */
export function parseTime(text: string, where: string): IsoTime {
  const time = new Date(ISO_DATE.test(text) ? `${text}T00:00:00Z` : text);
  const isExact = ISO_DATE.test(text) ? isIsoDate(text) : /^\d{4}-\d{2}-\d{2}T/.test(text);
  if (!isExact || Number.isNaN(time.getTime())) {
    throw new BadInputError('not a time', {
      code: 'time.unreadable',
      where,
      found: JSON.stringify(text),
      expected: 'YYYY-MM-DD or ISO 8601 with a time zone',
    });
  }
  return time.toISOString();
}

/** Whole days from `a` to `b` (negative when `b` is earlier). */
export function daysBetween(a: IsoDate, b: IsoDate): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}

/** The day so many days after another. */
export function laterBy(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from 0000-12-31 to 1970-01-01: what Python's `toordinal` gives for the latter. */
const UNIX_EPOCH_ORDINAL = 719_163;
const DAY_MS = 86_400_000;

/** Proleptic Gregorian ordinal of the UTC day of an instant or a day (0001-01-01 is 1), as Python counts. Days of series are these. */
export function ordinalOf(time: IsoTime): number {
  return Math.floor(Date.parse(time) / DAY_MS) + UNIX_EPOCH_ORDINAL;
}

/** The day of an ordinal. */
export function dateOfOrdinal(ordinal: number): IsoDate {
  return new Date((ordinal - UNIX_EPOCH_ORDINAL) * DAY_MS).toISOString().slice(0, 10);
}
