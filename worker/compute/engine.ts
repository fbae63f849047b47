import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DetectedPatch } from '#domain/patch.js';
import type { Recipe } from '#domain/recipe.js';
import { decodeChunkResult } from '#pipelines/change-to-patches/chunkBytes.js';
import { joinChunks, type JoinedChange } from '#pipelines/change-to-patches/joinChunks.js';
import { patchesOf } from '#pipelines/change-to-patches/patches.js';
import type { RunLengths } from '#pipelines/kernels/runLengths.js';
import { detectorOf } from '#pipelines/scene-to-change/detectors.js';
import { projectorOf, WGS84 } from '#store/rasters/index.js';
import { createPlanner } from './planPair.js';
import { createThreadPool, type ThreadPool } from './pool.js';
import type { PairPlan, PairRequest } from './pairPlan.js';
import { closeSceneFiles } from './sceneFiles.js';
import { runTask, type ChunksTaskResult, type ChunkTaskResult, type ComputeTask } from './tasks.js';

export type { PairPlan, PairRequest, PairStatistics, SceneInput } from './pairPlan.js';

export type ProgressListener = (done: number, total: number) => void;

export interface JoinedPair {
  readonly patches: DetectedPatch[];
  /** Share of the watch area that could be compared, 0–1. */
  readonly assessedShare: number;
  readonly warnings: string[];
}

/** `JoinedPair` with the pixels behind it, for writing a mask. */
export interface JoinedPixels extends JoinedPair {
  readonly joined: JoinedChange;
  /** Segments of `joined.runs` that became patches. */
  readonly keptSegments: ReadonlySet<number>;
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
  join(plan: PairPlan, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<JoinedPair>;
  joinPixels(plan: PairPlan, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<JoinedPixels>;
  close(): Promise<void>;
}

/** @param options threads: 0 computes in the calling thread (small rasters, tests) */
export function createChangeEngine({ threads }: { readonly threads: number }): ChangeEngine {
  const pool = threads > 0 ? createThreadPool<ComputeTask>(threadEntry(), threads) : inlinePool();
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
      // Joining happens in this thread: what the others keep of their chunks would come on top.
      pool.releaseIdle();
      const { patches, assessedShare, warnings } = await joinPixels(plan, chunks);
      return { patches, assessedShare, warnings };
    },
    joinPixels,
    async close() {
      await pool.close();
      await closeSceneFiles();
    },
  };
}

async function joinPixels(
  plan: PairPlan,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<JoinedPixels> {
  const { grid, request } = plan;
  const { recipe } = request;
  const joined = await joinChunks(decodeAll(chunks), {
    width: grid.width,
    height: grid.height,
    sceneCount: request.before.length,
    connectivity: recipe.connectivity,
    sievePixels: recipe.sievePixels,
  });
  const registrationErrorM = request.before.map(
    (_, index) => plan.pairs.find((pair) => pair.sceneIndex === index)?.registrationErrorM ?? 0,
  );
  const { patches, segments } = patchesOf(joined, {
    grid,
    toWgs84: projectorOf(grid.epsg, WGS84),
    recipe,
    beforeTimes: request.before.map((scene) => scene.acquiredAt),
    afterTime: request.after.acquiredAt,
    gsdM: plan.gsdM,
    registrationErrorM,
    statedCertainty: statedCertaintyOf(recipe),
    isRelative: plan.pairs.some(({ model }) => model.radiometry?.after.kind === 'relative'),
  });
  return {
    patches: [...patches],
    assessedShare: joined.assessedPixels / Math.max(1, joined.insidePixels, plan.areaPixels),
    warnings: [],
    joined,
    keptSegments: new Set(segments),
  };
}

function statedCertaintyOf(recipe: Recipe): number | null {
  const { cover } = detectorOf(recipe);
  return cover === 'spectral' ? null : cover.certainty;
}

async function* decodeAll(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  for await (const bytes of chunks) yield decodeChunkResult(bytes);
}

/** The final mask as runs: what became a patch. */
export function keptRuns({ joined, keptSegments }: JoinedPixels): {
  runs: RunLengths;
  isKept: (run: number) => boolean;
} {
  return { runs: joined.runs, isKept: (run) => keptSegments.has(joined.runs.owner[run]!) };
}

function inlinePool(): ThreadPool<ComputeTask> {
  return { run: (task) => runTask(task), releaseIdle: () => undefined, close: () => Promise.resolve() };
}

/** Threads run the built module, also where this one runs from source. */
function threadEntry(): URL {
  const here = new URL('./thread.js', import.meta.url);
  if (existsSync(fileURLToPath(here))) return here;
  const built = new URL('../../dist/worker/compute/thread.js', import.meta.url);
  if (existsSync(fileURLToPath(built))) return built;
  throw new Error('compute threads need the built code: run `npm run build`');
}
