import { decompressByKernel } from './kernelMemory.js';

const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const LARGEST_CODE = 4095;
/** The largest code stands for the string between two of the starts. */
const STARTS = LARGEST_CODE - FIRST_FREE + 2;
/** Copies shorter than this are made byte by byte. */
const LONG = 24;

// One table for the thread: a decoder never runs inside itself.
const startOf = new Int32Array(STARTS);

/**
 * TIFF LZW (codes of 9 to 12 bits). Both bit orders: most significant first as TIFF 6.0 demands, and the
 * least-significant-first of old writers, told apart by the first byte as libtiff does.
 * @param target filled up to its length; what the stream holds beyond it is ignored
 * @returns the count of bytes written
 * @source TIFF 6.0, section 13; libtiff tif_lzw.c for the old order and its later width change
 */
export function decodeLzw(source: Uint8Array, target: Uint8Array): number {
  const isOldOrder = source.length >= 2 && source[0] === 0 && (source[1]! & 1) === 1;
  const written = isOldOrder ? null : decompressByKernel('decodeLzw', source, target);
  return written ?? decodeCodes(isOldOrder ? reversedBits(source) : source, target, isOldOrder);
}

/**
 * Each code writes a string, and the next one makes a new entry: that string and the byte after it. So entry n is the output
 * from the start of string n to that of string n + 1, and one byte: the starts are the whole table.
 * @param isOldOrder codes whose bits stand in reverse, and whose width changes one code later
 */
export function decodeCodes(source: Uint8Array, target: Uint8Array, isOldOrder: boolean): number {
  const end = target.length;
  const bits = 8 * source.length;
  const late = isOldOrder ? 1 : 0;
  let written = 0;
  let width = 9;
  /** Strings since the table was cleared, and the count at which codes become wider. */
  let strings = 0;
  let wider = 512 - FIRST_FREE + late;
  for (let bit = 0; written < end && bit + width <= bits;) {
    const at = bit >> 3;
    // Bytes beyond the end read as 0: none of their bits is taken.
    const held = (source[at]! << 16) | ((source[at + 1] ?? 0) << 8) | (source[at + 2] ?? 0);
    const raw = (held >> (24 - (bit & 7) - width)) & ((1 << width) - 1);
    const code = isOldOrder ? reversedCode(raw, width) : raw;
    // A stream begins with a clear code: without it the first bytes are lost, and with them the table.
    if (bit === 0 && code !== CLEAR) break;
    bit += width;
    if (code === CLEAR) {
      width = 9;
      strings = 0;
      wider = 512 - FIRST_FREE + late;
      continue;
    }
    if (strings < STARTS) startOf[strings] = written;
    if (code < 256) {
      target[written++] = code;
    } else {
      const entry = code - FIRST_FREE;
      if (code === END || entry >= strings) break;
      const from = startOf[entry]!;
      const length = startOf[entry + 1]! - from + 1;
      written = copyWithin(target, from, written, written + length < end ? length : end - written);
    }
    strings += 1;
    if (strings === wider && width < 12) {
      width += 1;
      wider = (1 << width) - FIRST_FREE + late;
    }
  }
  return written;
}

/** Copies forwards, so that a string may overlap its own end; returns where it ends. */
function copyWithin(target: Uint8Array, from: number, to: number, length: number): number {
  const end = to + length;
  if (length >= LONG && from + length <= to) {
    target.copyWithin(to, from, from + length);
    return end;
  }
  for (let i = from; to < end;) target[to++] = target[i++]!;
  return end;
}

/** Bits of every byte reversed: old streams read like new ones then, with the bits of each code in reverse. */
function reversedBits(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => reversedCode(byte, 8));
}

function reversedCode(code: number, width: number): number {
  let reversed = 0;
  for (let i = 0; i < width; i++) reversed = (reversed << 1) | ((code >> i) & 1);
  return reversed;
}
