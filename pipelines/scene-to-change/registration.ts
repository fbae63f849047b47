import type { BlockShift } from '../kernels/phaseCorrelation.js';

/** How far the after scene lies from the before scene. Plain JSON. */
export interface Registration {
  /** Median shift, pixels: content of the after scene lies this far right and down. */
  readonly x: number;
  readonly y: number;
  /** Median distance of the blocks' shifts from the median shift, pixels. */
  readonly spread: number;
  readonly blocks: number;
}

/** Blocks whose correlation peak is lower than this say nothing. */
const LEAST_QUALITY = 0.08;
const FEWEST_BLOCKS = 1;

/** Robust summary of the blocks' shifts; null where no block says anything. */
export function summariseShifts(shifts: readonly (BlockShift | null)[]): Registration | null {
  const good = shifts.filter((shift): shift is BlockShift => shift !== null && shift.quality >= LEAST_QUALITY);
  if (good.length < FEWEST_BLOCKS) return null;
  const x = median(good.map((shift) => shift.x));
  const y = median(good.map((shift) => shift.y));
  const spread = median(good.map((shift) => Math.hypot(shift.x - x, shift.y - y)));
  return { x, y, spread, blocks: good.length };
}

/** Length of the shift, pixels: what the edges of patches may be off by. */
export const residualPixels = ({ x, y }: Registration): number => Math.hypot(x, y);

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
