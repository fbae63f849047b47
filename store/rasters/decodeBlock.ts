import { bytesPerSample, viewSamples, type SampleArray } from './samples.js';
import { corruptBlock } from './blockErrors.js';
import { COMPRESSION } from './compression.js';
import { decodeLerc } from './decodeLerc.js';
import { decodePicture } from './decodePicture.js';
import { blockRowBytes, type ImageLayout } from './imageLayout.js';
import { inflate } from './inflate.js';
import { inflateUpTo } from './inflateUpTo.js';
import { decodeLzw } from './lzw.js';
import { decodePackBits } from './packBits.js';
import { undoFloatingPoint, undoHorizontal } from './predictor.js';
import { decodeZstd } from './zstd.js';
import type { TileWords } from './tileWords.js';
import { isMachineLittleEndian, isWordSized, swapBytes, toSamples } from './storedSample.js';

/** Rows that a block holds when full, and rows of it that lie inside the image. */
export interface BlockHeight {
  readonly rows: number;
  readonly neededRows: number;
}

/**
 * Samples of one block, `blockWidth * rows * samplesPerBlockPixel` long. Synchronous for the common compressions, so
 * that a compute thread pays for no event loop turn; pictures (JPEG, WebP) and LERC take one.
 * @param bytes as they stand in the file; not kept, may be changed
 * @param nodata given to pixels that the compression itself masks out
 * @throws BadInputError where the block is corrupt, short, or of an unread compression
 */
export function decodeBlock(
  layout: ImageLayout,
  bytes: Uint8Array,
  { rows, neededRows }: BlockHeight,
  nodata: number | null,
): SampleArray | Promise<SampleArray> {
  const { compression } = layout;
  if (layout.isBitReversed) reverseBits(bytes);
  if (compression === COMPRESSION.jpeg || compression === COMPRESSION.webp) return decodePicture(layout, bytes, rows);
  if (compression === COMPRESSION.lerc) return decodeLerc(layout, bytes, rows, nodata);
  const rowBytes = blockRowBytes(layout);
  const decoded = decompress(layout, bytes, { needed: rowBytes * neededRows, full: rowBytes * rows });
  if (decoded instanceof Promise) return decoded.then((late) => finishBlock(layout, late, rows));
  return finishBlock(layout, decoded, rows);
}

/** Compressions that are undone at once, into memory of their own. */
const SYNCHRONOUS: ReadonlySet<number> = new Set([
  COMPRESSION.deflate,
  COMPRESSION.oldDeflate,
  COMPRESSION.zstd,
  COMPRESSION.lzw,
  COMPRESSION.packBits,
]);

/** True where `decodeBlock` keeps nothing of the bytes it is given. */
export const isDecodedByCopy = ({ compression }: Pick<ImageLayout, 'compression'>): boolean =>
  SYNCHRONOUS.has(compression);

/** True where `decodeWords` gives the block: words of the machine's order and a predictor of 1 or 2. */
export function isDecodedToWords(layout: ImageLayout): boolean {
  const { compression, predictor, stored, isBitReversed, isLittleEndian } = layout;
  const isPlain = !isBitReversed && isLittleEndian === isMachineLittleEndian && isWordSized(stored);
  const isKnown = compression === COMPRESSION.none || SYNCHRONOUS.has(compression);
  return isPlain && isKnown && (predictor === 1 || predictor === 2);
}

/**
 * A block's words, decompressed only: the predictor is left to a kernel that undoes it for the bands it needs. Undefined
 * where the stream is longer than the block, which `decodeBlock` deals with.
 * @param target memory for the words of a full block, which the result may be a view of
 * @throws BadInputError where the block is corrupt or short
 */
export function decodeWords(
  layout: ImageLayout,
  bytes: Uint8Array,
  { rows, neededRows }: BlockHeight,
  target: Uint8Array,
): TileWords | undefined {
  const rowBytes = blockRowBytes(layout);
  const size = { needed: rowBytes * neededRows, full: rowBytes * rows };
  const decoded = decompress(layout, bytes, size, () => target.subarray(0, size.full));
  if (decoded instanceof Promise) return undefined;
  const wordBytes = bytesPerSample(layout.sampleType);
  const aligned = decoded.byteOffset % wordBytes === 0 ? decoded : decoded.slice();
  const words = wordBytes === 2 ? new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length >> 1) : aligned;
  return { words, isDifferenced: layout.predictor === 2 };
}

/** What a block must hold, and what it holds when it is full: edge tiles may be cut below the image's last row. */
interface BlockBytes {
  readonly needed: number;
  readonly full: number;
}

/** @param allocate gives memory for a full block, of which the result is a view */
function decompress(
  layout: ImageLayout,
  bytes: Uint8Array,
  size: BlockBytes,
  allocate: () => Uint8Array = () => new Uint8Array(size.full),
): Uint8Array | Promise<Uint8Array> {
  switch (layout.compression) {
    case COMPRESSION.none:
      return filled(layout, bytes, size);
    case COMPRESSION.deflate:
    case COMPRESSION.oldDeflate:
      return inflated(layout, bytes, size, allocate);
    case COMPRESSION.zstd:
      return filled(layout, decodeZstd(bytes, allocate), size);
    default: {
      // The tightest LZW and PackBits streams hold 1365 and 64 times their size: no memory for what cannot be there.
      refuseImpossible(layout, bytes, size, 1500);
      const target = allocate();
      const decode = layout.compression === COMPRESSION.lzw ? decodeLzw : decodePackBits;
      return filled(layout, target.subarray(0, decode(bytes, target)), size);
    }
  }
}

function refuseImpossible(layout: ImageLayout, bytes: Uint8Array, { needed }: BlockBytes, tightest: number): void {
  if (needed > (bytes.length + 1) * tightest) throw corruptBlock(layout, `${bytes.length} bytes for ${needed}`);
}

/** The bytes of a full block; refuses one that does not hold what is needed. */
function filled(layout: ImageLayout, bytes: Uint8Array, { needed, full }: BlockBytes): Uint8Array {
  if (bytes.length < needed) throw corruptBlock(layout, `${bytes.length} of ${needed} bytes`);
  if (bytes.length >= full) return bytes.subarray(0, full);
  const whole = new Uint8Array(full);
  whole.set(bytes);
  return whole;
}

function inflated(
  layout: ImageLayout,
  bytes: Uint8Array,
  size: BlockBytes,
  allocate: () => Uint8Array,
): Uint8Array | Promise<Uint8Array> {
  refuseImpossible(layout, bytes, size, 1100);
  const target = allocate();
  const written = inflateOrRefuse(layout, bytes, target);
  // More than the block needs: legal, and as harmless as the part we take.
  if (written === null) return inflateUpTo(bytes, size.full).then((decoded) => filled(layout, decoded, size));
  if (written < size.needed) throw corruptBlock(layout, `${written} of ${size.needed} bytes`);
  return target.fill(0, written);
}

function inflateOrRefuse(layout: ImageLayout, bytes: Uint8Array, target: Uint8Array): number | null {
  try {
    return inflate(bytes, target);
  } catch (error) {
    throw corruptBlock(layout, (error as NodeJS.ErrnoException).code ?? 'broken data', error);
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
