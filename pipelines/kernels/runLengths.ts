/**
 * Marked pixels of a raster as runs: half-open column intervals per row, ordered by row and column, each with an owner.
 * Runs of one row never overlap; runs that touch have different owners.
 */
export interface RunLengths {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** `height + 1` long: runs of row y are `rowStart[y]` to `rowStart[y + 1] - 1`. */
  readonly rowStart: Int32Array;
  /** First column of each run; at least `count` long, like the next two. */
  readonly start: Int32Array;
  /** Column after the last of each run. */
  readonly end: Int32Array;
  /** What the run belongs to, >= 0. */
  readonly owner: Int32Array;
}

/** Collects runs row by row. Rows must be finished in order, runs within a row come by ascending column. */
export interface RunCollector {
  /** Adds a run to the current row; joins it to the previous one where they touch and have one owner. */
  push(start: number, end: number, owner: number): void;
  endRow(): void;
  /** Runs so far. */
  count(): number;
  /** The finished rows so far, a view: good until the next call of another method. */
  soFar(): RunLengths;
  /** Gives each run of the finished rows another owner; -1 takes it out. */
  rewrite(ownerOf: (run: number) => number): void;
  finish(): RunLengths;
}

/** @param expected runs for which there is room from the start */
export function collectRuns(width: number, height: number, expected = 64): RunCollector {
  const rowStart = new Int32Array(height + 1);
  let starts = new Int32Array(expected);
  let ends = new Int32Array(expected);
  let owners = new Int32Array(expected);
  let count = 0;
  let row = 0;
  const grow = (): void => {
    const larger = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(Math.ceil(array.length * 1.5) + 64);
      copy.set(array);
      return copy;
    };
    starts = larger(starts);
    ends = larger(ends);
    owners = larger(owners);
  };
  return {
    push(start, end, owner) {
      const previous = count - 1;
      if (previous >= rowStart[row]! && ends[previous] === start && owners[previous] === owner) {
        ends[previous] = end;
        return;
      }
      if (count === starts.length) grow();
      starts[count] = start;
      ends[count] = end;
      owners[count] = owner;
      count += 1;
    },
    endRow() {
      if (row >= height) throw new RangeError(`more than ${height} rows`);
      row += 1;
      rowStart[row] = count;
    },
    count: () => count,
    soFar: () => ({ width, height: row, count, rowStart, start: starts, end: ends, owner: owners }),
    rewrite(ownerOf) {
      let kept = 0;
      let run = 0;
      for (let y = 0; y < row; y++) {
        for (const last = rowStart[y + 1]!; run < last; run++) {
          const owner = ownerOf(run);
          if (owner < 0) continue;
          starts[kept] = starts[run]!;
          ends[kept] = ends[run]!;
          owners[kept] = owner;
          kept += 1;
        }
        rowStart[y + 1] = kept;
      }
      count = kept;
    },
    finish() {
      if (row !== height) throw new RangeError(`expected ${height} rows, got ${row}`);
      return { width, height, count, rowStart, start: starts, end: ends, owner: owners };
    },
  };
}

/** Runs of equal non-zero codes; the code is the owner. @param codes row-major, 0 = not marked */
export function runsOfCodes(codes: Uint8Array, width: number, height: number): RunLengths {
  const runs = collectRuns(width, height);
  const scan = createScan(codes);
  const length = width * height;
  let row = 0;
  for (let at = scan(0, length, 0); at < length;) {
    const code = codes[at]!;
    for (const y = Math.floor(at / width); row < y; row++) runs.endRow();
    const rowStart = row * width;
    const end = scan(at + 1, rowStart + width, code);
    runs.push(at - rowStart, end - rowStart, code);
    at = scan(end, length, 0);
  }
  for (; row < height; row++) runs.endRow();
  return runs.finish();
}

/** What is told of runs of equal bytes: those of each row from left to right, then its end. */
export interface EqualRunVisitor {
  readonly visit: (start: number, end: number, value: number) => void;
  readonly endRow: () => void;
}

/**
 * Tells all runs of equal values of a raster of bytes, row by row.
 * @param shape isDifferenced: each byte is the difference from the one to the left, modulo 256, so that runs are zeros
 */
export function forEachEqualRun(
  bytes: Uint8Array,
  {
    width,
    height,
    isDifferenced,
  }: { readonly width: number; readonly height: number; readonly isDifferenced: boolean },
  { visit, endRow }: EqualRunVisitor,
): void {
  const scan = createScan(bytes);
  for (let row = 0; row < height * width; row += width) {
    const rowEnd = row + width;
    let value = 0;
    for (let at = row; at < rowEnd;) {
      value = isDifferenced ? (value + bytes[at]!) & 0xff : bytes[at]!;
      const end = scan(at + 1, rowEnd, isDifferenced ? 0 : value);
      visit(at - row, end - row, value);
      at = end;
    }
    endRow();
  }
}

/** Finds the first place from `from` on whose code is another one; `until` where there is none. Looks at sixteen at a time. */
function createScan(codes: Uint8Array): (from: number, until: number, code: number) => number {
  const isAligned = codes.byteOffset % 4 === 0;
  const words = isAligned
    ? new Int32Array(codes.buffer, codes.byteOffset, codes.length >> 2)
    : new Int32Array(codes.slice(0, codes.length & ~3).buffer);
  return (from, until, code) => {
    let at = from;
    while (at < until && (at & 3) !== 0) {
      if (codes[at] !== code) return at;
      at += 1;
    }
    const pattern = Math.imul(code, 0x01010101);
    let word = at >> 2;
    const lastWord = until >> 2;
    for (const lastFour = lastWord - 4; word <= lastFour; word += 4) {
      const differing = (words[word]! ^ pattern) | (words[word + 1]! ^ pattern);
      if ((differing | (words[word + 2]! ^ pattern) | (words[word + 3]! ^ pattern)) !== 0) break;
    }
    while (word < lastWord && words[word] === pattern) word += 1;
    for (at = Math.max(at, word << 2); at < until; at++) if (codes[at] !== code) return at;
    return until;
  };
}

/** A raster without a marked pixel. */
export function noRuns(width: number, height: number): RunLengths {
  const none = new Int32Array(0);
  return { width, height, count: 0, rowStart: new Int32Array(height + 1), start: none, end: none, owner: none };
}

/** Those runs that are kept. */
export function filterRuns(runs: RunLengths, isKept: (run: number) => boolean): RunLengths {
  const out = collectRuns(runs.width, runs.height, runs.count);
  for (let y = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      if (isKept(run)) out.push(runs.start[run]!, runs.end[run]!, runs.owner[run]!);
    }
    out.endRow();
  }
  return out.finish();
}

/** Number of marked pixels. */
export function pixelCount(runs: RunLengths): number {
  let pixels = 0;
  for (let i = 0; i < runs.count; i++) pixels += runs.end[i]! - runs.start[i]!;
  return pixels;
}

/**
 * Calls `visit` for each pair of runs that touch: neighbours in one row without a gap, and runs of successive rows that
 * share a column (4-connected) or a corner (8-connected).
 */
export function forEachContact(
  runs: RunLengths,
  connectivity: 4 | 8,
  visit: (first: number, second: number) => void,
): void {
  const { rowStart, start, end, height } = runs;
  const reach = connectivity === 8 ? 1 : 0;
  for (let y = 0; y < height; y++) {
    const from = rowStart[y]!;
    const to = rowStart[y + 1]!;
    for (let i = from + 1; i < to; i++) if (end[i - 1] === start[i]) visit(i - 1, i);
    if (y === 0) continue;
    let above = rowStart[y - 1]!;
    let below = from;
    while (above < from && below < to) {
      if (start[above]! < end[below]! + reach && start[below]! < end[above]! + reach) visit(above, below);
      if (end[above]! < end[below]!) above += 1;
      else if (end[below]! < end[above]!) below += 1;
      else if (reach === 0) {
        above += 1;
        below += 1;
      } else {
        // Equal ends: with corners counting, each may still touch the other's successor.
        if (above + 1 < from && start[above + 1]! < end[below]! + 1) visit(above + 1, below);
        if (below + 1 < to && start[below + 1]! < end[above]! + 1) visit(above, below + 1);
        above += 1;
        below += 1;
      }
    }
  }
}
