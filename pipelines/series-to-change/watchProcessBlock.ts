import { indexValues } from '../scene-to-change/spectralIndices.js';
import type { FollowedValue } from './followedValue.js';
import type { HarmonicKernelFactory } from './harmonicKernel.js';
import type { PixelSeries } from './monitor.js';
import { rearmPixel } from './pixelHistory.js';
import { stepPixel } from './pixelStep.js';
import { planRows, type ProcessPlan } from './processPlan.js';
import { clearLooks, watchSeries } from './residualMonitor.js';
import { forEachPixel, type BlockLooks } from './watchBlock.js';
import { isHarmonicPlan, watchHarmonicBlock, type FollowedBlock } from './watchHarmonicBlock.js';

export interface ProcessBlockRequest {
  readonly plan: ProcessPlan;
  readonly block: BlockLooks;
  readonly days: Int32Array;
  readonly followed: FollowedValue;
  readonly createKernel: HarmonicKernelFactory;
  /**
   * Where a pixel's numbers begin in `numbers`: of its own where they are to be kept, all the same where only `done` looks
   * at them.
   */
  readonly place: (pixel: number) => number;
  readonly numbers: Float32Array;
  /** As in `HarmonicRun`. */
  readonly areQuietWanted: boolean;
  /** Told when a pixel's numbers are complete. */
  readonly done: (pixel: number, at: number) => void;
}

/** Watches a block's whole series: each pixel's numbers as they stand after the last look. */
export function watchProcessBlock(request: ProcessBlockRequest): void {
  const { plan, block, days, followed, numbers, place, done } = request;
  const rows = planRows(plan, days);
  if (isHarmonicPlan(plan)) {
    watchQuickly(request, rows);
    return;
  }
  forEachPixel(followedBlock(block, followed), days, (pixel, series) => {
    const at = place(pixel);
    watchSeries(plan, rows, series, numbers, at);
    done(pixel, at);
  });
}

function watchQuickly(request: ProcessBlockRequest, rows: Float64Array): void {
  const { plan, block, days, followed, numbers } = request;
  const { pixels, reason, values } = followedBlock(block, followed);
  const own: FollowedBlock = { pixels, reason, values: values[0]! };
  const seriesOf = pixelCutter(own, days);
  watchHarmonicBlock(own, {
    ...request,
    rows,
    watchSlowly: (pixel, at) => watchSeries(plan, rows, seriesOf(pixel), numbers, at),
    rearm: (pixel, date, at) => {
      const series = seriesOf(pixel);
      const looks = clearLooks(plan, series);
      if (typeof looks === 'string') return;
      rearmPixel({ plan, rows, series, looks }, looks.indexOf(date), numbers, at);
    },
  });
}

/** The followed value over a block, as the only band; in the precision of the block wherever it is followed. */
function followedBlock({ pixels, dates, bands, values, reason }: BlockLooks, followed: FollowedValue): BlockLooks {
  const bandOf = (name: string): Float32Array => values[bands.indexOf(name)]!;
  const inputs = new Map(followed.bands.map((name) => [name, bandOf(name)]));
  const own = followed.kind === 'index' ? indexValues(followed.index, inputs) : bandOf(followed.bands[0]!);
  return { pixels, dates, reason, bands: ['value'], values: [own] };
}

/** Cuts one pixel's series out of the block; the next one overwrites it. */
function pixelCutter({ pixels, values, reason }: FollowedBlock, days: Int32Array): (pixel: number) => PixelSeries {
  const own = new Float64Array(days.length);
  const why = new Uint8Array(days.length);
  const series: PixelSeries = { days, bands: ['value'], values: [own], reason: why };
  return (pixel) => {
    for (let date = 0; date < days.length; date++) {
      own[date] = values[date * pixels + pixel]!;
      why[date] = reason[date * pixels + pixel]!;
    }
    return series;
  };
}

/**
 * Takes later looks in.
 * @param numbers of the block's pixels, pixel by pixel, `plan.layout.fields` each
 * @param block the later looks only, with their days
 * @returns pixels that may have enough looks since a break for a new history: only the whole series can tell
 */
export function continueProcessBlock(
  plan: ProcessPlan,
  numbers: Float32Array,
  block: BlockLooks,
  days: Int32Array,
  followed: FollowedValue,
): number[] {
  const rows = planRows(plan, days);
  const { fields } = plan.layout;
  const unsettled: number[] = [];
  const everyLook = { ...plan, duplicates: 'keep' as const };
  forEachPixel(followedBlock(block, followed), days, (pixel, own) => {
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
