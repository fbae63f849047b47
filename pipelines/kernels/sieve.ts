import { createDisjointSets, type DisjointSets } from './disjointSets.js';
import { fillHoles } from './holes.js';
import { mergeIntoNeighbours } from './mergeSegments.js';
import { collectRuns, forEachContact, type RunLengths } from './runLengths.js';

export interface SieveInput {
  /** Changed pixels; each owner lies in one place: a part of one connected area, with one group. */
  readonly runs: RunLengths;
  /** Owners are 0 to this minus 1. */
  readonly ownerCount: number;
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
  const { areas, segments } = joinTouching(input.runs, input);
  const kept = largeAreas(input, areas, segments);
  const { runs, isMixed } = fillHoles({ ...input, runs: kept });
  // Filling may have made segments of one group touch: join those before counting.
  const whole = isMixed ? joinTouching(runs, input).segments : segments;
  return mergeSmallSegments(runs, input, segments, whole);
}

/** Owners joined where they touch: all of them to areas, those of one group to segments. */
function joinTouching(
  runs: RunLengths,
  { ownerCount, groupOf, connectivity }: SieveInput,
): { areas: DisjointSets; segments: DisjointSets } {
  const areas = createDisjointSets(ownerCount);
  const segments = createDisjointSets(ownerCount);
  const { owner } = runs;
  forEachContact(runs, connectivity, (a, b) => {
    const ownerA = owner[a]!;
    const ownerB = owner[b]!;
    if (ownerA === ownerB) return;
    areas.join(ownerA, ownerB);
    if (groupOf[ownerA] === groupOf[ownerB]) segments.join(ownerA, ownerB);
  });
  return { areas, segments };
}

/** The runs of areas that are large enough and hold a seed; the owner is the first one of the segment. */
function largeAreas(
  { runs, ownerCount, seedsOf, minimumPixels }: SieveInput,
  areas: DisjointSets,
  segments: DisjointSets,
): RunLengths {
  const pixels = new Float64Array(ownerCount);
  for (let run = 0; run < runs.count; run++) pixels[runs.owner[run]!]! += runs.end[run]! - runs.start[run]!;
  const isSeeded = new Uint8Array(ownerCount).fill(seedsOf === undefined ? 1 : 0);
  for (let owner = 0; owner < ownerCount; owner++) {
    const root = areas.rootOf(owner);
    if (root !== owner) pixels[root]! += pixels[owner]!;
    if (seedsOf !== undefined && seedsOf[owner]! > 0) isSeeded[root] = 1;
  }
  const segmentOf = new Int32Array(ownerCount);
  for (let owner = 0; owner < ownerCount; owner++) {
    const root = areas.rootOf(owner);
    segmentOf[owner] = pixels[root]! >= minimumPixels && isSeeded[root] === 1 ? segments.rootOf(owner) : -1;
  }
  return withOwners(runs, segmentOf);
}

/** The runs under new owners, those of -1 left out; runs that touch in a row and now have one owner are joined. */
function withOwners(runs: RunLengths, ownerOf: Int32Array): RunLengths {
  const out = collectRuns(runs.width, runs.height, runs.count);
  for (let y = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const owner = ownerOf[runs.owner[run]!]!;
      if (owner >= 0) out.push(runs.start[run]!, runs.end[run]!, owner);
    }
    out.endRow();
  }
  return out.finish();
}

/**
 * @param owning segments before holes were filled: their roots are the owners of `runs`
 * @param whole segments as they are now
 */
function mergeSmallSegments(
  runs: RunLengths,
  { connectivity, minimumPixels, ownerCount }: SieveInput,
  owning: DisjointSets,
  whole: DisjointSets,
): SieveResult {
  const { labelOf, sizes } = labelByFirstPixel(runs, whole, ownerCount);
  const target = mergeIntoNeighbours(sizes, minimumPixels, (meet) =>
    forEachContact(runs, connectivity, (a, b) => {
      const labelA = labelOf[runs.owner[a]!]!;
      const labelB = labelOf[runs.owner[b]!]!;
      if (labelA !== labelB) meet(labelA, labelB);
    }),
  );
  // A segment that took in an earlier one begins with that one's first pixel, not with its own.
  const numberOf = new Int32Array(sizes.length).fill(-1);
  let segmentCount = 0;
  for (let label = 0; label < sizes.length; label++) {
    if (numberOf[target[label]!]! < 0) numberOf[target[label]!] = segmentCount++;
  }
  const segmentOf = new Int32Array(ownerCount);
  for (let owner = 0; owner < ownerCount; owner++) {
    const label = labelOf[owning.rootOf(owner)]!;
    segmentOf[owner] = label < 0 ? -1 : numberOf[target[label]!]!;
  }
  const isOneToOne = whole === owning && segmentCount === sizes.length;
  return { runs: isOneToOne ? renamed(runs, segmentOf) : withOwners(runs, segmentOf), segmentCount, segmentOf };
}

/** The same runs, in their own memory, under new owners of which no two are alike where the old ones differ. */
function renamed(runs: RunLengths, ownerOf: Int32Array): RunLengths {
  const { owner } = runs;
  for (let run = 0; run < runs.count; run++) owner[run] = ownerOf[owner[run]!]!;
  return runs;
}

/** Label of each owner of a run, -1 for the others: numbers of the sets in the order of their first runs. */
function labelByFirstPixel(
  runs: RunLengths,
  sets: DisjointSets,
  ownerCount: number,
): { labelOf: Int32Array; sizes: Float64Array } {
  const labelOf = new Int32Array(ownerCount).fill(-1);
  const sizes = new Float64Array(ownerCount);
  let count = 0;
  for (let run = 0; run < runs.count; run++) {
    const owner = runs.owner[run]!;
    if (labelOf[owner]! < 0) {
      const root = sets.rootOf(owner);
      if (labelOf[root]! < 0) labelOf[root] = count++;
      labelOf[owner] = labelOf[root]!;
    }
    sizes[labelOf[owner]!]! += runs.end[run]! - runs.start[run]!;
  }
  return { labelOf, sizes: sizes.subarray(0, count) };
}
