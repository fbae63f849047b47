import { inflateSync } from 'node:zlib';
import { decompress as decompressZstd } from 'fzstd';
import { BadInputError } from '#domain/errors.js';
import { bytesPerSample, createSamples, viewSamples, type SampleArray } from './samples.js';
import { corruptBlock, unreadCompression } from './blockErrors.js';
import { COMPRESSION, isReadCompression } from './compression.js';
import { decodeLerc } from './decodeLerc.js';
import { decodePicture } from './decodePicture.js';
import { blockRowBytes, type ImageLayout } from './imageLayout.js';
import { inflateUpTo } from './inflateUpTo.js';
import { decodeLzw } from './lzw.js';
import { decodePackBits } from './packBits.js';
import { undoFloatingPoint, undoHorizontal } from './predictor.js';
import { isMachineLittleEndian, isWordSized, swapBytes, toSamples } from './storedSample.js';

/**
 * Samples of one block, `blockWidth * rows * samplesPerBlockPixel` long. Synchronous for the common compressions, so
 * that a compute thread pays for no event loop turn; pictures (JPEG, WebP) and LERC take one.
 * @param bytes as they stand in the file; not kept, may be changed
 * @param rows that the block must hold
 * @param nodata given to pixels that the compression itself masks out
 * @throws BadInputError where the block is corrupt, short, or of an unread compression
 */
export function decodeBlock(
  layout: ImageLayout,
  bytes: Uint8Array,
  rows: number,
  nodata: number | null,
): SampleArray | Promise<SampleArray> {
  const { compression } = layout;
  if (!isReadCompression(compression)) throw unreadCompression(layout);
  if (layout.isBitReversed) reverseBits(bytes);
  if (compression === COMPRESSION.jpeg || compression === COMPRESSION.webp) return decodePicture(layout, bytes, rows);
  if (compression === COMPRESSION.lerc) return decodeLerc(layout, bytes, rows, nodata);
  const length = blockRowBytes(layout) * rows;
  const decoded = decompress(layout, bytes, length);
  if (decoded instanceof Promise) return decoded.then((late) => finishBlock(layout, late, rows));
  return finishBlock(layout, decoded, rows);
}

function decompress(layout: ImageLayout, bytes: Uint8Array, length: number): Uint8Array | Promise<Uint8Array> {
  switch (layout.compression) {
    case COMPRESSION.none:
      return complete(layout, bytes.length, length, bytes);
    case COMPRESSION.deflate:
    case COMPRESSION.oldDeflate:
      return inflate(layout, bytes, length);
    case COMPRESSION.zstd:
      return unpackZstd(layout, bytes, length);
    default: {
      // The tightest LZW and PackBits streams hold 1365 and 64 times their size: no memory for what cannot be there.
      if (length > (bytes.length + 1) * 1500) throw corruptBlock(layout, `${bytes.length} bytes for ${length}`);
      const target = new Uint8Array(length);
      const decode = layout.compression === COMPRESSION.lzw ? decodeLzw : decodePackBits;
      return complete(layout, decode(bytes, target), length, target);
    }
  }
}

function complete(layout: ImageLayout, found: number, length: number, bytes: Uint8Array): Uint8Array {
  if (found < length) throw corruptBlock(layout, `${found} of ${length} bytes`);
  return bytes.subarray(0, length);
}

function inflate(layout: ImageLayout, bytes: Uint8Array, length: number): Uint8Array | Promise<Uint8Array> {
  if (length > (bytes.length + 1) * 1100) throw corruptBlock(layout, `${bytes.length} bytes for ${length}`);
  try {
    const decoded = inflateSync(bytes, { chunkSize: Math.max(64, length), maxOutputLength: length });
    return complete(layout, decoded.length, length, decoded);
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_BUFFER_TOO_LARGE') throw corruptBlock(layout, code ?? 'broken data', error);
    // More than the block needs: legal, and as harmless as the part we take.
    return inflateUpTo(bytes, length).then((decoded) => complete(layout, decoded.length, length, decoded));
  }
}

function unpackZstd(layout: ImageLayout, bytes: Uint8Array, length: number): Uint8Array {
  try {
    // A given target bounds the output: longer frames fail instead of growing.
    const decoded = decompressZstd(bytes, new Uint8Array(length));
    return complete(layout, decoded.length, length, decoded);
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw corruptBlock(layout, error instanceof Error ? error.message : 'broken data', error);
  }
}

function finishBlock(layout: ImageLayout, bytes: Uint8Array, rows: number): SampleArray {
  const { stored, blockWidth, samplesPerBlockPixel, predictor } = layout;
  const shape = { width: blockWidth, rows, samples: samplesPerBlockPixel };
  if (predictor === 3) {
    if (!stored.isFloat) throw corruptBlock(layout, 'the floating-point predictor on whole numbers');
    const ordered = undoFloatingPoint(bytes, shape, stored.bits / 8);
    return toSamples(ordered, stored, blockWidth * samplesPerBlockPixel, rows, isMachineLittleEndian);
  }
  if (predictor !== 1 && predictor !== 2) throw corruptBlock(layout, `predictor ${predictor}`);
  if (!isWordSized(stored)) {
    if (predictor === 2) throw corruptBlock(layout, `predictor 2 on ${stored.bits} bits`);
    return toSamples(bytes, stored, blockWidth * samplesPerBlockPixel, rows, layout.isLittleEndian);
  }
  const wordBytes = bytesPerSample(stored.sampleType);
  const aligned = bytes.byteOffset % wordBytes === 0 ? bytes : bytes.slice();
  if (layout.isLittleEndian !== isMachineLittleEndian) swapBytes(aligned, wordBytes);
  if (predictor === 2) undoHorizontal(wordsOf(aligned, wordBytes), shape);
  return viewSamples(stored.sampleType, aligned);
}

function wordsOf(bytes: Uint8Array, wordBytes: number): Uint8Array | Uint16Array | Uint32Array | BigUint64Array {
  const count = Math.floor(bytes.length / wordBytes);
  if (wordBytes === 2) return new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  if (wordBytes === 4) return new Uint32Array(bytes.buffer, bytes.byteOffset, count);
  if (wordBytes === 8) return new BigUint64Array(bytes.buffer, bytes.byteOffset, count);
  return bytes;
}

function reverseBits(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    let b = bytes[i]!;
    b = ((b & 0xf0) >> 4) | ((b & 0x0f) << 4);
    b = ((b & 0xcc) >> 2) | ((b & 0x33) << 2);
    bytes[i] = ((b & 0xaa) >> 1) | ((b & 0x55) << 1);
  }
}

/** A block that was never written: nodata where the file has one, 0 otherwise. */
export function emptyBlock(layout: ImageLayout, rows: number, nodata: number | null): SampleArray {
  const samples = createSamples(layout.sampleType, layout.blockWidth * rows * layout.samplesPerBlockPixel);
  return nodata === null ? samples : samples.fill(nodata);
}
