import { createHash } from 'node:crypto';
import type Koa from 'koa';
import { NotFoundError } from '#domain/errors.js';
import type { Scene } from '#domain/scene.js';
import { listAlertPatches } from '#store/patches.js';
import { getScene } from '#store/scenes.js';
import { scenesOfAlert } from '../alertScenes.js';
import * as contract from '../contracts/tiles.js';
import { encodeChip } from '../pictures/encode.js';
import { viewAround, viewOfTile } from '../pictures/mercatorView.js';
import { route } from '../route.js';
import { requireAlert } from './alerts.js';

/** Changes whenever the same pixels would be drawn differently, so that browsers ask anew. */
const DRAWING_VERSION = 1;

/** A scene's pixels never change: the browser may keep the picture for a day without asking. */
const KEPT = { 'Cache-Control': 'private, max-age=86400' };

const tile = route(contract.readSceneTile, async ({ params, query, http }, { db, images }) => {
  const scene = await images.scenes.get(params.id, (id) => getScene(db, id));
  if (scene === null) throw new NotFoundError('scene', params.id);
  const name = nameOf([scene.contentHash, scene.asset, params, query]);
  if (isKnownToClient(http, name)) return NOT_MODIFIED;
  return { body: await images.tile(name, scene, viewOfTile(params), query), headers: KEPT };
});

const CHIP_FRAME = { pixels: 480, margin: 1.8 };
/** A chip shows at least this many pixels of the scene, so that there is something around a small alert. */
const MINIMUM_SCENE_PIXELS = 40;

const chip = route(contract.readAlertChip, async ({ params, query, caller, http }, { db, images }) => {
  const alert = await requireAlert(db, caller, params.id);
  const scenes = await scenesOfAlert(db, caller, await listAlertPatches(db, caller, alert.id));
  const scene = scenes[params.epoch];
  if (scene === null) throw new NotFoundError(`scene ${params.epoch} alert`, alert.id);
  const name = nameOf([scene.contentHash, scene.asset, alert.geometry, params, query]);
  if (isKnownToClient(http, name)) return NOT_MODIFIED;
  const minimumMetres = MINIMUM_SCENE_PIXELS * widestPixel(scenes.before, scenes.after);
  const view = viewAround(alert.geometry, { ...CHIP_FRAME, minimumMetres });
  const picture = await images.picture(scene, view, query);
  return { body: await encodeChip(picture, view, query.outline ? alert.geometry : null) };
});

/** Both epochs are shown in one frame, whatever their pixels. */
function widestPixel(...scenes: readonly (Scene | null)[]): number {
  return Math.max(...scenes.map((scene) => scene?.gsdMetres ?? 0));
}

const NOT_MODIFIED = { status: 304, body: Buffer.alloc(0), headers: KEPT };

/** Names a picture by what it is drawn from. */
function nameOf(drawnFrom: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify([DRAWING_VERSION, ...drawnFrom]));
  return hash.digest('base64url').slice(0, 27);
}

/** Tells the client the picture's name, so that one it has is not drawn again. */
function isKnownToClient(http: Koa.Context, name: string): boolean {
  http.status = 200;
  http.set('ETag', `"${name}"`);
  return http.fresh;
}

export const pictureRoutes = [tile, chip];
