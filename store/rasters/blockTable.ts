import type { FileBytes } from './fileBytes.js';
import { TAG, type TiffDirectory } from './tiffDirectory.js';

const PAGE = 4096;
const MAX_PAGES = 64;

/** Where the blocks of one image stand in the file. */
export interface BlockTable {
  /** Offset and length in bytes of block `index`, or null where the block was never written. */
  locate(index: number): { readonly offset: number; readonly length: number } | null;
}

/**
 * The table of tile or strip offsets, read by page when asked: its size comes from the file and is never trusted.
 * @param expectedBytes length of an uncompressed block, used where the file gives no lengths; null: up to the file's end
 */
export function readBlockTable(
  file: FileBytes,
  directory: TiffDirectory,
  expectedBytes: ((index: number) => number) | null,
): BlockTable {
  const offsetTag = directory.has(TAG.tileOffsets) ? TAG.tileOffsets : TAG.stripOffsets;
  const lengthTag = directory.has(TAG.tileByteCounts) ? TAG.tileByteCounts : TAG.stripByteCounts;
  const offsets = pagedNumbers(directory, offsetTag);
  const lengths = directory.has(lengthTag) ? pagedNumbers(directory, lengthTag) : null;
  return {
    locate(index) {
      const offset = offsets(index);
      // Fewer offsets or lengths than blocks: the rest was never written.
      if (offset === null || offset === 0 || (lengths !== null && lengths(index) === null)) return null;
      const stated = lengths?.(index) ?? null;
      if (stated === 0 && directory.count(offsetTag) > 1) return null;
      if (expectedBytes !== null) return { offset, length: expectedBytes(index) };
      return { offset, length: stated === null || stated === 0 ? Math.max(0, file.size - offset) : stated };
    },
  };
}

function pagedNumbers(directory: TiffDirectory, tag: number): (index: number) => number | null {
  const count = directory.count(tag);
  const pages = new Map<number, number[]>();
  return (index) => {
    if (index >= count) return null;
    const page = Math.floor(index / PAGE);
    let values = pages.get(page);
    if (values === undefined) {
      if (pages.size >= MAX_PAGES) pages.clear();
      values = directory.numbers(tag, page * PAGE, (page + 1) * PAGE) ?? [];
      pages.set(page, values);
    }
    return values[index % PAGE] ?? null;
  };
}
