import { sql, type RawBuilder } from 'kysely';
import type { Layer } from '#domain/layer.js';

/**
 * The code of the smallest `adminRegion` feature that holds a point, or NULL.
 * @param point expression of a point, WGS84
 * @param regions versions of `adminRegion` layers in force
 */
export function regionCodeAt(
  point: RawBuilder<unknown>,
  regions: readonly Pick<Layer, 'id' | 'version'>[],
): RawBuilder<string | null> {
  return sql<string | null>`(
    SELECT f.properties ->> 'code'
    FROM layer_features f
    JOIN ${versionsTable(regions)} ON v.id = f.layer_id AND v.version = f.layer_version
    WHERE f.properties ->> 'code' IS NOT NULL AND ST_Intersects(f.geometry, ${point})
    ORDER BY length(f.properties ->> 'code') DESC, ST_Area(f.geometry), f.layer_id, f.feature_id
    LIMIT 1
  )`;
}

/** Versions of layers as a table `v(id, version, kind)`. */
export function versionsTable(
  layers: readonly (Pick<Layer, 'id' | 'version'> & Partial<Pick<Layer, 'kind'>>)[],
): RawBuilder<unknown> {
  const rows = layers.map(({ id, version, kind }) => ({ id, version, kind }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(id text, version text, kind text)`;
}
