import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { loadConfig } from '#runtime/config.js';
import {
  isRemotePath,
  openRaster,
  rasterStatistics,
  refuseUnwritten,
  type RasterFile,
  type RasterStatistics,
} from '#store/rasters/index.js';
import { threadedStatistics } from '#worker/compute/statistics/threadedStatistics.js';
import { formatReport, rasterReport } from '../inspect/rasterReport.js';
import { ALLOW_SOURCE, allowRemoteSources, collectSource } from '../remoteSources.js';
import { startProgress } from '../progress.js';

interface InspectOptions {
  readonly json?: boolean;
  readonly header?: boolean;
  readonly allowSource?: readonly string[];
}

export function register(program: Command): void {
  program
    .command('inspect')
    .description('tell what the reader sees in a raster file: size, CRS, bands, values, GDAL checksums')
    .argument('<file>', 'GeoTIFF or ENVI raster: path, http(s)://… or s3://bucket/key')
    .option('--json', 'print JSON')
    .option('--header', 'read no pixels: no values and checksums')
    .option(...ALLOW_SOURCE, collectSource)
    .action(inspect);
}

async function inspect(path: string, { json, header, allowSource }: InspectOptions): Promise<void> {
  allowRemoteSources(loadConfig(), allowSource);
  // Every block is read once.
  const raster = await openRaster(path, { cacheBytes: 0 });
  try {
    const statistics = header === true ? null : await statisticsOf(raster);
    const report = rasterReport(raster.header, statistics);
    process.stdout.write(json === true ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  } finally {
    raster.close();
  }
}

/** Samples from which on threads are worth their start, and from which on a bar shows that something is being done. */
const THREADED_SAMPLES = 30e6;
const LONG_WORK_SAMPLES = 200e6;

async function statisticsOf(raster: RasterFile): Promise<RasterStatistics> {
  const { width, height, bandCount, path, format } = raster.header;
  const samples = width * height * bandCount;
  const progress = samples < LONG_WORK_SAMPLES ? null : startProgress('reading', 1000);
  const show = (share: number): void => progress?.set(Math.floor(1000 * share));
  const isThreaded = samples >= THREADED_SAMPLES && format === 'GeoTIFF' && !isRemotePath(path);
  if (isThreaded) await refuseUnwritten(raster);
  const statistics = isThreaded
    ? await threadedStatistics(raster.header, Math.min(8, availableParallelism()), show)
    : await rasterStatistics(raster, (rows) => show(rows / height));
  progress?.finish();
  return statistics;
}
