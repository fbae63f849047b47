import type { PixelWindow } from '#domain/raster.js';
import { BlockCache } from './blockCache.js';
import { decodeBlock } from './decodeBlock.js';
import { truncated, type FileBytes } from './fileBytes.js';
import { blockRows, type ImageLayout } from './imageLayout.js';
import { loadBlocks, type BlockPlace } from './remoteBlocks.js';
import { RemoteBytes } from './remoteBytes.js';
import type { SampleArray } from './samples.js';
import type { BlockPart } from './windowCopy.js';

/** One image of the file, and the number by which the cache tells it from the others. */
export interface BlockImage {
  readonly layout: ImageLayout;
  readonly number: number;
}

type BlockVisitor = (part: BlockPart, samples: SampleArray | null, place: number) => void;

/** Decoded blocks of the images of one file. */
export class BlockReader {
  readonly #cache: BlockCache;

  constructor(
    private readonly file: FileBytes,
    private readonly nodata: number | null,
    cacheBytes: number,
  ) {
    this.#cache = new BlockCache(cacheBytes);
  }

  close(): void {
    this.#cache.clear();
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
    const lastRow = Math.floor((window.y + window.height - 1) / blockHeight);
    const firstColumn = Math.floor(window.x / blockWidth);
    const lastColumn = Math.floor((window.x + window.width - 1) / blockWidth);
    const planes = isPlanar ? bands.map((band) => band - 1) : [0];
    for (let blockRow = Math.floor(window.y / blockHeight); blockRow <= lastRow; blockRow++) {
      const columns = { blockRow, firstColumn, lastColumn };
      const loaded = this.file instanceof RemoteBytes ? await this.#load(this.file, image, planes, columns) : null;
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

  /** The samples of a row of blocks of a remote file; null for those that were never written. */
  async #load(
    file: RemoteBytes,
    { layout, number }: BlockImage,
    planes: readonly number[],
    { blockRow, firstColumn, lastColumn }: Readonly<Record<'blockRow' | 'firstColumn' | 'lastColumn', number>>,
  ): Promise<ReadonlyMap<number, SampleArray | null>> {
    const loaded = new Map<number, SampleArray | null>();
    const places: BlockPlace[] = [];
    for (const plane of new Set(planes)) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const index = indexOf(layout, plane, blockRow, column);
        const cached = this.#cache.get(`${number}/${index}`);
        const place = cached === undefined ? await file.settle(() => layout.blocks.locate(index)) : null;
        loaded.set(index, cached ?? null);
        if (place !== null) places.push({ index, ...this.#inside(place, index) });
      }
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
    const { offset, length } = this.#inside(place, index);
    return this.#decode(image, index, this.file.read(offset, length));
  }

  #decode({ layout, number }: BlockImage, index: number, bytes: Uint8Array): SampleArray | Promise<SampleArray> {
    const blockRow = Math.floor(index / layout.blocksAcross) % layout.blocksDown;
    const rows = blockRows(layout, blockRow);
    const neededRows = Math.min(rows, layout.height - blockRow * layout.blockHeight);
    const decoded = decodeBlock(layout, bytes, { rows, neededRows }, this.nodata);
    const key = `${number}/${index}`;
    return decoded instanceof Promise
      ? decoded.then((samples) => this.#cache.put(key, samples))
      : this.#cache.put(key, decoded);
  }

  #inside<Place extends { readonly offset: number; readonly length: number }>(place: Place, index: number): Place {
    const { offset, length } = place;
    if (offset + length <= this.file.size) return place;
    throw truncated(
      this.file.path,
      `${this.file.size} bytes in the file`,
      `block ${index} at bytes ${offset} to ${offset + length}`,
    );
  }
}

const indexOf = (layout: ImageLayout, plane: number, blockRow: number, blockColumn: number): number =>
  (plane * layout.blocksDown + blockRow) * layout.blocksAcross + blockColumn;
