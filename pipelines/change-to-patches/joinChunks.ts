import { BadInputError } from '#domain/errors.js';
import { collectRuns, type RunCollector, type RunLengths } from '../kernels/runLengths.js';
import { sieveRuns } from '../kernels/sieve.js';
import {
  addStatistics,
  createStatistics,
  type ChunkPart,
  type ChunkResult,
  type PartStatistics,
} from './chunkResult.js';
import { PIXEL_STATE } from './chunkPixels.js';

export interface JoinOptions {
  /** Size of the grid. */
  readonly width: number;
  readonly height: number;
  readonly sceneCount: number;
  readonly connectivity: 4 | 8;
  readonly sievePixels: number;
}

export interface Segment extends PartStatistics {
  /** Transition group of most of its changed pixels; filled holes have no say. */
  readonly group: number;
}

/** The whole grid after the sieve. */
export interface JoinedChange {
  /** The owner is the segment's number; numbers follow first pixels by row and column. */
  readonly runs: RunLengths;
  readonly segments: readonly Segment[];
  /** Owner 1: inside the watch area, not assessed; 2: outside of it. Pixels outside all chunks are not listed. */
  readonly unknown: RunLengths;
  readonly insidePixels: number;
  readonly assessedPixels: number;
}

/** More runs than this are salt and pepper, and would fill the memory: about 100 MB. */
const MOST_RUNS = 5_000_000;

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
  const gathered = await gatherRuns(chunks, options);
  const { runs, segmentCount, segmentOf } = sieveRuns({
    runs: gathered.runs,
    groupOf: gathered.parts.map((part) => part.group),
    seedsOf: gathered.parts.map((part) => part.seeds),
    unknown: gathered.unknown,
    connectivity: options.connectivity,
    minimumPixels: options.sievePixels,
  });
  const segments = addUp(gathered.parts, segmentOf, segmentCount, options.sceneCount);
  return {
    runs,
    segments,
    unknown: gathered.unknown,
    insidePixels: gathered.inside,
    assessedPixels: gathered.assessed,
  };
}

function addUp(parts: readonly ChunkPart[], segmentOf: Int32Array, count: number, sceneCount: number): Segment[] {
  const sums = Array.from({ length: count }, () => ({
    statistics: createStatistics(sceneCount),
    byGroup: new Map<number, number>(),
  }));
  parts.forEach((part, index) => {
    const sum = sums[segmentOf[index]!];
    if (sum === undefined) return;
    addStatistics(sum.statistics, part);
    sum.byGroup.set(part.group, (sum.byGroup.get(part.group) ?? 0) + part.pixels);
  });
  return sums.map(({ statistics, byGroup }) => {
    const [group = 0] = [...byGroup].toSorted(([a, m], [b, n]) => n - m || a - b)[0] ?? [];
    return { ...statistics, group };
  });
}

interface Gathered {
  readonly runs: RunLengths;
  readonly unknown: RunLengths;
  readonly parts: readonly ChunkPart[];
  readonly inside: number;
  readonly assessed: number;
}

async function gatherRuns(
  chunks: AsyncIterable<ChunkResult> | Iterable<ChunkResult>,
  { width, height }: JoinOptions,
): Promise<Gathered> {
  const runs = collectRuns(width, height);
  const unknown = collectRuns(width, height);
  const parts: ChunkPart[] = [];
  let band: { chunk: ChunkResult; firstPart: number }[] = [];
  let row = 0;
  let inside = 0;
  let assessed = 0;
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
    for (; row < y + rows; row++) {
      for (const { chunk, firstPart } of band) {
        copyRow(chunk.runs, row - y, chunk.window.x, firstPart, runs);
        copyRow(chunk.unknown, row - y, chunk.window.x, 0, unknown);
      }
      runs.endRow();
      unknown.endRow();
    }
    band = [];
    refuseSaltAndPepper(runs.count() + unknown.count());
  };
  for await (const chunk of chunks) {
    if (band[0] !== undefined && band[0].chunk.window.y !== chunk.window.y) flush();
    band.push({ chunk, firstPart: parts.length });
    for (const part of chunk.parts) parts.push(part);
    const counts = countChunk(chunk);
    inside += counts.inside;
    assessed += counts.assessed;
  }
  flush();
  endRowsUntil(height);
  return { runs: runs.finish(), unknown: unknown.finish(), parts, inside, assessed };
}

function copyRow(from: RunLengths, row: number, offset: number, firstOwner: number, to: RunCollector): void {
  for (let run = from.rowStart[row]!; run < from.rowStart[row + 1]!; run++) {
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

function refuseSaltAndPepper(count: number): void {
  if (count <= MOST_RUNS) return;
  throw new BadInputError('the change is scattered all over the scene', {
    code: 'change.scattered',
    where: 'scene pair',
    found: `more than ${MOST_RUNS} separate rows of changed or unseen pixels`,
    expected: 'a smoother recipe, or scenes of the same kind',
  });
}
