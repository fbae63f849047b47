import { deflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { SampleType } from '#domain/raster.js';
import type { BandPiece } from './overviewPyramid.js';
import { bytesPerSample, createSamples, isFloatType, type SampleArray } from './samples.js';

const compress = promisify(deflate);

/** Horizontal differencing for whole numbers, the floating-point predictor for the rest. */
export const predictorFor = (type: SampleType): 2 | 3 => (isFloatType(type) ? 3 : 2);

export interface TileCoding {
  readonly sampleType: SampleType;
  readonly tileSize: number;
  /** Fills what lies beyond the image's edge. */
  readonly padding: number;
  /** DEFLATE level, 1 (fast) to 9 (small). */
  readonly level: number;
}

/**
 * One tile as it stands in the file: pixel-interleaved, differenced, deflated, little-endian.
 * @param pieces one per band, at most `tileSize` square
 */
export async function encodeTile(pieces: readonly BandPiece[], coding: TileCoding): Promise<Uint8Array> {
  const { sampleType, level } = coding;
  return compress(differenced(pieces, coding, isFloatType(sampleType)), { level });
}

function differenced(pieces: readonly BandPiece[], coding: TileCoding, isFloat: boolean): Uint8Array {
  if (coding.sampleType === 'float32') return differenceSingles(pieces, coding);
  const samples = interleave(pieces, coding);
  if (!isFloat) return differenceWhole(samples, coding.tileSize, pieces.length);
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return differenceFloats(bytes, coding.tileSize, pieces.length, bytesPerSample(coding.sampleType));
}

function interleave(pieces: readonly BandPiece[], { sampleType, tileSize, padding }: TileCoding): SampleArray {
  const bandCount = pieces.length;
  const tile = createSamples(sampleType, tileSize * tileSize * bandCount);
  const { width, height } = pieces[0]!;
  if (padding !== 0 && (width < tileSize || height < tileSize)) tile.fill(padding);
  pieces.forEach(({ samples }, band) => {
    for (let y = 0; y < height; y++) {
      const row = samples.subarray(y * width, (y + 1) * width);
      let to = y * tileSize * bandCount + band;
      if (bandCount === 1) {
        tile.set(row, to);
        continue;
      }
      for (let x = 0; x < width; x++, to += bandCount) tile[to] = row[x]!;
    }
  });
  return tile;
}

/** In place, each row from its right end; the typed array wraps as the predictor demands. */
function differenceWhole(samples: SampleArray, tileSize: number, bandCount: number): Uint8Array {
  const rowLength = tileSize * bandCount;
  for (let row = 0; row < tileSize; row++) {
    const start = row * rowLength;
    for (let i = start + rowLength - 1; i >= start + bandCount; i--) samples[i] = samples[i]! - samples[i - bandCount]!;
  }
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/**
 * As `differenceFloats` of interleaved bands, without bringing them together first, and passing over samples that repeat the
 * one to their left: rasters of findings are mostly of one value.
 */
function differenceSingles(pieces: readonly BandPiece[], { tileSize, padding }: TileCoding): Uint8Array {
  const bandCount = pieces.length;
  const count = tileSize * bandCount;
  const result = new Uint8Array(4 * tileSize * count);
  const row = new Float32Array(tileSize).fill(padding);
  const words = new Uint32Array(row.buffer);
  pieces.forEach(({ samples, width, height }, band) => {
    for (let y = 0; y < tileSize; y++) {
      if (y < height) row.set(samples.subarray(y * width, (y + 1) * width));
      else if (y === height) row.fill(padding);
      const start = 4 * y * count + band;
      differenceRow(words, result, start, { bandCount, count });
    }
  });
  return result;
}

/** One band's row into its four planes of bytes. The first byte of a plane follows the last one of the plane before. */
function differenceRow(
  words: Uint32Array,
  result: Uint8Array,
  start: number,
  { bandCount, count }: { readonly bandCount: number; readonly count: number },
): void {
  let before = words[words.length - 1]! >>> 8;
  for (let x = 0, at = start; x < words.length; x++, at += bandCount) {
    const word = words[x]!;
    if (word === before) continue;
    result[at] = (word >>> 24) - (before >>> 24);
    result[at + count] = (word >>> 16) - (before >>> 16);
    result[at + 2 * count] = (word >>> 8) - (before >>> 8);
    result[at + 3 * count] = word - before;
    before = word;
  }
}

/** Rows of byte planes, most significant first, then differenced byte by byte. */
function differenceFloats(bytes: Uint8Array, tileSize: number, bandCount: number, size: number): Uint8Array {
  const count = tileSize * bandCount;
  const rowBytes = count * size;
  const result = new Uint8Array(bytes.length);
  for (let row = 0; row < tileSize; row++) {
    const start = row * rowBytes;
    for (let b = 0; b < size; b++) {
      const plane = start + b * count;
      for (let i = 0, from = start + size - 1 - b; i < count; i++, from += size) result[plane + i] = bytes[from]!;
    }
    for (let i = start + rowBytes - 1; i >= start + bandCount; i--) result[i] = result[i]! - result[i - bandCount]!;
  }
  return result;
}
