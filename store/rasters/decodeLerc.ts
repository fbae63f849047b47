import { inflateSync } from 'node:zlib';
import { BadInputError } from '#domain/errors.js';
import { bytesPerSample, createSamples, type SampleArray } from './samples.js';
import { corruptBlock } from './blockErrors.js';
import type { ImageLayout } from './imageLayout.js';
import { decodeZstd, prepareZstd } from './zstd.js';

/** Second LERC parameter: how the LERC block is packed once more. */
const PACKED_DEFLATE = 1;
const PACKED_ZSTD = 2;

/**
 * Decodes a LERC2 block. Pixels that LERC masks out become nodata (NaN for floats without one).
 * @source Esri LERC 2 blob header, versions 2 to 6; GDAL's use of it in TIFF
 */
export async function decodeLerc(
  layout: ImageLayout,
  bytes: Uint8Array,
  rows: number,
  nodata: number | null,
): Promise<SampleArray> {
  // libtiff packs the swapped bytes of such files as if they were numbers, at times with loss.
  if (!layout.isLittleEndian) throw corruptBlock(layout, 'LERC in a big-endian file');
  const { default: Lerc } = await import('lerc');
  await prepareZstd();
  const pixels = layout.blockWidth * rows;
  const largest = pixels * layout.samplesPerBlockPixel * bytesPerSample(layout.sampleType) * 2 + 4096;
  try {
    const blob = checkedBlob(layout, unpack(layout, bytes, largest), rows);
    const decoded = Lerc.decode(blob, { returnPixelInterleavedDims: true });
    const samples = decoded.pixels[0];
    if (samples === undefined || samples.length < pixels * layout.samplesPerBlockPixel) {
      throw corruptBlock(layout, 'fewer pixels than declared');
    }
    const result = createSamples(layout.sampleType, pixels * layout.samplesPerBlockPixel);
    result.set(samples.subarray(0, result.length));
    applyMask(layout, result, decoded.mask, nodata);
    return result;
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw corruptBlock(layout, error instanceof Error ? error.message : String(error), error);
  }
}

function unpack(layout: ImageLayout, bytes: Uint8Array, largest: number): Uint8Array {
  const packing = layout.lercParameters?.[1] ?? 0;
  if (packing === PACKED_DEFLATE) return inflateSync(bytes, { maxOutputLength: largest });
  if (packing === PACKED_ZSTD) return decodeZstd(bytes, largest);
  return bytes;
}

/** The one blob of the block, its declared size checked before anything is allocated by it. */
function checkedBlob(layout: ImageLayout, bytes: Uint8Array, rows: number): ArrayBuffer {
  const mark = new TextDecoder('latin1').decode(bytes.subarray(0, 6));
  if (mark !== 'Lerc2 ' || bytes.length < 46) throw corruptBlock(layout, 'no LERC 2 block');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getInt32(6, true);
  const sizesAt = version >= 3 ? 14 : 10;
  const height = view.getInt32(sizesAt, true);
  const width = view.getInt32(sizesAt + 4, true);
  const depth = version >= 4 ? view.getInt32(sizesAt + 8, true) : 1;
  const blobBytes = view.getInt32(sizesAt + (version >= 4 ? 20 : 16), true);
  if (
    width !== layout.blockWidth ||
    height < rows ||
    height > layout.blockHeight ||
    depth !== layout.samplesPerBlockPixel
  ) {
    throw corruptBlock(layout, `a LERC block of ${width} x ${height} x ${depth}`);
  }
  if (!(blobBytes > 0 && blobBytes <= bytes.length)) throw corruptBlock(layout, `a LERC block of ${blobBytes} bytes`);
  return new Uint8Array(bytes.subarray(0, blobBytes)).buffer;
}

function applyMask(
  layout: ImageLayout,
  samples: SampleArray,
  mask: Uint8Array | null | undefined,
  nodata: number | null,
) {
  if (mask === null || mask === undefined) return;
  const depth = layout.samplesPerBlockPixel;
  const fill = nodata ?? (layout.stored.isFloat ? NaN : null);
  for (let i = 0; i < samples.length; i++) {
    if (mask[Math.floor(i / depth)] !== 0) continue;
    if (fill === null) throw corruptBlock(layout, 'masked pixels in a file without a nodata value');
    samples[i] = fill;
  }
}
