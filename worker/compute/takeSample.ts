import { NOT_ASSESSED, type PixelWindow } from '#domain/raster.js';
import type { BlockPair } from '#pipelines/kernels/subpixelShift.js';
import { relativeTo } from '#pipelines/kernels/planeWindow.js';
import { cutPair, type PairWindow, type SampleTile } from '#pipelines/scene-to-change/pairPixels.js';
import type { SampleTask } from '#pipelines/scene-to-change/sampleLayout.js';

/** Gives both dates over a window of the grid. */
export type PairWindows = (window: PixelWindow) => Promise<PairWindow>;

/** A task's windows, cut out of what was read for all of them. */
export function cutOutOf(pair: PairWindow, read: PixelWindow): PairWindows {
  return (window) => Promise.resolve(cutPair(pair, relativeTo(window, read)));
}

/** Windows that hold less than this share of their bounds are read one by one. */
const SPARSE_SHARE = 0.5;

/** Whether most of what lies between a task's windows would be read in vain. */
export function isSparse({ read, spots, registrationBlocks }: SampleTask): boolean {
  const windows = [...spots.map((spot) => spot.read), ...registrationBlocks];
  const pixels = windows.reduce((sum, { width, height }) => sum + width * height, 0);
  return pixels < SPARSE_SHARE * read.width * read.height;
}

/** A task's spots. */
export async function sampleOf(pairOf: PairWindows, { spots }: SampleTask): Promise<SampleTile[]> {
  const tiles: SampleTile[] = [];
  for (const { read, core } of spots) tiles.push({ ...(await pairOf(read)), core: relativeTo(core, read) });
  return tiles;
}

/**
 * The same tiles in one piece of memory: thousands of small pieces that go from thread to thread leave holes in the memory of
 * the whole process that nobody fills again.
 */
export function inOnePiece(tiles: readonly SampleTile[]): SampleTile[] {
  const pixels = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
  const bands = tiles[0] === undefined ? 0 : tiles[0].before.length + tiles[0].after.length;
  const memory = new ArrayBuffer(pixels * (bands * Float32Array.BYTES_PER_ELEMENT + 2));
  let at = 0;
  let bytesAt = bands * pixels * Float32Array.BYTES_PER_ELEMENT;
  const floats = (values: Float32Array): Float32Array => {
    const copy = new Float32Array(memory, at, values.length);
    copy.set(values);
    at += values.byteLength;
    return copy;
  };
  const bytes = (values: Uint8Array): Uint8Array => {
    const copy = new Uint8Array(memory, bytesAt, values.length);
    copy.set(values);
    bytesAt += values.length;
    return copy;
  };
  return tiles.map((tile) => ({
    ...tile,
    before: tile.before.map(floats),
    after: tile.after.map(floats),
    reasonBefore: bytes(tile.reasonBefore),
    reasonAfter: bytes(tile.reasonAfter),
  }));
}

/** Bands whose texture the shift is measured on, best first: field and road edges show in the red whatever grows. */
const TEXTURE_BANDS = ['red', 'nir', 'green'] as const;
/** A block with more unseen pixels than this on either date is left out. */
const MOST_UNSEEN_SHARE = 0.05;

/** The task's registration blocks, null where too little of one was seen. */
export async function blocksOf(
  pairOf: PairWindows,
  { registrationBlocks }: SampleTask,
  bands: readonly string[],
): Promise<(BlockPair | null)[]> {
  const band = Math.max(0, bands.indexOf(TEXTURE_BANDS.find((name) => bands.includes(name)) ?? ''));
  const blocks: (BlockPair | null)[] = [];
  for (const block of registrationBlocks) {
    const pair = await pairOf(block);
    const unseen = unseenOf(pair);
    const [before, after] = [pair.before[band]!, pair.after[band]!];
    blocks.push(unseen && { before: fillUnseen(before, unseen), after: fillUnseen(after, unseen) });
  }
  return blocks;
}

/** 1 where either date saw nothing; null where that is too much of the block. */
function unseenOf({ reasonBefore, reasonAfter }: PairWindow): Uint8Array | null {
  const unseen = new Uint8Array(reasonBefore.length);
  let count = 0;
  for (let i = 0; i < unseen.length; i++) {
    const isUnseen = reasonBefore[i] !== NOT_ASSESSED.clear || reasonAfter[i] !== NOT_ASSESSED.clear;
    if (!isUnseen) continue;
    unseen[i] = 1;
    count += 1;
  }
  return count > MOST_UNSEEN_SHARE * unseen.length ? null : unseen;
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
