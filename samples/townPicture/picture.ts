import type { Canvas } from '../paint.js';
import { scanRing } from '../paint.js';
import type { Point, Ring } from '../planar.js';

/** A true-colour picture, 1 m a pixel, float colours 0–255 until it is finished. */
export interface Picture {
  readonly canvas: Canvas;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

export function createPicture(canvas: Canvas): Picture {
  const size = canvas.width * canvas.height;
  return { canvas, red: new Float32Array(size), green: new Float32Array(size), blue: new Float32Array(size) };
}

export type Colour = readonly [red: number, green: number, blue: number];

/** Reflectance × 10000 to a display value, 0–255, as image vendors stretch it. */
export function displayValue(reflectance: number): number {
  const share = (reflectance - 120) / 2900;
  return share <= 0 ? 0 : 255 * Math.min(1, Math.sqrt(share) * (0.72 + 0.28 * share));
}

export function paintPixel({ red, green, blue }: Picture, at: number, colour: Colour, factor: number): void {
  red[at] = colour[0] * factor;
  green[at] = colour[1] * factor;
  blue[at] = colour[2] * factor;
}

export function scalePixel({ red, green, blue }: Picture, at: number, factor: number): void {
  red[at]! *= factor;
  green[at]! *= factor;
  blue[at]! *= factor;
}

/** Calls `pixel(index, x, y)` with the pixel's place in county metres for every pixel of a ring. */
export function forRing(canvas: Canvas, ring: Ring, pixel: (at: number, x: number, y: number) => void): void {
  scanRing(canvas, ring, (row, from, to) => {
    const y = canvas.top + (row + 0.5) * canvas.cell;
    for (let column = from; column < to; column++) {
      pixel(row * canvas.width + column, canvas.left + (column + 0.5) * canvas.cell, y);
    }
  });
}

/** Index of the pixel under a county point, −1 outside. */
export function pixelAt({ width, height, left, top, cell }: Canvas, [x, y]: Point): number {
  const column = Math.floor((x - left) / cell);
  const row = Math.floor((y - top) / cell);
  return column < 0 || row < 0 || column >= width || row >= height ? -1 : row * width + column;
}

/** A wave between −1 and 1 of period 1, made of straight lines. */
export function triangleWave(value: number): number {
  const share = value - Math.floor(value);
  return share < 0.5 ? share * 4 - 1 : 3 - share * 4;
}

/** Red, green, blue bytes. */
export function finish({ red, green, blue }: Picture): Uint8Array[] {
  return [red, green, blue].map((band) =>
    Uint8Array.from(band, (value) => (value <= 1 ? 1 : value >= 255 ? 255 : Math.round(value))),
  );
}
