import { BadInputError } from '#domain/errors.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { NOT_ASSESSED, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import {
  footprintWgs84,
  openScene,
  pixelSizeMetres,
  readSceneWindow,
  type RasterHeader,
} from '#store/rasters/index.js';

/** What the pixels say of a scene. */
export interface SceneFacts {
  readonly grid: RasterGrid;
  readonly footprintWgs84: AreaGeometry;
  /** Metres of a pixel on the ground, the larger side. */
  readonly gsdMetres: number;
  /** Share of pixels seen clearly, 0–1; of all pixels. */
  readonly clearShare: number;
}

/** Columns and rows read at once, about: a few megabytes per band. */
const WINDOW_COLUMNS = 2048;
const FEWEST_ROWS = 64;
const MOST_ROWS = 1024;

/**
 * Reads every pixel of a scene once, so that a file that is cut short or broken in the middle is refused now, and does
 * not fail a run later (its overviews, which come first in a file, may be sound).
 * @throws BadInputError where the file is not a TIFF, cut short, not georeferenced, or lacks a band
 */
export async function inspectScene(asset: SceneAsset): Promise<SceneFacts> {
  const scene = await openScene(asset);
  try {
    const { grid, raster } = scene;
    const footprint = placedFootprint(asset.path, grid);
    const bands = Object.keys(asset.bands);
    let clear = 0;
    for (const window of windowsOf(raster.header)) {
      const { reason } = await readSceneWindow(scene, grid, window, bands);
      for (const code of reason) if (code === NOT_ASSESSED.clear) clear++;
      // Others who wait for this process get their turn.
      await new Promise(setImmediate);
    }
    const pixel = pixelSizeMetres(grid);
    return {
      grid,
      footprintWgs84: footprint,
      gsdMetres: Math.max(pixel.width, pixel.height),
      clearShare: clear / (grid.width * grid.height),
    };
  } finally {
    scene.close();
  }
}

/** @throws BadInputError where the coordinates are none of the CRS, or it needs a shift grid that is not here */
function placedFootprint(where: string, grid: RasterGrid): AreaGeometry {
  const footprint = footprintWgs84(grid);
  const box = bboxOfArea(footprint);
  const [west, south, east, north] = box;
  if (box.every(Number.isFinite) && west >= -180 && east <= 180 && south >= -90 && north <= 90) return footprint;
  throw new BadInputError('the scene has no place on the ground', {
    code: 'scene.noPlace',
    where,
    found: `EPSG:${grid.epsg}, corner ${grid.originX}, ${grid.originY}, which is ${west}, ${north} in WGS84`,
    expected: 'coordinates that lie in the range of the CRS; reproject the file, for example to EPSG:4549',
  });
}

/** Windows that cover the raster, aligned to its blocks, so that none is decoded twice. */
function* windowsOf({ width, height, blockWidth, blockHeight }: RasterHeader): Generator<PixelWindow> {
  const columns = blockWidth * Math.max(1, Math.floor(WINDOW_COLUMNS / blockWidth));
  const rows = blockHeight > MOST_ROWS ? MOST_ROWS : Math.max(blockHeight, FEWEST_ROWS);
  for (let y = 0; y < height; y += rows) {
    for (let x = 0; x < width; x += columns) {
      yield { x, y, width: Math.min(columns, width - x), height: Math.min(rows, height - y) };
    }
  }
}
