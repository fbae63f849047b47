import type { RasterGrid } from '#domain/raster.js';
import type { RasterHeader } from './raster.js';

/** The grid of one level: the same ground, fewer and larger pixels. */
export function levelGrid(grid: RasterGrid, header: RasterHeader, level: number): RasterGrid {
  const overview = header.overviews[level - 1];
  if (overview === undefined) return grid;
  const { width, height } = overview;
  return {
    ...grid,
    width,
    height,
    pixelWidth: (grid.pixelWidth * grid.width) / width,
    pixelHeight: (grid.pixelHeight * grid.height) / height,
  };
}

/**
 * The coarsest level that still has at least one pixel for each wanted one.
 * @param step wanted pixel size in pixels of the full resolution
 */
export function levelForStep(header: RasterHeader, step: number): number {
  let best = 0;
  let bestFactor = 1;
  header.overviews.forEach(({ width, height }, index) => {
    const factor = Math.max(header.width / width, header.height / height);
    // Odd sizes are rounded up, so that a half is never quite a half.
    if (factor > bestFactor && factor <= step * 1.02) {
      best = index + 1;
      bestFactor = factor;
    }
  });
  return best;
}
