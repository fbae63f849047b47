import { NOT_ASSESSED, type PixelWindow } from '#domain/raster.js';
import type { BlockPair } from '#pipelines/kernels/subpixelShift.js';
import { cutBytes, cutFloats, relativeTo } from '#pipelines/kernels/planeWindow.js';
import { cutPair, type PairWindow, type SampleTile } from '#pipelines/scene-to-change/pairPixels.js';
import type { SampleTask } from '#pipelines/scene-to-change/sampleLayout.js';

/** Cuts a task's spots out of what was read for it. */
export function sampleOf(pair: PairWindow, { read, spots }: SampleTask): SampleTile[] {
  return spots.map((spot) => {
    const local = relativeTo(spot.read, read);
    return {
      ...cutPair(pair, local),
      core: relativeTo(spot.core, spot.read),
    };
  });
}

/** Bands whose texture the shift is measured on, best first: field and road edges show in the red whatever grows. */
const TEXTURE_BANDS = ['red', 'nir', 'green'] as const;
/** A block with more unseen pixels than this on either date is left out. */
const MOST_UNSEEN_SHARE = 0.05;

/** The task's registration blocks, null where too little of one was seen. */
export function blocksOf(pair: PairWindow, task: SampleTask, bands: readonly string[]): (BlockPair | null)[] {
  const band = Math.max(0, bands.indexOf(TEXTURE_BANDS.find((name) => bands.includes(name)) ?? ''));
  return task.registrationBlocks.map((block) => {
    const local = relativeTo(block, task.read);
    const unseen = unseenOf(pair, local);
    if (unseen === null) return null;
    const textureOf = (values: Float32Array): Float32Array => fillUnseen(cutFloats(values, pair.width, local), unseen);
    return { before: textureOf(pair.before[band]!), after: textureOf(pair.after[band]!) };
  });
}

/** 1 where either date saw nothing; null where that is too much of the block. */
function unseenOf(pair: PairWindow, block: PixelWindow): Uint8Array | null {
  const before = cutBytes(pair.reasonBefore, pair.width, block);
  const after = cutBytes(pair.reasonAfter, pair.width, block);
  let count = 0;
  for (let i = 0; i < before.length; i++) {
    const isUnseen = before[i] !== NOT_ASSESSED.clear || after[i] !== NOT_ASSESSED.clear;
    before[i] = isUnseen ? 1 : 0;
    if (isUnseen) count += 1;
  }
  return count > MOST_UNSEEN_SHARE * before.length ? null : before;
}

/** Unseen pixels get the mean of the seen ones, so that they add no texture. */
function fillUnseen(values: Float32Array, unseen: Uint8Array): Float32Array {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (unseen[i] === 1) continue;
    sum += values[i]!;
    count += 1;
  }
  const mean = count > 0 ? sum / count : 0;
  return values.map((value, i) => (unseen[i] === 1 ? mean : value));
}
