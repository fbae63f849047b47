import { NotFoundError } from '#domain/errors.js';
import { getLayer } from '#store/layers.js';
import { alertsTile, layerTile } from '#store/vectorTiles.js';
import * as contract from '../contracts/tiles.js';
import { route } from '../route.js';

const alerts = route(contract.readAlertTile, async ({ params, caller }, { db }) => {
  const { z, x, y } = params;
  return { body: Buffer.from(await alertsTile(db, caller, z, x, y)) };
});

/** A version of a layer never changes. */
const KEPT = { 'Cache-Control': 'private, max-age=86400' };

const layer = route(contract.readLayerTile, async ({ params, caller }, { db }) => {
  const { id, version, z, x, y } = params;
  if ((await getLayer(db, caller, id, version)) === null) throw new NotFoundError('layer', `${id}/${version}`);
  return { body: Buffer.from(await layerTile(db, id, version, z, x, y)), headers: KEPT };
});

export const vectorTileRoutes = [alerts, layer];
