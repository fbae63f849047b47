import {
  joinStatistics,
  statisticsWindows,
  type RasterHeader,
  type RasterStatistics,
  type WindowStatistics,
} from '#store/rasters/index.js';
import { createThreadPool } from '#runtime/threads/threadPool.js';
import { threadEntry } from '../threadEntry.js';
import type { StatisticsTask } from './statisticsTask.js';

/** Enough that threads end together and progress is seen. */
const TASKS = 32;

/**
 * `rasterStatistics` of a local file by several threads: the same numbers.
 * @param onProgress share done, 0–1
 * @throws BadInputError where a block is broken, or the file claims far more pixels than it can hold
 */
export async function threadedStatistics(
  header: RasterHeader,
  threads: number,
  onProgress: (share: number) => void = () => {},
): Promise<RasterStatistics> {
  const count = statisticsWindows(header).length;
  const size = Math.ceil(count / TASKS);
  const pool = createThreadPool<StatisticsTask>(
    () => threadEntry('worker/compute/statistics/statisticsThread.js'),
    threads,
  );
  let done = 0;
  try {
    const parts = await Promise.all(
      Array.from({ length: Math.ceil(count / size) }, async (_, i) => {
        const task = { path: header.path, first: i * size, end: Math.min(count, (i + 1) * size) };
        const part = (await pool.run(task)) as readonly WindowStatistics[];
        done += part.length;
        onProgress(done / count);
        return part;
      }),
    );
    return joinStatistics(header, parts.flat());
  } finally {
    await pool.close();
  }
}
