import { createBreakBands, writeBreak, type BreakBands } from './breakBands.js';
import { followedSeries, type FollowedValue } from './followedValue.js';
import type { PixelOutcome } from './monitor.js';
import { outcomeOf } from './pixelOutcome.js';
import { stepPixel } from './pixelStep.js';
import { planRows, type ProcessPlan } from './processPlan.js';
import { clearLooks, watchSeries } from './residualMonitor.js';
import { forEachPixel, type BlockLooks } from './watchBlock.js';

/** The numbers of a block's pixels, pixel by pixel, `plan.layout.fields` each. */
export interface BlockState {
  readonly numbers: Float32Array;
}

export type OutcomeVisitor = (pixel: number, outcome: PixelOutcome) => void;

/** Watches a block's whole series: the state as it stands after the last look. */
export function watchProcessBlock(
  plan: ProcessPlan,
  block: BlockLooks,
  days: Int32Array,
  followed: FollowedValue,
): BlockState {
  const rows = planRows(plan, days);
  const { fields } = plan.layout;
  const numbers = new Float32Array(block.pixels * fields);
  forEachPixel(block, days, (pixel, series) => {
    watchSeries(plan, rows, followedSeries(series, followed), numbers, pixel * fields);
  });
  return { numbers };
}

/**
 * Takes later looks in.
 * @param block the later looks only, with their days
 * @returns pixels that may have enough looks since a break for a new history: only the whole series can tell
 */
export function continueProcessBlock(
  plan: ProcessPlan,
  { numbers }: BlockState,
  block: BlockLooks,
  days: Int32Array,
  followed: FollowedValue,
): number[] {
  const rows = planRows(plan, days);
  const { fields } = plan.layout;
  const unsettled: number[] = [];
  const everyLook = { ...plan, duplicates: 'keep' as const };
  forEachPixel(block, days, (pixel, series) => {
    const own = followedSeries(series, followed);
    const looks = clearLooks(everyLook, own);
    if (typeof looks === 'string') return;
    let mayRearm = false;
    for (const look of looks) {
      const seen = { day: days[look]!, value: own.values[0]![look]!, rows, row: look };
      mayRearm = stepPixel(plan, seen, numbers, pixel * fields) || mayRearm;
    }
    if (mayRearm) unsettled.push(pixel);
  });
  return unsettled;
}

/** What the numbers say, as bands of a raster. @param visit gets each pixel's outcome besides */
export function bandsOfState(
  plan: ProcessPlan,
  { numbers }: BlockState,
  lastDay: number,
  visit: OutcomeVisitor | null = null,
): BreakBands {
  const { fields } = plan.layout;
  const pixels = numbers.length / fields;
  const bands = createBreakBands(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const outcome = outcomeOf(plan, numbers, pixel * fields, lastDay);
    writeBreak(bands, pixel, outcome);
    visit?.(pixel, outcome);
  }
  return bands;
}
