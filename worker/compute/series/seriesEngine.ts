import { DECOMPRESSION_MODULES, wasmModulesOf } from '#store/rasters/index.js';
import { createThreadPool, type ThreadPool } from '#runtime/threads/threadPool.js';
import { threadEntry } from '../threadEntry.js';
import type { BlockResult, BlockWishes } from './blockResult.js';
import type { SeriesPlan } from './seriesPlan.js';
import { HARMONIC_MODULE } from './wasmKernel.js';
import { closeSeriesReader, runSeriesTask, type ContinueTask, type SeriesTask } from './seriesTasks.js';

/** Kernels that the threads use. */
const THREAD_MODULES = [HARMONIC_MODULE, ...DECOMPRESSION_MODULES];

/** Watches the blocks of a series: the same engine for the command line and the queue. */
export interface SeriesEngine {
  /** One block's whole series. The same plan and index give the same bytes. */
  watch(plan: SeriesPlan, index: number, wishes: BlockWishes): Promise<BlockResult>;
  /** One block from its state and the looks that it has not seen. */
  continue(
    plan: SeriesPlan,
    index: number,
    task: Pick<ContinueTask, 'wishes' | 'state' | 'newDates' | 'lateDates'>,
  ): Promise<BlockResult>;
  close(): Promise<void>;
}

/** @param options threads: 0 computes in the calling thread (small rasters, tests) */
export function createSeriesEngine({ threads }: { readonly threads: number }): SeriesEngine {
  const pool =
    threads > 0
      ? createThreadPool<SeriesTask>(() => threadEntry('worker/compute/series/seriesThread.js'), threads, {
          workerData: { modules: wasmModulesOf(THREAD_MODULES) },
        })
      : inlinePool();
  return {
    watch: async (plan, index, wishes) => (await pool.run({ name: 'watch', plan, index, wishes })) as BlockResult,
    continue: async (plan, index, task) => {
      const message: SeriesTask = { name: 'continue', plan, index, ...task };
      return (await pool.run(message)) as BlockResult;
    },
    async close() {
      await pool.close();
      closeSeriesReader();
    },
  };
}

function inlinePool(): ThreadPool<SeriesTask> {
  return { run: (task) => runSeriesTask(task), releaseIdle: () => undefined, close: () => Promise.resolve() };
}
