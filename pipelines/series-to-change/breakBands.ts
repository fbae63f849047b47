import { SERIES_REASON } from '#domain/series.js';
import type { PixelOutcome, SeriesBreak } from './monitor.js';

/**
 * Bands of a raster of breaks, one number each a pixel. Days count from 1970-01-01. 0 in all of them: assessed, no break.
 * `NOT_ASSESSED_BREAK` in all but the last: not assessed.
 */
export const BREAK_BANDS = [
  'breakDay',
  'magnitude',
  'confirmed',
  'confirmations',
  'firstLookDay',
  'lastClearDay',
  'notAssessed',
] as const;
export type BreakBand = (typeof BREAK_BANDS)[number];
export const NOT_ASSESSED_BREAK = -9999;
/** Python ordinal of 1970-01-01. */
export const EPOCH_DAY = 719_163;

export type BreakBands = Readonly<Record<BreakBand, Float32Array>>;

export const createBreakBands = (pixels: number): BreakBands =>
  Object.fromEntries(BREAK_BANDS.map((name) => [name, new Float32Array(pixels)])) as BreakBands;

/** The break that a map shows: the first confirmed one, else the first. */
export const shownBreak = (breaks: readonly SeriesBreak[]): SeriesBreak | undefined =>
  breaks.find(({ isConfirmed }) => isConfirmed) ?? breaks[0];

/** Writes what an outcome says of a pixel. A confirmed break stands even where the pixel was lost sight of later. */
export function writeBreak(bands: BreakBands, pixel: number, { notAssessed, breaks }: PixelOutcome): void {
  const shown = shownBreak(breaks);
  if (notAssessed !== null) bands.notAssessed[pixel] = SERIES_REASON[notAssessed];
  if (notAssessed !== null && shown?.isConfirmed !== true) {
    for (const name of BREAK_BANDS) if (name !== 'notAssessed') bands[name][pixel] = NOT_ASSESSED_BREAK;
    return;
  }
  if (shown === undefined) return;
  bands.breakDay[pixel] = shown.day - EPOCH_DAY;
  bands.magnitude[pixel] = shown.magnitude;
  bands.confirmed[pixel] = shown.isConfirmed ? 1 : 0;
  bands.confirmations[pixel] = shown.confirmations;
  bands.firstLookDay[pixel] = shown.firstLookDay - EPOCH_DAY;
  bands.lastClearDay[pixel] = shown.lastClearDay === null ? NOT_ASSESSED_BREAK : shown.lastClearDay - EPOCH_DAY;
}

/** The bands in the order in which a raster holds them. */
export const orderedBands = (bands: BreakBands): Float32Array[] => BREAK_BANDS.map((name) => bands[name]);
