import { NOT_ASSESSED } from '#domain/raster.js';
import { dateOfOrdinal, ordinalOf } from '#domain/time.js';
import type { PixelSeries } from './monitor.js';
import { medianOfDoubles } from './robustFit.js';

/** Season of a year that composites are made of, days of the year, both ends inclusive; may run over the new year. */
export interface Season {
  readonly from: number;
  readonly to: number;
}

/** One value a year. */
export interface YearlySeries {
  readonly years: number[];
  readonly values: number[];
  /** Day of the look that stands for the year. */
  readonly days: number[];
  /** First clear look of the year's season. */
  readonly firstDays: number[];
}

/**
 * The clear look of each season that is nearest to the season's median (the medoid of one band). A season over the new year
 * counts to the year that it ends in. Years without a clear look are left out.
 * @source Flood 2013, "Seasonal composite Landsat TM/ETM+ images using the medoid", Remote Sensing 5
 */
export function yearlyComposites({ days, values, reason }: PixelSeries, season: Season): YearlySeries {
  const looks = new Map<number, number[]>();
  for (let i = 0; i < days.length; i++) {
    if (reason[i] !== NOT_ASSESSED.clear || !Number.isFinite(values[0]![i]!)) continue;
    const year = seasonYear(days[i]!, season);
    if (year === null) continue;
    const own = looks.get(year) ?? [];
    own.push(i);
    looks.set(year, own);
  }
  const found: YearlySeries = { years: [], values: [], days: [], firstDays: [] };
  for (const [year, own] of [...looks].sort(([a], [b]) => a - b)) {
    const median = medianOfDoubles(Float64Array.from(own, (i) => values[0]![i]!));
    const distance = (i: number): number => Math.abs(values[0]![i]! - median);
    const medoid = own.reduce((best, i) => (distance(i) < distance(best) ? i : best));
    found.years.push(year);
    found.values.push(values[0]![medoid]!);
    found.days.push(days[medoid]!);
    found.firstDays.push(days[own[0]!]!);
  }
  return found;
}

/** The year whose season a day belongs to; null: none. */
function seasonYear(day: number, { from, to }: Season): number | null {
  const year = Number(dateOfOrdinal(day).slice(0, 4));
  const dayOfYear = day - ordinalOf(`${year}-01-01`) + 1;
  if (from <= to) return dayOfYear >= from && dayOfYear <= to ? year : null;
  if (dayOfYear >= from) return year + 1;
  return dayOfYear <= to ? year : null;
}
