import type { PixelWindow } from '#domain/raster.js';
import { BlockReader } from './blockReader.js';
import { openByteSource } from './byteSource.js';
import { COMPRESSION } from './compression.js';
import type { FileBytes } from './fileBytes.js';
import { readRasterImages, type RasterImages } from './header.js';
import { blockRowBytes, type ImageLayout } from './imageLayout.js';
import type { RasterFile, WindowSamples } from './raster.js';
import type { StoredBlock } from './storedBlock.js';
import { RemoteBytes } from './remoteBytes.js';
import { createSamples, type SampleArray } from './samples.js';
import { readStoredWindow } from './storedWindow.js';
import { tileAccessOf, type TileAccess } from './tileAccess.js';
import { prepareZstd } from './zstd.js';
import { clearInvalid, copyBand, copyMask, fillPart } from './windowCopy.js';

export interface OpenRasterOptions {
  /** Decoded blocks kept for windows that touch the same block again; default 32 MiB. The last block always stays. */
  readonly cacheBytes?: number;
  /** Files whose full resolution is no larger than this are kept decoded whole; default: none are. */
  readonly keptWholeBytes?: number;
  /** Replaces the file's own nodata value. */
  readonly nodata?: number | null;
}

const DEFAULT_CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Opens a GeoTIFF for reading by window. Cheap: reads only the header. Usable in any thread.
 * @param path file path, or `http(s)://…` and `s3://bucket/key` where `allowRemote` lists the source
 * @throws BadInputError where the file is not a TIFF, is cut short, or of a kind that is not read; UnavailableError where
 *   a remote one cannot be had now
 */
export async function openTiffRaster(path: string, options: OpenRasterOptions = {}): Promise<RasterFile> {
  const file = await openByteSource(path);
  try {
    const found =
      file instanceof RemoteBytes ? await file.settle(() => readRasterImages(file)) : readRasterImages(file);
    const nodata = options.nodata ?? found.header.nodata;
    const images = { ...found, header: { ...found.header, nodata } };
    if (images.levels.some(({ compression }) => compression === COMPRESSION.zstd)) await prepareZstd();
    return new TiffRaster(file, images, cacheBytesFor(images.levels[0]!, options));
  } catch (error) {
    file.close();
    throw error;
  }
}

function cacheBytesFor(
  layout: ImageLayout,
  { cacheBytes = DEFAULT_CACHE_BYTES, keptWholeBytes = 0 }: OpenRasterOptions,
): number {
  const planes = layout.isPlanar ? layout.bandCount : 1;
  const wholeBytes = blockRowBytes(layout) * layout.blockHeight * layout.blocksAcross * layout.blocksDown * planes;
  return wholeBytes <= keptWholeBytes ? Math.max(cacheBytes, wholeBytes) : cacheBytes;
}

class TiffRaster implements RasterFile {
  readonly header;
  readonly #images: RasterImages;
  readonly #blocks: BlockReader;

  constructor(file: FileBytes, images: RasterImages, cacheBytes: number) {
    this.header = images.header;
    this.#images = images;
    this.#blocks = new BlockReader(file, images.header.nodata, cacheBytes);
  }

  async readWindow(window: PixelWindow, bands: readonly number[], level = 0): Promise<WindowSamples> {
    const layout = this.#images.levels[level];
    if (layout === undefined) throw new RangeError(`level ${level} of ${this.#images.levels.length}`);
    refuseOutside(layout, window, bands);
    const { width, height } = window;
    const values = bands.map(() => createSamples(layout.sampleType, width * height));
    const valid = new Uint8Array(width * height).fill(1);
    const { nodata, alphaBand } = this.header;
    await this.#blocks.eachBlock({ layout, number: level * 2 }, window, bands, (part, samples, place) => {
      if (samples !== null) copyBand(samples, values[place]!, part);
      else fillPart(values[place]!, part, nodata);
      if (samples === null) fillPart(valid, part, 0);
    });
    for (const samples of values) clearInvalid(samples, nodata, valid);
    await this.#applyAlpha(layout, level, window, bands, values, valid, alphaBand);
    await this.#applyMask(level, window, valid);
    return { width, height, values, valid };
  }

  readStored(window: PixelWindow, band: number, into: Uint8Array): boolean {
    const layout = this.#images.levels[0]!;
    const isWhole = this.header.alphaBand === null && (this.#images.masks[0] ?? null) === null;
    refuseOutside(layout, window, [band]);
    return isWhole && readStoredWindow({ blocks: this.#blocks, layout, window, band, into });
  }

  storedBlock(window: PixelWindow, band: number): StoredBlock | null {
    const layout = this.#images.levels[0]!;
    refuseOutside(layout, window, [band]);
    return this.#blocks.storedBlock(layout, window, band);
  }

  hasWrittenBlocks(): Promise<boolean> {
    return this.#blocks.hasWrittenBlocks(this.#images.levels[0]!);
  }

  releaseBlocks(): void {
    this.#blocks.release();
  }

  get tiles(): TileAccess | null {
    const { nodata, alphaBand } = this.header;
    const isWhole = alphaBand === null && (this.#images.masks[0] ?? null) === null;
    return isWhole ? tileAccessOf(this.#images.levels[0]!, this.#blocks, nodata) : null;
  }

  close(): void {
    this.#blocks.close();
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
    await this.#blocks.eachBlock({ layout, number: level * 2 }, window, [alphaBand], (part, samples) => {
      if (samples !== null) copyMask(samples, valid, part);
    });
  }

  async #applyMask(level: number, window: PixelWindow, valid: Uint8Array): Promise<void> {
    const mask = this.#images.masks[level];
    if (mask === null || mask === undefined) return;
    await this.#blocks.eachBlock({ layout: mask, number: level * 2 + 1 }, window, [1], (part, samples) => {
      if (samples === null) fillPart(valid, part, 0);
      else copyMask(samples, valid, part);
    });
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
