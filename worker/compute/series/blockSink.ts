import type { PixelWindow } from '#domain/raster.js';
import { BREAK_BANDS, createBreakBands, type BreakBands } from '#pipelines/series-to-change/breakBands.js';
import type { PixelOutcome } from '#pipelines/series-to-change/monitor.js';
import type { ProcessPlan } from '#pipelines/series-to-change/processPlan.js';
import { bandsOfState, type BlockState, type OutcomeVisitor } from '#pipelines/series-to-change/watchProcessBlock.js';
import { outcomeLine } from './outcomeLine.js';
import type { SeriesPlan } from './seriesPlan.js';
import type { BlockResult, BlockWishes } from './blockResult.js';

/** Gathers a block's result from its strips of rows. */
export interface BlockSink {
  addBands(strip: PixelWindow, bands: BreakBands): void;
  addState(strip: PixelWindow, plan: ProcessPlan, state: BlockState, isRefit: boolean): void;
  /** What takes the outcomes of a strip's pixels; null where nobody wants them. */
  visitorOf(strip: PixelWindow): OutcomeVisitor | null;
  finish(): BlockResult;
}

export function createSink(plan: SeriesPlan, window: PixelWindow, wishes: BlockWishes): BlockSink {
  const pixels = window.width * window.height;
  const all = createBreakBands(pixels);
  const pieces: string[] = [];
  let whole: Float32Array | null = null;
  let hasRefit = false;
  const placeOf = (strip: PixelWindow): number => (strip.y - window.y) * window.width;
  const sink: BlockSink = {
    addBands(strip, bands) {
      for (const name of BREAK_BANDS) all[name].set(bands[name], placeOf(strip));
    },
    addState(strip, processPlan, state, isRefit) {
      hasRefit ||= isRefit;
      sink.addBands(strip, bandsOfState(processPlan, state, plan.days.at(-1) ?? 0, sink.visitorOf(strip)));
      if (!wishes.isStateWanted) return;
      const { fields } = processPlan.layout;
      whole ??= new Float32Array(pixels * fields);
      const [count, from] = [strip.width * strip.height, placeOf(strip)];
      for (let field = 0; field < fields; field++) {
        const own = whole.subarray(field * pixels + from);
        for (let pixel = 0; pixel < count; pixel++) own[pixel] = state.numbers[pixel * fields + field]!;
      }
    },
    visitorOf(strip) {
      if (!wishes.areLinesWanted) return null;
      return (pixel: number, outcome: PixelOutcome) => {
        const [row, col] = [strip.y + Math.floor(pixel / strip.width), strip.x + (pixel % strip.width)];
        pieces.push(outcomeLine({ id: plan.id, row, col, outcome }));
      };
    },
    finish: () => ({
      bands: all,
      lines: wishes.areLinesWanted ? new TextEncoder().encode(pieces.join(',\n')) : null,
      state: whole,
      isRefit: hasRefit,
    }),
  };
  return sink;
}
