import type { Command } from 'commander';
import { loadConfig } from '#runtime/config.js';
import { openRaster, rasterStatistics, type RasterFile, type RasterStatistics } from '#store/rasters/index.js';
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

/** Samples from which on a bar shows that something is being done. */
const LONG_WORK_SAMPLES = 200e6;

async function statisticsOf(raster: RasterFile): Promise<RasterStatistics> {
  const { width, height, bandCount } = raster.header;
  if (width * height * bandCount < LONG_WORK_SAMPLES) return rasterStatistics(raster);
  const progress = startProgress('reading', height);
  const statistics = await rasterStatistics(raster, (rows) => progress.set(rows));
  progress.finish();
  return statistics;
}
