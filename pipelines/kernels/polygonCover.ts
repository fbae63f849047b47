import type { PixelWindow } from '#domain/raster.js';

/** Rings of one or more polygons in pixel coordinates (x right, y down): x, y, x, y …; closing point optional. */
export type PixelRings = readonly (readonly number[])[];

/**
 * 1 for each pixel of the window whose centre lies inside the rings by the even-odd rule, else 0. Row-major.
 * The answer for a pixel does not depend on the window.
 */
export function coverOfWindow(rings: PixelRings, window: PixelWindow): Uint8Array {
  const cover = new Uint8Array(window.width * window.height);
  const crossings: number[] = [];
  for (let row = 0; row < window.height; row++) {
    const y = window.y + row + 0.5;
    crossings.length = 0;
    for (const ring of rings) addCrossings(ring, y, crossings);
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i]! - 0.5) - window.x);
      const to = Math.min(window.width, Math.ceil(crossings[i + 1]! - 0.5) - window.x);
      if (to > from) cover.fill(1, row * window.width + from, row * window.width + to);
    }
  }
  return cover;
}

function addCrossings(ring: readonly number[], y: number, crossings: number[]): void {
  const points = ring.length / 2;
  for (let i = 0; i < points; i++) {
    const j = (i + 1) % points;
    const y0 = ring[2 * i + 1]!;
    const y1 = ring[2 * j + 1]!;
    if (y0 <= y === y1 <= y) continue;
    crossings.push(ring[2 * i]! + ((y - y0) / (y1 - y0)) * (ring[2 * j]! - ring[2 * i]!));
  }
}
