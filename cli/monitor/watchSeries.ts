import { BadInputError } from '#domain/errors.js';
import { createBrokenPixels } from '#pipelines/series-to-change/brokenPixels.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { readSeries } from '#store/series/seriesManifest.js';
import type { BlockResult } from '#worker/compute/series/blockResult.js';
import { methodOf } from '#worker/compute/series/outcomeLine.js';
import { createSeriesEngine, type SeriesEngine } from '#worker/compute/series/seriesEngine.js';
import { planSeries, type SeriesPlan } from '#worker/compute/series/seriesPlan.js';
import { startProgress } from '../progress.js';
import type { ChosenMethod } from './monitorOptions.js';
import {
  breaksJson,
  breaksRaster,
  brokenConsumer,
  runBlocks,
  type BlockConsumer,
  type SeriesTotals,
} from './monitorSeries.js';
import { planUpdate, runKey, stateConsumer, type UpdatePlan } from './stateUpdate.js';
import { writeSeriesPatches } from './seriesPatches.js';

export interface SeriesRun extends ChosenMethod {
  readonly series: string;
  readonly threads: number;
  readonly breaksOut?: string;
  readonly patchesOut?: string;
  readonly update?: boolean;
  readonly state?: string;
}

/** Watches every pixel of a series of rasters. @returns a line for people */
export async function watchSeries(run: SeriesRun): Promise<string> {
  const { monitor, settings, value } = run;
  refuseUpdateWithoutState(run);
  const series = await readSeries(run.series);
  const statePath = run.state ?? run.series.replace(/\.json$/i, '') + '.state.tif';
  const key = runKey(monitor, settings, value);
  const update = run.update === true ? await planUpdate(statePath, series, key) : null;
  for (const note of update?.notes ?? []) process.stderr.write(`${note}\n`);
  const settled = update?.settled ?? undefined;
  const plan = await planSeries({
    series,
    method: monitor.name,
    settings,
    value,
    isStateKept: update !== null,
    ...(settled && { settled }),
  });
  const consumers = await outputsOf(run, plan);
  const broken = run.patchesOut === undefined ? null : createBrokenPixels();
  if (broken !== null) consumers.push(brokenConsumer(plan, broken));
  if (update !== null) consumers.push(stateConsumer(statePath, plan, monitor, { key, before: update.state }));
  const engine = createSeriesEngine({ threads: run.threads });
  const progress = startProgress('watching', plan.blocks.length);
  try {
    const totals = await runBlocks(plan, workOf(engine, plan, update && { ...update, statePath }, run), consumers, {
      atOnce: run.threads + 1,
      onProgress: (done) => progress.set(done),
    });
    progress.finish();
    const patches = broken === null ? null : await writeSeriesPatches(run.patchesOut!, plan, run.recipe, broken);
    return summary(plan, totals, update, patches);
  } finally {
    update?.state?.close();
    await engine.close();
  }
}

function workOf(
  engine: SeriesEngine,
  plan: SeriesPlan,
  update: (UpdatePlan & { readonly statePath: string }) | null,
  run: SeriesRun,
): (index: number) => Promise<BlockResult> {
  const wishes = { areLinesWanted: isJson(run.breaksOut), isStateWanted: update !== null };
  if (update === null || update.state === null) return (index) => engine.watch(plan, index, wishes);
  const { newDates, lateDates, statePath } = update;
  return (index) =>
    engine.continue(plan, index, {
      wishes,
      newDates,
      lateDates,
      state: { path: statePath, grid: plan.grid, window: plan.blocks[index]! },
    });
}

function refuseUpdateWithoutState({ monitor, update }: SeriesRun): void {
  if (update !== true || monitor.online !== undefined) return;
  throw new BadInputError(`${monitor.name} keeps no state that could be continued`, {
    code: 'monitor.noState',
    where: '--update',
    found: monitor.name,
    expected: 'bfast-monitor, ewma, cusum, mosum or iqr; or the whole series without --update',
  });
}

const isJson = (path: string | undefined): boolean => path !== undefined && !/\.tiff?$/i.test(path);

async function outputsOf({ breaksOut }: SeriesRun, plan: SeriesPlan): Promise<BlockConsumer[]> {
  if (breaksOut === undefined) return [];
  if (!isJson(breaksOut)) return [breaksRaster(breaksOut, plan)];
  return [await breaksJson(breaksOut, documentHead(plan))];
}

function documentHead(plan: SeriesPlan): Record<string, unknown> {
  const { followed } = plan;
  const name = followed.kind === 'index' ? followed.index : followed.bands.join(',');
  return { formatVersion: 1, method: methodOf(monitorOf(plan.method), plan.settings, name) };
}

function summary(plan: SeriesPlan, totals: SeriesTotals, update: UpdatePlan | null, patches: number | null): string {
  const pixels = plan.grid.width * plan.grid.height;
  const share = ((100 * totals.assessedPixels) / pixels).toFixed(1);
  const parts = [
    `${plan.days.length} looks`,
    `${totals.brokenPixels} of ${pixels} pixels with a confirmed break`,
    `${share} % assessed`,
  ];
  if (patches !== null) parts.push(`${patches} patches`);
  if (update !== null) parts.push(`${totals.refitBlocks} of ${plan.blocks.length} blocks fitted anew`);
  return `${parts.join('; ')}\n`;
}
