import type { PixelWindow } from '#domain/raster.js';
import { labelAreas } from '../kernels/runLabels.js';
import { collectRuns, filterRuns } from '../kernels/runLengths.js';
import { isOfKeptArea, type ChunkOptions, type ChunkResult } from './chunkResult.js';
import { CLASS_COUNT, createPartTable } from './partTable.js';
import { PIXEL_STATE } from './pixelState.js';
import { transitionGroup } from './transitionGroup.js';

/** A chunk's changed pixels, one after the other by row and column, where only these are known: no plane holds the others. */
export interface PixelList {
  /** A changed pixel of the current row. @param column counted from the window's left edge, ascending */
  pushChanged(column: number, fromCode: number, toCode: number, excess: number, isSeed: boolean): void;
  /** Pixels of the current row that were not assessed, ascending. */
  pushUnseen(start: number, end: number): void;
  endRow(): void;
  /** What `summariseChunk` says of the same pixels. */
  finish(): ChunkResult;
}

/** @param options as for `summariseChunk`; there is one before scene, the first, and no ensemble */
export function createPixelList(window: PixelWindow, options: ChunkOptions): PixelList {
  const { width, height } = window;
  const marked = collectRuns(width, height);
  const unknown = collectRuns(width, height);
  let capacity = 1024;
  let count = 0;
  let fromCodes = new Uint8Array(capacity);
  let toCodes = new Uint8Array(capacity);
  let excesses = new Uint16Array(capacity);
  let seeds = new Uint8Array(capacity);
  const grow = (): void => {
    capacity = 2 * capacity;
    fromCodes = enlarged(fromCodes, new Uint8Array(capacity));
    toCodes = enlarged(toCodes, new Uint8Array(capacity));
    excesses = enlarged(excesses, new Uint16Array(capacity));
    seeds = enlarged(seeds, new Uint8Array(capacity));
  };
  return {
    pushChanged(column, fromCode, toCode, excess, isSeed) {
      if (count === capacity) grow();
      fromCodes[count] = fromCode;
      toCodes[count] = toCode;
      excesses[count] = excess;
      seeds[count] = isSeed ? 1 : 0;
      count += 1;
      marked.push(column, column + 1, transitionGroup(fromCode, toCode));
    },
    pushUnseen: (start, end) => unknown.push(start, end, PIXEL_STATE.notAssessed),
    endRow() {
      marked.endRow();
      unknown.endRow();
    },
    finish() {
      const all = marked.finish();
      /** Place of each run's first pixel in the list. */
      const first = new Int32Array(all.count + 1);
      for (let run = 0; run < all.count; run++) first[run + 1] = first[run]! + all.end[run]! - all.start[run]!;
      const isKept = isOfKeptArea(all, options, (run) => {
        for (let i = first[run]!; i < first[run + 1]!; i++) if (seeds[i] === 1) return true;
        return false;
      });
      const runs = filterRuns(all, (run) => isKept[run] === 1);
      const { labelOf, count: partCount } = labelAreas(runs, options.connectivity, 'owner');
      const parts = createPartTable(partCount, options);
      for (let run = 0, kept = 0; run < all.count; run++) {
        if (isKept[run] === 0) continue;
        const part = labelOf[kept++]!;
        parts.group[part] = all.owner[run]!;
        const pixels = first[run + 1]! - first[run]!;
        parts.pixels[part]! += pixels;
        parts.byScene[part * options.sceneCount]! += pixels;
        for (let i = first[run]!; i < first[run + 1]!; i++) {
          parts.seeds[part]! += seeds[i]!;
          parts.excess[part]! += excesses[i]!;
          parts.byFromClass[part * CLASS_COUNT + fromCodes[i]!]! += 1;
          parts.byToClass[part * CLASS_COUNT + toCodes[i]!]! += 1;
        }
      }
      return { window, runs: { ...runs, owner: labelOf }, parts, unknown: unknown.finish() };
    },
  };
}

function enlarged<T extends Uint8Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
