import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import type { PairWindow } from '#pipelines/scene-to-change/pairPixels.js';
import { readSceneWindow } from '#store/rasters/index.js';
import { sceneFileOf } from './sceneFiles.js';

export interface PairRead {
  readonly before: SceneAsset;
  readonly after: SceneAsset;
  /** Both scenes are brought onto it. */
  readonly grid: RasterGrid;
  readonly window: PixelWindow;
  readonly bands: readonly string[];
}

/** Both dates over one window of the grid. */
export async function readPair({ before, after, grid, window, bands }: PairRead): Promise<PairWindow> {
  const first = await readSceneWindow(await sceneFileOf(before), grid, window, bands);
  const second = await readSceneWindow(await sceneFileOf(after), grid, window, bands);
  return {
    width: window.width,
    height: window.height,
    before: first.values,
    after: second.values,
    reasonBefore: first.reason,
    reasonAfter: second.reason,
  };
}
