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

/** Blocks whose correlation peak is lower than this say nothing; a block that stands alone must be surer. */
const LEAST_QUALITY = 0.12;
const LEAST_LONE_QUALITY = 0.25;
const FEW_BLOCKS = 3;
/** Blocks that disagree by more than this (pixels) found something else than the registration. */
const MOST_SPREAD = 1;

/** Robust summary of the blocks' shifts; null where the blocks do not say anything together. */
export function summariseShifts(shifts: readonly (BlockShift | null)[]): Registration | null {
  const known = shifts.filter((shift): shift is BlockShift => shift !== null && shift.quality >= LEAST_QUALITY);
  const isFew = known.length < FEW_BLOCKS;
  const good = isFew ? known.filter(({ quality }) => quality >= LEAST_LONE_QUALITY) : known;
  if (good.length === 0) return null;
  const x = median(good.map((shift) => shift.x));
  const y = median(good.map((shift) => shift.y));
  const spread = median(good.map((shift) => Math.hypot(shift.x - x, shift.y - y)));
  return spread > MOST_SPREAD ? null : { x, y, spread, blocks: good.length };
}

/** Length of the shift, pixels: what the edges of patches may be off by. */
export const residualPixels = ({ x, y }: Registration): number => Math.hypot(x, y);

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
