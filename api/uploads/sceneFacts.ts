import type { AreaGeometry } from '#domain/geometry.js';
import { NOT_ASSESSED, type RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { footprintWgs84, openScene, pixelSizeMetres, readSceneWindow } from '#store/rasters/index.js';

/** What the pixels say of a scene. */
export interface SceneFacts {
  readonly grid: RasterGrid;
  readonly footprintWgs84: AreaGeometry;
  readonly gsdMetres: number;
  /** Share of pixels seen clearly, 0–1. */
  readonly clearShare: number;
}

/** Rows read at once; every block of the file is read once, so that a broken one is found now and not in a run. */
const STRIP_ROWS = 512;

/**
 * Reads the whole scene once.
 * @throws BadInputError where the file is not a TIFF, cut short, not georeferenced, or lacks a band
 */
export async function inspectScene(asset: SceneAsset): Promise<SceneFacts> {
  const scene = await openScene(asset);
  try {
    const { grid } = scene;
    const bands = Object.keys(asset.bands);
    let clear = 0;
    for (let y = 0; y < grid.height; y += STRIP_ROWS) {
      const strip = { x: 0, y, width: grid.width, height: Math.min(STRIP_ROWS, grid.height - y) };
      const { reason } = await readSceneWindow(scene, grid, strip, bands);
      for (const code of reason) if (code === NOT_ASSESSED.clear) clear++;
      await new Promise(setImmediate);
    }
    const gsdMetres = pixelSizeMetres(grid).width;
    return { grid, footprintWgs84: footprintWgs84(grid), gsdMetres, clearShare: clear / (grid.width * grid.height) };
  } finally {
    scene.close();
  }
}
