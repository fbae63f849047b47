import { NOT_ASSESSED, type PixelWindow } from '#domain/raster.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { planProcess, type ProcessPlan } from '#pipelines/series-to-change/processPlan.js';
import { watchBlock } from '#pipelines/series-to-change/watchBlock.js';
import { continueProcessBlock, watchProcessBlock } from '#pipelines/series-to-change/watchProcessBlock.js';
import { openSeriesReader, type SeriesReader } from '#store/series/readSeriesBlock.js';
import type { BlockResult, BlockWishes } from './blockResult.js';
import { createSink, type BlockSink } from './blockSink.js';
import { sensorsOf, type SeriesPlan } from './seriesPlan.js';
import { createHarmonicKernel } from './wasmKernel.js';

/** Watches one block's whole series. */
export interface WatchTask {
  readonly name: 'watch';
  readonly plan: SeriesPlan;
  readonly index: number;
  readonly wishes: BlockWishes;
}

/** Continues one block from its state. */
export interface ContinueTask {
  readonly name: 'continue';
  readonly plan: SeriesPlan;
  readonly index: number;
  readonly wishes: BlockWishes;
  /** Field by field, each row-major over the block. */
  readonly state: Float32Array;
  /** Numbers of the looks that the state has not seen. */
  readonly newDates: readonly number[];
  /** Numbers of looks before those that it has not seen either: where one of them was clear, everything is done anew. */
  readonly lateDates: readonly number[];
}

export type SeriesTask = WatchTask | ContinueTask;

let reader: { readonly key: string; readonly of: SeriesReader } | null = null;

/** The reader of the plan's looks: kept while the same plan is worked on. */
function readerOf(plan: SeriesPlan): SeriesReader {
  const key = JSON.stringify(plan.observations);
  if (reader?.key === key) return reader.of;
  reader?.of.close();
  reader = { key, of: openSeriesReader(plan.observations, plan.grid) };
  return reader.of;
}

export function closeSeriesReader(): void {
  reader?.of.close();
  reader = null;
}

/** Samples (pixels times dates times bands) that a thread works on at a time, at most. */
const SAMPLES_AT_ONCE = 2_000_000;

/**
 * Does one task, some rows at a time: the same in a thread and without.
 * @param onStrip called where much memory has just been given up
 */
export async function runSeriesTask(task: SeriesTask, onStrip: () => void = () => undefined): Promise<BlockResult> {
  const { plan, index, wishes } = task;
  const window = plan.blocks[index];
  if (window === undefined) throw new RangeError(`plan has ${plan.blocks.length} blocks, not a block ${index}`);
  const sink = createSink(plan, window, wishes);
  const watchRows = rowWatcher(task, sink);
  const samplesOfRow = window.width * plan.days.length * plan.followed.bands.length;
  const rows = Math.max(1, Math.floor(SAMPLES_AT_ONCE / samplesOfRow));
  for (let y = 0; y < window.height; y += rows) {
    await watchRows({ ...window, y: window.y + y, height: Math.min(rows, window.height - y) });
    onStrip();
  }
  readerOf(plan).release();
  return sink.finish();
}

function rowWatcher(task: SeriesTask, sink: BlockSink): (strip: PixelWindow) => Promise<void> {
  const { plan } = task;
  const method = monitorOf(plan.method).online;
  if (method === undefined) return (strip) => watchAnew(plan, strip, sink);
  const days = Int32Array.from(plan.days);
  const processPlan = planProcess(method, { days, bands: plan.followed.bands }, plan.settings, plan.settled);
  const run = { plan, processPlan, days, sink };
  return task.name === 'watch' ? (strip) => watchOnline(run, strip) : (strip) => continueOnline(run, strip, task);
}

interface OnlineRun {
  readonly plan: SeriesPlan;
  readonly processPlan: ProcessPlan;
  readonly days: Int32Array;
  readonly sink: BlockSink;
}

async function watchOnline(run: OnlineRun, strip: PixelWindow): Promise<void> {
  const { plan, processPlan, days, sink } = run;
  const { followed } = plan;
  const block = await readerOf(plan).read({ window: strip, bands: followed.bands });
  sink.noteRefit();
  const numbers = sink.numbersOf(strip, processPlan);
  watchProcessBlock({ plan: processPlan, block, days, followed, createKernel: createHarmonicKernel, ...numbers });
}

async function continueOnline(run: OnlineRun, strip: PixelWindow, task: ContinueTask): Promise<void> {
  const { plan, processPlan, days, sink } = run;
  const { newDates, lateDates } = task;
  const looks = { window: strip, bands: plan.followed.bands };
  if (lateDates.length > 0) {
    const late = await readerOf(plan).read({ ...looks, dates: lateDates });
    if (late.reason.includes(NOT_ASSESSED.clear)) return watchOnline(run, strip);
  }
  const block = await readerOf(plan).read({ ...looks, dates: newDates });
  const { fields } = processPlan.layout;
  const numbers = numbersOfStrip(task, strip, fields);
  const newDays = Int32Array.from(newDates, (date) => days[date]!);
  const unsettled = continueProcessBlock(processPlan, numbers, block, newDays, plan.followed);
  if (unsettled.length > 0) return watchOnline(run, strip);
  const to = sink.numbersOf(strip, processPlan);
  for (let pixel = 0; pixel < block.pixels; pixel++) {
    const at = to.place(pixel);
    to.numbers.set(numbers.subarray(pixel * fields, (pixel + 1) * fields), at);
    to.done(pixel, at);
  }
}

/** Pixel by pixel, what the task's state holds field by field. */
function numbersOfStrip({ plan, index, state }: ContinueTask, strip: PixelWindow, fields: number): Float32Array {
  const window = plan.blocks[index]!;
  const pixels = strip.width * strip.height;
  const numbers = new Float32Array(pixels * fields);
  const from = (strip.y - window.y) * window.width;
  for (let field = 0; field < fields; field++) {
    const own = state.subarray(field * window.width * window.height + from);
    for (let pixel = 0; pixel < pixels; pixel++) numbers[pixel * fields + field] = own[pixel]!;
  }
  return numbers;
}

/** Methods without a state: the whole series each time. */
async function watchAnew(plan: SeriesPlan, strip: PixelWindow, sink: BlockSink): Promise<void> {
  const { followed, settings } = plan;
  const block = await readerOf(plan).read({ window: strip, bands: followed.bands, isUnclearKept: true });
  sink.noteRefit();
  const sensors = sensorsOf(plan);
  const request = {
    monitor: monitorOf(plan.method),
    settings,
    followed,
    days: Int32Array.from(plan.days),
    ...(sensors && { sensors }),
  };
  watchBlock(block, request, sink.outcomesOf(strip));
}
