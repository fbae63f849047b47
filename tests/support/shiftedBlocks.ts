import type { RealRaster } from './realRaster.js';

/** Where and how a real picture is cut into blocks whose shift is known. */
export interface BlockCut {
  readonly picture: RealRaster;
  readonly band: number;
  /** Pixels that are averaged to one, in each direction: a shift by one of them is a shift by 1 / factor. */
  readonly factor: number;
  /** Side of a block after averaging. */
  readonly size: number;
}

/** Upper left corners of the blocks that fit side by side with room for shifts up to 3 pixels. */
export function blockPlaces({ picture, factor, size }: BlockCut): [x: number, y: number][] {
  const margin = 3 * factor;
  const span = size * factor;
  const starts = (length: number): number[] =>
    Array.from({ length: Math.floor((length - 2 * margin) / span) }, (_, i) => margin + i * span);
  return starts(picture.height).flatMap((y) => starts(picture.width).map((x): [number, number] => [x, y]));
}

/**
 * The block at a place, its content moved right by `moveX` and down by `moveY` pixels of the file before averaging. What
 * moves in is real: nothing is interpolated.
 */
export function shiftedBlock(cut: BlockCut, [x, y]: [number, number], moveX: number, moveY: number): Float32Array {
  const { picture, band, factor, size } = cut;
  const values = picture.bands[band - 1]!;
  return Float32Array.from({ length: size * size }, (_, i) => {
    const left = x - moveX + (i % size) * factor;
    const top = y - moveY + Math.floor(i / size) * factor;
    let sum = 0;
    for (let k = 0; k < factor * factor; k++) {
      sum += values[(top + Math.floor(k / factor)) * picture.width + left + (k % factor)]!;
    }
    return sum / (factor * factor);
  });
}
