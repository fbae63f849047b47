import { sql, type RawBuilder } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { selectedAlerts, type AlertSelection } from './alertSelection.js';
import type { Db } from './database.js';

/** Deepest zoom level that is answered. */
const MAX_ZOOM = 24;

/** From this zoom on each alert stands for itself, with its area. */
const APART_FROM_ZOOM = 14;
/** Further out, alerts within one such part of a tile's side are one point: 32 pixels of a tile of 256. */
const CELLS_PER_SIDE = 8;
/** At most this many areas in one tile, the most severe ones: a tile that nobody can read helps nobody. */
const MOST_AREAS = 5000;

/**
 * Mapbox vector tile of the alerts of the caller's region that a selection means, web mercator. Layer `alerts` holds
 * the areas (near by only); layer `alertPoints` a point for each alert, or for those that lie close together further
 * out, with their `count` and the worst `severity`.
 * @throws BadInputError where there is no such tile
 */
export async function alertsTile(
  db: Db,
  caller: Caller,
  { z, x, y }: TileAddress,
  selection: AlertSelection,
): Promise<Uint8Array> {
  const envelope = tileEnvelope(z, x, y);
  const within = selectedAlerts(db, caller, selection).where(sql<boolean>`geometry && ST_Transform(${envelope}, 4326)`);
  const areas = within
    .select(['id', 'kind', 'severity', 'status'])
    .select(sql<string>`ST_AsMVTGeom(ST_Transform(geometry, 3857), ${envelope})`.as('geom'))
    .orderBy('severity_rank', 'desc')
    .orderBy('id')
    .limit(z >= APART_FROM_ZOOM ? MOST_AREAS : 0);
  const cell = z >= APART_FROM_ZOOM ? sql`id` : cellOf(z);
  const points = sql`
    SELECT count(*)::int AS count,
      (array_agg(severity ORDER BY severity_rank DESC))[1] AS severity,
      CASE WHEN count(*) = 1 THEN min(id::text) END AS id,
      CASE WHEN count(*) = 1 THEN min(kind) END AS kind,
      CASE WHEN count(*) = 1 THEN min(status) END AS status,
      ST_AsMVTGeom(ST_Centroid(ST_Collect(point)), ${envelope}) AS geom
    FROM (${within.select(['id', 'kind', 'severity', 'severity_rank', 'status']).select(POINT)}) AS found
    WHERE point && ${envelope}
    GROUP BY ${cell}
    ORDER BY min(severity_rank), count(*)`;
  const { rows } = await sql<{ tile: Buffer }>`SELECT
    (SELECT ST_AsMVT(tile, 'alerts') FROM (${areas}) AS tile WHERE geom IS NOT NULL) ||
    (SELECT ST_AsMVT(tile, 'alertPoints') FROM (${points}) AS tile WHERE geom IS NOT NULL) AS tile`.execute(db);
  return rows[0]!.tile;
}

/** A point of the alert in web mercator; the box's middle is cheap and near enough for a mark. */
const POINT = sql<string>`ST_Transform(ST_SetSRID(ST_Centroid(Box2D(geometry)::geometry), 4326), 3857)`.as('point');

/** The part of the world that a point lies in at a zoom, so that the same alerts meet whatever tile asks. */
function cellOf(z: number): RawBuilder<unknown> {
  const side = sql.lit(WORLD_M / 2 ** z / CELLS_PER_SIDE);
  return sql`floor(ST_X(point) / ${side}), floor(ST_Y(point) / ${side})`;
}

/** Side of the web mercator square, metres at the equator. */
const WORLD_M = 40_075_016.685_578_49;

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
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
