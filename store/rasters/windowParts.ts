import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { mapPixels, type PixelMapping } from './pixelMapping.js';

/** Source pixels that one part may need; bounds the memory of a read, however coarse the target is. */
const MAX_SOURCE_PIXELS = 4 * 1024 * 1024;
/** Source pixels around a part that interpolation may touch. */
const MARGIN = 4;

/**
 * Cuts a target window into parts whose source windows stay small, and visits each with its mapping. Parts that lie
 * wholly outside the source are left out.
 */
export async function eachPart(
  target: RasterGrid,
  window: PixelWindow,
  source: RasterGrid,
  visit: (part: PixelWindow, mapping: PixelMapping, sourceWindow: PixelWindow) => Promise<void>,
): Promise<void> {
  const mapping = mapPixels(target, window, source);
  const sourceWindow = clippedBounds(mapping, source);
  if (sourceWindow === null) return;
  const isSmall = sourceWindow.width * sourceWindow.height <= MAX_SOURCE_PIXELS;
  if (isSmall || window.width * window.height === 1) {
    await visit(window, mapping, sourceWindow);
    return;
  }
  for (const half of halves(window)) await eachPart(target, half, source, visit);
}

function halves({ x, y, width, height }: PixelWindow): PixelWindow[] {
  if (height > 1) {
    const upper = height >> 1;
    return [
      { x, y, width, height: upper },
      { x, y: y + upper, width, height: height - upper },
    ];
  }
  const left = width >> 1;
  return [
    { x, y, width: left, height },
    { x: x + left, y, width: width - left, height },
  ];
}

function clippedBounds({ bounds }: PixelMapping, source: RasterGrid): PixelWindow | null {
  if (bounds === null) return null;
  const left = Math.max(0, Math.floor(bounds.left) - MARGIN);
  const top = Math.max(0, Math.floor(bounds.top) - MARGIN);
  const right = Math.min(source.width, Math.ceil(bounds.right) + MARGIN);
  const bottom = Math.min(source.height, Math.ceil(bounds.bottom) + MARGIN);
  return right <= left || bottom <= top ? null : { x: left, y: top, width: right - left, height: bottom - top };
}
