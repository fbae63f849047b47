import type { PixelWindow } from '#domain/raster.js';
import type { CogWriter } from '#store/rasters/index.js';
import { keptRuns, type ChangeEngine, type PairPlan } from '#worker/compute/engine.js';
import { writeMask } from './maskFile.js';
import type { PairInput } from './pairInput.js';
import { createPatchFile } from './patchFile.js';
import { createScoreFile, writeScores } from './scoreFile.js';

export interface DetectOutputs {
  readonly scoreOut?: string;
  readonly maskOut?: string;
  readonly patchesOut?: string;
  /** Which scenes' dates are known; patches carry null for the others. Default: both. */
  readonly dated?: PairInput['dated'];
}

export interface DetectSummary {
  readonly patchCount: number;
  readonly areaM2: number;
  /** Share of the scene that could be compared, 0–1. */
  readonly assessedShare: number;
}

const BOTH: PairInput['dated'] = { before: true, after: true };

/**
 * Computes all chunks of a plan and writes what was asked for: chunks are joined as they come, patches written as they are
 * outlined.
 */
export async function detectPair(
  engine: ChangeEngine,
  plan: PairPlan,
  outputs: DetectOutputs,
  onProgress: (done: number) => void,
): Promise<DetectSummary> {
  const score = outputs.scoreOut === undefined ? null : createScoreFile(outputs.scoreOut, plan);
  const patches = outputs.patchesOut === undefined ? null : createPatchFile(outputs.patchesOut, outputs.dated ?? BOTH);
  try {
    let patchCount = 0;
    let areaM2 = 0;
    const chunks = score === null ? plainChunks(engine, plan, onProgress) : scored(engine, plan, score, onProgress);
    const outlined = await engine.outline(plan, chunks, (patch) => {
      patchCount += 1;
      areaM2 += patch.areaM2;
      patches?.write(patch);
    });
    await score?.finish();
    const { assessedShare, joined } = outlined;
    if (outputs.maskOut !== undefined) {
      await writeMask(outputs.maskOut, plan.grid, { ...keptRuns(outlined), unknown: joined.unknown });
    }
    patches?.finish();
    return { patchCount, areaM2, assessedShare };
  } finally {
    score?.abandon();
    patches?.abandon();
  }
}

/** Messages to threads cost as much as small chunks do; large batches leave threads waiting for the last. */
const MOST_BATCHES = 128;

/** All chunks in the order of their numbers, many to a message. */
async function* plainChunks(
  engine: ChangeEngine,
  plan: PairPlan,
  onProgress: (done: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const size = Math.ceil(plan.chunks.length / MOST_BATCHES);
  const batches = Array.from({ length: Math.ceil(plan.chunks.length / size) }, (_, i) =>
    [...plan.chunks.keys()].slice(i * size, (i + 1) * size),
  );
  const results = batches.map(async (indexes) => {
    const encoded = await engine.chunks(plan, indexes);
    onProgress(indexes.length);
    return encoded;
  });
  // Each is waited for in turn: until then, one that fails is no unhandled rejection.
  for (const result of results) result.catch(() => undefined);
  for (const result of results) yield* await result;
}

/** All chunks, row by row, their scores written on the way. */
async function* scored(
  engine: ChangeEngine,
  plan: PairPlan,
  score: CogWriter,
  onProgress: (done: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const row of chunkRows(plan.chunks)) {
    const results = await Promise.all(
      row.map(async (index) => {
        const result = await engine.chunkWithScore(plan, index);
        onProgress(1);
        return result;
      }),
    );
    await writeScores(
      score,
      row.map((index) => plan.chunks[index]!),
      results.map((result) => result.score),
    );
    yield* results.map(({ encoded }) => encoded);
  }
}

/** Numbers of the chunks, grouped by their row. */
function chunkRows(chunks: readonly PixelWindow[]): number[][] {
  const rows = new Map<number, number[]>();
  chunks.forEach(({ y }, index) => rows.set(y, [...(rows.get(y) ?? []), index]));
  return [...rows.values()];
}
