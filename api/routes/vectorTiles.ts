import { NotFoundError } from '#domain/errors.js';
import { officeDayOf } from '#domain/time.js';
import { getLayer } from '#store/layers.js';
import { alertsTile, layerTile } from '#store/vectorTiles.js';
import * as contract from '../contracts/tiles.js';
import { route } from '../route.js';

const alerts = route(contract.readAlertTile, async ({ params, query, caller }, { db }) => {
  const selection = { ...query, today: officeDayOf(new Date().toISOString()) };
  return { body: Buffer.from(await alertsTile(db, caller, params, selection)) };
});

/** A version of a layer never changes. */
const KEPT = { 'Cache-Control': 'private, max-age=86400' };

const layer = route(contract.readLayerTile, async ({ params, caller }, { db }) => {
  const { id, version, z, x, y } = params;
  if ((await getLayer(db, caller, id, version)) === null) throw new NotFoundError('layer', `${id}/${version}`);
  return { body: Buffer.from(await layerTile(db, id, version, z, x, y)), headers: KEPT };
});

export const vectorTileRoutes = [alerts, layer];
