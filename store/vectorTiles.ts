import { sql, type RawBuilder } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { SEVERITIES } from '#domain/violation.js';
import { selectedAlerts, withSilenced, type AlertSelection } from './alertSelection.js';
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
  const isApart = z >= APART_FROM_ZOOM;
  const areas = selectedAlerts(db, caller, selection)
    .where(sql<boolean>`geometry && ST_Transform(${envelope}, 4326)`)
    .select(['id', 'kind', 'severity', 'status'])
    .select(sql<string>`ST_AsMVTGeom(ST_Transform(geometry, 3857), ${envelope})`.as('geom'))
    .orderBy('severity_rank', 'desc')
    .orderBy('id')
    .limit(isApart ? MOST_AREAS : 0);
  const within = selectedAlerts(db, caller, selection).where(isMarkedWithin({ z, x, y }));
  const marks = isApart ? marksApart(within) : marksGathered(within, z);
  const points = sql`SELECT count, severity, id, kind, status,
    ST_AsMVTGeom(ST_SetSRID(ST_MakePoint(mark_x, mark_y), 3857), ${envelope}) AS geom
    FROM (${marks}) AS marks ORDER BY severity_rank, count`;
  const tile = sql<Buffer>`(SELECT ST_AsMVT(tile, 'alerts') FROM (${areas}) AS tile WHERE geom IS NOT NULL) ||
    (SELECT ST_AsMVT(tile, 'alertPoints') FROM (${points}) AS tile WHERE geom IS NOT NULL)`;
  const row = await withSilenced(db, selection).selectNoFrom(tile.as('tile')).executeTakeFirstOrThrow();
  return row.tile;
}

type SelectedAlerts = ReturnType<typeof selectedAlerts>;

/** Side of the web mercator square, metres at the equator. */
const WORLD_M = 40_075_016.685_578_49;

/** True for alerts whose mark lies in the tile. */
function isMarkedWithin({ z, x, y }: TileAddress): RawBuilder<boolean> {
  const side = WORLD_M / 2 ** z;
  const [west, north] = [x * side - WORLD_M / 2, WORLD_M / 2 - y * side];
  return sql<boolean>`(mark_x BETWEEN ${west}::float8 AND ${west + side}::float8
    AND mark_y BETWEEN ${north - side}::float8 AND ${north}::float8)`;
}

function marksApart(within: SelectedAlerts): RawBuilder<unknown> {
  const columns = ['id', 'kind', 'severity', 'severity_rank', 'status', 'mark_x', 'mark_y'] as const;
  return sql`${within.select(columns).select(sql<number>`1`.as('count'))}`;
}

/**
 * One mark for the alerts of each part of the world, the same ones whatever tile asks; what stands alone keeps its name. Sums are cheap
 * and names are not: the few that stand alone are looked up afterwards.
 */
function marksGathered(within: SelectedAlerts, z: number): RawBuilder<unknown> {
  const side = sql.lit(WORLD_M / 2 ** z / CELLS_PER_SIDE);
  const cells = within
    .select(sql<number>`count(*)::int`.as('count'))
    .select(sql<number>`max(severity_rank)`.as('severity_rank'))
    .select([sql<number>`avg(mark_x)`.as('mark_x'), sql<number>`avg(mark_y)`.as('mark_y')])
    .groupBy([sql`floor(mark_x / ${side})`, sql`floor(mark_y / ${side})`]);
  const alone = within
    .select(['id', 'kind', 'status'])
    .where(sql<boolean>`cells.count = 1 AND alerts.mark_x = cells.mark_x AND alerts.mark_y = cells.mark_y`)
    .limit(1);
  return sql`SELECT cells.*, (${sql.val([...SEVERITIES])}::text[])[1 + cells.severity_rank] AS severity, alone.id, alone.kind, alone.status
    FROM (${cells}) AS cells LEFT JOIN LATERAL (${alone}) AS alone ON true`;
}

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
