import type { SampleType } from '#domain/raster.js';
import { corruptBlock } from './blockErrors.js';
import type { ImageLayout } from './imageLayout.js';

/** What the head of a LERC 2 blob says, held against the block it stands for. */
export interface LercBlob {
  /** The blob and nothing after it. */
  readonly bytes: ArrayBuffer;
  readonly sampleType: SampleType;
  /** Samples of a pixel: those of the block, or one less where the mask stands for the alpha band. */
  readonly depth: number;
  /** Samples of the whole blob. */
  readonly sampleCount: number;
  /** 1 for pixels that hold data; null where all do. */
  readonly mask: Uint8Array | null;
}

const SAMPLE_TYPES: readonly SampleType[] = [
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'float32',
  'float64',
];

/** TIFF kind of extra sample. */
const UNASSOCIATED_ALPHA = 2;

/** Size of the head up to and without the mask's length, by version. */
const HEAD_BYTES: ReadonlyMap<number, number> = new Map([
  [2, 58],
  [3, 62],
  [4, 66],
  [5, 66],
]);

/**
 * Reads the head and the mask of the one blob of a block, sizes checked before anything is allocated by them.
 * @throws BadInputError where it is no LERC 2 blob of the block's shape
 * @source Esri LERC 2, versions 2 to 5: Lerc2::HeaderInfo and RLE
 */
export function readLercBlob(layout: ImageLayout, bytes: Uint8Array, rows: number): LercBlob {
  const mark = new TextDecoder('latin1').decode(bytes.subarray(0, 6));
  if (mark !== 'Lerc2 ' || bytes.length < 70) throw corruptBlock(layout, 'no LERC 2 block');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getInt32(6, true);
  const headBytes = HEAD_BYTES.get(version);
  if (headBytes === undefined) throw corruptBlock(layout, `LERC 2 version ${version}`);
  const sizesAt = version >= 3 ? 14 : 10;
  const height = view.getInt32(sizesAt, true);
  const width = view.getInt32(sizesAt + 4, true);
  const hasDepth = version >= 4;
  const depth = hasDepth ? view.getInt32(sizesAt + 8, true) : 1;
  const countAt = sizesAt + (hasDepth ? 12 : 8);
  const validCount = view.getInt32(countAt, true);
  const blobBytes = view.getInt32(countAt + 8, true);
  const sampleType = SAMPLE_TYPES[view.getInt32(countAt + 12, true)];
  const { blockWidth, samplesPerBlockPixel } = layout;
  const isDepth = depth === samplesPerBlockPixel || (isAlphaMasked(layout) && depth === samplesPerBlockPixel - 1);
  if (width !== blockWidth || height !== rows || !isDepth) {
    throw corruptBlock(layout, `a LERC block of ${width} x ${height} x ${depth}`);
  }
  if (!(blobBytes > headBytes && blobBytes <= bytes.length)) {
    throw corruptBlock(layout, `a LERC block of ${blobBytes} bytes`);
  }
  if (sampleType === undefined) throw corruptBlock(layout, 'LERC samples of an unknown type');
  const blob = Uint8Array.from(bytes.subarray(0, blobBytes));
  const pixels = width * height;
  const mask = validCount === pixels ? null : readMask(layout, blob, headBytes, { pixels, validCount });
  return { bytes: blob.buffer, sampleType, depth, sampleCount: pixels * depth, mask };
}

/** Whether libtiff may have written the last band, alpha of 0 and 255, as LERC's mask only. */
function isAlphaMasked({ isPlanar, bandCount, sampleType, extraSamples }: ImageLayout): boolean {
  return !isPlanar && bandCount > 1 && sampleType === 'uint8' && extraSamples.at(-1) === UNASSOCIATED_ALPHA;
}

/** The run-length coded bits of the mask, first pixel in the most significant bit. */
function readMask(
  layout: ImageLayout,
  blob: Uint8Array,
  at: number,
  { pixels, validCount }: { readonly pixels: number; readonly validCount: number },
): Uint8Array {
  const mask = new Uint8Array(pixels);
  if (validCount === 0) return mask;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  const end = at + 4 + view.getInt32(at, true);
  if (!(end > at + 4 && end <= blob.length)) throw corruptBlock(layout, 'a LERC block without its mask');
  const bits = new Uint8Array(Math.ceil(pixels / 8));
  let to = 0;
  for (let from = at + 4; to < bits.length;) {
    const count = from + 3 <= end ? view.getInt16(from, true) : 0;
    const length = Math.abs(count);
    const stored = count > 0 ? length : 1;
    if (length === 0 || to + length > bits.length || from + 2 + stored > end) {
      throw corruptBlock(layout, 'a broken LERC mask');
    }
    if (count > 0) bits.set(blob.subarray(from + 2, from + 2 + length), to);
    else bits.fill(blob[from + 2]!, to, to + length);
    to += length;
    from += 2 + stored;
  }
  for (let i = 0; i < pixels; i++) mask[i] = (bits[i >> 3]! >> (7 - (i & 7))) & 1;
  return mask;
}
