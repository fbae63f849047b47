import { BadInputError } from '#domain/errors.js';
import type { PixelWindow } from '#domain/raster.js';
import { GdalChecksum } from './gdalChecksum.js';
import type { RasterFile, RasterHeader } from './raster.js';
import { bytesPerSample, isFloatType, type SampleArray } from './samples.js';
import { clearInvalid } from './windowCopy.js';

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
const MAX_ROW_PIXELS = 16 * 1024 * 1024;
/** From here on a file must be able to hold what it claims. */
const SUSPICIOUS_SAMPLES = 2 ** 31;
/** The tightest DEFLATE stream holds 1032 times its size. */
const TIGHTEST = 1032;

/**
 * Reads every pixel of a raster once, window by window.
 * @param onProgress rows done
 * @throws BadInputError where a block is broken, or the file claims far more pixels than it can hold
 */
export async function rasterStatistics(
  raster: RasterFile,
  onProgress: (rows: number) => void = () => {},
): Promise<RasterStatistics> {
  const { header } = raster;
  refuseImplausible(header);
  const bands = Array.from({ length: header.bandCount }, () => new BandAccumulator(header));
  let seenCount = 0;
  let seen = new Uint8Array(0);
  let scratch = new Uint8Array(0);
  for (const window of windowsOf(header)) {
    const pixels = window.width * window.height;
    if (seen.length !== pixels) [seen, scratch] = [new Uint8Array(pixels), new Uint8Array(pixels)];
    seen.fill(1);
    for (const numbers of bandGroups(header, window)) {
      const { values, valid } = await raster.readWindow(window, numbers);
      numbers.forEach((number, place) => bands[number - 1]!.add(values[place]!, scratch));
      for (let i = 0; i < seen.length; i++) seen[i]! &= valid[i]!;
    }
    for (const pixel of seen) seenCount += pixel;
    onProgress(window.y + window.height);
  }
  return {
    bands: bands.map((band) => band.result()),
    seenShare: seenCount / (header.width * header.height),
  };
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

/** Full rows, from the top: whole rows of the file's own blocks, so that each is decoded once, unless those are too large. */
function* windowsOf({ width, height, blockHeight, bandCount, sampleType }: RasterHeader): Generator<PixelWindow> {
  const blockRowBytes = width * blockHeight * bandCount * bytesPerSample(sampleType);
  const fitting = Math.max(1, Math.floor(WINDOW_PIXELS / width));
  const isWhole = blockRowBytes <= WINDOW_BYTES;
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

class BandAccumulator {
  readonly #checksum = new GdalChecksum();
  #min = Infinity;
  #max = -Infinity;
  #sum = 0;
  #count = 0;

  constructor(private readonly header: RasterHeader) {}

  /** @param valid scratch of the samples' length */
  add(samples: SampleArray, valid: Uint8Array): void {
    this.#checksum.add(samples, isFloatType(this.header.sampleType));
    valid.fill(1);
    clearInvalid(samples, this.header.nodata, valid);
    let sum = 0;
    let count = 0;
    let min = this.#min;
    let max = this.#max;
    for (let i = 0; i < samples.length; i++) {
      if (valid[i] === 0) continue;
      const value = samples[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      count++;
    }
    this.#min = min;
    this.#max = max;
    this.#sum += sum;
    this.#count += count;
  }

  result(): BandStatistics {
    const isEmpty = this.#count === 0;
    return {
      min: isEmpty ? null : this.#min,
      max: isEmpty ? null : this.#max,
      mean: isEmpty ? null : this.#sum / this.#count,
      validCount: this.#count,
      validShare: this.#count / (this.header.width * this.header.height),
      checksum: this.#checksum.value,
    };
  }
}
