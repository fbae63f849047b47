import type { Scene } from '#domain/scene.js';
import { encodeTile } from './encode.js';
import type { MercatorView } from './mercatorView.js';
import type { PictureStyle, ScenePictures } from './scenePictures.js';
import { createReadScenes, type ReadScenes } from './readScenes.js';
import { createThreadedPictures } from './threadedPictures.js';
import { createTileCache } from './tileCache.js';

/** Pictures of scenes, and the tiles made of them. */
export interface SceneImages extends ScenePictures {
  readonly scenes: ReadScenes;
  /**
   * The view as WebP; asked for again under the same name it is not drawn again.
   * @param name tells apart whatever is drawn differently
   */
  tile(name: string, scene: Scene, view: MercatorView, style: PictureStyle): Promise<Buffer>;
}

/** Some thousand tiles: what a few people look at. */
const TILE_CACHE_BYTES = 64 * 1024 * 1024;

/** @param dataDir what relative paths of scenes are relative to */
export function createSceneImages(dataDir: string): SceneImages {
  const pictures = createThreadedPictures(dataDir);
  const tiles = createTileCache(TILE_CACHE_BYTES);
  return {
    scenes: createReadScenes(),
    picture: (scene, view, style) => pictures.picture(scene, view, style),
    tile: (name, scene, view, style) =>
      tiles.get(name, async () => encodeTile(await pictures.picture(scene, view, style), view)),
    close: () => pictures.close(),
  };
}
