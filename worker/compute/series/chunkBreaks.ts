import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BROKEN } from '#pipelines/series-to-change/brokenPixels.js';
import { SERIES_REASON } from '#domain/series.js';
import { coverOfWindow } from '#pipelines/kernels/polygonCover.js';
import type { BlockResult } from './blockResult.js';
import type { SeriesRunPlan } from './seriesRunPlan.js';

/** What a run keeps of one block until all are joined. */
export interface ChunkBreaks {
  /** Pixels of the watch area in the block that could be judged. */
  readonly assessedPixels: number;
  /** `BROKEN.fields` numbers for each confirmed break within the watch area. */
  readonly breaks: Float64Array;
}

export function chunkBreaksOf({ clip, series }: SeriesRunPlan, index: number, result: BlockResult): ChunkBreaks {
  const window = series.blocks[index]!;
  const cover = coverOfWindow(clip, window);
  let assessedPixels = 0;
  cover.forEach((isInside, pixel) => {
    if (isInside === 1 && result.bands.notAssessed[pixel] === SERIES_REASON.assessed) assessedPixels += 1;
  });
  const all = result.breaks ?? new Float64Array(0);
  const inside: number[] = [];
  for (let at = 0; at < all.length; at += BROKEN.fields) {
    const pixel = (all[at + BROKEN.row]! - window.y) * window.width + all[at + BROKEN.column]! - window.x;
    if (cover[pixel] === 1) inside.push(...all.subarray(at, at + BROKEN.fields));
  }
  return { assessedPixels, breaks: Float64Array.from(inside) };
}

/** Little-endian doubles, deflated: the pixels that were judged, then the breaks. */
export function encodeChunkBreaks({ assessedPixels, breaks }: ChunkBreaks): Uint8Array {
  const numbers = new Float64Array(1 + breaks.length);
  numbers[0] = assessedPixels;
  numbers.set(breaks, 1);
  return deflateRawSync(new Uint8Array(numbers.buffer));
}

export function decodeChunkBreaks(bytes: Uint8Array): ChunkBreaks {
  const plain = inflateRawSync(bytes);
  const numbers = new Float64Array(plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.byteLength));
  return { assessedPixels: numbers[0]!, breaks: numbers.subarray(1) };
}
