import { endianness } from 'node:os';
import { BadInputError } from '#domain/errors.js';
import type { SampleType } from '#domain/raster.js';
import { createSamples, viewSamples, type SampleArray } from './samples.js';
import { TAG, type TiffDirectory } from './tiffDirectory.js';

/** How one sample stands in the file, and the sample type it is given as. */
export interface StoredSample {
  /** Bits in the file; other than 8, 16, 32 and 64 are unpacked. */
  readonly bits: number;
  readonly isFloat: boolean;
  readonly sampleType: SampleType;
}

const UNSIGNED = 1;
const SIGNED = 2;
const FLOAT = 3;
const UNTYPED = 4;

/** @throws BadInputError for complex, 64-bit integer, mixed and other samples without a sample type of ours */
export function storedSampleOf(path: string, directory: TiffDirectory, bandCount: number): StoredSample {
  for (const tag of [TAG.bitsPerSample, TAG.sampleFormat]) {
    if (!directory.has(tag)) {
      if (tag === TAG.bitsPerSample && bandCount > 1) throw unreadable(path, `${bandCount} samples without their bits`);
      continue;
    }
    const count = directory.count(tag);
    if (count !== 1 && count !== bandCount) throw unreadable(path, `${count} kinds of ${bandCount} samples`);
    if (!directory.isWhole(tag)) throw unreadable(path, `kinds that are no whole numbers, in tag ${tag}`);
  }
  const bitsList = directory.numbers(TAG.bitsPerSample, 0, bandCount) ?? [1];
  const formats = directory.numbers(TAG.sampleFormat, 0, bandCount) ?? [UNSIGNED];
  const bits = bitsList[0] ?? 1;
  const format = formats[0] ?? UNSIGNED;
  if (bitsList.some((other) => other !== bits) || formats.some((other) => other !== format)) {
    throw unreadable(path, `bands of different kinds (${bitsList.slice(0, 8).join(', ')} bits)`);
  }
  const sampleType = sampleTypeOf(bits, format);
  if (sampleType === null) throw unreadable(path, `${formatName(format)} of ${bits} bits`);
  return { bits, isFloat: format === FLOAT, sampleType };
}

function sampleTypeOf(bits: number, format: number): SampleType | null {
  if (format === FLOAT) {
    if (bits === 64) return 'float64';
    return bits === 16 || bits === 24 || bits === 32 ? 'float32' : null;
  }
  if (format === SIGNED) {
    return bits === 8 ? 'int8' : bits === 16 ? 'int16' : bits === 32 ? 'int32' : null;
  }
  if (format !== UNSIGNED && format !== UNTYPED) return null;
  if (!(bits >= 1 && bits <= 32)) return null;
  return bits <= 8 ? 'uint8' : bits <= 16 ? 'uint16' : 'uint32';
}

function formatName(format: number): string {
  const names: Readonly<Record<number, string>> = {
    1: 'whole numbers',
    2: 'signed numbers',
    3: 'floating-point numbers',
    5: 'complex numbers',
    6: 'complex numbers',
  };
  return names[format] ?? `sample format ${format}`;
}

function unreadable(path: string, found: string): BadInputError {
  return new BadInputError('this sample type is not read', {
    code: 'raster.sampleType',
    where: path,
    found,
    expected:
      'whole numbers of 1 to 32 bits or floating-point numbers of 16, 24, 32 or 64 bits, the same for all bands',
  });
}

/** True where the samples can be used as they stand once the byte order is right. */
export function isWordSized(stored: StoredSample): boolean {
  return stored.bits === 8 || stored.bits === 32 || stored.bits === 64 || (stored.bits === 16 && !stored.isFloat);
}

/** Reverses the bytes of every word in place. */
export function swapBytes(bytes: Uint8Array, wordBytes: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % wordBytes));
  if (wordBytes === 2) buffer.swap16();
  else if (wordBytes === 4) buffer.swap32();
  else if (wordBytes === 8) buffer.swap64();
}

/** Byte order of this machine; predictors and typed arrays work in it. */
export const isMachineLittleEndian = endianness() === 'LE';

/**
 * Gives decoded bytes as samples. Odd bit depths are unpacked (rows begin on a byte, most significant bit first), short
 * floats widened.
 * @param bytes in machine byte order where `isWordSized`; as stored otherwise
 */
export function toSamples(
  bytes: Uint8Array,
  stored: StoredSample,
  samplesPerRow: number,
  rows: number,
  isLittleEndian: boolean,
): SampleArray {
  if (isWordSized(stored)) return viewSamples(stored.sampleType, bytes);
  const result = createSamples(stored.sampleType, samplesPerRow * rows);
  if (stored.isFloat) {
    widenFloats(bytes, stored.bits, isLittleEndian, result);
    return result;
  }
  const rowBytes = Math.ceil((samplesPerRow * stored.bits) / 8);
  for (let row = 0; row < rows; row++) {
    unpackRow(bytes, row * rowBytes, stored.bits, result, row * samplesPerRow, samplesPerRow, isLittleEndian);
  }
  return result;
}

function unpackRow(
  bytes: Uint8Array,
  from: number,
  bits: number,
  result: SampleArray,
  to: number,
  count: number,
  isLittleEndian: boolean,
): void {
  // A stream of bits in files of either order; but libtiff turns the three bytes of 24 bits where it turns words.
  if (bits === 24) {
    for (let i = 0, at = from; i < count; i++, at += 3) {
      const [low, high] = isLittleEndian ? [at + 2, at] : [at, at + 2];
      result[to + i] = bytes[low]! | (bytes[at + 1]! << 8) | (bytes[high]! << 16);
    }
    return;
  }
  let bit = 0;
  for (let i = 0; i < count; i++) {
    let value = 0;
    for (let left = bits; left > 0;) {
      const free = 8 - (bit & 7);
      const take = free < left ? free : left;
      const part = (bytes[from + (bit >> 3)]! >> (free - take)) & ((1 << take) - 1);
      value = value * (1 << take) + part;
      bit += take;
      left -= take;
    }
    result[to + i] = value;
  }
}

function widenFloats(bytes: Uint8Array, bits: number, isLittleEndian: boolean, result: SampleArray): void {
  const size = bits / 8;
  const exponentBits = bits === 16 ? 5 : 7;
  const mantissaBits = bits - 1 - exponentBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  for (let i = 0; i < result.length; i++) {
    let word = 0;
    for (let b = 0; b < size; b++) {
      const byte = bytes[i * size + (isLittleEndian ? size - 1 - b : b)]!;
      word = word * 256 + byte;
    }
    const sign = word >= 2 ** (bits - 1) ? -1 : 1;
    const exponent = Math.floor(word / 2 ** mantissaBits) % 2 ** exponentBits;
    const mantissa = (word % 2 ** mantissaBits) / 2 ** mantissaBits;
    if (exponent === 2 ** exponentBits - 1) result[i] = mantissa === 0 ? sign * Infinity : NaN;
    else result[i] = sign * (exponent === 0 ? mantissa * 2 ** (1 - bias) : (1 + mantissa) * 2 ** (exponent - bias));
  }
}
