import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addWorkingDays, isWorkingDay, PLAIN_CALENDAR, workingDaysBetween } from '#domain/workingDays.js';

/** National Day 2025 as the State Council's notice sets it: 1–8 October off, Sunday 28 September and Saturday 11 October worked. */
const NATIONAL_DAY = {
  holidays: new Set(Array.from({ length: 8 }, (_, i) => `2025-10-0${i + 1}`)),
  extraWorkingDays: new Set(['2025-09-28', '2025-10-11']),
};

test('holidays and worked weekends count as the notice says', () => {
  expect(addWorkingDays('2025-09-26', 1, NATIONAL_DAY)).toBe('2025-09-28');
  expect(addWorkingDays('2025-09-30', 1, NATIONAL_DAY)).toBe('2025-10-09');
  expect(addWorkingDays('2025-09-30', 3, NATIONAL_DAY)).toBe('2025-10-11');
  expect(workingDaysBetween('2025-09-30', '2025-10-11', NATIONAL_DAY)).toBe(3);
});

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

test('counting forth and measuring back agree, and a term ends on a working day', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 300 }), (from, count) => {
      const end = addWorkingDays(from, count, PLAIN_CALENDAR);
      expect(workingDaysBetween(from, end, PLAIN_CALENDAR)).toBe(count);
      expect(isWorkingDay(end, PLAIN_CALENDAR)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
