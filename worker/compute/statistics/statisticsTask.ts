import { openRaster, statisticsWindows, windowStatistics, type WindowStatistics } from '#store/rasters/index.js';

/** Some of a raster's `statisticsWindows`, from the first to before the last. */
export interface StatisticsTask {
  readonly path: string;
  readonly first: number;
  readonly end: number;
}

/**
 * Statistics of the windows, in their order. Opening reads the header only, so that nothing is kept between tasks.
 * @param onStep called after each window, whose pixels are given up then
 */
export async function runStatisticsTask(
  { path, first, end }: StatisticsTask,
  onStep: () => void,
): Promise<readonly WindowStatistics[]> {
  // Every block is read once.
  const raster = await openRaster(path, { cacheBytes: 0 });
  try {
    const parts: WindowStatistics[] = [];
    for (const window of statisticsWindows(raster.header).slice(first, end)) {
      parts.push(await windowStatistics(raster, window));
      onStep();
    }
    return parts;
  } finally {
    raster.close();
  }
}
