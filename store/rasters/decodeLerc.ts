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
 * here. Pixels that LERC masks out become NaN where samples are floats, as libtiff has it, and nodata elsewhere.
 * @throws BadInputError where the block is broken or of another shape
 */
export async function decodeLerc(
  layout: ImageLayout,
  bytes: Uint8Array,
  rows: number,
  nodata: number | null,
): Promise<SampleArray> {
  // libtiff packs the swapped bytes of such files as if they were numbers, at times with loss.
  if (!layout.isLittleEndian) throw bigEndianLerc(layout);
  const { getDecoder } = await import('geotiff');
  await prepareZstd();
  const wanted = layout.blockWidth * rows * layout.samplesPerBlockPixel;
  const largest = wanted * bytesPerSample(layout.sampleType) * 2 + 4096;
  try {
    const blob = readLercBlob(layout, unpack(layout, bytes, largest), rows);
    if (blob.sampleType !== layout.sampleType) throw corruptBlock(layout, `LERC of ${blob.sampleType}`);
    const decoder = await getDecoder(LERC, decoderParameters(layout, blob.depth));
    const samples = viewSamples(blob.sampleType, samplesOf(blob, await decoder.decode(blob.bytes)));
    if (samples.length < blob.sampleCount) throw corruptBlock(layout, 'fewer pixels than declared');
    if (blob.depth < layout.samplesPerBlockPixel) return withAlpha(samples, blob, wanted);
    const result = createSamples(layout.sampleType, wanted);
    result.set(samples.subarray(0, wanted));
    if (blob.mask !== null) applyMask(layout, result, blob.mask, nodata);
    return result;
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw corruptBlock(layout, error instanceof Error ? error.message : String(error), error);
  }
}

function bigEndianLerc({ path }: ImageLayout): BadInputError {
  return new BadInputError('LERC is not read from big-endian files', {
    code: 'raster.unsupported',
    where: path,
    found: 'LERC in a big-endian file',
    expected: 'a little-endian file, or another compression',
  });
}

/** Bytes that LERC left uncoded come back as the blob itself, in which they stand last. */
function samplesOf({ bytes, sampleCount }: LercBlob, decoded: ArrayBufferLike): Uint8Array {
  return decoded === bytes ? new Uint8Array(bytes, bytes.byteLength - sampleCount) : new Uint8Array(decoded);
}

/** Puts back the alpha band that libtiff left out because LERC's mask says the same: 255 where there is data, else 0. */
function withAlpha(samples: SampleArray, { depth, mask }: LercBlob, wanted: number): SampleArray {
  const result = new Uint8Array(wanted);
  for (let pixel = 0, from = 0, to = 0; to < wanted; pixel++, to++) {
    if (mask !== null && mask[pixel] === 0) {
      from += depth;
      to += depth;
      continue;
    }
    for (let band = 0; band < depth; band++) result[to++] = samples[from++]!;
    result[to] = 255;
  }
  return result;
}

function decoderParameters({ blockWidth, blockHeight, stored }: ImageLayout, depth: number) {
  return {
    tileWidth: blockWidth,
    tileHeight: blockHeight,
    predictor: 1,
    bitsPerSample: stored.bits,
    // Samples of one pixel side by side, however many bands the block holds.
    planarConfiguration: 1,
    samplesPerPixel: depth,
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
  const fill = layout.stored.isFloat ? NaN : nodata;
  for (let i = 0; i < samples.length; i++) {
    if (mask[Math.floor(i / depth)] !== 0) continue;
    if (fill === null) throw corruptBlock(layout, 'masked pixels in a file without a nodata value');
    samples[i] = fill;
  }
}
