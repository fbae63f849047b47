import type { NextState } from '#store/series/blockState.js';
import type { SeriesState } from '#store/series/seriesState.js';
import { BREAK_BANDS, type BreakBands } from '#pipelines/series-to-change/breakBands.js';

/** What is wanted of a block besides its breaks. */
export interface BlockWishes {
  /** Each pixel's outcome as a line of JSON. */
  readonly areLinesWanted: boolean;
  /** The numbers that a later run continues from; only methods that have them. */
  readonly isStateWanted: boolean;
  /** Every confirmed break of every pixel, not only the one that a map shows; default false. */
  readonly areBreaksWanted?: boolean;
}

export interface BlockResult {
  readonly bands: BreakBands;
  /** UTF-8, a line for each pixel, joined by `,\n`; null where not wanted. */
  readonly lines: Uint8Array | null;
  /** Field by field, each row-major over the block; null where not wanted. */
  readonly state: Float32Array | null;
  /** Of a stored state that was continued everywhere: what became different; null: `state` is the whole, if any. */
  readonly changedState: ChangedState | null;
  /** `BROKEN.fields` numbers for each confirmed break, rows and columns of the grid; null where not wanted. */
  readonly breaks: Float64Array | null;
  /** Whether the whole series was read, for some rows at least. */
  readonly isRefit: boolean;
}

/** Fields of a block's state that changed. */
export interface ChangedState {
  readonly fields: readonly number[];
  /** Field by field in their order, each row-major over the block. */
  readonly numbers: Float32Array;
}

/** What is to be stored of a block's state. @param before the state that was continued @returns null where nothing is */
export function nextState({ state, changedState }: BlockResult, before: SeriesState | null): NextState | null {
  if (state !== null) return { whole: state };
  return changedState === null || before === null ? null : { changed: changedState, before };
}

/** The memory behind a result, for handing it over to another thread instead of copying. */
export function buffersOfResult({ bands, lines, state, changedState, breaks }: BlockResult): ArrayBuffer[] {
  const arrays = [
    ...BREAK_BANDS.map((name) => bands[name]),
    ...(lines === null ? [] : [lines]),
    ...(state === null ? [] : [state]),
    ...(changedState === null ? [] : [changedState.numbers]),
    ...(breaks === null ? [] : [breaks]),
  ];
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
