import { createDisjointSets, type DisjointSets } from './disjointSets.js';
import { fillHoles } from './holes.js';
import { mergeIntoNeighbours } from './mergeSegments.js';
import { filterRuns, forEachContact, type RunLengths } from './runLengths.js';

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
  const kept = dropSmallAreas(input);
  const filled = fillHoles({ ...input, runs: kept, segments: owningSegments(kept, input) });
  return mergeSmallSegments(filled, input);
}

function dropSmallAreas({ runs, ownerCount, seedsOf, connectivity, minimumPixels }: SieveInput): RunLengths {
  const areas = createDisjointSets(ownerCount);
  forEachContact(runs, connectivity, (a, b) => areas.join(runs.owner[a]!, runs.owner[b]!));
  const pixels = new Float64Array(ownerCount);
  for (let run = 0; run < runs.count; run++) {
    pixels[areas.rootOf(runs.owner[run]!)]! += runs.end[run]! - runs.start[run]!;
  }
  const isSeeded = new Uint8Array(ownerCount).fill(seedsOf === undefined ? 1 : 0);
  if (seedsOf !== undefined) {
    for (let owner = 0; owner < ownerCount; owner++) if (seedsOf[owner]! > 0) isSeeded[areas.rootOf(owner)] = 1;
  }
  return filterRuns(runs, (run) => {
    const root = areas.rootOf(runs.owner[run]!);
    return pixels[root]! >= minimumPixels && isSeeded[root] === 1;
  });
}

/** Owners joined where they touch and have one group. */
function owningSegments(runs: RunLengths, { ownerCount, groupOf, connectivity }: SieveInput): DisjointSets {
  const segments = createDisjointSets(ownerCount);
  forEachContact(runs, connectivity, (a, b) => {
    const ownerA = runs.owner[a]!;
    const ownerB = runs.owner[b]!;
    if (ownerA !== ownerB && groupOf[ownerA] === groupOf[ownerB]) segments.join(ownerA, ownerB);
  });
  return segments;
}

function mergeSmallSegments(runs: RunLengths, input: SieveInput): SieveResult {
  const { connectivity, minimumPixels, ownerCount } = input;
  // Filling may have made segments of one group touch: join those before counting.
  const { labelOf, sizes } = labelByFirstPixel(runs, owningSegments(runs, input), ownerCount);
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
  const segmentOf = labelOf.map((label) => (label < 0 ? -1 : numberOf[target[label]!]!));
  return { runs: withOwners(runs, segmentOf), segmentCount, segmentOf };
}

/** The runs under new owners; those that touch in a row and now have one are joined. */
function withOwners(runs: RunLengths, ownerOf: Int32Array): RunLengths {
  for (let run = 0; run < runs.count; run++) runs.owner[run] = ownerOf[runs.owner[run]!]!;
  return filterRuns(runs, () => true);
}

function labelByFirstPixel(
  runs: RunLengths,
  sets: DisjointSets,
  ownerCount: number,
): { labelOf: Int32Array; sizes: Float64Array } {
  const labelOfRoot = new Int32Array(ownerCount).fill(-1);
  const sizes = new Float64Array(ownerCount);
  let count = 0;
  for (let run = 0; run < runs.count; run++) {
    const root = sets.rootOf(runs.owner[run]!);
    if (labelOfRoot[root]! < 0) labelOfRoot[root] = count++;
    sizes[labelOfRoot[root]!]! += runs.end[run]! - runs.start[run]!;
  }
  const labelOf = labelOfRoot.map((_, owner) => labelOfRoot[sets.rootOf(owner)]!);
  return { labelOf, sizes: sizes.subarray(0, count) };
}
