import { sql } from 'kysely';
import { isWhereGcj02Applies, OFFSET_SYSTEMS, type OffsetSystem } from '#domain/gcj02.js';
import type { Layer } from '#domain/layer.js';
import type { LayerQuality } from '#domain/layerQuality.js';
import type { Db } from './database.js';

type LonLat = readonly [number, number];

const CORNERS_LOOKED_AT = 300;
/** Corners fit where they lie this near to an edge that is published: about 5 m. */
const FIT_DEGREES = 0.000_05;
/** Shifted back, so many corners must fit, and so many times more than unshifted. */
const MIN_SHARE = 0.2;
const TIMES_MORE = 4;

/**
 * Whether a version's coordinates look shifted as GCJ-02 or BD-09 are: plans and surveys share many corners with each other
 * (an administrative border, the version before), and shifted ones share them only once they are shifted back.
 */
export async function suspectedOffset(
  db: Db,
  layer: Pick<Layer, 'id' | 'version'>,
): Promise<LayerQuality['suspectedOffset']> {
  const corners = (await someCorners(db, layer)).filter(isWhereGcj02Applies);
  if (corners.length < 8) return null;
  const unshifted = await fittingShare(db, layer, corners);
  for (const system of Object.keys(OFFSET_SYSTEMS) as OffsetSystem[]) {
    const share = await fittingShare(db, layer, corners.map(OFFSET_SYSTEMS[system]));
    if (share < MIN_SHARE || share < TIMES_MORE * unshifted) continue;
    return { system, fittingShare: share, fittingShareUnshifted: unshifted };
  }
  return null;
}

/** Corners of the version's features, the same ones each time. */
async function someCorners(db: Db, { id, version }: Pick<Layer, 'id' | 'version'>): Promise<LonLat[]> {
  const { rows } = await sql<{ lon: number; lat: number }>`
    WITH chosen AS (
      SELECT geometry FROM layer_features WHERE layer_id = ${id} AND layer_version = ${version}
      ORDER BY md5(feature_id) LIMIT ${sql.lit(CORNERS_LOOKED_AT)}
    ), corners AS (
      SELECT (ST_DumpPoints(geometry)).geom FROM chosen
    ), numbered AS (
      SELECT geom, row_number() OVER () AS number, count(*) OVER () AS total FROM corners
    )
    SELECT ST_X(geom) AS lon, ST_Y(geom) AS lat FROM numbered
    WHERE number % greatest(1, total / ${sql.lit(CORNERS_LOOKED_AT)}) = 0 LIMIT ${sql.lit(CORNERS_LOOKED_AT)}
  `.execute(db);
  return rows.map(({ lon, lat }) => [lon, lat]);
}

/** Share of the places that lie on an edge of what is published. */
async function fittingShare(
  db: Db,
  { id, version }: Pick<Layer, 'id' | 'version'>,
  places: readonly LonLat[],
): Promise<number> {
  const { rows } = await sql<{ fitting: number }>`
    SELECT count(*) AS fitting
    FROM json_array_elements(${JSON.stringify(places)}::json) AS p(place)
    CROSS JOIN LATERAL (SELECT ST_SetSRID(ST_MakePoint((place->>0)::float8, (place->>1)::float8), 4326) AS geom) AS q
    WHERE EXISTS (
      SELECT FROM layer_features f JOIN layers l ON l.id = f.layer_id AND l.version = f.layer_version
      WHERE f.geometry && ST_Expand(q.geom, ${FIT_DEGREES}) AND l.status = 'published'
        AND NOT (f.layer_id = ${id} AND f.layer_version = ${version})
        AND ST_DWithin(ST_Boundary(f.geometry), q.geom, ${FIT_DEGREES}))
  `.execute(db);
  return rows[0]!.fitting / places.length;
}
