import type { AreaGeometry } from '#domain/geometry.js';
import type { RasterGrid } from '#domain/raster.js';
import type { PixelRings } from '#pipelines/kernels/polygonCover.js';
import { projectArea, WGS84 } from '#store/rasters/index.js';

/** An area in pixels of a grid. */
export interface AreaOnGrid {
  readonly clip: PixelRings;
  /** Its size in pixels, parts of pixels included. */
  readonly areaPixels: number;
}

/** Brings an area (WGS84) onto a grid. */
export function areaOnGrid(area: AreaGeometry, grid: RasterGrid): AreaOnGrid {
  const projected = projectArea(WGS84, grid.epsg, area);
  const polygons = projected.type === 'Polygon' ? [projected.coordinates] : projected.coordinates;
  const clip = polygons
    .flat()
    .map((ring) =>
      ring.flatMap(([x, y]) => [(x! - grid.originX) / grid.pixelWidth, (grid.originY - y!) / grid.pixelHeight]),
    );
  const areaPixels = polygons.reduce(
    (sum, rings) => sum + rings.reduce((part, ring, i) => part + (i === 0 ? 1 : -1) * ringPixels(ring, grid), 0),
    0,
  );
  return { clip, areaPixels };
}

function ringPixels(ring: readonly (readonly number[])[], grid: RasterGrid): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x0, y0] = ring[i]!;
    const [x1, y1] = ring[i + 1]!;
    twice += (x0! - grid.originX) * (y1! - grid.originY) - (x1! - grid.originX) * (y0! - grid.originY);
  }
  return Math.abs(twice) / 2 / (grid.pixelWidth * grid.pixelHeight);
}
