import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import type { PairWindow } from '#pipelines/scene-to-change/pairPixels.js';
import type { PixelShift } from '#pipelines/scene-to-change/registration.js';
import { isOnGrid, readSceneWindow } from '#store/rasters/index.js';
import { sceneFileOf } from './sceneFiles.js';

export interface PairRead {
  readonly before: SceneAsset;
  readonly after: SceneAsset;
  /** Both scenes are brought onto it. */
  readonly grid: RasterGrid;
  readonly window: PixelWindow;
  readonly bands: readonly string[];
  readonly displacement: PairDisplacement;
}

/** Where each scene's content is read, counted from where its georeference says, pixels of the grid. */
export interface PairDisplacement {
  readonly before: PixelShift;
  readonly after: PixelShift;
}

/** Both dates over one window of the grid, registration corrected. */
export async function readPair({ before, after, grid, window, bands, displacement }: PairRead): Promise<PairWindow> {
  const read = async (asset: SceneAsset, shift: PixelShift) =>
    readSceneWindow(await sceneFileOf(asset), displaced(grid, shift), window, bands, 'sharp');
  const first = await read(before, displacement.before);
  const second = await read(after, displacement.after);
  return {
    width: window.width,
    height: window.height,
    before: first.values,
    after: second.values,
    reasonBefore: first.reason,
    reasonAfter: second.reason,
  };
}

/** True where a pair's pixels are copied from its files, whatever the window: none is interpolated, none hidden by another file. */
export async function isReadAsStored({
  before,
  after,
  grid,
  displacement,
}: Omit<PairRead, 'window' | 'bands'>): Promise<boolean> {
  const { before: first, after: second } = displacement;
  if (first.x !== 0 || first.y !== 0 || second.x !== 0 || second.y !== 0) return false;
  const scenes = [await sceneFileOf(before), await sceneFileOf(after)];
  return scenes.every(
    ({ parts, quality, ...scene }) => parts.length === 1 && quality === null && isOnGrid(scene.grid, grid),
  );
}

/** The grid moved over the ground: right by `x` pixels and down by `y`. */
const displaced = (grid: RasterGrid, { x, y }: PixelShift): RasterGrid => ({
  ...grid,
  originX: grid.originX + x * grid.pixelWidth,
  originY: grid.originY - y * grid.pixelHeight,
});
