import type { DetectedPatch } from '#domain/patch.js';
import { runAndCollect } from './collectGarbage.js';
import { outlinePair, type EncodedChunks, type OutlinedPair } from './joinPair.js';
import { closeModels } from './learnedModels.js';
import { createPlanner } from './planPair.js';
import { createThreadPool, type ThreadPool } from '#runtime/threads/threadPool.js';
import type { PairPlan, PairRequest } from './pairPlan.js';
import { closeSceneFiles } from './sceneFiles.js';
import { threadEntry } from './threadEntry.js';
import { runTask, type ChunksTaskResult, type ChunkTaskResult, type ComputeTask } from './tasks.js';

export { keptRuns, type OutlinedPair } from './joinPair.js';
export type { PairPlan, PairRequest, PairStatistics, SceneInput } from './pairPlan.js';

export type ProgressListener = (done: number, total: number) => void;

export interface JoinedPair {
  readonly patches: DetectedPatch[];
  /** Share of the watch area that could be compared, 0–1. */
  readonly assessedShare: number;
  readonly warnings: string[];
}

/** From two dates to patches: the same engine for the command line and the queue. */
export interface ChangeEngine {
  /**
   * Reads headers and a sample, refuses pairs that cannot be compared, fits everything that is global to the pair.
   * @throws BadInputError naming the file or field
   */
  plan(request: PairRequest, onProgress?: ProgressListener): Promise<PairPlan>;
  /** One chunk's change, encoded. The same plan and index give the same bytes. */
  chunk(plan: PairPlan, index: number): Promise<Uint8Array>;
  /** Several chunks in one go, in the order of the indexes: what `chunk` gives for each. */
  chunks(plan: PairPlan, indexes: readonly number[]): Promise<readonly Uint8Array[]>;
  /** The same with the per-pixel score (NaN where not assessed), row-major over `plan.chunks[index]`. */
  chunkWithScore(plan: PairPlan, index: number): Promise<{ encoded: Uint8Array; score: Float32Array }>;
  /** All chunks, in the order of their index, to patches. */
  join(plan: PairPlan, chunks: EncodedChunks): Promise<JoinedPair>;
  /** The same, each patch handed on as it is outlined, with the pixels behind them. */
  outline(
    plan: PairPlan,
    chunks: EncodedChunks,
    take: (patch: DetectedPatch) => void | Promise<void>,
  ): Promise<OutlinedPair>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Threads that compute; 0: the calling one alone (small rasters, tests). */
  readonly threads: number;
  /** True where the calling thread has nothing else to do, and is one of them. */
  readonly isCallerComputing?: boolean;
}

export function createChangeEngine({ threads, isCallerComputing = false }: EngineOptions): ChangeEngine {
  // A caller that has a heap of its own to look after is not held up by collections.
  const runHere = isCallerComputing ? runAndCollect : threads === 0 ? (task: ComputeTask) => runTask(task) : undefined;
  const others = isCallerComputing ? Math.max(0, threads - 1) : threads;
  const pool = createThreadPool<ComputeTask>(() => threadEntry('worker/compute/thread.js'), others, {
    ...(runHere !== undefined && { runHere }),
  });
  const planner = createPlanner(pool);
  const chunkOf = async (plan: PairPlan, index: number, isScoreWanted: boolean): Promise<ChunkTaskResult> =>
    (await pool.run({ name: 'chunk', plan, index, isScoreWanted })) as ChunkTaskResult;
  return {
    plan: planner,
    async chunk(plan, index) {
      return (await chunkOf(plan, index, false)).encoded;
    },
    async chunks(plan, indexes) {
      const { encodedChunks } = (await pool.run({ name: 'chunks', plan, indexes })) as ChunksTaskResult;
      return encodedChunks;
    },
    async chunkWithScore(plan, index) {
      const { encoded, score } = await chunkOf(plan, index, true);
      return { encoded, score: score! };
    },
    async join(plan, chunks) {
      // As in `releaseAfter`; here all chunks are there already.
      pool.releaseIdle();
      const patches: DetectedPatch[] = [];
      const { assessedShare, warnings } = await outlinePair(plan, chunks, (patch) => void patches.push(patch));
      return { patches, assessedShare, warnings };
    },
    outline: (plan, chunks, take) => outlinePair(plan, releaseAfter(pool, chunks), take),
    async close() {
      await pool.close();
      await closeModels();
      await closeSceneFiles();
    },
  };
}

/** Outlines are made in this thread: what the others keep of their chunks would come on top. */
async function* releaseAfter(pool: ThreadPool<ComputeTask>, chunks: EncodedChunks): EncodedChunks {
  yield* chunks;
  pool.releaseIdle();
}
