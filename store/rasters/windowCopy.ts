import type { PixelWindow } from '#domain/raster.js';
import type { SampleArray } from './samples.js';

/** One band of one block, and the window it is copied into. */
export interface BlockPart {
  readonly window: PixelWindow;
  /** Upper left pixel of the block in the image. */
  readonly blockX: number;
  readonly blockY: number;
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** Samples from one pixel of the block to the next. */
  readonly stride: number;
  /** Which of them is the band. */
  readonly sample: number;
}

interface Overlap {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function overlapOf({ window, blockX, blockY, blockWidth, blockHeight }: BlockPart): Overlap {
  return {
    left: Math.max(window.x, blockX),
    right: Math.min(window.x + window.width, blockX + blockWidth),
    top: Math.max(window.y, blockY),
    bottom: Math.min(window.y + window.height, blockY + blockHeight),
  };
}

/** Copies the band's samples where block and window overlap. */
export function copyBand(block: SampleArray, target: SampleArray, part: BlockPart): void {
  const { left, right, top, bottom } = overlapOf(part);
  const { window, blockX, blockY, blockWidth, stride, sample } = part;
  for (let y = top; y < bottom; y++) {
    let from = ((y - blockY) * blockWidth + left - blockX) * stride + sample;
    let to = (y - window.y) * window.width + left - window.x;
    if (stride === 1) {
      target.set(block.subarray(from, from + right - left), to);
      continue;
    }
    for (const end = to + right - left; to < end; to++, from += stride) target[to] = block[from]!;
  }
}

/** Clears `valid` where the block's band (a mask or alpha) is 0. */
export function copyMask(block: SampleArray, valid: Uint8Array, part: BlockPart): void {
  const { left, right, top, bottom } = overlapOf(part);
  const { window, blockX, blockY, blockWidth, stride, sample } = part;
  for (let y = top; y < bottom; y++) {
    let from = ((y - blockY) * blockWidth + left - blockX) * stride + sample;
    let to = (y - window.y) * window.width + left - window.x;
    for (const end = to + right - left; to < end; to++, from += stride) if (block[from] === 0) valid[to] = 0;
  }
}

/** Fills the overlap of block and window with one value; null, and what the sample type cannot hold, count as 0. */
export function fillPart(target: SampleArray, part: BlockPart, value: number | null): void {
  const { left, right, top, bottom } = overlapOf(part);
  const { window } = part;
  const isFloat = target instanceof Float32Array || target instanceof Float64Array;
  for (let y = top; y < bottom; y++) {
    const row = (y - window.y) * window.width - window.x;
    target.fill(value ?? 0, row + left, row + right);
    // Whole numbers wrap: what comes back differently was not held.
    if (!isFloat && target[row + left] !== value) target.fill(0, row + left, row + right);
  }
}

/** Clears `valid` where the stored sample is nodata, NaN or infinite. */
export function clearInvalid(samples: SampleArray, nodata: number | null, valid: Uint8Array): void {
  if (samples instanceof Float32Array || samples instanceof Float64Array) {
    const missing = nodata === null ? NaN : samples instanceof Float32Array ? Math.fround(nodata) : nodata;
    for (let i = 0; i < samples.length; i++) {
      const value = samples[i]!;
      // A number minus itself is 0 unless it is NaN or infinite.
      if (value - value !== 0 || value === missing) valid[i] = 0;
    }
    return;
  }
  if (nodata === null || !Number.isInteger(nodata)) return;
  // Most windows hold none, which the built-in search finds out several times faster.
  const first = samples.indexOf(nodata);
  for (let i = first < 0 ? samples.length : first; i < samples.length; i++) if (samples[i] === nodata) valid[i] = 0;
}
