import type { PixelWindow } from '#domain/raster.js';
import { labelAreas } from '../kernels/runLabels.js';
import { filterRuns, runsOfCodes, type RunLengths } from '../kernels/runLengths.js';
import type { ChunkPixels } from './chunkPixels.js';
import { CLASS_COUNT, createPartTable, type PartTable } from './partTable.js';
import { PIXEL_STATE } from './pixelState.js';

/** What a chunk tells the join; all columns and rows are of the grid. */
export interface ChunkResult {
  readonly window: PixelWindow;
  /** Changed pixels of the window (columns counted from its left edge); the owner is the part. */
  readonly runs: RunLengths;
  readonly parts: PartTable;
  /** Pixels inside the watch area that were not assessed; owner 1. Pixels outside it; owner 2. */
  readonly unknown: RunLengths;
}

export interface ChunkOptions {
  readonly connectivity: 4 | 8;
  readonly minimumPixels: number;
  readonly sceneCount: number;
  /** Members of the recipe's ensemble; 0 without one. */
  readonly memberCount: number;
}

/**
 * Runs and parts of a chunk. Specks that cannot reach beyond the chunk and are too small to survive the sieve are left
 * out already, so that noise costs no memory in the join.
 */
export function summariseChunk(pixels: ChunkPixels, options: ChunkOptions): ChunkResult {
  const { window } = pixels;
  const marked = runsOfCodes(pixels.group, window.width, window.height);
  const runs = withoutInnerSpecks(marked, options, (run, row) => {
    const at = row * window.width;
    return pixels.isSeed.subarray(at + marked.start[run]!, at + marked.end[run]!).includes(1);
  });
  const { labelOf, count } = labelAreas(runs, options.connectivity, 'owner');
  const parts = createPartTable(count, options);
  for (let y = 0; y < window.height; y++) {
    const row = y * window.width;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      parts.group[labelOf[run]!] = runs.owner[run]!;
      addPixels(parts, labelOf[run]!, pixels, row + runs.start[run]!, row + runs.end[run]!);
    }
  }
  const unknown = runsOfCodes(pixels.state, window.width, window.height);
  return { window, runs: { ...runs, owner: labelOf }, parts, unknown };
}

function addPixels(parts: PartTable, part: number, pixels: ChunkPixels, from: number, to: number): void {
  const { sceneCount } = parts;
  let seeds = 0;
  let excess = 0;
  for (let i = from; i < to; i++) {
    seeds += pixels.isSeed[i]!;
    excess += pixels.excess[i]!;
    parts.byScene[part * sceneCount + pixels.scene[i]!]! += 1;
    parts.byFromClass[part * CLASS_COUNT + pixels.fromCode[i]!]! += 1;
    parts.byToClass[part * CLASS_COUNT + pixels.toCode[i]!]! += 1;
  }
  if (pixels.votes !== null) addVotes(parts, part, pixels.votes.subarray(from, to));
  parts.pixels[part]! += to - from;
  parts.seeds[part]! += seeds;
  parts.excess[part]! += excess;
}

function addVotes({ byMember, memberCount }: PartTable, part: number, votes: Uint8Array): void {
  for (const vote of votes) {
    for (let member = 0; member < memberCount; member++) byMember[part * memberCount + member]! += (vote >> member) & 1;
  }
}

/**
 * Takes out changed areas (all groups together) below the minimum or without a seed that do not touch the window's edge.
 * @param hasSeed whether a run holds a seed; left out: every area has one
 */
export function withoutInnerSpecks(
  runs: RunLengths,
  options: Pick<ChunkOptions, 'connectivity' | 'minimumPixels'>,
  hasSeed?: (run: number, row: number) => boolean,
): RunLengths {
  if (runs.count === 0) return runs;
  const isKept = isOfKeptArea(runs, options, hasSeed);
  return filterRuns(runs, (run) => isKept[run] === 1);
}

/** 1 for each run that `withoutInnerSpecks` leaves. */
export function isOfKeptArea(
  { width, height, rowStart, start, end, ...rest }: RunLengths,
  { connectivity, minimumPixels }: Pick<ChunkOptions, 'connectivity' | 'minimumPixels'>,
  hasSeed?: (run: number, row: number) => boolean,
): Uint8Array {
  const { labelOf, count } = labelAreas({ width, height, rowStart, start, end, ...rest }, connectivity, 'all');
  const size = new Float64Array(count);
  const isKept = new Uint8Array(count);
  for (let y = 0; y < height; y++) {
    const isEdgeRow = y === 0 || y === height - 1;
    for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
      const area = labelOf[run]!;
      size[area]! += end[run]! - start[run]!;
      if (isEdgeRow || start[run] === 0 || end[run] === width) isKept[area] = 1;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
      const area = labelOf[run]!;
      if (isKept[area] === 1 || size[area]! < minimumPixels) continue;
      if (hasSeed === undefined || hasSeed(run, y)) isKept[area] = 1;
    }
  }
  const isRunKept = new Uint8Array(labelOf.length);
  for (let run = 0; run < isRunKept.length; run++) isRunKept[run] = isKept[labelOf[run]!]!;
  return isRunKept;
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
