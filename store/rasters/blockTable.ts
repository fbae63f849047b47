import { truncated, type FileBytes } from './fileBytes.js';
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
 * @param blockCount blocks that the image is cut into
 * @throws BadInputError where the file has no such table, on reading it or when a block is located
 */
export function readBlockTable(
  file: FileBytes,
  directory: TiffDirectory,
  expectedBytes: ((index: number) => number) | null,
  blockCount: number,
): BlockTable {
  const offsetTag = directory.has(TAG.tileOffsets) ? TAG.tileOffsets : TAG.stripOffsets;
  const lengthTag = directory.has(TAG.tileByteCounts) ? TAG.tileByteCounts : TAG.stripByteCounts;
  if (!directory.isWhole(offsetTag)) throw truncated(file.path, 'no offsets of blocks', 'where each block stands');
  // Without lengths the end of one block alone can be told: that of the file.
  const hasLengths = directory.has(lengthTag);
  const isUsable = directory.isWhole(lengthTag) && directory.count(lengthTag) > 0;
  if (hasLengths ? !isUsable : blockCount > 1) {
    throw truncated(file.path, `no lengths of ${blockCount} blocks`, 'how long each block is');
  }
  // A table that names hardly any of the blocks is of another image; one of tiles is never short.
  const count = directory.count(offsetTag);
  if (count < blockCount && (directory.has(TAG.tileLength) || 4 * count < blockCount)) {
    throw truncated(file.path, `offsets of ${count} blocks`, `those of ${blockCount}`);
  }
  const offsets = pagedNumbers(directory, offsetTag);
  const lengths = hasLengths ? pagedNumbers(directory, lengthTag) : null;
  return {
    locate(index) {
      const offset = offsets(index);
      const stated = lengths === null ? null : lengths(index);
      // Somewhat fewer offsets or lengths than strips: the rest was never written.
      if (offset === null || (lengths !== null && stated === null)) return null;
      const isAlone = count === 1;
      // A block that was never written says so twice: no offset, and a length of none.
      if (offset === 0 && !isAlone && stated !== 0) {
        const size = stated === null ? 'unknown size' : `${stated} bytes`;
        throw truncated(file.path, `block ${index} of ${size} at the file's own head`, 'a block behind it');
      }
      if (offset === 0 || (stated === 0 && !isAlone)) return null;
      if (expectedBytes !== null) {
        const length = expectedBytes(index);
        if (!isAlone && stated !== null && stated < length) {
          throw truncated(file.path, `${stated} bytes for block ${index}`, `the ${length} that its pixels need`);
        }
        // Longer than its pixels need is no harm, but a block that ends behind the file was cut or moved.
        if (!isAlone && stated !== null && offset + stated > file.size) {
          throw truncated(
            file.path,
            `block ${index} of ${stated} bytes at ${offset}`,
            `its end within ${file.size} bytes`,
          );
        }
        return { offset, length };
      }
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
