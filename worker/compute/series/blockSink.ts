import type { PixelWindow } from '#domain/raster.js';
import { createBreakBands, EPOCH_DAY, NOT_ASSESSED_BREAK, writeBreak } from '#pipelines/series-to-change/breakBands.js';
import type { PixelOutcome, SeriesBreak } from '#pipelines/series-to-change/monitor.js';
import { pixelRows, type BlockFields } from '#pipelines/series-to-change/blockFields.js';
import {
  isQuiet,
  outcomeOf,
  quietOf,
  shownFields,
  writeBreakOfState,
} from '#pipelines/series-to-change/pixelOutcome.js';
import { STATE } from '#pipelines/series-to-change/pixelState.js';
import type { ProcessPlan } from '#pipelines/series-to-change/processPlan.js';
import type { BlockResult, BlockWishes } from './blockResult.js';
import { outcomeLine } from './outcomeLine.js';
import type { SeriesPlan } from './seriesPlan.js';

/** Gathers a block's result from its strips of rows. */
export interface BlockSink {
  /** What takes the outcomes of a strip's pixels, from methods without a state. */
  outcomesOf(strip: PixelWindow): (pixel: number, outcome: PixelOutcome) => void;
  /** What takes the numbers of a strip's pixels, in their order. */
  numbersOf(strip: PixelWindow, plan: ProcessPlan): NumbersSink;
  /** The numbers of a strip's pixels as they stand in the whole block's, after they were continued. */
  takeState(strip: PixelWindow, plan: ProcessPlan, block: StateFields): void;
  /** The whole series was read for some pixels. */
  noteRefit(): void;
  finish(): BlockResult;
}

/** A stored state's fields, and which of them are no longer as they were stored. */
export interface StateFields extends BlockFields {
  readonly changed: () => readonly number[];
}

/** Room for the numbers of a few pixels at a time, and where they go when complete. */
export interface NumbersSink {
  readonly numbers: Float32Array;
  readonly place: (pixel: number) => number;
  readonly done: (pixel: number, at: number) => void;
  /** Whether pixels in which nothing happened leave a trace: bands are 0 for them anyhow. */
  readonly areQuietWanted: boolean;
}

/** Pixels whose numbers are kept pixel by pixel before they go field by field. */
const PIXELS_KEPT = 64;

export function createSink(plan: SeriesPlan, window: PixelWindow, wishes: BlockWishes): BlockSink {
  const pixels = window.width * window.height;
  const bands = createBreakBands(pixels);
  const pieces: string[] = [];
  const breaks: number[] = [];
  const lastDay = plan.days.at(-1) ?? 0;
  let state: Float32Array | null = null;
  let continued: StateFields | null = null;
  let isRefit = false;
  const firstOf = (strip: PixelWindow): number => (strip.y - window.y) * window.width;

  const take = (strip: PixelWindow, pixel: number, outcome: PixelOutcome): void => {
    writeBreak(bands, firstOf(strip) + pixel, outcome);
    const [row, col] = [strip.y + Math.floor(pixel / strip.width), strip.x + (pixel % strip.width)];
    if (wishes.areBreaksWanted === true) breaks.push(...confirmedBreaks(row, col, outcome.breaks));
    if (!wishes.areLinesWanted) return;
    pieces.push(outcomeLine({ id: plan.id, row, col, outcome }));
  };

  /** Whether more than what a map shows is asked of a pixel's numbers. */
  const isOutcomeWanted = (numbers: Float32Array, at: number): boolean =>
    wishes.areLinesWanted || (wishes.areBreaksWanted === true && numbers[at + STATE.breakCount]! > 0);

  /** Field by field, the numbers of the pixels kept last. */
  const keep = (first: number, count: number, fields: number, numbers: Float32Array): void => {
    if (state === null) {
      state = new Float32Array(pixels * fields);
      if (continued !== null) copyRows(continued, state, 0, pixels);
    }
    for (let field = 0; field < fields; field++) {
      for (let k = 0; k < count; k++) state[field * pixels + first + k] = numbers[k * fields + field]!;
    }
  };

  return {
    outcomesOf: (strip) => (pixel, outcome) => take(strip, pixel, outcome),
    numbersOf(strip, processPlan) {
      const { fields } = processPlan.layout;
      const numbers = new Float32Array(PIXELS_KEPT * fields);
      const last = strip.width * strip.height - 1;
      return {
        numbers,
        areQuietWanted: wishes.areLinesWanted || wishes.isStateWanted,
        place: (pixel) => (pixel % PIXELS_KEPT) * fields,
        done(pixel, at) {
          if (isOutcomeWanted(numbers, at)) take(strip, pixel, outcomeOf(processPlan, numbers, at, lastDay));
          else if (!isQuiet(processPlan, numbers, at, lastDay)) {
            writeBreakOfState(bands, firstOf(strip) + pixel, processPlan, numbers, at, lastDay);
          }
          if (!wishes.isStateWanted) return;
          const kept = (pixel % PIXELS_KEPT) + 1;
          if (kept === PIXELS_KEPT || pixel === last) keep(firstOf(strip) + pixel + 1 - kept, kept, fields, numbers);
        },
      };
    },
    takeState(strip, processPlan, block) {
      const isAllShown =
        wishes.areLinesWanted || wishes.areBreaksWanted === true || processPlan.method.hasMedianMagnitude;
      const own = new Float32Array(processPlan.layout.fields);
      const { gather } = pixelRows(block);
      const breakCounts = block.of(STATE.breakCount);
      const [first, count] = [firstOf(strip), strip.width * strip.height];
      const isQuietAt = quietOf(processPlan, block, lastDay);
      for (let pixel = 0; pixel < count; pixel++) {
        if (!wishes.areLinesWanted && isQuietAt(first + pixel)) continue;
        gather(first + pixel, own, isAllShown ? undefined : shownFields(breakCounts[first + pixel]!));
        if (isOutcomeWanted(own, 0)) take(strip, pixel, outcomeOf(processPlan, own, 0, lastDay));
        else writeBreakOfState(bands, first + pixel, processPlan, own, 0, lastDay);
      }
      if (!wishes.isStateWanted) return;
      continued = block;
      if (state !== null) copyRows(block, state, first, count);
    },
    noteRefit() {
      isRefit = true;
    },
    finish: () => ({
      bands,
      lines: wishes.areLinesWanted ? new TextEncoder().encode(pieces.join(',\n')) : null,
      state,
      changedState: state === null && continued !== null ? changedFields(continued) : null,
      breaks: wishes.areBreaksWanted === true ? Float64Array.from(breaks) : null,
      isRefit,
    }),
  };
}

/** Some pixels of all fields. */
function copyRows(block: BlockFields, to: Float32Array, first: number, count: number): void {
  for (let field = 0; field < block.count; field++) {
    to.set(block.of(field).subarray(first, first + count), field * block.pixels + first);
  }
}

function changedFields(block: StateFields): NonNullable<BlockResult['changedState']> {
  const fields = block.changed();
  const numbers = new Float32Array(fields.length * block.pixels);
  fields.forEach((field, place) => numbers.set(block.of(field), place * block.pixels));
  return { fields, numbers };
}

/** In the order of `BROKEN`. */
function confirmedBreaks(row: number, column: number, breaks: readonly SeriesBreak[]): number[] {
  return breaks.flatMap(({ isConfirmed, firstLookDay, lastClearDay, magnitude, confirmations }) =>
    isConfirmed
      ? [
          row,
          column,
          firstLookDay - EPOCH_DAY,
          lastClearDay === null ? NOT_ASSESSED_BREAK : lastClearDay - EPOCH_DAY,
          magnitude,
          confirmations,
        ]
      : [],
  );
}
