import type { IsoDate, IsoTime } from '#domain/time.js';
import type { Frame } from '../landscape/frame.js';

/** Monthly scenes from March to the next March. */
export const SCENE_COUNT = 13;
const MS_PER_DAY = 86_400_000;
const DAY_ZERO = Date.UTC(2024, 0, 1);

/** Days since 2024-01-01. */
export type DayNumber = number;

export const isoDateOf = (day: DayNumber): IsoDate => new Date(DAY_ZERO + day * MS_PER_DAY).toISOString().slice(0, 10);
export const dayNumberOf = (date: IsoDate): DayNumber =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - DAY_ZERO) / MS_PER_DAY);

/** Day of the year, 0–365, of a day number. */
export const dayOfYear = (day: DayNumber): number => day - 365.25 * Math.floor(day / 365.25);

/** Acquisition days: near the middle of each month, the last within a few days of the first a year later. */
export function sceneDays(frame: Frame): DayNumber[] {
  const random = frame.random.fork('calendar');
  return Array.from({ length: SCENE_COUNT }, (_, month) => {
    const middle = Math.round((Date.UTC(2024, 2 + month, 15) - DAY_ZERO) / MS_PER_DAY);
    return middle + (month === 0 || month === SCENE_COUNT - 1 ? random.integer(5) - 2 : random.integer(11) - 5);
  });
}

/** About 10:40 local time, when such satellites pass. */
export const acquisitionTime = (day: DayNumber): IsoTime => `${isoDateOf(day)}T02:4${((day % 10) + 10) % 10}:00Z`;
