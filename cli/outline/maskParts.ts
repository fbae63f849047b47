import type { PixelWindow } from '#domain/raster.js';
import type { RasterFile, SampleArray, TileAccess } from '#store/rasters/index.js';

/** A part of a mask. */
export interface MaskPart {
  readonly window: PixelWindow;
  readonly values: SampleArray;
  /** True: each sample, of 8 bits, is the difference from the one to the left, modulo 256. */
  readonly isDifferenced: boolean;
  /** 1 where the sample holds data; null: wherever it is not nodata. */
  readonly valid: Uint8Array | null;
}

/** The mask by row of parts, then from left to right: tiles as they stand in the file where that can be had. */
export async function* eachMaskPart(file: RasterFile, band: number): AsyncGenerator<MaskPart, void, undefined> {
  const { tiles } = file;
  const isPlain = tiles && tiles.bandCount === 1;
  for (const window of isPlain ? tileWindows(tiles) : blockWindows(file)) {
    const part = isPlain ? tileValues(tiles, window) : null;
    if (part !== null) yield { window, ...part, valid: null };
    else {
      const samples = await file.readWindow(window, [band]);
      yield { window, values: samples.values[0]!, isDifferenced: false, valid: samples.valid };
    }
  }
}

function* tileWindows({ width, height, tileWidth, tileHeight }: TileAccess): Generator<PixelWindow, void, undefined> {
  for (let y = 0; y < height; y += tileHeight) {
    for (let x = 0; x < width; x += tileWidth) {
      yield { x, y, width: Math.min(tileWidth, width - x), height: Math.min(tileHeight, height - y) };
    }
  }
}

/** A tile without what lies outside the image; null where it must be read by window. */
function tileValues(
  tiles: TileAccess,
  { x, y, width, height }: PixelWindow,
): Pick<MaskPart, 'values' | 'isDifferenced'> | null {
  const tile = tiles.read(x / tiles.tileWidth, y / tiles.tileHeight);
  if (tile === null || tile === undefined) return null;
  const { words, isDifferenced } = tile;
  if (isDifferenced && words instanceof Uint16Array) return null;
  if (width === tiles.tileWidth) return { values: words.subarray(0, width * height), isDifferenced };
  const values = words instanceof Uint8Array ? new Uint8Array(width * height) : new Uint16Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = row * tiles.tileWidth;
    values.set(words.subarray(from, from + width), row * width);
  }
  return { values, isDifferenced };
}

/** Windows are about this many pixels. */
const WINDOW_PIXELS = 1024 * 1024;

/** Whole blocks of the file, so that each is decoded once. */
function* blockWindows({ header }: RasterFile): Generator<PixelWindow, void, undefined> {
  const { width, height, blockWidth, blockHeight, isTiled } = header;
  const across = isTiled ? Math.ceil(Math.sqrt(WINDOW_PIXELS) / blockWidth) * blockWidth : width;
  const down = Math.max(1, Math.round(WINDOW_PIXELS / across / blockHeight)) * blockHeight;
  for (let y = 0; y < height; y += down) {
    for (let x = 0; x < width; x += across) {
      yield { x, y, width: Math.min(across, width - x), height: Math.min(down, height - y) };
    }
  }
}
