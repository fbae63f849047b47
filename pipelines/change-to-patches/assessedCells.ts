import { PIXEL_STATE } from './pixelState.js';
import type { RunLengths } from '../kernels/runLengths.js';

/** Side of a cell in pixels, a power of two. */
const CELL = 8;
const CELL_BITS = 3;

/** Counts of unseen pixels on a coarse grid: enough to say how much of a patch's surroundings could be seen. */
export interface UnseenCells {
  /**
   * Share of the pixels in and round a box that were assessed, 0–1, to the resolution of the cells. Pixels outside the
   * watch area do not count.
   * @param box first and last pixel, inclusive
   */
  assessedShare(box: { left: number; top: number; right: number; bottom: number }): number;
}

export function countUnseen(unknown: RunLengths): UnseenCells {
  const columns = Math.ceil(unknown.width / CELL);
  const rows = Math.ceil(unknown.height / CELL);
  const notAssessed = new Uint8Array(columns * rows);
  const outside = new Uint8Array(columns * rows);
  for (let y = 0; y < unknown.height; y++) {
    const row = (y >> CELL_BITS) * columns;
    for (let run = unknown.rowStart[y]!; run < unknown.rowStart[y + 1]!; run++) {
      const counts = unknown.owner[run] === PIXEL_STATE.outside ? outside : notAssessed;
      const last = unknown.end[run]!;
      for (let x = unknown.start[run]!; x < last;) {
        const column = x >> CELL_BITS;
        const end = Math.min(last, (column + 1) << CELL_BITS);
        counts[row + column]! += end - x;
        x = end;
      }
    }
  }
  const clampColumn = (cell: number): number => Math.max(0, Math.min(columns - 1, cell));
  const clampRow = (cell: number): number => Math.max(0, Math.min(rows - 1, cell));
  return {
    assessedShare({ left, top, right, bottom }) {
      let inside = 0;
      let unseen = 0;
      const lastRow = clampRow(Math.floor(bottom / CELL) + 1);
      const lastColumn = clampColumn(Math.floor(right / CELL) + 1);
      for (let row = clampRow(Math.floor(top / CELL) - 1); row <= lastRow; row++) {
        const cellHeight = Math.min(CELL, unknown.height - row * CELL);
        for (let column = clampColumn(Math.floor(left / CELL) - 1); column <= lastColumn; column++) {
          const cell = row * columns + column;
          inside += cellHeight * Math.min(CELL, unknown.width - column * CELL) - outside[cell]!;
          unseen += notAssessed[cell]!;
        }
      }
      return inside > 0 ? (inside - unseen) / inside : 0;
    },
  };
}
