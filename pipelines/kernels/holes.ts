import { labelAreas, type RunLabels } from './runLabels.js';
import { collectRuns, type RunLengths } from './runLengths.js';

export interface HoleInput {
  /** Owners are segments. */
  readonly runs: RunLengths;
  /** Owners are 0 to this minus 1. */
  readonly ownerCount: number;
  /** Holes that contain one of these pixels are never filled. Owners ignored. */
  readonly unknown: RunLengths;
  readonly connectivity: 4 | 8;
  /** Holes of fewer pixels are filled. */
  readonly minimumPixels: number;
}

export interface FilledRuns {
  readonly runs: RunLengths;
  /** True where a filled hole had several segments round it, which may touch through it now. */
  readonly isMixed: boolean;
}

/**
 * Fills small holes: each with the largest segment round it, the one with the first pixel where sizes are equal.
 * What reaches the raster's edge is no hole. Holes are connected the other way than areas: 8 where those are 4.
 */
export function fillHoles(input: HoleInput): FilledRuns {
  const { runs, connectivity, minimumPixels } = input;
  const gaps = shortGaps(runs, minimumPixels);
  if (gaps.count === 0) return { runs, isMixed: false };
  const holes = labelAreas(gaps, connectivity === 4 ? 8 : 4, 'all');
  const isFilled = smallHoles(gaps, holes, input);
  if (!isFilled.includes(1)) return { runs, isMixed: false };
  const { ownerOf, isMixed } = fillingOwners(gaps, holes, isFilled, input);
  const { labelOf } = holes;
  const filled = insertRuns(runs, gaps, (gap) => (isFilled[labelOf[gap]!] === 1 ? ownerOf[labelOf[gap]!]! : -1));
  return { runs: filled, isMixed };
}

/** What lies between the runs of a row, where it is so short that it may be of a small hole. */
function shortGaps(runs: RunLengths, minimumPixels: number): RunLengths {
  const { rowStart, start, end, height } = runs;
  const out = collectRuns(runs.width, height);
  for (let y = 0; y < height; y++) {
    const last = rowStart[y + 1]!;
    const isInner = y > 0 && y < height - 1;
    for (let run = rowStart[y]! + 1; isInner && run < last; run++) {
      const length = start[run]! - end[run - 1]!;
      if (length > 0 && length < minimumPixels) out.push(end[run - 1]!, start[run]!, 0);
    }
    out.endRow();
  }
  return out.finish();
}

/** 1 for each hole that is small, closed and known. */
function smallHoles(gaps: RunLengths, { labelOf, count }: RunLabels, input: HoleInput): Uint8Array {
  const { runs, unknown, minimumPixels } = input;
  const reach = input.connectivity === 4 ? 1 : 0;
  const pixels = new Float64Array(count);
  const isFilled = new Uint8Array(count).fill(1);
  for (let y = 0; y < gaps.height; y++) {
    for (let gap = gaps.rowStart[y]!; gap < gaps.rowStart[y + 1]!; gap++) {
      const hole = labelOf[gap]!;
      const from = gaps.start[gap]!;
      const to = gaps.end[gap]!;
      pixels[hole]! += to - from;
      if (isFilled[hole] === 0) continue;
      const known = firstRunEndingAfter(unknown, y, from);
      const holdsUnknown = known < unknown.rowStart[y + 1]! && unknown.start[known]! < to;
      const isOpen =
        meetsLongGap(runs, y - 1, from - reach, to + reach, minimumPixels) ||
        meetsLongGap(runs, y + 1, from - reach, to + reach, minimumPixels);
      if (holdsUnknown || isOpen) isFilled[hole] = 0;
    }
  }
  for (let hole = 0; hole < count; hole++) if (pixels[hole]! >= minimumPixels) isFilled[hole] = 0;
  return isFilled;
}

/** True where some of these columns of a row lie in a gap that is no short one: at a row's end, or long. */
function meetsLongGap(runs: RunLengths, row: number, from: number, to: number, minimumPixels: number): boolean {
  const { start, end } = runs;
  const first = runs.rowStart[row]!;
  const last = runs.rowStart[row + 1]!;
  const isInner = row > 0 && row < runs.height - 1;
  // Runs and the gaps before them, until one begins beyond the columns.
  for (let run = firstRunEndingAfter(runs, row, from); ; run++) {
    const gapStart = run > first ? end[run - 1]! : 0;
    const gapEnd = run < last ? start[run]! : runs.width;
    if (gapStart < to && gapEnd > from && gapEnd > gapStart) {
      const isShort = isInner && run > first && run < last && gapEnd - gapStart < minimumPixels;
      if (!isShort) return true;
    }
    if (run >= last || start[run]! >= to) return false;
  }
}

/** For each filled hole the largest segment round it. */
function fillingOwners(
  gaps: RunLengths,
  { labelOf, count }: RunLabels,
  isFilled: Uint8Array,
  { runs, ownerCount }: HoleInput,
): { ownerOf: Int32Array; isMixed: boolean } {
  const sizes = new Float64Array(ownerCount);
  const firstRun = new Int32Array(ownerCount).fill(-1);
  for (let run = runs.count - 1; run >= 0; run--) {
    sizes[runs.owner[run]!]! += runs.end[run]! - runs.start[run]!;
    firstRun[runs.owner[run]!] = run;
  }
  const best = new Int32Array(count).fill(-1);
  let isMixed = false;
  const offer = (hole: number, run: number): void => {
    const owner = runs.owner[run]!;
    const rival = best[hole]!;
    if (owner === rival) return;
    if (rival >= 0) isMixed = true;
    const isBetter =
      rival < 0 ||
      sizes[owner]! > sizes[rival]! ||
      (sizes[owner] === sizes[rival] && firstRun[owner]! < firstRun[rival]!);
    if (isBetter) best[hole] = owner;
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
  return { ownerOf: best, isMixed };
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

/** The runs with those gaps added for which `ownerOf` gives an owner >= 0. */
function insertRuns(runs: RunLengths, gaps: RunLengths, ownerOf: (gap: number) => number): RunLengths {
  const out = collectRuns(runs.width, runs.height, runs.count + 1024);
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
