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
  const samples = interleave(pieces, coding);
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const differenced = isFloatType(sampleType)
    ? differenceFloats(bytes, coding.tileSize, pieces.length, bytesPerSample(sampleType))
    : differenceWhole(samples, coding.tileSize, pieces.length);
  return compress(differenced, { level });
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
