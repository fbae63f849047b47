import type { AreaGeometry } from '#domain/geometry.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { Recipe } from '#domain/recipe.js';
import type { SceneAsset, SensorKind } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import type { PairModel } from '#pipelines/scene-to-change/pairModel.js';
import type { Registration } from '#pipelines/scene-to-change/registration.js';
import type { PairDisplacement } from './readPair.js';

export interface SceneInput {
  /** Paths absolute. */
  readonly asset: SceneAsset;
  readonly acquiredAt: IsoTime;
  readonly sensor: SensorKind;
}

export interface PairRequest {
  /** Newest first; later ones fill in where the earlier ones did not see. */
  readonly before: readonly SceneInput[];
  readonly after: SceneInput;
  readonly recipe: Recipe;
  /** Only this part is looked at; null: all of the first before scene. */
  readonly area: AreaGeometry | null;
  /** Side of a chunk in pixels, a multiple of 64; default 512. Changes no result. */
  readonly chunkSize?: number;
}

/** One before scene against the after scene. */
export interface PairStatistics {
  /** Position in `request.before`. */
  readonly sceneIndex: number;
  readonly model: PairModel;
  /** Null where nothing stands out that both scenes show. */
  readonly registration: Registration | null;
  readonly displacement: PairDisplacement;
  readonly registrationErrorM: number;
}

/** All that chunks and join need, as plain JSON. */
export interface PairPlan {
  readonly request: PairRequest;
  /** The first before scene's grid; everything is on it. */
  readonly grid: RasterGrid;
  readonly gsdM: number;
  /** Bands read, by name; the first `PairModel.bands` of every pair. */
  readonly bands: readonly string[];
  readonly chunks: readonly PixelWindow[];
  /** Rings of the watch area in pixels of the grid; null: everything. */
  readonly clip: readonly (readonly number[])[] | null;
  /** Pixels of the watch area, those outside the grid counted too. */
  readonly areaPixels: number;
  /** In the order of use; before scenes that could not be compared are missing. */
  readonly pairs: readonly PairStatistics[];
  readonly warnings: readonly string[];
}
