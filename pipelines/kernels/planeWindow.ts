import type { PixelWindow } from '#domain/raster.js';

/** A window of the same raster, counted from the corner of another one. */
export const relativeTo = (window: PixelWindow, outer: PixelWindow): PixelWindow => ({
  ...window,
  x: window.x - outer.x,
  y: window.y - outer.y,
});

/** A window with a margin, as far as the grid reaches. */
export function grow(
  window: PixelWindow,
  margin: number,
  grid: { readonly width: number; readonly height: number },
): PixelWindow {
  const x = Math.max(0, window.x - margin);
  const y = Math.max(0, window.y - margin);
  return {
    x,
    y,
    width: Math.min(grid.width, window.x + window.width + margin) - x,
    height: Math.min(grid.height, window.y + window.height + margin) - y,
  };
}

/** The smallest window of whole blocks round a window, as far as the grid reaches. Blocks stand at multiples of `side`. */
export function toWholeBlocks(
  window: PixelWindow,
  side: number,
  grid: { readonly width: number; readonly height: number },
): PixelWindow {
  const x = Math.floor(window.x / side) * side;
  const y = Math.floor(window.y / side) * side;
  return {
    x,
    y,
    width: Math.min(grid.width, Math.ceil((window.x + window.width) / side) * side) - x,
    height: Math.min(grid.height, Math.ceil((window.y + window.height) / side) * side) - y,
  };
}

/** Part of a row-major plane `width` pixels wide. */
export function cutFloats(values: Float32Array, width: number, window: PixelWindow): Float32Array {
  const out = new Float32Array(window.width * window.height);
  for (let row = 0; row < window.height; row++) {
    const from = (window.y + row) * width + window.x;
    out.set(values.subarray(from, from + window.width), row * window.width);
  }
  return out;
}

export function cutBytes(values: Uint8Array, width: number, window: PixelWindow): Uint8Array {
  const out = new Uint8Array(window.width * window.height);
  for (let row = 0; row < window.height; row++) {
    const from = (window.y + row) * width + window.x;
    out.set(values.subarray(from, from + window.width), row * window.width);
  }
  return out;
}
