import { NotFoundError } from '#domain/errors.js';
import type { Scene } from '#domain/scene.js';
import { getScene, listScenes } from '#store/scenes.js';
import * as contract from '../contracts/scenes.js';
import { route } from '../route.js';

const list = route(contract.listScenes, async ({ query }, { db }) => {
  const { from, to, ...filter } = query;
  const page = await listScenes(db, {
    ...filter,
    from: from && `${from}T00:00:00.000Z`,
    to: to && `${to}T23:59:59.999Z`,
  });
  return { body: { items: page.items.map(sceneJson), nextCursor: page.nextCursor } };
});

const read = route(contract.readScene, async ({ params }, { db }) => {
  const scene = await getScene(db, params.id);
  if (scene === null) throw new NotFoundError('scene', params.id);
  return { body: sceneJson(scene) };
});

/** A scene as callers see it: where its pixels lie on the server is nobody's business. */
export function sceneJson(scene: Scene): contract.SceneJson {
  const bands = Object.entries(scene.asset.bands).sort(([, a], [, b]) => a - b);
  return {
    id: scene.id,
    title: scene.title,
    acquiredAt: scene.acquiredAt,
    sensor: scene.sensor,
    platform: scene.platform,
    bands: bands.map(([name]) => name),
    footprintWgs84: scene.footprintWgs84 as contract.SceneJson['footprintWgs84'],
    epsg: scene.grid.epsg,
    widthPixels: scene.grid.width,
    heightPixels: scene.grid.height,
    gsdMetres: scene.gsdMetres,
    clearShare: scene.clearShare,
    contentHash: scene.contentHash,
  };
}

export const sceneRoutes = [list, read];
