import { inflateSync } from 'node:zlib';
import { BadInputError } from '#domain/errors.js';
import { bytesPerSample, createSamples, viewSamples, type SampleArray } from './samples.js';
import { corruptBlock } from './blockErrors.js';
import type { ImageLayout } from './imageLayout.js';
import { readLercBlob, type LercBlob } from './lercBlob.js';
import { decodeByLibrary, prepareZstd } from './zstd.js';

/** TIFF compression code of LERC. */
const LERC = 34887;
/** Second LERC parameter: how the LERC block is packed once more. */
const PACKED_NONE = 0;
const PACKED_DEFLATE = 1;
const PACKED_ZSTD = 2;

/**
 * Decodes a LERC 2 block with geotiff's decoder. That one unpacks without a limit and drops the mask, so both are done
 * here. Pixels that LERC masks out become nodata (NaN for floats without one).
 * @throws BadInputError where the block is broken or of another shape
 */
export async function decodeLerc(
  layout: ImageLayout,
  bytes: Uint8Array,
  rows: number,
  nodata: number | null,
): Promise<SampleArray> {
  // libtiff packs the swapped bytes of such files as if they were numbers, at times with loss.
  if (!layout.isLittleEndian) throw corruptBlock(layout, 'LERC in a big-endian file');
  const { getDecoder } = await import('geotiff');
  await prepareZstd();
  const wanted = layout.blockWidth * rows * layout.samplesPerBlockPixel;
  const largest = wanted * bytesPerSample(layout.sampleType) * 2 + 4096;
  try {
    const blob = readLercBlob(layout, unpack(layout, bytes, largest), rows);
    if (blob.sampleType !== layout.sampleType) throw corruptBlock(layout, `LERC of ${blob.sampleType}`);
    const decoder = await getDecoder(LERC, decoderParameters(layout));
    const samples = viewSamples(blob.sampleType, samplesOf(blob, await decoder.decode(blob.bytes)));
    if (samples.length < wanted) throw corruptBlock(layout, 'fewer pixels than declared');
    const result = createSamples(layout.sampleType, wanted);
    result.set(samples.subarray(0, wanted));
    if (blob.mask !== null) applyMask(layout, result, blob.mask, nodata);
    return result;
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw corruptBlock(layout, error instanceof Error ? error.message : String(error), error);
  }
}

/** Bytes that LERC left uncoded come back as the blob itself, in which they stand last. */
function samplesOf({ bytes, sampleCount }: LercBlob, decoded: ArrayBufferLike): Uint8Array {
  return decoded === bytes ? new Uint8Array(bytes, bytes.byteLength - sampleCount) : new Uint8Array(decoded);
}

function decoderParameters({ blockWidth, blockHeight, stored, samplesPerBlockPixel }: ImageLayout) {
  return {
    tileWidth: blockWidth,
    tileHeight: blockHeight,
    predictor: 1,
    bitsPerSample: stored.bits,
    // Samples of one pixel side by side, however many bands the block holds.
    planarConfiguration: 1,
    samplesPerPixel: samplesPerBlockPixel,
    LercParameters: [0, PACKED_NONE],
  };
}

function unpack(layout: ImageLayout, bytes: Uint8Array, largest: number): Uint8Array {
  const packing = layout.lercParameters?.[1] ?? PACKED_NONE;
  if (packing === PACKED_DEFLATE) return inflateSync(bytes, { maxOutputLength: largest });
  if (packing === PACKED_ZSTD) return decodeByLibrary(bytes, largest);
  if (packing !== PACKED_NONE) throw corruptBlock(layout, `LERC packed in way ${packing}`);
  return bytes;
}

function applyMask(layout: ImageLayout, samples: SampleArray, mask: Uint8Array, nodata: number | null): void {
  const depth = layout.samplesPerBlockPixel;
  const fill = nodata ?? (layout.stored.isFloat ? NaN : null);
  for (let i = 0; i < samples.length; i++) {
    if (mask[Math.floor(i / depth)] !== 0) continue;
    if (fill === null) throw corruptBlock(layout, 'masked pixels in a file without a nodata value');
    samples[i] = fill;
  }
}
