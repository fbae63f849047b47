import { readSeries } from '#store/series/seriesManifest.js';
import { methodOf } from '#worker/compute/series/outcomeLine.js';
import { createSeriesEngine } from '#worker/compute/series/seriesEngine.js';
import { planSeries, type SeriesPlan } from '#worker/compute/series/seriesPlan.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { startProgress } from '../progress.js';
import type { ChosenMethod } from './monitorOptions.js';
import { breaksJson, breaksRaster, runBlocks, type BlockConsumer, type SeriesTotals } from './monitorSeries.js';

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
  const series = await readSeries(run.series);
  const plan = await planSeries({ series, method: monitor.name, settings, value });
  const engine = createSeriesEngine({ threads: run.threads });
  const progress = startProgress('watching', plan.blocks.length);
  try {
    const wishes = { areLinesWanted: isJson(run.breaksOut), isStateWanted: false };
    const totals = await runBlocks(plan, (index) => engine.watch(plan, index, wishes), await consumersOf(run, plan), {
      atOnce: run.threads + 2,
      onProgress: (done) => progress.set(done),
    });
    progress.finish();
    return summary(plan, totals);
  } finally {
    await engine.close();
  }
}

const isJson = (path: string | undefined): boolean => path !== undefined && !/\.tiff?$/i.test(path);

async function consumersOf({ breaksOut }: SeriesRun, plan: SeriesPlan): Promise<BlockConsumer[]> {
  if (breaksOut === undefined) return [];
  if (!isJson(breaksOut)) return [breaksRaster(breaksOut, plan)];
  return [await breaksJson(breaksOut, documentHead(plan))];
}

function documentHead(plan: SeriesPlan): Record<string, unknown> {
  const { followed } = plan;
  const name = followed.kind === 'index' ? followed.index : followed.bands.join(',');
  return { formatVersion: 1, method: methodOf(monitorOf(plan.method), plan.settings, name) };
}

function summary({ grid, days }: SeriesPlan, { assessedPixels, brokenPixels }: SeriesTotals): string {
  const pixels = grid.width * grid.height;
  const share = ((100 * assessedPixels) / pixels).toFixed(1);
  return `${days.length} looks; ${brokenPixels} of ${pixels} pixels with a confirmed break; ${share} % assessed\n`;
}
