/**
 * Apple PackBits run lengths.
 * @param target filled up to its length
 * @returns the count of bytes written
 * @source TIFF 6.0, section 9
 */
export function decodePackBits(source: Uint8Array, target: Uint8Array): number {
  let written = 0;
  let at = 0;
  while (at < source.length && written < target.length) {
    const head = (source[at++]! << 24) >> 24;
    if (head === -128) continue;
    if (head < 0) {
      if (at >= source.length) break;
      const stop = Math.min(written + 1 - head, target.length);
      target.fill(source[at++]!, written, stop);
      written = stop;
    } else {
      const count = Math.min(head + 1, target.length - written, source.length - at);
      target.set(source.subarray(at, at + count), written);
      at += head + 1;
      written += count;
    }
  }
  return written;
}
