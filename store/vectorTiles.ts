import { sql, type RawBuilder } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import type { Db } from './database.js';
import { inRegionOf } from './watchAreas.js';

/** Deepest zoom level that is answered. */
const MAX_ZOOM = 24;

/**
 * Mapbox vector tile of the caller's alerts, web mercator. Layer `alerts` holds the areas, layer `alertCentres` a point
 * in each, so that a small one can still be found from afar.
 * @throws BadInputError where there is no such tile
 */
export async function alertsTile(db: Db, caller: Caller, z: number, x: number, y: number): Promise<Uint8Array> {
  const envelope = tileEnvelope(z, x, y);
  const layer = (name: string, geometry: RawBuilder<unknown>) => sql`
    (SELECT ST_AsMVT(tile, ${name}) FROM (
      SELECT id::text, kind, severity, status, ST_AsMVTGeom(ST_Transform(${geometry}, 3857), ${envelope}) AS geom
      FROM alerts
      WHERE geometry && ST_Transform(${envelope}, 4326) AND ${inRegionOf(caller, 'admin_code')}
      ORDER BY severity_rank, id
    ) AS tile WHERE geom IS NOT NULL)`;
  const areas = layer('alerts', sql`geometry`);
  const centres = layer('alertCentres', sql`ST_PointOnSurface(geometry)`);
  const { rows } = await sql<{ tile: Buffer }>`SELECT ${areas} || ${centres} AS tile`.execute(db);
  return rows[0]!.tile;
}

/**
 * Mapbox vector tile of one version of a plan layer, web mercator; its layer is named as the plan layer.
 * @throws BadInputError where there is no such tile
 */
export async function layerTile(
  db: Db,
  id: string,
  version: string,
  z: number,
  x: number,
  y: number,
): Promise<Uint8Array> {
  const envelope = tileEnvelope(z, x, y);
  const { rows } = await sql<{ tile: Buffer }>`
    SELECT ST_AsMVT(tile, ${id}) AS tile FROM (
      SELECT feature_id, name, properties, ST_AsMVTGeom(ST_Transform(geometry, 3857), ${envelope}) AS geom
      FROM layer_features
      WHERE layer_id = ${id} AND layer_version = ${version} AND geometry && ST_Transform(${envelope}, 4326)
      ORDER BY feature_id
    ) AS tile WHERE geom IS NOT NULL
  `.execute(db);
  return rows[0]!.tile;
}

function tileEnvelope(z: number, x: number, y: number): RawBuilder<unknown> {
  const isTile = [z, x, y].every((n) => Number.isInteger(n) && n >= 0) && z <= MAX_ZOOM && x < 2 ** z && y < 2 ** z;
  if (isTile) return sql`ST_TileEnvelope(${sql.lit(z)}, ${sql.lit(x)}, ${sql.lit(y)})`;
  throw new BadInputError('no such tile', {
    code: 'tile.outside',
    where: 'z/x/y',
    found: `${z}/${x}/${y}`,
    expected: `z from 0 to ${MAX_ZOOM}, x and y from 0 to 2^z - 1`,
  });
}
