import type { DetectedPatch } from '#domain/patch.js';
import { chanceOfChange } from '#pipelines/change-to-patches/confidence.js';
import { decodeChunkResult } from '#pipelines/change-to-patches/chunkBytes.js';
import { joinChunks, type JoinedChange } from '#pipelines/change-to-patches/joinChunks.js';
import { patchesOf } from '#pipelines/change-to-patches/patches.js';
import type { RunLengths } from '#pipelines/kernels/runLengths.js';
import { recipeReference } from '#pipelines/recipes/recipes.js';
import { membersOf } from '#pipelines/scene-to-change/ensemble.js';
import { placesWgs84 } from '#store/rasters/index.js';
import type { PairPlan } from './pairPlan.js';

/** A pair's change as a whole, its patches handed on already. */
export interface OutlinedPair {
  /** Share of the watch area that could be compared, 0–1. */
  readonly assessedShare: number;
  readonly warnings: string[];
  readonly joined: JoinedChange;
  /** 1 for each segment of `joined.runs` that became a patch. */
  readonly isPatch: Uint8Array;
}

export type EncodedChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Joins all chunks of a plan, in the order of their index, and hands on each patch as it is outlined.
 * @throws BadInputError where the change is too scattered to be outlined
 */
export async function outlinePair(
  plan: PairPlan,
  chunks: EncodedChunks,
  take: (patch: DetectedPatch) => void | Promise<void>,
): Promise<OutlinedPair> {
  const { grid, request } = plan;
  const { recipe } = request;
  const joined = await joinChunks(decodeAll(chunks), {
    width: grid.width,
    height: grid.height,
    sceneCount: request.before.length,
    memberCount: membersOf(recipe).length,
    connectivity: recipe.connectivity,
    sievePixels: recipe.sievePixels,
  });
  const registrationErrorM = request.before.map(
    (_, index) => plan.pairs.find((pair) => pair.sceneIndex === index)?.registrationErrorM ?? 0,
  );
  const isPatch = new Uint8Array(joined.segments.count);
  const patches = patchesOf(joined, {
    grid,
    toWgs84: placesWgs84(grid.epsg),
    detector: recipe.detector,
    minimumAreaM2: recipe.minimumAreaM2,
    recipe: recipeReference(recipe),
    beforeTimes: request.before.map((scene) => scene.acquiredAt),
    afterTime: request.after.acquiredAt,
    gsdM: plan.gsdM,
    registrationErrorM,
    chanceOf: (scoreOverCut) => chanceOfChange(recipe.detector, scoreOverCut),
    members: membersOf(recipe),
    ...(recipe.outlines && { outlines: recipe.outlines }),
  });
  for (const { segment, patch } of patches) {
    isPatch[segment] = 1;
    const taken = take(patch);
    if (taken !== undefined) await taken;
  }
  const assessedShare = joined.assessedPixels / Math.max(1, joined.insidePixels, plan.areaPixels);
  return { assessedShare, warnings: [], joined, isPatch };
}

async function* decodeAll(chunks: EncodedChunks) {
  for await (const bytes of chunks) yield decodeChunkResult(bytes);
}

/** The final mask as runs: what became a patch. */
export function keptRuns({ joined, isPatch }: OutlinedPair): { runs: RunLengths; isKept: (run: number) => boolean } {
  return { runs: joined.runs, isKept: (run) => isPatch[joined.runs.owner[run]!] === 1 };
}
