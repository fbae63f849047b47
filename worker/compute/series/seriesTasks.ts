import { UnavailableError } from '#domain/errors.js';
import { NOT_ASSESSED, type PixelWindow } from '#domain/raster.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { planProcess, type ProcessPlan } from '#pipelines/series-to-change/processPlan.js';
import { watchBlock } from '#pipelines/series-to-change/watchBlock.js';
import { createProcessWatch, followedBlock, type ProcessWatch } from '#pipelines/series-to-change/watchProcessBlock.js';
import { continueBlock } from '#pipelines/series-to-change/continueBlock.js';
import { PHYSICAL, type HarmonicKernelFactory } from '#pipelines/series-to-change/harmonicKernel.js';
import type { FollowedBlock } from '#pipelines/series-to-change/watchHarmonicBlock.js';
import type { ProcessMethod } from '#pipelines/series-to-change/residualProcess.js';
import { openSeriesReader, type SeriesReader, type StoredLook } from '#store/series/readSeriesBlock.js';
import { openSeriesState, type SeriesState, type StateBlock, type StatePlace } from '#store/series/seriesState.js';
import type { BlockResult, BlockWishes } from './blockResult.js';
import { createSink, type BlockSink } from './blockSink.js';
import { sensorsOf, type SeriesPlan } from './seriesPlan.js';
import { createHarmonicKernel, createStoredKernel, type StoredKernel } from './wasmKernel.js';

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
  readonly state: StatePlace;
  /** Numbers of the looks that the state has not seen. */
  readonly newDates: readonly number[];
  /** Numbers of looks before those that it has not seen either: where one of them was clear, everything is done anew. */
  readonly lateDates: readonly number[];
}

export type SeriesTask = WatchTask | ContinueTask;

/** What a thread keeps while it works on blocks of one series. */
interface SeriesAtWork {
  readonly key: string;
  readonly reader: SeriesReader;
  readonly online: OnlineSeries | null;
  /** The file of the state that is continued. */
  state: { readonly path: string; readonly file: SeriesState } | null;
}

/** Of methods that follow a process. */
interface OnlineSeries {
  readonly plan: ProcessPlan;
  readonly days: Int32Array;
  readonly watch: ProcessWatch;
  /** Where stored samples are read to; null where blocks must come as physical values. */
  readonly stored: StoredKernel | null;
}

let atWork: SeriesAtWork | null = null;

function seriesOf(plan: SeriesPlan): SeriesAtWork {
  const { observations, days, method, settings, settled, followed } = plan;
  const key = JSON.stringify({ observations, method, settings, settled, followed });
  if (atWork?.key === key) return atWork;
  closeSeriesReader();
  const own = monitorOf(method).online;
  const online = own === undefined ? null : onlineSeries(plan, own, Int32Array.from(days));
  atWork = { key, reader: openSeriesReader(observations, plan.grid), online, state: null };
  return atWork;
}

function onlineSeries(
  { followed, settings, settled, blocks }: SeriesPlan,
  method: ProcessMethod,
  days: Int32Array,
): OnlineSeries {
  const plan = planProcess(method, { days, bands: followed.bands }, settings, settled);
  const [first] = blocks;
  const isOneBand = followed.kind !== 'index' && followed.bands.length === 1;
  let stored: StoredKernel | null = null;
  const createKernel: HarmonicKernelFactory = (problem, pixels) => {
    const samples = Math.min(SAMPLES_AT_ONCE, first!.width * first!.height * days.length);
    const bytesOfDate = 64 * Math.ceil((BYTES_OF_SAMPLE * samples) / days.length / 64 + 1);
    stored = isOneBand ? createStoredKernel(problem, pixels, bytesOfDate) : null;
    return stored ?? createHarmonicKernel(problem, pixels);
  };
  const watch = createProcessWatch({ plan, days, followed, createKernel });
  return { plan, days, watch, stored };
}

/** Of the widest stored samples that are taken as they are. */
const BYTES_OF_SAMPLE = 4;

export function closeSeriesReader(): void {
  atWork?.reader.close();
  if (atWork !== null) closeState(atWork);
  atWork = null;
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
  const work = seriesOf(plan);
  const before = task.name === 'continue' ? await stateOf(work, task.state) : null;
  const samplesOfRow = window.width * plan.days.length * plan.followed.bands.length;
  const rows = Math.max(1, Math.floor(SAMPLES_AT_ONCE / samplesOfRow));
  for (let y = 0; y < window.height; y += rows) {
    const strip = { ...window, y: window.y + y, height: Math.min(rows, window.height - y) };
    if (work.online === null) await watchAnew(work, plan, strip, sink);
    else if (task.name === 'continue')
      await continueOnline(work, work.online, { plan, strip, sink, before: before! }, task);
    else if (await watchOnline(work, work.online, { plan, strip, sink })) continue;
    onStrip();
  }
  work.reader.release();
  const result = sink.finish();
  if (task.name === 'continue' && isWhole(task.state)) closeState(work);
  return result;
}

interface StripWork {
  readonly plan: SeriesPlan;
  readonly strip: PixelWindow;
  readonly sink: BlockSink;
}

/** @returns whether that took no memory beside the kernel's */
async function watchOnline(
  { reader }: SeriesAtWork,
  online: OnlineSeries,
  { plan, strip, sink }: StripWork,
): Promise<boolean> {
  sink.noteRefit();
  const numbers = sink.numbersOf(strip, online.plan);
  const { stored, watch } = online;
  const looks =
    stored === null || watch.watchLoaded === null
      ? null
      : await reader.readStored(strip, plan.followed.bands[0]!, stored.stored);
  if (looks === null) {
    watch.watch(await reader.read({ window: strip, bands: plan.followed.bands }), numbers);
    return false;
  }
  watch.watchLoaded!(storedBlock(looks, strip.width * strip.height, stored!), numbers);
  return true;
}

/** Stored samples as they are where all looks are in one unit; else as physical values. */
function storedBlock(looks: readonly StoredLook[], pixels: number, kernel: StoredKernel): FollowedBlock {
  const { scale, offset } = looks[0]!;
  const isOneUnit = looks.every((look) => look.scale === scale && look.offset === offset);
  const taken = isOneUnit ? looks.map((look) => ({ ...look, ...PHYSICAL })) : looks;
  return {
    pixels,
    unit: isOneUnit ? { scale, offset } : PHYSICAL,
    load: (_own, first, count) => taken.forEach((look, date) => kernel.takeStored(look, date, first, count)),
  };
}

async function continueOnline(
  work: SeriesAtWork,
  online: OnlineSeries,
  { plan, strip, sink, before }: StripWork & { readonly before: StateBlock },
  task: ContinueTask,
): Promise<void> {
  const { newDates, lateDates } = task;
  const looks = { window: strip, bands: plan.followed.bands };
  if (lateDates.length > 0) {
    const late = await work.reader.read({ ...looks, dates: lateDates });
    if (late.reason.includes(NOT_ASSESSED.clear)) {
      await watchOnline(work, online, { plan, strip, sink });
      return;
    }
  }
  const block = await work.reader.read({ ...looks, dates: newDates });
  const window = plan.blocks[task.index]!;
  const first = (strip.y - window.y) * window.width;
  const newDays = Int32Array.from(newDates, (date) => online.days[date]!);
  const later = { looks: followedBlock(block, plan.followed), days: newDays, first };
  if (continueBlock(online.plan, before, later).length > 0) {
    await watchOnline(work, online, { plan, strip, sink });
    return;
  }
  sink.takeState(strip, online.plan, before);
}

/** The stored state of a block. A file of several blocks stays open for the next one. */
async function stateOf(work: SeriesAtWork, { path, grid, window }: StatePlace): Promise<StateBlock> {
  if (work.state?.path !== path) {
    closeState(work);
    const file = await openSeriesState(path, grid);
    if (file === null) throw new UnavailableError(`the state ${path} is gone`, 'file system');
    work.state = { path, file };
  }
  return work.state.file.block(window);
}

function closeState(work: SeriesAtWork): void {
  work.state?.file.close();
  work.state = null;
}

/** Whether nothing else of the file will be read. */
const isWhole = ({ grid, window }: StatePlace): boolean => window.width === grid.width && window.height === grid.height;

/** Methods without a state: the whole series each time. */
async function watchAnew(
  { reader }: SeriesAtWork,
  plan: SeriesPlan,
  strip: PixelWindow,
  sink: BlockSink,
): Promise<void> {
  const { followed, settings } = plan;
  const block = await reader.read({ window: strip, bands: followed.bands, isUnclearKept: true });
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
