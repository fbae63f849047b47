import { BREAK_BANDS, NOT_ASSESSED_BREAK, orderedBands } from '#pipelines/series-to-change/breakBands.js';
import type { BrokenPixels } from '#pipelines/series-to-change/brokenPixels.js';
import { createCogWriter, type CogWriter } from '#store/rasters/index.js';
import { createCollector } from '#worker/compute/collector.js';
import type { SeriesPlan } from '#worker/compute/series/seriesPlan.js';
import type { BlockResult } from '#worker/compute/series/blockResult.js';
import { createTileAssembler } from './tileAssembler.js';
import { openWholeFile } from './writeWhole.js';

/** Takes the results of blocks, in their order. */
export interface BlockConsumer {
  take(index: number, result: BlockResult): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void> | void;
}

/** What came of a run. */
export interface SeriesTotals {
  assessedPixels: number;
  brokenPixels: number;
  refitBlocks: number;
}

const BLOCKS_BETWEEN_FULL_COLLECTIONS = 8;

/** Works through all blocks, a few at a time, and hands the results on in order: memory does not grow with the raster. */
export async function runBlocks(
  plan: SeriesPlan,
  work: (index: number) => Promise<BlockResult>,
  consumers: readonly BlockConsumer[],
  { atOnce, onProgress }: { readonly atOnce: number; readonly onProgress: (done: number) => void },
): Promise<SeriesTotals> {
  const totals: SeriesTotals = { assessedPixels: 0, brokenPixels: 0, refitBlocks: 0 };
  const collectAfterBlock = createCollector(BLOCKS_BETWEEN_FULL_COLLECTIONS);
  const underWay: Promise<BlockResult>[] = [];
  try {
    for (let index = 0; index < plan.blocks.length; index++) {
      while (underWay.length < atOnce && index + underWay.length < plan.blocks.length) {
        const started = work(index + underWay.length);
        started.catch(() => undefined);
        underWay.push(started);
      }
      const result = await underWay.shift()!;
      count(totals, result);
      for (const consumer of consumers) await consumer.take(index, result);
      collectAfterBlock();
      onProgress(index + 1);
    }
    for (const consumer of consumers) await consumer.finish();
    return totals;
  } finally {
    await Promise.allSettled(underWay);
    for (const consumer of consumers) await consumer.abandon();
  }
}

function count(totals: SeriesTotals, { bands: { notAssessed, confirmed }, isRefit }: BlockResult): void {
  if (isRefit) totals.refitBlocks += 1;
  let [assessed, broken] = [0, 0];
  for (let pixel = 0; pixel < notAssessed.length; pixel++) {
    if (notAssessed[pixel] === 0) assessed += 1;
    if (confirmed[pixel] === 1) broken += 1;
  }
  totals.assessedPixels += assessed;
  totals.brokenPixels += broken;
}

/** Gathers the pixels that broke, for patches. */
export function brokenConsumer(plan: SeriesPlan, broken: BrokenPixels): BlockConsumer {
  return {
    take: (index, { bands }) => Promise.resolve(broken.add(plan.blocks[index]!, bands)),
    finish: () => Promise.resolve(),
    abandon: () => undefined,
  };
}

const TILE_PIXELS = 256;

/** A raster of breaks: `BREAK_BANDS`. */
export function breaksRaster(path: string, plan: SeriesPlan): BlockConsumer {
  const writer = createCogWriter(path, {
    grid: plan.grid,
    sampleType: 'float32',
    bandCount: BREAK_BANDS.length,
    nodata: NOT_ASSESSED_BREAK,
    overviews: 'nearest',
    tileSize: TILE_PIXELS,
    compressionLevel: 1,
    bandInfo: BREAK_BANDS.map((description) => ({ description })),
    metadata: { METHOD: plan.method, DAYS_SINCE: '1970-01-01' },
  });
  return rasterConsumer(writer, plan, ({ bands }) => orderedBands(bands));
}

/** Hands a raster's bands to a writer, tile by tile. */
export function rasterConsumer(
  writer: CogWriter,
  plan: SeriesPlan,
  bandsOf: (result: BlockResult) => readonly Float32Array[],
): BlockConsumer {
  const assembler = createTileAssembler(writer, plan.grid);
  return {
    take: (index, result) => assembler.add(plan.blocks[index]!, bandsOf(result)),
    finish: () => writer.finish(),
    abandon: () => writer.abandon(),
  };
}

/** A breaks.json, written line by line: one for each pixel. @param head what stands before `series` */
export async function breaksJson(path: string, head: Record<string, unknown>): Promise<BlockConsumer> {
  const file = await openWholeFile(path);
  await file.write(`${JSON.stringify(head).slice(0, -1)},"series":[\n`);
  let isFirst = true;
  return {
    async take(_index, { lines }) {
      if (lines === null || lines.length === 0) return;
      if (!isFirst) await file.write(',\n');
      isFirst = false;
      await file.write(lines);
    },
    async finish() {
      await file.write('\n]}\n');
      await file.finish();
    },
    abandon: () => file.abandon(),
  };
}
