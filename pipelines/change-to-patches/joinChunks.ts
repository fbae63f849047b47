import { labelAreas } from '../kernels/runLabels.js';
import { collectRuns, type RunCollector, type RunLengths } from '../kernels/runLengths.js';
import { sieveRuns } from '../kernels/sieve.js';
import type { ChunkResult } from './chunkResult.js';
import { JOIN_LIMITS, refuseSaltAndPepper, type JoinLimits } from './joinLimits.js';
import { PIXEL_STATE } from './pixelState.js';
import { addPart, collectParts, createPartTable, type PartCollector, type PartTable } from './partTable.js';
import { GROUP_COUNT } from './transitionGroup.js';

export interface JoinOptions {
  /** Size of the grid. */
  readonly width: number;
  readonly height: number;
  readonly sceneCount: number;
  readonly memberCount: number;
  readonly connectivity: 4 | 8;
  readonly sievePixels: number;
  /** What the memory bears; default `JOIN_LIMITS`. */
  readonly limits?: JoinLimits;
  /** What a refusal names: a file; default the pair. */
  readonly where?: string;
}

/** The whole grid after the sieve. */
export interface JoinedChange {
  /** The owner is the segment's number; numbers follow first pixels by row and column. */
  readonly runs: RunLengths;
  /** Sums over each segment's changed pixels; filled holes have no say. The group is that of most of them. */
  readonly segments: PartTable;
  /** Owner 1: inside the watch area, not assessed; 2: outside of it. Pixels outside all chunks are not listed. */
  readonly unknown: RunLengths;
  readonly insidePixels: number;
  readonly assessedPixels: number;
}

/**
 * Joins the chunks of a grid at their seams, sieves, and adds up what each segment consists of. The outcome is the same
 * bit for bit however the grid was cut.
 * @param chunks in the order of their windows: by row of chunks, then from left to right
 * @throws BadInputError where the change is so scattered that it cannot be outlined
 */
export async function joinChunks(
  chunks: AsyncIterable<ChunkResult> | Iterable<ChunkResult>,
  options: JoinOptions,
): Promise<JoinedChange> {
  const { runs: changed, parts, unknown, inside, assessed } = await gatherRuns(chunks, options);
  const { runs, segmentCount, segmentOf } = sieveRuns({
    runs: changed,
    ownerCount: parts.count,
    groupOf: parts.group,
    seedsOf: parts.seeds,
    unknown,
    connectivity: options.connectivity,
    minimumPixels: options.sievePixels,
  });
  const segments = addUp(parts, segmentOf, segmentCount);
  return { runs, segments, unknown, insidePixels: inside, assessedPixels: assessed };
}

function addUp(parts: PartTable, segmentOf: Int32Array, count: number): PartTable {
  const segments = createPartTable(count, parts, 'wide');
  const pixelsByGroup = new Float64Array(count * (GROUP_COUNT + 1));
  for (let part = 0; part < parts.count; part++) {
    const segment = segmentOf[part]!;
    if (segment < 0) continue;
    addPart(segments, segment, parts, part);
    pixelsByGroup[segment * (GROUP_COUNT + 1) + parts.group[part]!]! += parts.pixels[part]!;
  }
  for (let segment = 0; segment < count; segment++) {
    segments.group[segment] = placeOfLargest(pixelsByGroup, segment * (GROUP_COUNT + 1), GROUP_COUNT + 1);
  }
  return segments;
}

/** The first of the places from `from` on that hold the largest number, counted from there. */
function placeOfLargest(numbers: Float64Array, from: number, length: number): number {
  let best = 0;
  for (let i = 1; i < length; i++) if (numbers[from + i]! > numbers[from + best]!) best = i;
  return best;
}

interface Gathered {
  readonly runs: RunLengths;
  readonly unknown: RunLengths;
  readonly parts: PartTable;
  readonly inside: number;
  readonly assessed: number;
}

async function gatherRuns(
  chunks: AsyncIterable<ChunkResult> | Iterable<ChunkResult>,
  options: JoinOptions,
): Promise<Gathered> {
  const { width, height, limits = JOIN_LIMITS, where = 'scene pair' } = options;
  const runs = collectRuns(width, height);
  const unknown = collectRuns(width, height);
  const parts = collectParts(options);
  let band: { chunk: ChunkResult; firstPart: number }[] = [];
  let row = 0;
  let inside = 0;
  let assessed = 0;
  let cleanAt = limits.runsBeforeCleaning;
  const endRowsUntil = (until: number): void => {
    for (; row < until; row++) {
      runs.endRow();
      unknown.endRow();
    }
  };
  const flush = (): void => {
    const first = band[0];
    if (first === undefined) return;
    const { y, height: rows } = first.chunk.window;
    endRowsUntil(y);
    const changed = band.filter(({ chunk }) => chunk.runs.count > 0);
    const unseen = band.filter(({ chunk }) => chunk.unknown.count > 0);
    for (; row < y + rows; row++) {
      for (const { chunk, firstPart } of changed) copyRow(chunk.runs, row - y, chunk.window.x, firstPart, runs);
      for (const { chunk } of unseen) copyRow(chunk.unknown, row - y, chunk.window.x, 0, unknown);
      runs.endRow();
      unknown.endRow();
    }
    band = [];
    if (runs.count() >= cleanAt || parts.count() > limits.parts) {
      dropClosedSpecks(runs, parts, options);
      cleanAt = Math.min(limits.runs, Math.max(limits.runsBeforeCleaning, 2 * runs.count()));
    }
    refuseSaltAndPepper({ changed: runs.count(), unseen: unknown.count(), parts: parts.count() }, limits, where);
  };
  const bandTotals = () => ({
    changed: band.reduce((sum, { chunk }) => sum + chunk.runs.count, runs.count()),
    unseen: unknown.count(),
    parts: parts.count(),
  });
  for await (const chunk of chunks) {
    if (band[0] !== undefined && band[0].chunk.window.y !== chunk.window.y) flush();
    band.push({ chunk, firstPart: parts.count() });
    parts.append(chunk.parts);
    // A row of chunks of noise is too much before it is complete.
    if (parts.count() > 1.2 * limits.parts) refuseSaltAndPepper(bandTotals(), limits, where);
    const counts = countChunk(chunk);
    inside += counts.inside;
    assessed += counts.assessed;
  }
  flush();
  endRowsUntil(height);
  return { runs: runs.finish(), unknown: unknown.finish(), parts: parts.table(), inside, assessed };
}

/**
 * Drops what the sieve will drop, as soon as no later row can add to it: areas below the minimum or without a seed that do
 * not touch the last row. So specks at the seams of chunks do not pile up over the rows of a large raster.
 */
function dropClosedSpecks(runs: RunCollector, parts: PartCollector, { connectivity, sievePixels }: JoinOptions): void {
  const { height, rowStart, start, end, owner, ...gathered } = runs.soFar();
  const { labelOf, count } = labelAreas({ ...gathered, height, rowStart, start, end, owner }, connectivity, 'all');
  const { seeds } = parts.table();
  const pixels = new Float64Array(count);
  const isSeeded = new Uint8Array(count);
  const isOpen = new Uint8Array(count);
  const last = rowStart[height - 1]!;
  for (let run = 0; run < labelOf.length; run++) {
    const area = labelOf[run]!;
    pixels[area]! += end[run]! - start[run]!;
    if (seeds[owner[run]!]! > 0) isSeeded[area] = 1;
    if (run >= last) isOpen[area] = 1;
  }
  const isKept = (run: number): boolean => {
    const area = labelOf[run]!;
    return isOpen[area] === 1 || (pixels[area]! >= sievePixels && isSeeded[area] === 1);
  };
  const numberOf = new Int32Array(parts.count()).fill(-1);
  for (let run = 0; run < labelOf.length; run++) if (isKept(run)) numberOf[owner[run]!] = 0;
  let kept = 0;
  for (let part = 0; part < numberOf.length; part++) if (numberOf[part] === 0) numberOf[part] = kept++;
  runs.rewrite((run) => numberOf[owner[run]!]!);
  parts.renumber(numberOf, kept);
}

function copyRow(from: RunLengths, row: number, offset: number, firstOwner: number, to: RunCollector): void {
  const last = from.rowStart[row + 1]!;
  for (let run = from.rowStart[row]!; run < last; run++) {
    to.push(from.start[run]! + offset, from.end[run]! + offset, from.owner[run]! + firstOwner);
  }
}

function countChunk({ window, unknown }: ChunkResult): { inside: number; assessed: number } {
  let outside = 0;
  let notAssessed = 0;
  for (let run = 0; run < unknown.count; run++) {
    const pixels = unknown.end[run]! - unknown.start[run]!;
    if (unknown.owner[run] === PIXEL_STATE.outside) outside += pixels;
    else notAssessed += pixels;
  }
  const inside = window.width * window.height - outside;
  return { inside, assessed: inside - notAssessed };
}
