/**
 * What is known of one pixel between two looks, as numbers in a row of a flat array, so that it can be stored as bands of a
 * raster and continued exactly. Single precision where it is stored; double for single series.
 */
export type StateArray = Float64Array | Float32Array;

/** Days are Python ordinals; 0 stands for none. */
export const STATE = {
  /** Code of `SERIES_REASON`. */
  reason: 0,
  sigma: 1,
  historyCount: 2,
  /** Looks since the history that the process took in. */
  seen: 3,
  process: 4,
  boundary: 5,
  /** Last look that the process took in. */
  lastClearDay: 6,
  historyFrom: 7,
  historyTo: 8,
  /** First look of the present stretch of strange residuals of one sign. */
  strangeDay: 9,
  strangeLastClear: 10,
  strangeSum: 11,
  strangeCount: 12,
  /** The present candidate for a break: the look that crossed the boundary, and what shows the change. */
  candidateDay: 13,
  candidateFirstLook: 14,
  candidateLastClear: 15,
  candidateSum: 16,
  candidateCount: 17,
  /** Its latest looks in a row beyond the boundary, and inside it. */
  candidateBeyond: 18,
  candidateInside: 19,
  /** 1 after a confirmed break, until there is a new history. */
  isWaiting: 20,
  clearSinceBreak: 21,
  breakCount: 22,
  /** Last clear look, outliers included. */
  lastLookDay: 23,
  /** Then `BREAK.fields` numbers for each of `MOST_BREAKS` breaks. */
  breaks: 24,
} as const;

/** Numbers of one break. */
export const BREAK = { day: 0, firstLook: 1, lastClear: 2, magnitude: 3, looks: 4, isConfirmed: 5, fields: 6 } as const;
/** Breaks kept of a pixel; the search ends with the last. */
export const MOST_BREAKS = 4;

/** Where the parts of a pixel's numbers stand. */
export interface StateLayout {
  /** Coefficients of the present model. */
  readonly coefficients: number;
  /** History (from, to, count), sigma and coefficients of the first model, where a later one took its place. */
  readonly first: number;
  /** Numbers of the process's own. */
  readonly own: number;
  /** Residuals since the history, count first; only where magnitudes are medians. */
  readonly log: number;
  readonly logCapacity: number;
  /** Numbers of a pixel. */
  readonly fields: number;
}

export const FIRST = { from: 0, to: 1, count: 2, sigma: 3, coefficients: 4 } as const;

export function layOutState(width: number, ownFields: number, logCapacity: number): StateLayout {
  const coefficients = STATE.breaks + MOST_BREAKS * BREAK.fields;
  const first = coefficients + width;
  const own = first + FIRST.coefficients + width;
  const log = own + ownFields;
  return { coefficients, first, own, log, logCapacity, fields: log + (logCapacity > 0 ? 1 + logCapacity : 0) };
}
