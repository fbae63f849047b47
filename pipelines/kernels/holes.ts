import type { DisjointSets } from './disjointSets.js';
import { labelAreas, type RunLabels } from './runLabels.js';
import { collectRuns, type RunLengths } from './runLengths.js';

export interface HoleInput {
  readonly runs: RunLengths;
  /** Owners are 0 to this minus 1. */
  readonly ownerCount: number;
  /** Holes that contain one of these pixels are never filled. Owners ignored. */
  readonly unknown: RunLengths;
  readonly connectivity: 4 | 8;
  /** Holes of fewer pixels are filled. */
  readonly minimumPixels: number;
  /** Owners of one segment. */
  readonly segments: DisjointSets;
}

/**
 * Fills small holes: each with an owner of the largest segment round it, the one with the first pixel where sizes are equal.
 * What reaches the raster's edge is no hole. Holes are connected the other way than areas: 8 where those are 4.
 */
export function fillHoles(input: HoleInput): RunLengths {
  const { runs, connectivity, minimumPixels } = input;
  if (minimumPixels <= 1 || runs.count === 0) return runs;
  const gaps = gapsOf(runs);
  const holes = labelAreas(gaps, connectivity === 4 ? 8 : 4, 'all');
  const isFilled = smallHoles(gaps, holes, input);
  if (!isFilled.includes(1)) return runs;
  const ownerOf = fillingOwners(gaps, holes, isFilled, input);
  return insertRuns(runs, gaps, (gap) => (isFilled[holes.labelOf[gap]!] === 1 ? ownerOf[holes.labelOf[gap]!]! : -1));
}

/** 1 for each hole that is small, closed and known. */
function smallHoles(
  gaps: RunLengths,
  { labelOf, count }: RunLabels,
  { unknown, minimumPixels }: HoleInput,
): Uint8Array {
  const pixels = new Float64Array(count);
  const isFilled = new Uint8Array(count).fill(1);
  for (let y = 0; y < gaps.height; y++) {
    let known = unknown.rowStart[y]!;
    const lastKnown = unknown.rowStart[y + 1]!;
    for (let gap = gaps.rowStart[y]!; gap < gaps.rowStart[y + 1]!; gap++) {
      const hole = labelOf[gap]!;
      pixels[hole]! += gaps.end[gap]! - gaps.start[gap]!;
      while (known < lastKnown && unknown.end[known]! <= gaps.start[gap]!) known += 1;
      const holdsUnknown = known < lastKnown && unknown.start[known]! < gaps.end[gap]!;
      const isAtEdge = y === 0 || y === gaps.height - 1 || gaps.start[gap] === 0 || gaps.end[gap] === gaps.width;
      if (holdsUnknown || isAtEdge) isFilled[hole] = 0;
    }
  }
  for (let hole = 0; hole < count; hole++) if (pixels[hole]! >= minimumPixels) isFilled[hole] = 0;
  return isFilled;
}

/** For each filled hole an owner of the largest segment round it. */
function fillingOwners(
  gaps: RunLengths,
  { labelOf, count }: RunLabels,
  isFilled: Uint8Array,
  { runs, ownerCount, segments }: HoleInput,
): Int32Array {
  const sizes = new Float64Array(ownerCount);
  const firstRun = new Int32Array(ownerCount).fill(-1);
  for (let run = runs.count - 1; run >= 0; run--) {
    const root = segments.rootOf(runs.owner[run]!);
    sizes[root]! += runs.end[run]! - runs.start[run]!;
    firstRun[root] = run;
  }
  const best = new Int32Array(count).fill(-1);
  const offer = (hole: number, run: number): void => {
    const root = segments.rootOf(runs.owner[run]!);
    const rival = best[hole]!;
    const isBetter =
      rival < 0 || sizes[root]! > sizes[rival]! || (sizes[root] === sizes[rival] && firstRun[root]! < firstRun[rival]!);
    if (isBetter) best[hole] = root;
  };
  for (let y = 0; y < gaps.height; y++) {
    for (let gap = gaps.rowStart[y]!; gap < gaps.rowStart[y + 1]!; gap++) {
      if (isFilled[labelOf[gap]!] === 0) continue;
      for (let row = Math.max(0, y - 1); row <= Math.min(runs.height - 1, y + 1); row++) {
        const reach = row === y ? 1 : 0;
        for (let run = firstRunEndingAfter(runs, row, gaps.start[gap]! - reach); run < runs.rowStart[row + 1]!; run++) {
          if (runs.start[run]! >= gaps.end[gap]! + reach) break;
          offer(labelOf[gap]!, run);
        }
      }
    }
  }
  return best;
}

/** The first run of a row that ends after a column; the row's end where there is none. */
function firstRunEndingAfter(runs: RunLengths, row: number, column: number): number {
  let low = runs.rowStart[row]!;
  let high = runs.rowStart[row + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs.end[middle]! > column) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What lies between the runs of each row. */
function gapsOf(runs: RunLengths): RunLengths {
  const out = collectRuns(runs.width, runs.height);
  for (let y = 0; y < runs.height; y++) {
    let x = 0;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      if (runs.start[run]! > x) out.push(x, runs.start[run]!, 0);
      x = runs.end[run]!;
    }
    if (x < runs.width) out.push(x, runs.width, 0);
    out.endRow();
  }
  return out.finish();
}

/** The runs with those gaps added for which `ownerOf` gives an owner >= 0. */
function insertRuns(runs: RunLengths, gaps: RunLengths, ownerOf: (gap: number) => number): RunLengths {
  const out = collectRuns(runs.width, runs.height);
  for (let y = 0; y < runs.height; y++) {
    let gap = gaps.rowStart[y]!;
    let run = runs.rowStart[y]!;
    while (gap < gaps.rowStart[y + 1]! || run < runs.rowStart[y + 1]!) {
      const gapStart = gap < gaps.rowStart[y + 1]! ? gaps.start[gap]! : Infinity;
      const runStart = run < runs.rowStart[y + 1]! ? runs.start[run]! : Infinity;
      if (runStart < gapStart) {
        out.push(runStart, runs.end[run]!, runs.owner[run]!);
        run += 1;
      } else {
        const owner = ownerOf(gap);
        if (owner >= 0) out.push(gapStart, gaps.end[gap]!, owner);
        gap += 1;
      }
    }
    out.endRow();
  }
  return out.finish();
}
