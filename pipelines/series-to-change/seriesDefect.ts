import type { SeriesReason } from '#domain/series.js';

/** What a method bears in the days of a pixel's clear looks. */
export interface BearableDays {
  /** Longest time without a clear look, the end of the series included; 0: any. */
  readonly maximumGapDays: number;
  readonly areDuplicatesRefused: boolean;
}

/**
 * What is wrong with the days of a pixel's clear looks.
 * @param clear numbers of the clear looks, rising
 * @param days of all looks
 */
export function seriesDefect(
  days: ArrayLike<number>,
  clear: ArrayLike<number>,
  { maximumGapDays, areDuplicatesRefused }: BearableDays,
): Extract<SeriesReason, 'duplicateDates' | 'sensorGap'> | null {
  let hasGap = false;
  for (let k = 1; k < clear.length; k++) {
    const apart = days[clear[k]!]! - days[clear[k - 1]!]!;
    if (apart === 0 && areDuplicatesRefused) return 'duplicateDates';
    hasGap ||= apart > maximumGapDays;
  }
  const sinceLast = days[days.length - 1]! - days[clear[clear.length - 1]!]!;
  return maximumGapDays > 0 && (hasGap || sinceLast > maximumGapDays) ? 'sensorGap' : null;
}
