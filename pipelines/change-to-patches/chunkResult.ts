import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import type { PixelWindow } from '#domain/raster.js';
import { createDisjointSets } from '../kernels/disjointSets.js';
import { forEachContact, runsOfCodes, type RunLengths } from '../kernels/runLengths.js';
import { PIXEL_STATE, type ChunkPixels } from './chunkPixels.js';

/** Whole-number sums over the changed pixels of one part of a patch: adding them in any order gives the same. */
export interface PartStatistics {
  pixels: number;
  /** Pixels that suffice to make the area they are in count as changed. */
  seeds: number;
  /** Sum of scores over their cut, thousandths. */
  excess: number;
  /** Pixels by before scene. */
  readonly byScene: Float64Array;
  /** Pixels by class code before and after. */
  readonly byFromClass: Float64Array;
  readonly byToClass: Float64Array;
}

export interface ChunkPart extends PartStatistics {
  readonly group: number;
}

/** What a chunk tells the join; all columns and rows are of the grid. */
export interface ChunkResult {
  readonly window: PixelWindow;
  /** Changed pixels of the window (columns counted from its left edge); the owner is the part. */
  readonly runs: RunLengths;
  readonly parts: readonly ChunkPart[];
  /** Pixels inside the watch area that were not assessed; owner 1. Pixels outside it; owner 2. */
  readonly unknown: RunLengths;
}

export function createStatistics(sceneCount: number): PartStatistics {
  return {
    pixels: 0,
    seeds: 0,
    excess: 0,
    byScene: new Float64Array(sceneCount),
    byFromClass: new Float64Array(LAND_COVER_CLASSES.length),
    byToClass: new Float64Array(LAND_COVER_CLASSES.length),
  };
}

export function addStatistics(to: PartStatistics, from: PartStatistics): void {
  to.pixels += from.pixels;
  to.seeds += from.seeds;
  to.excess += from.excess;
  from.byScene.forEach((count, index) => (to.byScene[index]! += count));
  from.byFromClass.forEach((count, index) => (to.byFromClass[index]! += count));
  from.byToClass.forEach((count, index) => (to.byToClass[index]! += count));
}

/**
 * Runs and parts of a chunk. Specks that cannot reach beyond the chunk and are too small to survive the sieve are left
 * out already, so that noise costs no memory in the join.
 */
export function summariseChunk(
  pixels: ChunkPixels,
  options: { readonly connectivity: 4 | 8; readonly minimumPixels: number; readonly sceneCount: number },
): ChunkResult {
  const { window } = pixels;
  dropInnerSpecks(pixels, options.connectivity, options.minimumPixels);
  const runs = runsOfCodes(pixels.group, window.width, window.height);
  const sets = createDisjointSets(runs.count);
  forEachContact(runs, options.connectivity, (a, b) => {
    if (runs.owner[a] === runs.owner[b]) sets.join(a, b);
  });
  const parts: ChunkPart[] = [];
  const partOfRoot = new Int32Array(runs.count).fill(-1);
  const owner = new Int32Array(runs.count);
  for (let y = 0; y < window.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const root = sets.rootOf(run);
      if (partOfRoot[root]! < 0) {
        partOfRoot[root] = parts.push({ ...createStatistics(options.sceneCount), group: runs.owner[root]! }) - 1;
      }
      owner[run] = partOfRoot[root]!;
      const row = y * window.width;
      addPixels(parts[partOfRoot[root]!]!, pixels, row + runs.start[run]!, row + runs.end[run]!);
    }
  }
  const unknown = runsOfCodes(pixels.state, window.width, window.height);
  return { window, runs: { ...runs, owner }, parts, unknown };
}

function addPixels(part: ChunkPart, pixels: ChunkPixels, from: number, to: number): void {
  part.pixels += to - from;
  for (let i = from; i < to; i++) {
    part.seeds += pixels.isSeed[i]!;
    part.excess += pixels.excess[i]!;
    part.byScene[pixels.scene[i]!]! += 1;
    part.byFromClass[pixels.fromCode[i]!]! += 1;
    part.byToClass[pixels.toCode[i]!]! += 1;
  }
}

/** Unmarks changed areas (all groups together) below the minimum or without a seed that do not touch the window's edge. */
function dropInnerSpecks(pixels: ChunkPixels, connectivity: 4 | 8, minimumPixels: number): void {
  const { width, height } = pixels.window;
  const runs = runsOfCodes(pixels.group, width, height);
  const areas = createDisjointSets(runs.count);
  forEachContact(runs, connectivity, (a, b) => areas.join(a, b));
  const size = new Float64Array(runs.count);
  const seeds = new Float64Array(runs.count);
  const isAtEdge = new Uint8Array(runs.count);
  for (let y = 0; y < height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const root = areas.rootOf(run);
      size[root]! += runs.end[run]! - runs.start[run]!;
      for (let i = y * width + runs.start[run]!; i < y * width + runs.end[run]!; i++) seeds[root]! += pixels.isSeed[i]!;
      if (y === 0 || y === height - 1 || runs.start[run] === 0 || runs.end[run] === width) isAtEdge[root] = 1;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const root = areas.rootOf(run);
      if (isAtEdge[root] === 1 || (size[root]! >= minimumPixels && seeds[root]! > 0)) continue;
      pixels.group.fill(0, y * width + runs.start[run]!, y * width + runs.end[run]!);
    }
  }
}

/** Pixels of the window inside the watch area, and those of them that were assessed. */
export function countAssessed({ state }: ChunkPixels): { inside: number; assessed: number } {
  let inside = 0;
  let assessed = 0;
  for (const code of state) {
    if (code === PIXEL_STATE.outside) continue;
    inside += 1;
    if (code === PIXEL_STATE.assessed) assessed += 1;
  }
  return { inside, assessed };
}
