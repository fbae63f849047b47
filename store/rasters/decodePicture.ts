import type { SampleArray } from './samples.js';
import { COMPRESSION } from './compression.js';
import { corruptBlock } from './blockErrors.js';
import { PHOTOMETRIC_YCBCR, type ImageLayout } from './imageLayout.js';

/**
 * Decodes a JPEG or WebP block with libjpeg-turbo or libwebp (by sharp), which give the very values GDAL gives.
 * YCbCr comes out as RGB.
 */
export async function decodePicture(layout: ImageLayout, bytes: Uint8Array, rows: number): Promise<SampleArray> {
  if (layout.sampleType !== 'uint8' || layout.stored.bits !== 8) {
    throw corruptBlock(layout, `samples of ${layout.stored.bits} bits`);
  }
  const { default: sharp } = await import('sharp');
  const stream = layout.compression === COMPRESSION.jpeg ? completeJpeg(layout, bytes) : bytes;
  const limitInputPixels = layout.blockWidth * layout.blockHeight;
  let picture;
  try {
    let decoder = sharp(stream, { failOn: 'warning', limitInputPixels, autoOrient: false });
    // Four components are four bands here, never inks.
    if (layout.samplesPerBlockPixel === 4 && layout.compression === COMPRESSION.jpeg) {
      decoder = decoder.pipelineColourspace('cmyk').toColourspace('cmyk');
    }
    picture = await decoder.raw().toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw corruptBlock(layout, error instanceof Error ? error.message.split('\n')[0]! : 'broken data', error);
  }
  const { width, height, channels } = picture.info;
  if (width !== layout.blockWidth || height < rows) {
    throw corruptBlock(layout, `a picture of ${width} x ${height} for ${layout.blockWidth} x ${rows}`);
  }
  return toChannels(layout, picture.data, channels, width * rows);
}

/** WebP drops an alpha channel that is opaque throughout, and knows no single channel. */
function toChannels(layout: ImageLayout, data: Uint8Array, found: number, pixels: number): Uint8Array {
  const wanted = layout.samplesPerBlockPixel;
  if (found === wanted) {
    const samples = data.subarray(0, pixels * wanted);
    // Four components under an Adobe marker count as inks, which libvips turns round.
    return layout.compression === COMPRESSION.jpeg && wanted === 4 ? samples.map((value) => 255 - value) : samples;
  }
  const isOpaque = found === 3 && wanted === 4;
  const isGrey = found === 3 && wanted === 1;
  if (!isOpaque && !isGrey) throw corruptBlock(layout, `${found} channels for ${wanted} bands`);
  const result = new Uint8Array(pixels * wanted).fill(255);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < Math.min(found, wanted); c++) result[i * wanted + c] = data[i * found + c]!;
  }
  return result;
}

const START_OF_IMAGE = Uint8Array.of(0xff, 0xd8);

/** TIFF keeps a JPEG's tables and colour model outside the block's stream: puts them back in. */
function completeJpeg(layout: ImageLayout, bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw corruptBlock(layout, 'no start of a JPEG');
  const tables = layout.jpegTables;
  if (tables !== null && (tables[0] !== 0xff || tables[1] !== 0xd8)) throw corruptBlock(layout, 'no tables of a JPEG');
  // Without the two bytes that begin, and the two that end, an abbreviated stream.
  const tablesBody = tables === null ? new Uint8Array(0) : tables.subarray(2, Math.max(2, tables.length - 2));
  const parts = [START_OF_IMAGE, tablesBody];
  if (layout.samplesPerBlockPixel >= 3) parts.push(adobeMarker(layout.photometric === PHOTOMETRIC_YCBCR ? 1 : 0));
  return Buffer.concat([...parts, bytes.subarray(2)]);
}

/** Adobe APP14 segment; transform 0: components as they stand, 1: YCbCr. */
function adobeMarker(transform: 0 | 1): Uint8Array {
  return Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform);
}
