import type { RunLengths } from '../kernels/runLengths.js';

/** First and last pixel of a segment in the grid, inclusive. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface SegmentRuns {
  readonly segment: number;
  /** The segment's own runs in a raster that is just large enough. A view: good until the next segment is asked for. */
  readonly runs: RunLengths;
  readonly box: PixelBox;
}

/** One segment after the other by their numbers; owners of `runs` are the segments. */
export function* eachSegment(runs: RunLengths, count: number): Generator<SegmentRuns, void, undefined> {
  const { order, firstOf, rowOf } = runsBySegment(runs, count);
  const cut = createCut();
  for (let segment = 0; segment < count; segment++) {
    const own = order.subarray(firstOf[segment]!, firstOf[segment + 1]!);
    if (own.length === 0) continue;
    let left = runs.width;
    let right = 0;
    for (const run of own) {
      left = Math.min(left, runs.start[run]!);
      right = Math.max(right, runs.end[run]! - 1);
    }
    const box = { left, right, top: rowOf[own[0]!]!, bottom: rowOf[own.at(-1)!]! };
    yield { segment, runs: cut(runs, own, rowOf, box), box };
  }
}

/** Run numbers sorted by segment, keeping their order inside each. */
function runsBySegment(runs: RunLengths, count: number): { order: Int32Array; firstOf: Int32Array; rowOf: Int32Array } {
  const firstOf = new Int32Array(count + 1);
  for (let run = 0; run < runs.count; run++) firstOf[runs.owner[run]! + 1]! += 1;
  for (let segment = 0; segment < count; segment++) firstOf[segment + 1]! += firstOf[segment]!;
  const place = firstOf.slice();
  const order = new Int32Array(runs.count);
  const rowOf = new Int32Array(runs.count);
  for (let y = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      rowOf[run] = y;
      order[place[runs.owner[run]!]!++] = run;
    }
  }
  return { order, firstOf, rowOf };
}

/** Copies a segment's runs to a raster of their own, in memory that is used again. */
function createCut(): (runs: RunLengths, own: Int32Array, rowOf: Int32Array, box: PixelBox) => RunLengths {
  let rowStart = new Int32Array(64);
  let start = new Int32Array(64);
  let end = new Int32Array(64);
  return (runs, own, rowOf, { left, right, top, bottom }) => {
    const height = bottom - top + 1;
    if (height >= rowStart.length) rowStart = new Int32Array(2 * height);
    if (own.length > start.length) {
      start = new Int32Array(2 * own.length);
      end = new Int32Array(2 * own.length);
    }
    let row = 0;
    rowStart[0] = 0;
    own.forEach((run, i) => {
      for (const y = rowOf[run]! - top; row < y; row++) rowStart[row + 1] = i;
      start[i] = runs.start[run]! - left;
      end[i] = runs.end[run]! - left;
    });
    for (; row < height; row++) rowStart[row + 1] = own.length;
    return { width: right - left + 1, height, count: own.length, rowStart, start, end, owner: start };
  };
}
