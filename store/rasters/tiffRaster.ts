import type { PixelWindow } from '#domain/raster.js';
import { BlockCache } from './blockCache.js';
import { COMPRESSION } from './compression.js';
import { decodeBlock } from './decodeBlock.js';
import { openFileBytes, truncated, type FileBytes } from './fileBytes.js';
import { readRasterImages, type RasterImages } from './header.js';
import { blockRows, type ImageLayout } from './imageLayout.js';
import type { RasterFile, WindowSamples } from './raster.js';
import { createSamples, type SampleArray } from './samples.js';
import { prepareZstd } from './zstd.js';
import { clearInvalid, copyBand, copyMask, fillPart, type BlockPart } from './windowCopy.js';

export interface OpenRasterOptions {
  /** Decoded blocks kept for windows that touch the same block again; default 32 MiB. The last block always stays. */
  readonly cacheBytes?: number;
  /** Replaces the file's own nodata value. */
  readonly nodata?: number | null;
}

const DEFAULT_CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Opens a GeoTIFF for reading by window. Cheap: reads only the header. Usable in any thread.
 * @throws BadInputError where the file is not a TIFF, is cut short, or of a kind that is not read
 */
export async function openRaster(path: string, options: OpenRasterOptions = {}): Promise<RasterFile> {
  const file = openFileBytes(path);
  try {
    const found = readRasterImages(file);
    const nodata = options.nodata ?? found.header.nodata;
    const images = { ...found, header: { ...found.header, nodata } };
    if (images.levels.some(({ compression }) => compression === COMPRESSION.zstd)) await prepareZstd();
    return new TiffRaster(file, images, options.cacheBytes ?? DEFAULT_CACHE_BYTES);
  } catch (error) {
    file.close();
    throw error;
  }
}

class TiffRaster implements RasterFile {
  readonly header;
  readonly #file: FileBytes;
  readonly #images: RasterImages;
  readonly #cache: BlockCache;

  constructor(file: FileBytes, images: RasterImages, cacheBytes: number) {
    this.header = images.header;
    this.#file = file;
    this.#images = images;
    this.#cache = new BlockCache(cacheBytes);
  }

  async readWindow(window: PixelWindow, bands: readonly number[], level = 0): Promise<WindowSamples> {
    const layout = this.#images.levels[level];
    if (layout === undefined) throw new RangeError(`level ${level} of ${this.#images.levels.length}`);
    refuseOutside(layout, window, bands);
    const { width, height } = window;
    const values = bands.map(() => createSamples(layout.sampleType, width * height));
    const valid = new Uint8Array(width * height).fill(1);
    const { nodata, alphaBand } = this.header;
    await this.#eachBlock(layout, level * 2, window, bands, (part, samples, place) => {
      if (samples !== null) copyBand(samples, values[place]!, part);
      else fillPart(values[place]!, part, nodata);
      if (samples === null) fillPart(valid, part, 0);
    });
    for (const samples of values) clearInvalid(samples, nodata, valid);
    await this.#applyAlpha(layout, level, window, bands, values, valid, alphaBand);
    await this.#applyMask(level, window, valid);
    return { width, height, values, valid };
  }

  close(): void {
    this.#cache.clear();
    this.#file.close();
  }

  async #applyAlpha(
    layout: ImageLayout,
    level: number,
    window: PixelWindow,
    bands: readonly number[],
    values: readonly SampleArray[],
    valid: Uint8Array,
    alphaBand: number | null,
  ): Promise<void> {
    if (alphaBand === null) return;
    const place = bands.indexOf(alphaBand);
    if (place >= 0) {
      const alpha = values[place]!;
      for (let i = 0; i < valid.length; i++) if (alpha[i] === 0) valid[i] = 0;
      return;
    }
    await this.#eachBlock(layout, level * 2, window, [alphaBand], (part, samples) => {
      if (samples !== null) copyMask(samples, valid, part);
    });
  }

  async #applyMask(level: number, window: PixelWindow, valid: Uint8Array): Promise<void> {
    const mask = this.#images.masks[level];
    if (mask === null || mask === undefined) return;
    await this.#eachBlock(mask, level * 2 + 1, window, [1], (part, samples) => {
      if (samples === null) fillPart(valid, part, 0);
      else copyMask(samples, valid, part);
    });
  }

  async #eachBlock(
    layout: ImageLayout,
    image: number,
    window: PixelWindow,
    bands: readonly number[],
    visit: (part: BlockPart, samples: SampleArray | null, place: number) => void,
  ): Promise<void> {
    const { blockWidth, blockHeight, samplesPerBlockPixel, isPlanar } = layout;
    const lastRow = Math.floor((window.y + window.height - 1) / blockHeight);
    const lastColumn = Math.floor((window.x + window.width - 1) / blockWidth);
    for (let blockRow = Math.floor(window.y / blockHeight); blockRow <= lastRow; blockRow++) {
      for (let blockColumn = Math.floor(window.x / blockWidth); blockColumn <= lastColumn; blockColumn++) {
        for (const [place, band] of bands.entries()) {
          const plane = isPlanar ? band - 1 : 0;
          const found = this.#block(layout, image, plane, blockRow, blockColumn);
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

  /** The samples of one block; null for a block that was never written. */
  #block(
    layout: ImageLayout,
    image: number,
    plane: number,
    blockRow: number,
    blockColumn: number,
  ): SampleArray | null | Promise<SampleArray> {
    const index = (plane * layout.blocksDown + blockRow) * layout.blocksAcross + blockColumn;
    const key = `${image}/${index}`;
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const rows = blockRows(layout, blockRow);
    const neededRows = Math.min(rows, layout.height - blockRow * layout.blockHeight);
    const { nodata } = this.header;
    const place = layout.blocks.locate(index);
    if (place === null) return null;
    if (place.offset + place.length > this.#file.size) {
      throw truncated(
        this.#file.path,
        `${this.#file.size} bytes in the file`,
        `block ${index} at bytes ${place.offset} to ${place.offset + place.length}`,
      );
    }
    const decoded = decodeBlock(layout, this.#file.read(place.offset, place.length), { rows, neededRows }, nodata);
    return decoded instanceof Promise
      ? decoded.then((samples) => this.#cache.put(key, samples))
      : this.#cache.put(key, decoded);
  }
}

function refuseOutside(layout: ImageLayout, { x, y, width, height }: PixelWindow, bands: readonly number[]): void {
  const isWhole = [x, y, width, height].every(Number.isInteger);
  const isInside =
    x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= layout.width && y + height <= layout.height;
  if (!isWhole || !isInside) {
    throw new RangeError(`window ${x},${y} ${width}x${height} outside ${layout.width}x${layout.height}`);
  }
  const stray = bands.find((band) => !(Number.isInteger(band) && band >= 1 && band <= layout.bandCount));
  if (stray !== undefined) throw new RangeError(`band ${stray} of ${layout.bandCount}`);
}
