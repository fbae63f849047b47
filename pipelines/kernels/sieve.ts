import { createDisjointSets, type DisjointSets } from './disjointSets.js';
import { collectRuns, forEachContact, type RunLengths } from './runLengths.js';

export interface SieveInput {
  /** Changed pixels; each owner lies in one place: a part of one connected area, with one group. */
  readonly runs: RunLengths;
  /** Group of each owner. Touching owners of one group are one segment. */
  readonly groupOf: ArrayLike<number>;
  /** Seeds of each owner: a connected area (all groups together) without any is dropped. Default: every area has one. */
  readonly seedsOf?: ArrayLike<number>;
  /** Pixels of which nothing is known: holes that contain or touch one are never filled. Owners ignored. */
  readonly unknown: RunLengths;
  readonly connectivity: 4 | 8;
  /** Areas below this many pixels are dropped, holes below it filled, segments below it given to a neighbour. */
  readonly minimumPixels: number;
}

export interface SieveResult {
  /** What is left; the owner is the number of the segment, counted in the order of first pixels by row and column. */
  readonly runs: RunLengths;
  readonly segmentCount: number;
  /** Segment of each owner of the input, -1 where it was dropped. */
  readonly segmentOf: Int32Array;
}

/**
 * Removes specks and fills pinholes of changed areas, and divides what is left into segments of one group, without ever
 * building a raster. The result depends on the pixels only, not on how they were cut into runs and owners.
 */
export function sieveRuns(input: SieveInput): SieveResult {
  const kept = dropSmallAreas(input);
  const filled = fillHoles({ ...input, runs: kept }, owningSegments(kept, input));
  return mergeSmallSegments(filled, input);
}

function dropSmallAreas({ runs, groupOf, seedsOf, connectivity, minimumPixels }: SieveInput): RunLengths {
  const areas = createDisjointSets(groupOf.length);
  forEachContact(runs, connectivity, (a, b) => areas.join(runs.owner[a]!, runs.owner[b]!));
  const pixels = pixelsByRoot(runs, areas, groupOf.length);
  const isSeeded = new Uint8Array(groupOf.length);
  for (let owner = 0; owner < groupOf.length; owner++)
    if ((seedsOf?.[owner] ?? 1) > 0) isSeeded[areas.rootOf(owner)] = 1;
  return filterRuns(runs, (run) => {
    const root = areas.rootOf(runs.owner[run]!);
    return pixels[root]! >= minimumPixels && isSeeded[root] === 1;
  });
}

/** Owners joined where they touch and have one group. */
function owningSegments(runs: RunLengths, { groupOf, connectivity }: SieveInput): DisjointSets {
  const segments = createDisjointSets(groupOf.length);
  forEachContact(runs, connectivity, (a, b) => {
    const ownerA = runs.owner[a]!;
    const ownerB = runs.owner[b]!;
    if (groupOf[ownerA] === groupOf[ownerB]) segments.join(ownerA, ownerB);
  });
  return segments;
}

function fillHoles(input: SieveInput, segments: DisjointSets): RunLengths {
  const { runs, unknown, connectivity, minimumPixels } = input;
  const gaps = gapsOf(runs);
  const holes = createDisjointSets(gaps.count);
  forEachContact(gaps, connectivity === 4 ? 8 : 4, (a, b) => holes.join(a, b));
  const pixels = new Float64Array(gaps.count);
  const isOpen = new Uint8Array(gaps.count);
  for (let y = 0; y < gaps.height; y++) {
    let known = unknown.rowStart[y]!;
    for (let gap = gaps.rowStart[y]!; gap < gaps.rowStart[y + 1]!; gap++) {
      const root = holes.rootOf(gap);
      pixels[root]! += gaps.end[gap]! - gaps.start[gap]!;
      while (known < unknown.rowStart[y + 1]! && unknown.end[known]! <= gaps.start[gap]!) known += 1;
      const holdsUnknown = known < unknown.rowStart[y + 1]! && unknown.start[known]! < gaps.end[gap]!;
      const isAtEdge = y === 0 || y === gaps.height - 1 || gaps.start[gap] === 0 || gaps.end[gap] === gaps.width;
      if (holdsUnknown || isAtEdge) isOpen[root] = 1;
    }
  }
  const isFilled = (gap: number): boolean => {
    const root = holes.rootOf(gap);
    return isOpen[root] === 0 && pixels[root]! < minimumPixels;
  };
  const fillOf = fillingOwners(runs, gaps, holes, isFilled, segments);
  return insertRuns(runs, gaps, (gap) => (isFilled(gap) ? fillOf[holes.rootOf(gap)]! : -1));
}

/** For each filled hole (by root) an owner of the largest segment round it; the first one where sizes are equal. */
function fillingOwners(
  runs: RunLengths,
  gaps: RunLengths,
  holes: DisjointSets,
  isFilled: (gap: number) => boolean,
  segments: DisjointSets,
): Int32Array {
  const sizes = pixelsByRoot(runs, segments, maximumOwner(runs) + 1);
  const firstRun = firstRunByRoot(runs, segments, sizes.length);
  const best = new Int32Array(gaps.count).fill(-1);
  const offer = (gap: number, run: number): void => {
    const hole = holes.rootOf(gap);
    const root = segments.rootOf(runs.owner[run]!);
    const rival = best[hole]!;
    const isBetter =
      rival < 0 || sizes[root]! > sizes[rival]! || (sizes[root] === sizes[rival] && firstRun[root]! < firstRun[rival]!);
    if (isBetter) best[hole] = root;
  };
  for (let y = 0; y < gaps.height; y++) {
    for (let gap = gaps.rowStart[y]!; gap < gaps.rowStart[y + 1]!; gap++) {
      if (!isFilled(gap)) continue;
      for (let row = Math.max(0, y - 1); row <= Math.min(runs.height - 1, y + 1); row++) {
        const reach = row === y ? 1 : 0;
        for (let run = firstRunEndingAfter(runs, row, gaps.start[gap]! - reach); run < runs.rowStart[row + 1]!; run++) {
          if (runs.start[run]! >= gaps.end[gap]! + reach) break;
          offer(gap, run);
        }
      }
    }
  }
  return best;
}

function mergeSmallSegments(runs: RunLengths, input: SieveInput): SieveResult {
  const { connectivity, minimumPixels, groupOf } = input;
  // Filling may have made segments of one group touch: join those before counting.
  const touching = owningSegments(runs, input);
  const { labelOf, sizes } = labelByFirstPixel(runs, touching, groupOf.length);
  const neighbours: Set<number>[] = sizes.map(() => new Set<number>());
  forEachContact(runs, connectivity, (a, b) => {
    const labelA = labelOf[runs.owner[a]!]!;
    const labelB = labelOf[runs.owner[b]!]!;
    if (labelA === labelB) return;
    neighbours[labelA]!.add(labelB);
    neighbours[labelB]!.add(labelA);
  });
  const target = mergeIntoNeighbours(sizes, neighbours, minimumPixels);
  return relabel(runs, (owner) => (labelOf[owner]! < 0 ? -1 : target[labelOf[owner]!]!), groupOf.length);
}

/** Gives each segment below the minimum, smallest first, to its largest neighbour. Returns where each one ended. */
function mergeIntoNeighbours(sizes: number[], neighbours: Set<number>[], minimumPixels: number): Int32Array {
  const target = Int32Array.from(sizes.keys());
  const small = [...sizes.keys()].filter((label) => sizes[label]! < minimumPixels);
  small.sort((a, b) => sizes[a]! - sizes[b]! || a - b);
  const endOf = (label: number): number => {
    let at = label;
    while (target[at] !== at) at = target[at]!;
    return at;
  };
  for (const label of small) {
    if (target[label] !== label || sizes[label]! >= minimumPixels) continue;
    let best = -1;
    for (const neighbour of neighbours[label]!) {
      const end = endOf(neighbour);
      if (end === label) continue;
      if (best < 0 || sizes[end]! > sizes[best]! || (sizes[end] === sizes[best] && end < best)) best = end;
    }
    if (best < 0) continue;
    target[label] = best;
    sizes[best]! += sizes[label]!;
    for (const neighbour of neighbours[label]!) neighbours[best]!.add(neighbour);
  }
  return target.map((_, label) => endOf(label));
}

function relabel(runs: RunLengths, endOf: (owner: number) => number, ownerCount: number): SieveResult {
  const numbers = new Map<number, number>();
  const segmentOf = new Int32Array(ownerCount).fill(-1);
  const out = collectRuns(runs.width, runs.height);
  for (let y = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const owner = runs.owner[run]!;
      const end = endOf(owner);
      const number = numbers.get(end) ?? numbers.size;
      numbers.set(end, number);
      out.push(runs.start[run]!, runs.end[run]!, number);
    }
    out.endRow();
  }
  for (let owner = 0; owner < ownerCount; owner++) segmentOf[owner] = numbers.get(endOf(owner)) ?? -1;
  return { runs: out.finish(), segmentCount: numbers.size, segmentOf };
}

function labelByFirstPixel(
  runs: RunLengths,
  sets: DisjointSets,
  ownerCount: number,
): { labelOf: Int32Array; sizes: number[] } {
  const labelOfRoot = new Int32Array(ownerCount).fill(-1);
  const sizes: number[] = [];
  for (let run = 0; run < runs.count; run++) {
    const root = sets.rootOf(runs.owner[run]!);
    if (labelOfRoot[root]! < 0) labelOfRoot[root] = sizes.push(0) - 1;
    sizes[labelOfRoot[root]!]! += runs.end[run]! - runs.start[run]!;
  }
  const labelOf = Int32Array.from({ length: ownerCount }, (_, owner) => labelOfRoot[sets.rootOf(owner)]!);
  return { labelOf, sizes };
}

function pixelsByRoot(runs: RunLengths, sets: DisjointSets, ownerCount: number): Float64Array {
  const pixels = new Float64Array(ownerCount);
  for (let run = 0; run < runs.count; run++) {
    pixels[sets.rootOf(runs.owner[run]!)]! += runs.end[run]! - runs.start[run]!;
  }
  return pixels;
}

function firstRunByRoot(runs: RunLengths, sets: DisjointSets, ownerCount: number): Int32Array {
  const first = new Int32Array(ownerCount).fill(-1);
  for (let run = runs.count - 1; run >= 0; run--) first[sets.rootOf(runs.owner[run]!)] = run;
  return first;
}

function maximumOwner(runs: RunLengths): number {
  let maximum = -1;
  for (let run = 0; run < runs.count; run++) maximum = Math.max(maximum, runs.owner[run]!);
  return maximum;
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

function filterRuns(runs: RunLengths, isKept: (run: number) => boolean): RunLengths {
  const out = collectRuns(runs.width, runs.height);
  for (let y = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      if (isKept(run)) out.push(runs.start[run]!, runs.end[run]!, runs.owner[run]!);
    }
    out.endRow();
  }
  return out.finish();
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
