import type { PixelWindow } from '#domain/raster.js';
import type { BlockReader } from './blockReader.js';
import { COMPRESSION } from './compression.js';
import { blockRowBytes, blockRows, type ImageLayout } from './imageLayout.js';
import { undoHorizontal } from './predictor.js';
import { bytesPerSample } from './samples.js';

/** Where one band is read from and to. */
export interface StoredRead {
  readonly blocks: BlockReader;
  readonly layout: ImageLayout;
  readonly window: PixelWindow;
  /** Counted from 1. */
  readonly band: number;
  /** Bytes of `width * height` samples at least. */
  readonly into: Uint8Array;
}

/** Differences of wider samples are not undone here. */
const LARGEST_WORD_BYTES = 4;

/**
 * One band's stored samples over a window for kernels that do the rest: rows one after the other, as words of the machine.
 * @returns false where the band must be read otherwise (bands side by side, wide samples, other byte orders or compressions,
 *   blocks that were never written); `into` then holds anything
 * @throws BadInputError where a block is corrupt or short
 */
export function readStoredWindow(read: StoredRead): boolean {
  const { blocks, layout, window } = read;
  const isWord = bytesPerSample(layout.sampleType) <= LARGEST_WORD_BYTES;
  if (layout.samplesPerBlockPixel !== 1 || !isWord || !blocks.isWordReader(layout)) return false;
  if (layout.compression !== COMPRESSION.none) return readBlocks(read);
  const isColumn = layout.blockWidth === window.width && window.x % layout.blockWidth === 0;
  return isColumn ? readWholeRows(read) : readRows(read);
}

const indexOf = ({ isPlanar, blocksDown, blocksAcross }: ImageLayout, band: number, row: number, column: number) =>
  ((isPlanar ? band - 1 : 0) * blocksDown + row) * blocksAcross + column;

/** A window that is one column of blocks: rows that follow each other are read at once. */
function readWholeRows({ blocks, layout, window: { x, y, height }, band, into }: StoredRead): boolean {
  const rowBytes = blockRowBytes(layout);
  const column = x / layout.blockWidth;
  let [from, to, length] = [0, 0, 0];
  for (let row = y; row < y + height;) {
    const blockRow = Math.floor(row / layout.blockHeight);
    const place = layout.blocks.locate(indexOf(layout, band, blockRow, column));
    if (place === null) return false;
    const end = Math.min(y + height, (blockRow + 1) * layout.blockHeight);
    const offset = place.offset + (row - blockRow * layout.blockHeight) * rowBytes;
    if (from + length !== offset || length === 0) {
      blocks.raw(from, into.subarray(to, to + length));
      [from, to, length] = [offset, (row - y) * rowBytes, 0];
    }
    length += (end - row) * rowBytes;
    row = end;
  }
  blocks.raw(from, into.subarray(to, to + length));
  return true;
}

/** Rows of blocks that are wider than the window, or narrower: piece by piece, nothing but what is asked for. */
function readRows({ blocks, layout, window, band, into }: StoredRead): boolean {
  const { blockWidth, blockHeight } = layout;
  const wordBytes = bytesPerSample(layout.sampleType);
  const right = window.x + window.width;
  for (let y = window.y; y < window.y + window.height; y++) {
    const row = Math.floor(y / blockHeight);
    for (let x = window.x; x < right;) {
      const column = Math.floor(x / blockWidth);
      const place = layout.blocks.locate(indexOf(layout, band, row, column));
      if (place === null) return false;
      const end = Math.min(right, (column + 1) * blockWidth);
      const from = ((y - row * blockHeight) * blockWidth + x - column * blockWidth) * wordBytes;
      const to = ((y - window.y) * window.width + x - window.x) * wordBytes;
      blocks.raw(place.offset + from, into.subarray(to, to + (end - x) * wordBytes));
      x = end;
    }
  }
  return true;
}

function readBlocks({ blocks, layout, window, band, into }: StoredRead): boolean {
  const { blockWidth, blockHeight } = layout;
  const wordBytes = bytesPerSample(layout.sampleType);
  const lastRow = Math.floor((window.y + window.height - 1) / blockHeight);
  const lastColumn = Math.floor((window.x + window.width - 1) / blockWidth);
  for (let row = Math.floor(window.y / blockHeight); row <= lastRow; row++) {
    for (let column = Math.floor(window.x / blockWidth); column <= lastColumn; column++) {
      const rows = blockRows(layout, row);
      const isWindow =
        window.x === column * blockWidth &&
        window.y === row * blockHeight &&
        window.width === blockWidth &&
        window.height === rows;
      const found = blocks.words(layout, indexOf(layout, band, row, column), isWindow ? into : undefined);
      if (found === null || found === undefined) return false;
      const { words, isDifferenced } = found;
      if (isDifferenced) undoHorizontal(wordsOf(words, wordBytes), { width: blockWidth, rows, samples: 1 });
      const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
      if (isWindow && bytes.buffer === into.buffer && bytes.byteOffset === into.byteOffset) continue;
      copyRows(bytes, { column, row }, { layout, window, into, wordBytes });
    }
  }
  return true;
}

/** Where block and window overlap. */
function copyRows(
  bytes: Uint8Array,
  block: { readonly column: number; readonly row: number },
  { layout, window, into, wordBytes }: Pick<StoredRead, 'layout' | 'window' | 'into'> & { readonly wordBytes: number },
): void {
  const [blockX, blockY] = [block.column * layout.blockWidth, block.row * layout.blockHeight];
  const left = Math.max(window.x, blockX);
  const count = Math.min(window.x + window.width, blockX + layout.blockWidth) - left;
  const bottom = Math.min(window.y + window.height, blockY + layout.blockHeight);
  for (let y = Math.max(window.y, blockY); y < bottom; y++) {
    const from = ((y - blockY) * layout.blockWidth + left - blockX) * wordBytes;
    const to = ((y - window.y) * window.width + left - window.x) * wordBytes;
    into.set(bytes.subarray(from, from + count * wordBytes), to);
  }
}

function wordsOf(words: Uint8Array | Uint16Array, wordBytes: number): Uint8Array | Uint16Array | Uint32Array {
  if (words instanceof Uint16Array || wordBytes === 1) return words;
  return new Uint32Array(words.buffer, words.byteOffset, words.byteLength / wordBytes);
}
