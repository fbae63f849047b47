const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const TABLE_SIZE = 4097;

// One table for the thread: a decoder never runs inside itself.
const startOf = new Int32Array(TABLE_SIZE);
const lengthOf = new Int32Array(TABLE_SIZE);

/**
 * TIFF LZW (codes of 9 to 12 bits). A table entry is a range of the output, so nothing is copied twice. Both bit orders:
 * most significant first as TIFF 6.0 demands, and the least-significant-first of old writers, told apart by the first
 * byte as libtiff does.
 * @param target filled up to its length; what the stream holds beyond it is ignored
 * @returns the count of bytes written
 * @source TIFF 6.0, section 13; libtiff tif_lzw.c for the old order and its later width change
 */
export function decodeLzw(source: Uint8Array, target: Uint8Array): number {
  const isOldOrder = source.length >= 2 && source[0] === 0 && (source[1]! & 1) === 1;
  const early = isOldOrder ? 0 : 1;
  const end = target.length;
  let position = 0;
  let held = 0;
  let heldBits = 0;
  let width = 9;
  let next = FIRST_FREE;
  let written = 0;
  let previousStart = -1;
  let previousLength = 0;
  while (written < end) {
    while (heldBits < width && position < source.length) {
      held = isOldOrder ? held | (source[position++]! << heldBits) : ((held << 8) | source[position++]!) & 0xffffff;
      heldBits += 8;
    }
    if (heldBits < width) break;
    const mask = (1 << width) - 1;
    const code = isOldOrder ? held & mask : (held >>> (heldBits - width)) & mask;
    if (isOldOrder) held >>>= width;
    heldBits -= width;

    if (code === END) break;
    if (code === CLEAR) {
      width = 9;
      next = FIRST_FREE;
      previousStart = -1;
      continue;
    }
    const start = written;
    if (code < 256) {
      target[written++] = code;
    } else {
      const isKnown = code < next;
      if (!isKnown && (code > next || previousStart < 0)) break;
      let from = isKnown ? startOf[code]! : previousStart;
      const length = isKnown ? lengthOf[code]! : previousLength + 1;
      const stop = written + length < end ? written + length : end;
      while (written < stop) target[written++] = target[from++]!;
    }
    if (previousStart >= 0 && next < TABLE_SIZE - 1) {
      startOf[next] = previousStart;
      lengthOf[next] = previousLength + 1;
      next++;
      if (next + early === 512) width = 10;
      else if (next + early === 1024) width = 11;
      else if (next + early === 2048) width = 12;
    }
    previousStart = start;
    previousLength = written - start;
  }
  return written;
}
