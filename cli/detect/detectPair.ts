import { open, rename, rm } from 'node:fs/promises';
import type { DetectedPatch } from '#domain/patch.js';
import type { PixelWindow } from '#domain/raster.js';
import { createCogWriter, writeFailure, type CogWriter } from '#store/rasters/index.js';
import type { PairInput } from './pairInput.js';
import { keptRuns, type ChangeEngine, type JoinedPixels, type PairPlan } from '#worker/compute/engine.js';

export interface DetectOutputs {
  readonly scoreOut?: string;
  readonly maskOut?: string;
  readonly patchesOut?: string;
  /** Which scenes' dates are known; patches carry null for the others. Default: both. */
  readonly dated?: PairInput['dated'];
}

/** Score rasters hold this where nothing was assessed. */
export const SCORE_NODATA = -1;
/** Codes of the mask raster. */
export const MASK = { none: 0, change: 1, notAssessed: 255 } as const;

/** Computes all chunks of a plan, row of chunks by row of chunks, and writes what was asked for. */
export async function detectPair(
  engine: ChangeEngine,
  plan: PairPlan,
  outputs: DetectOutputs,
  onProgress: (done: number) => void,
): Promise<JoinedPixels> {
  const score = outputs.scoreOut === undefined ? null : scoreWriter(outputs.scoreOut, plan);
  try {
    const chunks: Uint8Array[] = score === null ? await plainChunks(engine, plan, onProgress) : [];
    for (const row of score === null ? [] : chunkRows(plan.chunks)) {
      const results = await Promise.all(
        row.map(async (index) => {
          const result = await engine.chunkWithScore(plan, index);
          onProgress(1);
          return result;
        }),
      );
      chunks.push(...results.map(({ encoded }) => encoded));
      await writeScores(
        score!,
        plan,
        row,
        results.map((result) => result.score),
      );
    }
    await score?.finish();
    const result = await engine.joinPixels(plan, chunks);
    if (outputs.maskOut !== undefined) await writeMask(outputs.maskOut, plan, result);
    if (outputs.patchesOut !== undefined) await writePatches(outputs.patchesOut, result.patches, outputs.dated ?? BOTH);
    return result;
  } finally {
    score?.abandon();
  }
}

/** Messages to threads cost as much as small chunks do. */
const MOST_BATCHES = 64;

/** All chunks, several at a time, in the order of their numbers. */
async function plainChunks(
  engine: ChangeEngine,
  plan: PairPlan,
  onProgress: (done: number) => void,
): Promise<Uint8Array[]> {
  const size = Math.ceil(plan.chunks.length / MOST_BATCHES);
  const batches = Array.from({ length: Math.ceil(plan.chunks.length / size) }, (_, i) =>
    [...plan.chunks.keys()].slice(i * size, (i + 1) * size),
  );
  const encoded = await Promise.all(
    batches.map(async (indexes) => {
      const results = await engine.chunks(plan, indexes);
      onProgress(indexes.length);
      return results;
    }),
  );
  return encoded.flat();
}

/** Numbers of the chunks, grouped by their row. */
function chunkRows(chunks: readonly PixelWindow[]): number[][] {
  const rows = new Map<number, number[]>();
  chunks.forEach(({ y }, index) => rows.set(y, [...(rows.get(y) ?? []), index]));
  return [...rows.values()];
}

function scoreWriter(path: string, { grid, request }: PairPlan): CogWriter {
  return createCogWriter(path, {
    grid,
    sampleType: 'float32',
    bandCount: 1,
    nodata: SCORE_NODATA,
    bandInfo: [{ description: `change score (${request.recipe.name}), larger is more change` }],
  });
}

/** Hands the tiles that a row of chunks completes to the writer. */
async function writeScores(
  writer: CogWriter,
  plan: PairPlan,
  row: readonly number[],
  scores: readonly Float32Array[],
): Promise<void> {
  const bottom = plan.chunks[row[0]!]!.y + plan.chunks[row[0]!]!.height;
  for (let tile = writer.nextTile; tile !== null && tile.y + tile.height <= bottom; tile = writer.nextTile) {
    const values = new Float32Array(tile.width * tile.height).fill(SCORE_NODATA);
    row.forEach((index, place) => copyOverlap(scores[place]!, plan.chunks[index]!, values, tile!));
    await writer.write([values]);
  }
}

function copyOverlap(from: Float32Array, source: PixelWindow, to: Float32Array, target: PixelWindow): void {
  const left = Math.max(source.x, target.x);
  const right = Math.min(source.x + source.width, target.x + target.width);
  const top = Math.max(source.y, target.y);
  const bottom = Math.min(source.y + source.height, target.y + target.height);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = from[(y - source.y) * source.width + x - source.x]!;
      to[(y - target.y) * target.width + x - target.x] = Number.isNaN(value) ? SCORE_NODATA : value;
    }
  }
}

async function writeMask(path: string, plan: PairPlan, result: JoinedPixels): Promise<void> {
  const { runs, isKept } = keptRuns(result);
  const { unknown } = result.joined;
  const writer = createCogWriter(path, {
    grid: plan.grid,
    sampleType: 'uint8',
    bandCount: 1,
    nodata: MASK.notAssessed,
    overviews: 'nearest',
    bandInfo: [{ description: '1 change, 0 none, 255 not assessed' }],
  });
  try {
    for (let tile = writer.nextTile; tile !== null; tile = writer.nextTile) {
      const values = new Uint8Array(tile.width * tile.height);
      paint(values, tile, unknown, () => true, MASK.notAssessed);
      paint(values, tile, runs, isKept, MASK.change);
      await writer.write([values]);
    }
    await writer.finish();
  } finally {
    writer.abandon();
  }
}

function paint(
  values: Uint8Array,
  tile: PixelWindow,
  runs: JoinedPixels['joined']['runs'],
  isPainted: (run: number) => boolean,
  code: number,
): void {
  for (let row = 0; row < tile.height; row++) {
    const y = tile.y + row;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const from = Math.max(0, runs.start[run]! - tile.x);
      const to = Math.min(tile.width, runs.end[run]! - tile.x);
      if (to > from && isPainted(run)) values.fill(code, row * tile.width + from, row * tile.width + to);
    }
  }
}

const BOTH: PairInput['dated'] = { before: true, after: true };

/** A GeoJSON feature collection, one feature a line, under its name only when complete. */
async function writePatches(path: string, patches: readonly DetectedPatch[], dated: PairInput['dated']): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w');
    try {
      await file.write('{"type":"FeatureCollection","features":[\n');
      for (let from = 0; from < patches.length; from += PATCHES_A_WRITE) {
        const lines = patches
          .slice(from, from + PATCHES_A_WRITE)
          .map((patch, i) => featureLine(patch, from + i, dated));
        await file.write(lines.join(',\n') + (from + PATCHES_A_WRITE < patches.length ? ',\n' : '\n'));
      }
      await file.write(']}\n');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw writeFailure(path, error);
  }
}

const PATCHES_A_WRITE = 500;

function featureLine({ geometry, ...known }: DetectedPatch, index: number, dated: PairInput['dated']): string {
  const properties = {
    id: `patch-${index + 1}`,
    ...known,
    ...(!dated.before && { beforeTime: null, onsetFrom: null }),
    ...(!dated.after && { afterTime: null, onsetTo: null }),
  };
  return JSON.stringify({ type: 'Feature', properties, geometry });
}
