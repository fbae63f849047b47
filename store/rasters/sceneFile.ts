import type { RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import type { RasterFile } from './raster.js';

/** An opened scene: georeferenced, with the bands its asset names. */
export interface SceneFile {
  readonly asset: SceneAsset;
  readonly raster: RasterFile;
  /** The file with the quality band: the same as `raster`, another one, or null where there is none. */
  readonly quality: RasterFile | null;
  readonly grid: RasterGrid;
  close(): void;
}
