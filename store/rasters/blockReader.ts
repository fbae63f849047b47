import type { PixelWindow } from '#domain/raster.js';
import { BlockCache } from './blockCache.js';
import { decodeBlock, decodeWords, isDecodedByCopy, isDecodedToWords } from './decodeBlock.js';
import { truncated, type FileBytes } from './fileBytes.js';
import { blockRowBytes, blockRows, type ImageLayout } from './imageLayout.js';
import { packedPlaceFor } from './kernelMemory.js';
import { loadBlocks, type BlockPlace } from './remoteBlocks.js';
import type { StoredBlock } from './storedBlock.js';
import { RemoteBytes } from './remoteBytes.js';
import type { SampleArray } from './samples.js';
import type { TileWords } from './tileWords.js';
import type { BlockPart } from './windowCopy.js';

/** One image of the file, and the number by which the cache tells it from the others. */
export interface BlockImage {
  readonly layout: ImageLayout;
  readonly number: number;
}

interface BlockBytes {
  readonly offset: number;
  readonly length: number;
}

interface BlockRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** Decoded bytes of remote blocks that are fetched together, at most; one row of blocks at least. */
const LOADED_BYTES = 16 * 1024 * 1024;

/** Windows that follow each other downwards find the blocks of the one before, up to this much in one row. */
const MOST_RESERVED_BYTES = 64 * 1024 * 1024;

type BlockVisitor = (part: BlockPart, samples: SampleArray | null, place: number) => void;

/** Decoded blocks of the images of one file. */
export class BlockReader {
  readonly #cache: BlockCache;
  /** Compressed bytes of the block at hand, and the words of the last one that `words` gave. */
  #packed = new Uint8Array(0);
  #words = new Uint8Array(0);

  constructor(
    private readonly file: FileBytes,
    private readonly nodata: number | null,
    cacheBytes: number,
  ) {
    this.#cache = new BlockCache(cacheBytes);
  }

  release(): void {
    this.#cache.clear();
    this.#packed = new Uint8Array(0);
    this.#words = new Uint8Array(0);
  }

  close(): void {
    this.release();
    this.file.close();
  }

  /** Visits each block that a window touches, once for each band; samples are null where the block was never written. */
  async eachBlock(
    image: BlockImage,
    window: PixelWindow,
    bands: readonly number[],
    visit: BlockVisitor,
  ): Promise<void> {
    const { layout } = image;
    const { blockWidth, blockHeight, samplesPerBlockPixel, isPlanar } = layout;
    const firstRow = Math.floor(window.y / blockHeight);
    const lastRow = Math.floor((window.y + window.height - 1) / blockHeight);
    const firstColumn = Math.floor(window.x / blockWidth);
    const lastColumn = Math.floor((window.x + window.width - 1) / blockWidth);
    const planes = isPlanar ? bands.map((band) => band - 1) : [0];
    const rowBytes = blockRowBytes(layout) * blockHeight * planes.length * (lastColumn - firstColumn + 1);
    this.#cache.reserve(Math.min(rowBytes, MOST_RESERVED_BYTES));
    const rowsAtOnce = Math.max(1, Math.floor(LOADED_BYTES / rowBytes));
    let loaded: ReadonlyMap<number, SampleArray | null> | null = null;
    for (let blockRow = firstRow; blockRow <= lastRow; blockRow++) {
      if (this.file instanceof RemoteBytes && (blockRow - firstRow) % rowsAtOnce === 0) {
        const end = Math.min(blockRow + rowsAtOnce - 1, lastRow);
        const range = { firstRow: blockRow, lastRow: end, firstColumn, lastColumn };
        loaded = await this.#load(this.file, image, planes, range);
      }
      for (let blockColumn = firstColumn; blockColumn <= lastColumn; blockColumn++) {
        for (const [place, band] of bands.entries()) {
          const index = indexOf(layout, isPlanar ? band - 1 : 0, blockRow, blockColumn);
          const found = loaded === null ? this.#block(image, index) : loaded.get(index)!;
          const samples = found instanceof Promise ? await found : found;
          const part: BlockPart = {
            window,
            blockX: blockColumn * blockWidth,
            blockY: blockRow * blockHeight,
            blockWidth,
            blockHeight,
            stride: samplesPerBlockPixel,
            sample: isPlanar ? 0 : band - 1,
          };
          visit(part, samples, place);
        }
      }
    }
  }

  /** False where no block of the image was ever written. */
  async hasWrittenBlocks(layout: ImageLayout): Promise<boolean> {
    const { blocksAcross, blocksDown, isPlanar, bandCount } = layout;
    const count = blocksAcross * blocksDown * (isPlanar ? bandCount : 1);
    const isWritten = (index: number): boolean => layout.blocks.locate(index) !== null;
    for (let index = 0; index < count; index++) {
      const { file } = this;
      if (file instanceof RemoteBytes ? await file.settle(() => isWritten(index)) : isWritten(index)) return true;
    }
    return false;
  }

  /** True where `words` can give the image's blocks. */
  isWordReader(layout: ImageLayout): boolean {
    return !(this.file instanceof RemoteBytes) && isDecodedToWords(layout);
  }

  /**
   * One block as its words stand in the file, decompressed only and not kept. Null where the block was never written,
   * undefined where it cannot be had like this.
   * @param into memory for them; left out: memory that the next call overwrites
   */
  words(layout: ImageLayout, index: number, into?: Uint8Array): TileWords | null | undefined {
    const place = layout.blocks.locate(index);
    if (place === null) return null;
    const height = this.#heightOf(layout, index);
    const fullBytes = blockRowBytes(layout) * height.rows;
    const isFitting = into !== undefined && into.length >= fullBytes;
    if (!isFitting && this.#words.length < fullBytes) this.#words = new Uint8Array(fullBytes);
    const target = isFitting ? into : this.#words;
    return decodeWords(layout, this.#read(layout, place, index, target), height, target);
  }

  /** The one block of a band that a window lies in, where the file is a local one. */
  storedBlock(layout: ImageLayout, { x, y, width, height }: PixelWindow, band: number): StoredBlock | null {
    const { blockWidth, blockHeight, isPlanar } = layout;
    const [column, row] = [Math.floor(x / blockWidth), Math.floor(y / blockHeight)];
    const isInside = x + width <= (column + 1) * blockWidth && y + height <= (row + 1) * blockHeight;
    if (!isInside || this.file instanceof RemoteBytes) return null;
    const index = indexOf(layout, isPlanar ? band - 1 : 0, row, column);
    const found = layout.blocks.locate(index);
    if (found === null) return null;
    const { offset, length } = this.#inside(found, index);
    return { offset, read: () => this.file.read(offset, length) };
  }

  /** Bytes as they stand in a local file, as many as `into` holds. */
  raw(offset: number, into: Uint8Array): void {
    if (into.length > 0) this.file.read(offset, into.length, into);
  }

  /**
   * Bytes of a block of a local file: in memory that the next block overwrites, where decoding keeps nothing of them.
   * @param target what they will be decoded into, where that is known
   */
  #read(layout: ImageLayout, place: BlockBytes, index: number, target?: Uint8Array): Uint8Array {
    const { offset, length } = this.#inside(place, index);
    if (!isDecodedByCopy(layout)) return this.file.read(offset, length);
    const beside = target === undefined ? null : packedPlaceFor(target, length);
    if (beside !== null) return this.file.read(offset, length, beside);
    if (this.#packed.length < length) this.#packed = new Uint8Array(Math.ceil(1.25 * length));
    return this.file.read(offset, length, this.#packed);
  }

  #heightOf(layout: ImageLayout, index: number): { readonly rows: number; readonly neededRows: number } {
    const blockRow = Math.floor(index / layout.blocksAcross) % layout.blocksDown;
    const rows = blockRows(layout, blockRow);
    return { rows, neededRows: Math.min(rows, layout.height - blockRow * layout.blockHeight) };
  }

  /** The samples of some rows of blocks of a remote file; null for those that were never written. */
  async #load(
    file: RemoteBytes,
    { layout, number }: BlockImage,
    planes: readonly number[],
    range: BlockRange,
  ): Promise<ReadonlyMap<number, SampleArray | null>> {
    const loaded = new Map<number, SampleArray | null>();
    const places: BlockPlace[] = [];
    for (const index of indexesOf(layout, planes, range)) {
      const cached = this.#cache.get(`${number}/${index}`);
      const place = cached === undefined ? await file.settle(() => layout.blocks.locate(index)) : null;
      loaded.set(index, cached ?? null);
      if (place !== null) places.push({ index, ...this.#inside(place, index) });
    }
    for (const [index, bytes] of await loadBlocks(file, places)) {
      loaded.set(index, await this.#decode({ layout, number }, index, bytes));
    }
    return loaded;
  }

  /** The samples of one block of a local file; null for a block that was never written. */
  #block(image: BlockImage, index: number): SampleArray | null | Promise<SampleArray> {
    const cached = this.#cache.get(`${image.number}/${index}`);
    if (cached !== undefined) return cached;
    const place = image.layout.blocks.locate(index);
    if (place === null) return null;
    return this.#decode(image, index, this.#read(image.layout, place, index));
  }

  #decode({ layout, number }: BlockImage, index: number, bytes: Uint8Array): SampleArray | Promise<SampleArray> {
    const decoded = decodeBlock(layout, bytes, this.#heightOf(layout, index), this.nodata);
    const key = `${number}/${index}`;
    return decoded instanceof Promise
      ? decoded.then((samples) => this.#cache.put(key, samples))
      : this.#cache.put(key, decoded);
  }

  #inside<Place extends BlockBytes>(place: Place, index: number): Place {
    const { offset, length } = place;
    if (offset + length <= this.file.size) return place;
    throw truncated(
      this.file.path,
      `${this.file.size} bytes in the file`,
      `block ${index} at bytes ${offset} to ${offset + length}`,
    );
  }
}

function* indexesOf(layout: ImageLayout, planes: readonly number[], range: BlockRange): Generator<number> {
  for (const plane of new Set(planes)) {
    for (let row = range.firstRow; row <= range.lastRow; row++) {
      for (let column = range.firstColumn; column <= range.lastColumn; column++) {
        yield indexOf(layout, plane, row, column);
      }
    }
  }
}

const indexOf = (layout: ImageLayout, plane: number, blockRow: number, blockColumn: number): number =>
  (plane * layout.blocksDown + blockRow) * layout.blocksAcross + blockColumn;
