import { fitPair, haloOf, readWindowOf, type FitInput, type PairModel } from '#pipelines/scene-to-change/pairModel.js';
import type { BlockPair } from '#pipelines/kernels/subpixelShift.js';
import type { SampleTile } from '#pipelines/scene-to-change/pairPixels.js';
import { measureShift, type ShiftMeasure } from '#pipelines/scene-to-change/registration.js';
import type { SampleTask } from '#pipelines/scene-to-change/sampleLayout.js';
import { detectorOf } from '#pipelines/scene-to-change/detectors.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import {
  assessWithScene,
  emptyChunk,
  type ChunkPixels,
  type ChunkStrip,
} from '#pipelines/change-to-patches/chunkPixels.js';
import { encodeChunkResult } from '#pipelines/change-to-patches/chunkBytes.js';
import { summariseChunk } from '#pipelines/change-to-patches/chunkResult.js';
import { createPartialLooks } from '#pipelines/change-to-patches/partialLooks.js';
import { membersOf } from '#pipelines/scene-to-change/ensemble.js';
import { formsChunk } from './formsChunk.js';
import { fusedTileChunk } from './fusedTile.js';
import { isLearned, withModelScores } from './learnedModels.js';
import type { PairPlan } from './pairPlan.js';
import { createPairReader } from './pairRows.js';
import { isReadAsStored, readPair, type PairDisplacement } from './readPair.js';
import { blocksOf, cutOutOf, isSparse, sampleOf, inOnePiece } from './takeSample.js';

/** Reads what a pair's statistics are made from. */
export interface SampleTaskInput {
  readonly name: 'sample';
  readonly grid: RasterGrid;
  readonly bands: readonly string[];
  readonly before: SceneAsset;
  readonly after: SceneAsset;
  readonly layout: SampleTask;
  readonly displacement: PairDisplacement;
}
export interface SampleTaskResult {
  readonly tiles: readonly SampleTile[];
  readonly blocks: readonly (BlockPair | null)[];
}

/** Measures how the scenes lie on each other. */
export interface RegisterTaskInput {
  readonly name: 'register';
  readonly blocks: readonly (BlockPair | null)[];
  /** Side of the blocks, pixels. */
  readonly size: number;
  readonly isFirst: boolean;
}
export interface RegisterTaskResult {
  readonly measure: ShiftMeasure | null;
}

/** Makes a pair's model from its sample. */
export interface FitTaskInput extends FitInput {
  readonly name: 'fit';
}
export interface FitTaskResult {
  readonly model: PairModel;
  readonly warnings: readonly string[];
}

/** Finds the change in one chunk. */
export interface ChunkTaskInput {
  readonly name: 'chunk';
  readonly plan: PairPlan;
  readonly index: number;
  /** Whether the per-pixel score is wanted too. */
  readonly isScoreWanted: boolean;
}
/** Finds the change in several chunks: one message instead of many. */
export interface ChunksTaskInput {
  readonly name: 'chunks';
  readonly plan: PairPlan;
  readonly indexes: readonly number[];
}
export interface ChunksTaskResult {
  /** Encoded chunk results, in the order of the indexes. */
  readonly encodedChunks: readonly Uint8Array[];
}
export interface ChunkTaskResult {
  /** Encoded chunk result. */
  readonly encoded: Uint8Array;
  /** Row-major over the chunk, NaN where not assessed; null where not wanted. */
  readonly score: Float32Array | null;
}

export type ComputeTask = SampleTaskInput | RegisterTaskInput | FitTaskInput | ChunkTaskInput | ChunksTaskInput;
export type ComputeResult = SampleTaskResult | RegisterTaskResult | FitTaskResult | ChunkTaskResult | ChunksTaskResult;

/** The memory behind sample tiles, for handing it over to another thread instead of copying. */
export function buffersOfTiles(tiles: readonly SampleTile[]): ArrayBuffer[] {
  const buffers = tiles.flatMap(({ before, after, reasonBefore, reasonAfter }) =>
    [...before, ...after, reasonBefore, reasonAfter].map(({ buffer }) => buffer),
  );
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}

/**
 * Does one task: the same in a thread and without.
 * @param onStep called where much memory has just been given up
 */
export function runTask(task: ComputeTask, onStep: () => void = () => undefined): Promise<ComputeResult> {
  switch (task.name) {
    case 'sample':
      return takeSample(task).finally(onStep);
    case 'register':
      return Promise.resolve({ measure: measureShift(task.blocks, task.size, task.isFirst) });
    case 'fit':
      return Promise.resolve(fitPair(task));
    case 'chunk':
      return detectChunk(task, onStep);
    case 'chunks':
      return detectChunks(task, onStep);
  }
}

async function takeSample({ bands, layout, ...input }: SampleTaskInput): Promise<SampleTaskResult> {
  const read = (window: PixelWindow) => readPair({ ...input, window, bands });
  // Pixels that have to be interpolated are, for all windows together, from one window of the files.
  const isByWindow = isSparse(layout) && (await isReadAsStored(input));
  const pairOf = isByWindow ? read : cutOutOf(await read(layout.read), layout.read);
  return { tiles: inOnePiece(await sampleOf(pairOf, layout)), blocks: await blocksOf(pairOf, layout, bands) };
}

/** Rows read at a time, unless the detector needs whole blocks: memory grows with a chunk's width only. */
const STRIP_ROWS = 64;
const WHOLE = Number.MAX_SAFE_INTEGER;

async function detectChunks({ plan, indexes }: ChunksTaskInput, onStep: () => void): Promise<ChunksTaskResult> {
  const encodedChunks: Uint8Array[] = [];
  for (const index of indexes) {
    const { encoded } = await detectChunk({ name: 'chunk', plan, index, isScoreWanted: false }, onStep);
    encodedChunks.push(encoded);
  }
  return { encodedChunks };
}

async function detectChunk(
  { plan, index, isScoreWanted }: ChunkTaskInput,
  onStep: () => void,
): Promise<ChunkTaskResult> {
  const { request } = plan;
  const window = plan.chunks[index];
  if (window === undefined) throw new RangeError(`plan has ${plan.chunks.length} chunks, not a chunk ${index}`);
  const fused = isScoreWanted ? null : await fusedTileChunk(plan, index);
  if (fused !== null) return { encoded: encodeChunkResult(fused), score: null };
  const byForms = isScoreWanted ? null : await formsChunk(plan, index, onStep);
  if (byForms !== null) return { encoded: encodeChunkResult(byForms), score: null };
  const memberCount = membersOf(request.recipe).length;
  const chunk = emptyChunk(window, plan.clip, { isScoreWanted, isEnsemble: memberCount > 0 });
  const readers = plan.pairs.map(({ sceneIndex, model, displacement }) =>
    createPairReader({
      before: request.before[sceneIndex]!.asset,
      after: request.after.asset,
      grid: plan.grid,
      bands: model.bands,
      displacement,
    }),
  );
  const { blockPixels } = detectorOf(request.recipe);
  // A model looks at whole tiles: thin strips would run each of them many times.
  const rows = isLearned(request.recipe) ? WHOLE : (blockPixels ?? STRIP_ROWS);
  // What a strip reads ends on a multiple of its rows, so that no read but the first touches two rows of tiles.
  const margin = rows === STRIP_ROWS ? haloOf(request.recipe) : 0;
  const bottom = window.y + window.height;
  for (let y = window.y, next = y; y < bottom; y = next) {
    next = Math.min(bottom, (Math.floor((y + margin) / rows) + 1) * rows - margin);
    await detectStrip(plan, readers, chunk, { ...window, y, height: next - y });
    onStep();
  }
  const result = summariseChunk(chunk, {
    connectivity: request.recipe.connectivity,
    minimumPixels: request.recipe.sievePixels,
    sceneCount: request.before.length,
    memberCount,
  });
  return { encoded: encodeChunkResult(result), score: chunk.score };
}

type StripReader = ReturnType<typeof createPairReader>;

async function detectStrip(
  { grid, request, pairs }: PairPlan,
  readers: readonly StripReader[],
  chunk: ChunkPixels,
  window: PixelWindow,
): Promise<void> {
  const around = readWindowOf(request.recipe, window, grid);
  const looks = pairs.length > 1 ? createPartialLooks(request.recipe, around) : null;
  const strip: ChunkStrip = { grid, window, read: around, looks };
  for (const [index, { sceneIndex, model }] of pairs.entries()) {
    const read = await readers[index]!(strip.read);
    const pair = isLearned(request.recipe) ? await withModelScores(model, read, strip) : read;
    if (assessWithScene(chunk, strip, pair, model, sceneIndex) === 0) return;
  }
}
