/**
 * Where the picture in a file ends, from its own structure (JPEG: ITU-T T.81 annex B; PNG: ISO/IEC 15948 §5; WebP: RIFF
 * size). What comes after it is not picture, and may be something else entirely.
 * @returns offset after the last byte, or null where the structure breaks off
 */
export function pictureEnd(bytes: Buffer, mediaType: 'image/jpeg' | 'image/png' | 'image/webp'): number | null {
  if (mediaType === 'image/jpeg') return jpegEnd(bytes);
  return mediaType === 'image/png' ? pngEnd(bytes) : webpEnd(bytes);
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

function jpegEnd(bytes: Buffer): number | null {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === END_OF_IMAGE) return at + 2;
    const afterSegment = at + 2 + bytes.readUInt16BE(at + 2);
    at = marker === START_OF_SCAN ? markerAfterScan(bytes, afterSegment) : afterSegment;
  }
  return at + 2 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] === END_OF_IMAGE ? at + 2 : null;
}

/** Entropy-coded data stuffs a zero after FF, and holds restart markers; any other marker ends it. */
function markerAfterScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1]!;
    const isRestart = marker >= 0xd0 && marker <= 0xd7;
    if (marker !== 0 && marker !== 0xff && !isRestart) return at;
  }
  return bytes.length;
}

const PNG_SIGNATURE_BYTES = 8;

function pngEnd(bytes: Buffer): number | null {
  let at = PNG_SIGNATURE_BYTES;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    at += 12 + bytes.readUInt32BE(at);
    if (type === 'IEND') return at <= bytes.length ? at : null;
  }
  return null;
}

function webpEnd(bytes: Buffer): number | null {
  if (bytes.length < 12) return null;
  const end = 8 + bytes.readUInt32LE(4);
  const padded = end + (end % 2);
  return end > bytes.length ? null : Math.min(padded, bytes.length);
}
