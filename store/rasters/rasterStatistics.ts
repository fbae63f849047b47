import { BadInputError } from '#domain/errors.js';
import type { PixelWindow } from '#domain/raster.js';
import { GdalChecksum } from './gdalChecksum.js';
import type { RasterFile, RasterHeader } from './raster.js';
import { isRemotePath } from './remoteAccess.js';
import { bytesPerSample, isFloatType, type SampleArray } from './samples.js';

/** What one band holds, in stored values. Nodata, NaN and infinity are left out; masks and alpha are not applied. */
export interface BandStatistics {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Pixels that are neither nodata nor NaN nor infinite. */
  readonly validCount: number;
  /** Their share of all pixels, 0–1. */
  readonly validShare: number;
  /** GDAL's checksum of all samples, 0–65535. */
  readonly checksum: number;
}

export interface RasterStatistics {
  readonly bands: readonly BandStatistics[];
  /** Share of pixels, 0–1, that hold data in every band, were written, and that no mask or alpha hides. */
  readonly seenShare: number;
}

const WINDOW_PIXELS = 1024 * 1024;
const WINDOW_BYTES = 48 * 1024 * 1024;
/** Of tiles read together: a thread holds little more. */
const TILES_BYTES = 8 * 1024 * 1024;
const MAX_ROW_PIXELS = 16 * 1024 * 1024;
/** From here on a file must be able to hold what it claims. */
const SUSPICIOUS_SAMPLES = 2 ** 31;
/** From here on a file must hold a part of what it claims. */
const MANY_SAMPLES = 2 ** 26;
/** The tightest DEFLATE stream holds 1032 times its size. */
const TIGHTEST = 1032;

/** What one window adds to the statistics of its raster. Plain data. */
export interface WindowStatistics {
  readonly bands: readonly BandPart[];
  /** Pixels that are seen in every band. */
  readonly seenCount: number;
}

interface BandPart {
  min: number;
  max: number;
  sum: number;
  count: number;
  checksum: number;
}

/**
 * Reads every pixel of a raster once, window by window.
 * @param onProgress rows done
 * @throws BadInputError where a block is broken, or the file claims far more pixels than it can hold or than it holds
 */
export async function rasterStatistics(
  raster: RasterFile,
  onProgress: (rows: number) => void = () => {},
): Promise<RasterStatistics> {
  const { header } = raster;
  await refuseUnwritten(raster);
  const parts: WindowStatistics[] = [];
  for (const window of statisticsWindows(header)) {
    parts.push(await windowStatistics(raster, window));
    if (window.x + window.width === header.width) onProgress(window.y + window.height);
  }
  return joinStatistics(header, parts);
}

/**
 * The windows whose statistics make up those of a raster.
 * @throws BadInputError where the file claims far more pixels than it can hold
 */
export function statisticsWindows(header: RasterHeader): PixelWindow[] {
  refuseImplausible(header);
  return [...windowsOf(header)];
}

/** @throws BadInputError where a block is broken */
export async function windowStatistics(raster: RasterFile, window: PixelWindow): Promise<WindowStatistics> {
  const { header } = raster;
  const bands: BandPart[] = [];
  const seen = new Uint8Array(window.width * window.height).fill(1);
  for (const numbers of bandGroups(header, window)) {
    const { values, valid } = await raster.readWindow(window, numbers);
    for (const samples of values) bands.push(partOf(samples, window, header));
    for (let i = 0; i < seen.length; i++) seen[i]! &= valid[i]!;
  }
  let seenCount = 0;
  for (const pixel of seen) seenCount += pixel;
  return { bands, seenCount };
}

/** @param parts of all `statisticsWindows`, in their order: sums are then the same whoever made them */
export function joinStatistics(
  { width, height, bandCount }: RasterHeader,
  parts: readonly WindowStatistics[],
): RasterStatistics {
  const pixels = width * height;
  const bands = Array.from({ length: bandCount }, (_, band): BandStatistics => {
    const whole: BandPart = { min: Infinity, max: -Infinity, sum: 0, count: 0, checksum: 0 };
    for (const part of parts) {
      const { min, max, sum, count, checksum } = part.bands[band]!;
      whole.min = Math.min(whole.min, min);
      whole.max = Math.max(whole.max, max);
      whole.sum += sum;
      whole.count += count;
      whole.checksum = (whole.checksum + checksum) & 0xffff;
    }
    const isEmpty = whole.count === 0;
    return {
      min: isEmpty ? null : whole.min,
      max: isEmpty ? null : whole.max,
      mean: isEmpty ? null : whole.sum / whole.count,
      validCount: whole.count,
      validShare: whole.count / pixels,
      checksum: whole.checksum,
    };
  });
  return { bands, seenShare: parts.reduce((sum, { seenCount }) => sum + seenCount, 0) / pixels };
}

/**
 * Refuses a large raster of which no block was written: a few bytes claim it, and there is nothing to see.
 * @throws BadInputError
 */
export async function refuseUnwritten(raster: RasterFile): Promise<void> {
  const { width, height, bandCount, path, fileBytes } = raster.header;
  if (width * height * bandCount < MANY_SAMPLES || (await raster.hasWrittenBlocks?.()) !== false) return;
  throw new BadInputError('the file holds none of the pixels that it claims', {
    code: 'raster.unwritten',
    where: path,
    found: `${width} x ${height} x ${bandCount} samples in ${fileBytes} bytes, and no block of them`,
    expected: 'a raster of which at least one block was written',
  });
}

function refuseImplausible({ path, width, height, bandCount, sampleType, fileBytes }: RasterHeader): void {
  const samples = width * height * bandCount;
  const isImpossible = samples * bytesPerSample(sampleType) > TIGHTEST * fileBytes;
  if (width <= MAX_ROW_PIXELS && !(samples > SUSPICIOUS_SAMPLES && isImpossible)) return;
  throw new BadInputError('the file claims more pixels than it can hold', {
    code: 'raster.implausible',
    where: path,
    found: `${width} x ${height} x ${bandCount} samples in ${fileBytes} bytes`,
    expected: `rows of at most ${MAX_ROW_PIXELS} pixels, written to the file`,
  });
}

/**
 * Whole blocks of the file's own, so that each is decoded once: some tiles beside each other, or full rows of strips and of
 * remote files, whose neighbours come by one request. Rows that cut through blocks only where blocks are too large.
 */
function* windowsOf(header: RasterHeader): Generator<PixelWindow> {
  const { width, height, blockWidth, blockHeight, bandCount, sampleType, isTiled, path } = header;
  const pixelBytes = bandCount * bytesPerSample(sampleType);
  const fitsTiles = blockWidth * blockHeight * pixelBytes <= WINDOW_BYTES;
  if (isTiled && fitsTiles && !isRemotePath(path)) {
    const most = Math.min(WINDOW_PIXELS, TILES_BYTES / pixelBytes);
    const across = blockWidth * Math.max(1, Math.floor(most / (blockWidth * blockHeight)));
    for (let y = 0; y < height; y += blockHeight) {
      for (let x = 0; x < width; x += across) {
        yield { x, y, width: Math.min(across, width - x), height: Math.min(blockHeight, height - y) };
      }
    }
    return;
  }
  const fitting = Math.max(1, Math.floor(WINDOW_PIXELS / width));
  const isWhole = width * blockHeight * pixelBytes <= WINDOW_BYTES;
  const rows = isWhole ? Math.max(blockHeight, fitting - (fitting % blockHeight)) : fitting;
  for (let y = 0; y < height; y += rows) yield { x: 0, y, width, height: Math.min(rows, height - y) };
}

/** Bands that are read at once: pixel-interleaved blocks are then decoded once for all of them. */
function* bandGroups({ bandCount, sampleType }: RasterHeader, { width, height }: PixelWindow): Generator<number[]> {
  const size = Math.max(1, Math.floor(WINDOW_BYTES / (width * height * bytesPerSample(sampleType))));
  for (let first = 1; first <= bandCount; first += size) {
    yield Array.from({ length: Math.min(size, bandCount - first + 1) }, (_, i) => first + i);
  }
}

function partOf(samples: SampleArray, window: PixelWindow, { width, sampleType, nodata }: RasterHeader): BandPart {
  const isFloat = isFloatType(sampleType);
  const checksum = new GdalChecksum();
  for (let row = 0; row < window.height; row++) {
    checksum.goTo((window.y + row) * width + window.x);
    checksum.add(samples.subarray(row * window.width, (row + 1) * window.width), isFloat);
  }
  const part: BandPart = { min: Infinity, max: -Infinity, sum: 0, count: 0, checksum: checksum.value };
  const missing = samples instanceof Float32Array && nodata !== null ? Math.fround(nodata) : (nodata ?? NaN);
  let { min, max, sum, count } = part;
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    // A number minus itself is 0 unless it is NaN or infinite.
    if (value === missing || value - value !== 0) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  return { min, max, sum, count, checksum: part.checksum };
}
