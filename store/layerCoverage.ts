import { sql } from 'kysely';
import type { Layer, LayerKind } from '#domain/layer.js';
import { listed, type LayerQuality } from '#domain/layerQuality.js';
import type { Db } from './database.js';

/** Kinds whose features are to cover the ground without gaps. */
const COVERAGES: readonly LayerKind[] = ['zone', 'detailedPlanParcel', 'landClass', 'adminRegion'];
/** Overlaps below are rounding of coordinates. */
const MIN_OVERLAP_M2 = 0.1;
/** Mean width in metres below which an area is a sliver. */
const SLIVER_WIDTH_M = 0.5;
/** How long each look may take; what takes longer is reported as not assessed. */
const LIMIT_MS = 60_000;

export type Coverage = Pick<LayerQuality, 'overlaps' | 'slivers' | 'gaps' | 'notAssessed'>;

/** Overlaps, slivers and gaps of a version. */
export async function coverageOf(db: Db, layer: Pick<Layer, 'id' | 'version' | 'kind'>): Promise<Coverage> {
  const notAssessed: string[] = [];
  const within = async <T>(what: string, look: () => Promise<T>): Promise<T | null> => {
    const found = await inTime(db, look);
    if (found === TOO_SLOW) notAssessed.push(`${what}: took longer than ${LIMIT_MS / 1000} s`);
    return found === TOO_SLOW ? null : found;
  };
  const overlaps = await within('overlaps', () => overlapsOf(db, layer));
  const gaps = COVERAGES.includes(layer.kind) ? await within('gaps', () => gapsOf(db, layer)) : null;
  const slivers = await sliversOf(db, layer);
  return { overlaps: overlaps && listed(overlaps), gaps: gaps && listed(gaps), slivers: listed(slivers), notAssessed };
}

const TOO_SLOW = Symbol('too slow');
const QUERY_CANCELED = '57014';

/** Runs a look at the data in a savepoint with a time limit, so that a slow one ends alone. */
async function inTime<T>(db: Db, look: () => Promise<T>): Promise<T | typeof TOO_SLOW> {
  await sql`SAVEPOINT look`.execute(db);
  try {
    await sql`SET LOCAL statement_timeout = ${sql.lit(LIMIT_MS)}`.execute(db);
    const found = await look();
    await sql`SET LOCAL statement_timeout = 0`.execute(db);
    await sql`RELEASE SAVEPOINT look`.execute(db);
    return found;
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT look`.execute(db);
    if ((error as { code?: unknown } | null)?.code === QUERY_CANCELED) return TOO_SLOW;
    throw error;
  }
}

interface PlaceRow {
  readonly area_m2: number;
  readonly is_sliver: boolean;
  readonly lon: number;
  readonly lat: number;
}

async function overlapsOf(db: Db, { id, version }: Pick<Layer, 'id' | 'version'>) {
  const { rows } = await sql<PlaceRow & { a: string; b: string }>`
    WITH common AS (
      SELECT a.feature_id AS a, b.feature_id AS b, ST_CollectionExtract(ST_Intersection(a.geometry, b.geometry), 3) AS geom
      FROM layer_features a JOIN layer_features b
        ON a.geometry && b.geometry AND a.feature_id < b.feature_id
      WHERE a.layer_id = ${id} AND a.layer_version = ${version} AND b.layer_id = ${id} AND b.layer_version = ${version}
        AND ST_Intersects(a.geometry, b.geometry) AND NOT ST_Touches(a.geometry, b.geometry)
    ), measured AS (
      SELECT a, b, geom, ST_Area(geom::geography) AS area_m2, ST_Perimeter(geom::geography) AS around FROM common
      WHERE NOT ST_IsEmpty(geom)
    )
    SELECT a, b, area_m2, 2 * area_m2 < ${sql.lit(SLIVER_WIDTH_M)} * around AS is_sliver,
      ST_X(ST_PointOnSurface(geom)) AS lon, ST_Y(ST_PointOnSurface(geom)) AS lat
    FROM measured WHERE area_m2 > ${sql.lit(MIN_OVERLAP_M2)} ORDER BY area_m2 DESC, a, b
  `.execute(db);
  return rows.map(({ a, b, area_m2: areaM2, is_sliver: isSliver, lon, lat }) => ({
    features: [a, b] as const,
    areaM2,
    isSliver,
    at: [lon, lat] as const,
  }));
}

/** Holes in the union of all features. The outer edge of the whole may be as it likes. */
async function gapsOf(db: Db, { id, version }: Pick<Layer, 'id' | 'version'>) {
  const { rows } = await sql<PlaceRow>`
    WITH parts AS (
      SELECT (ST_Dump(ST_Union(geometry))).geom FROM layer_features WHERE layer_id = ${id} AND layer_version = ${version}
    ), rings AS (
      SELECT (ST_DumpRings(geom)).path[1] AS ring, (ST_DumpRings(geom)).geom FROM parts
    ), holes AS (
      SELECT geom, ST_Area(geom::geography) AS area_m2, ST_Perimeter(geom::geography) AS around FROM rings WHERE ring > 0
    )
    SELECT area_m2, 2 * area_m2 < ${sql.lit(SLIVER_WIDTH_M)} * around AS is_sliver,
      ST_X(ST_PointOnSurface(geom)) AS lon, ST_Y(ST_PointOnSurface(geom)) AS lat
    FROM holes ORDER BY area_m2 DESC
  `.execute(db);
  return rows.map(({ area_m2: areaM2, is_sliver: isSliver, lon, lat }) => ({
    areaM2,
    isSliver,
    at: [lon, lat] as const,
  }));
}

async function sliversOf(db: Db, { id, version }: Pick<Layer, 'id' | 'version'>) {
  const { rows } = await sql<{ feature_id: string; width_m: number; lon: number; lat: number }>`
    WITH measured AS (
      SELECT feature_id, geometry, ST_Area(geometry::geography) AS area_m2, ST_Perimeter(geometry::geography) AS around
      FROM layer_features WHERE layer_id = ${id} AND layer_version = ${version}
    )
    SELECT feature_id, 2 * area_m2 / around AS width_m,
      ST_X(ST_PointOnSurface(geometry)) AS lon, ST_Y(ST_PointOnSurface(geometry)) AS lat
    FROM measured WHERE 2 * area_m2 < ${sql.lit(SLIVER_WIDTH_M)} * around ORDER BY 2, 1
  `.execute(db);
  return rows.map((row) => ({
    feature: row.feature_id,
    code: 'layer.sliver',
    message: `${row.width_m.toFixed(2)} m wide on average`,
    at: [row.lon, row.lat] as const,
  }));
}
