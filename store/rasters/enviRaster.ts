import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import type { PixelWindow } from '#domain/raster.js';
import { enviCrs, enviGeoTransform } from './enviGeoreference.js';
import { enviLayout, enviList, parseEnviHeader, type EnviFields, type EnviLayout } from './enviHeader.js';
import { openFileBytes, truncated, type FileBytes } from './fileBytes.js';
import { northUpGrid, statedNodata } from './header.js';
import type { RasterBand, RasterFile, RasterHeader, WindowSamples } from './raster.js';
import { bytesPerSample, createSamples, viewSamples } from './samples.js';
import { sideCarWarnings } from './sideCars.js';
import { isMachineLittleEndian, swapBytes } from './storedSample.js';
import { clearInvalid } from './windowCopy.js';

const MAX_HEADER_BYTES = 4 * 1024 * 1024;
const DATA_ENDINGS = ['', '.img', '.dat', '.bin', '.raw', '.bsq', '.bil', '.bip'];

/** The header and data file of an ENVI raster, whichever of the two is named; null where there is no such pair. */
export function enviFilesOf(path: string): { readonly header: string; readonly data: string } | null {
  const stem = path.slice(0, path.length - extname(path).length);
  if (/\.hdr$/i.test(path)) {
    const data = DATA_ENDINGS.map((ending) => stem + ending).find((name) => existsSync(name));
    return data === undefined ? null : { header: path, data };
  }
  const header = [`${path}.hdr`, `${stem}.hdr`, `${stem}.HDR`].find((name) => existsSync(name));
  return header === undefined ? null : { header, data: path };
}

/**
 * Opens an ENVI raster: a text header beside a file of raw samples.
 * @throws BadInputError where the header cannot be used or the data file is shorter than it says
 */
export function openEnviRaster(
  { header: headerPath, data }: { readonly header: string; readonly data: string },
  nodata: number | null,
): RasterFile {
  const fields = parseEnviHeader(headerText(headerPath), headerPath);
  const layout = enviLayout(fields, headerPath);
  const file = openFileBytes(data);
  try {
    const samples = layout.width * layout.height * layout.bandCount;
    const end = layout.offset + samples * bytesPerSample(layout.sampleType);
    if (end > file.size) throw truncated(data, `${file.size} bytes`, `${end} bytes, as ${headerPath} says`);
    const header = headerOf(fields, layout, file);
    return new EnviRaster({ ...header, nodata: nodata ?? header.nodata }, layout, file);
  } catch (error) {
    file.close();
    throw error;
  }
}

function headerText(path: string): string {
  const file = openFileBytes(path);
  try {
    return new TextDecoder('utf-8').decode(file.read(0, Math.min(file.size, MAX_HEADER_BYTES)));
  } finally {
    file.close();
  }
}

function headerOf(fields: EnviFields, layout: EnviLayout, file: FileBytes): RasterHeader {
  const { width, height, bandCount, sampleType } = layout;
  const crs = enviCrs(fields);
  const geoTransform = enviGeoTransform(fields);
  return {
    path: file.path,
    format: 'ENVI',
    fileBytes: file.size,
    width,
    height,
    bandCount,
    bands: bandsOf(fields, bandCount, file.path),
    sampleType,
    nodata: statedNodata(file.path, fields.get('data ignore value') ?? null, 'data ignore value of the header'),
    alphaBand: null,
    crs,
    geoTransform,
    grid: northUpGrid(layout, crs, geoTransform),
    isTiled: false,
    blockWidth: width,
    blockHeight: 1,
    overviews: [],
    hasMask: false,
    compression: 'none',
    metadata: fields.has('acquisition time') ? { ACQUISITION_DATE: fields.get('acquisition time')! } : {},
    warnings: sideCarWarnings(file.path, true),
  };
}

function bandsOf(fields: EnviFields, bandCount: number, where: string): RasterBand[] {
  const names = enviList(fields, 'band names');
  const gains = enviList(fields, 'data gain values').map(Number);
  const offsets = enviList(fields, 'data offset values').map(Number);
  const factor = Number(fields.get('reflectance scale factor') ?? 1);
  if (!(factor > 0) || [...gains, ...offsets].some((value) => !Number.isFinite(value))) {
    throw new BadInputError('this ENVI header cannot be used', {
      code: 'raster.envi',
      where,
      found: 'a scale that is no number',
      expected: 'numbers in data gain values, data offset values and reflectance scale factor',
    });
  }
  return Array.from({ length: bandCount }, (_, band) => ({
    description: names[band] === undefined || /^band \d+$/i.test(names[band]) ? null : names[band],
    scale: gains[band] ?? 1 / factor,
    offset: offsets[band] ?? 0,
    overviewResampling: null,
  }));
}

class EnviRaster implements RasterFile {
  constructor(
    readonly header: RasterHeader,
    private readonly layout: EnviLayout,
    private readonly file: FileBytes,
  ) {}

  readWindow(window: PixelWindow, bands: readonly number[], level = 0): Promise<WindowSamples> {
    const { width, height } = window;
    if (level !== 0) return Promise.reject(new RangeError(`level ${level} of 1`));
    const values = bands.map(() => createSamples(this.layout.sampleType, width * height));
    const valid = new Uint8Array(width * height).fill(1);
    const isPixelInterleaved = this.layout.interleave === 'bip';
    if (this.layout.interleave === 'bsq' && width === this.layout.width) {
      // Rows of a band that are read whole stand one after the other.
      bands.forEach((band, place) =>
        values[place]!.set(this.#samples({ ...window, width: width * height }, 0, band - 1)),
      );
      for (const samples of values) clearInvalid(samples, this.header.nodata, valid);
      return Promise.resolve({ width, height, values, valid });
    }
    for (let row = 0; row < height; row++) {
      const pixels = isPixelInterleaved ? this.#samples(window, row, 0) : null;
      for (const [place, band] of bands.entries()) {
        const target = values[place]!;
        if (pixels === null) {
          target.set(this.#samples(window, row, band - 1), row * width);
          continue;
        }
        const { bandCount } = this.layout;
        for (let i = 0; i < width; i++) target[row * width + i] = pixels[i * bandCount + band - 1]!;
      }
    }
    for (const samples of values) clearInvalid(samples, this.header.nodata, valid);
    return Promise.resolve({ width, height, values, valid });
  }

  readStored(window: PixelWindow, band: number, into: Uint8Array): boolean {
    const { layout } = this;
    if (layout.interleave === 'bip' || layout.isLittleEndian !== isMachineLittleEndian) return false;
    const isWhole = layout.interleave === 'bsq' && window.width === layout.width;
    const rowsAtOnce = isWhole ? window.height : 1;
    const bytes = window.width * rowsAtOnce * bytesPerSample(layout.sampleType);
    for (let row = 0; row < window.height; row += rowsAtOnce) {
      const at = (row / rowsAtOnce) * bytes;
      this.file.read(this.#placeOf(window, row, band - 1), bytes, into.subarray(at, at + bytes));
    }
    return true;
  }

  /** Nothing is kept. */
  releaseBlocks(): void {}

  close(): void {
    this.file.close();
  }

  /** One row of a window: of one band, or of all bands pixel by pixel. */
  #samples(window: PixelWindow, row: number, band: number) {
    const { layout } = this;
    const size = bytesPerSample(layout.sampleType);
    const count = layout.interleave === 'bip' ? window.width * layout.bandCount : window.width;
    const bytes = this.file.read(this.#placeOf(window, row, band), count * size);
    if (layout.isLittleEndian !== isMachineLittleEndian) swapBytes(bytes, size);
    return viewSamples(layout.sampleType, bytes);
  }

  /** Byte in the file at which a row of a window begins: that of one band, or of all bands pixel by pixel. */
  #placeOf({ x, y }: PixelWindow, row: number, band: number): number {
    const { layout } = this;
    const line = y + row;
    const first = {
      bsq: (band * layout.height + line) * layout.width + x,
      bil: (line * layout.bandCount + band) * layout.width + x,
      bip: (line * layout.width + x) * layout.bandCount,
    }[layout.interleave];
    return layout.offset + first * bytesPerSample(layout.sampleType);
  }
}
