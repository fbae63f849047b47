import { sql } from 'kysely';
import type { Layer, LayerKind } from '#domain/layer.js';
import type { Period } from '#domain/period.js';
import { dateOfOrdinal, ordinalOf } from '#domain/time.js';
import type { Db } from './database.js';
import { areaM2Of } from './geometry.js';
import { constructionPatches, isInScope, rowCode, type IndicatorScope } from './indicatorGround.js';
import { regionCodeAt, versionsTable } from './regionCode.js';

/** Lines whose occupation is reported. Of the growth boundary what lies outside it counts, of all others what lies within. */
export const REPORTED_LINES = [
  'ecologicalRedline',
  'permanentBasicFarmland',
  'urbanGrowthBoundary',
  'heritageLine',
  'waterLine',
  'greenLine',
  'utilityLine',
] as const satisfies readonly LayerKind[];
export type ReportedLine = (typeof REPORTED_LINES)[number];

/** New construction land of one row; areas in square metres, each ground counted once. */
export interface NewLand {
  readonly rowCode: string;
  readonly patches: number;
  readonly areaM2: number;
  /** By use code of the zone, in order; ground in zones of several uses counts in the first. */
  readonly byUse: readonly { readonly use: string; readonly areaM2: number }[];
  /** Within each line's features (outside the growth boundary); lines without a layer in force are left out. */
  readonly byLine: ReadonlyMap<ReportedLine, number>;
}

/**
 * Land that was taken for construction in a period: the union of its patches, less what was construction before it, so that
 * periods that follow each other add up.
 * @param inForce layer versions in force at the end of the period
 */
export async function newConstructionLand(
  db: Db,
  scope: IndicatorScope,
  period: Period,
  inForce: readonly Layer[],
): Promise<readonly NewLand[]> {
  const regions = inForce.filter(({ kind }) => kind === 'adminRegion');
  const dayBefore = period.from === null ? null : dateOfOrdinal(ordinalOf(period.from) - 1);
  const earlier =
    dayBefore === null
      ? sql`SELECT NULL::geometry AS geometry WHERE false`
      : constructionPatches(scope, regions, { from: null, to: dayBefore });
  const lines = inForce.filter(({ kind }) => REPORTED_LINES.some((line) => line === kind));
  const { rows } = await sql<{
    row_code: string;
    patches: number;
    area_m2: number;
    by_use: { use: string; areaM2: number }[] | null;
    by_line: { kind: ReportedLine; areaM2: number }[] | null;
  }>`
    WITH works AS MATERIALIZED (${constructionPatches(scope, regions, period)}),
    earlier AS MATERIALIZED (${earlier}),
    united AS (SELECT row_code, count(*)::int AS patches, ST_Union(geometry) AS geometry FROM works GROUP BY row_code),
    land AS MATERIALIZED (
      SELECT row_code, patches, ST_CollectionExtract(ST_Difference(geometry, coalesce(
        (SELECT ST_Union(earlier.geometry) FROM earlier WHERE ST_Intersects(earlier.geometry, united.geometry)),
        ST_GeomFromText('POLYGON EMPTY', 4326))), 3) AS geometry
      FROM united
    ),
    parts AS MATERIALIZED (SELECT row_code, (ST_Dump(geometry)).geom FROM land),
    held AS MATERIALIZED (
      SELECT parts.row_code, v.kind, coalesce(f.properties ->> 'use', '') AS use,
        ST_CollectionExtract(ST_Intersection(parts.geom, f.geometry), 3) AS geom
      FROM parts JOIN layer_features f ON ST_Intersects(parts.geom, f.geometry)
      JOIN ${versionsTable(inForce.filter(({ kind }) => kind === 'zone' || lines.some((line) => line.kind === kind)))}
        ON v.id = f.layer_id AND v.version = f.layer_version
    ),
    uses AS (SELECT row_code, use, ST_Union(geom) AS geom FROM held WHERE kind = 'zone' GROUP BY row_code, use),
    own AS (
      SELECT row_code, use, ST_Difference(geom, coalesce(ST_Union(geom) OVER (PARTITION BY row_code ORDER BY use
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), ST_GeomFromText('POLYGON EMPTY', 4326))) AS geom
      FROM uses
    ),
    zones AS (
      SELECT row_code, json_agg(json_build_object('use', use, 'areaM2', ${areaM2Of(sql`geom`)}) ORDER BY use) AS by_use
      FROM own GROUP BY row_code
    ),
    lines AS (
      SELECT row_code, kind, ST_Union(geom) AS geom FROM held WHERE kind <> 'zone' GROUP BY row_code, kind
    ),
    occupied AS (
      SELECT row_code, json_agg(json_build_object('kind', kind, 'areaM2', ${areaM2Of(sql`geom`)})) AS by_line
      FROM lines GROUP BY row_code
    )
    SELECT land.row_code, land.patches, ${areaM2Of(sql`land.geometry`)} AS area_m2, by_use, by_line
    FROM land LEFT JOIN zones USING (row_code) LEFT JOIN occupied USING (row_code) ORDER BY land.row_code
  `.execute(db);
  const kinds = new Set(lines.map(({ kind }) => kind));
  return rows.map((row) => ({
    rowCode: row.row_code,
    patches: row.patches,
    areaM2: row.area_m2,
    byUse: row.by_use ?? [],
    byLine: new Map(
      REPORTED_LINES.filter((line) => kinds.has(line)).map((line) => {
        const withinM2 = row.by_line?.find(({ kind }) => kind === line)?.areaM2 ?? 0;
        return [line, line === 'urbanGrowthBoundary' ? Math.max(0, row.area_m2 - withinM2) : withinM2];
      }),
    ),
  }));
}

/** What a zone may take for construction by its plan, and what was taken since that plan came into force. */
export interface QuotaUse {
  readonly rowCode: string;
  readonly layerId: string;
  readonly layerVersion: string;
  readonly featureId: string;
  readonly name: string | null;
  readonly quotaM2: number;
  readonly usedM2: number;
}

/** Zones and plan parcels in force whose property `quotaM2` states a quota, by how much of it is used, fullest first. */
export async function quotaUse(
  db: Db,
  scope: IndicatorScope,
  period: Period,
  inForce: readonly Layer[],
): Promise<readonly QuotaUse[]> {
  const regions = inForce.filter(({ kind }) => kind === 'adminRegion');
  const plans = inForce.filter(({ kind }) => kind === 'zone' || kind === 'detailedPlanParcel');
  const { rows } = await sql<{
    row_code: string;
    layer_id: string;
    layer_version: string;
    feature_id: string;
    name: string | null;
    quota_m2: number;
    used_m2: number;
  }>`
    WITH quotas AS MATERIALIZED (
      SELECT ${rowCode(scope, sql`place.code`)} AS row_code, f.layer_id, f.layer_version, f.feature_id, f.name, f.geometry,
        layers.valid_from, (f.properties ->> 'quotaM2')::float8 AS quota_m2
      FROM layer_features f JOIN ${versionsTable(plans)} ON v.id = f.layer_id AND v.version = f.layer_version
      JOIN layers ON layers.id = f.layer_id AND layers.version = f.layer_version
      CROSS JOIN LATERAL (
        SELECT coalesce(${regionCodeAt(sql`ST_PointOnSurface(f.geometry)`, regions)}, layers.admin_code) AS code
      ) AS place
      WHERE jsonb_typeof(f.properties -> 'quotaM2') = 'number' AND ${isInScope(scope, sql`place.code`)}
    ),
    works AS MATERIALIZED (${constructionPatches(scope, regions, { from: null, to: period.to })})
    SELECT row_code, layer_id, layer_version, feature_id, name, quota_m2, coalesce((
      SELECT ${areaM2Of(sql`ST_Union(ST_CollectionExtract(ST_Intersection(works.geometry, quotas.geometry), 3))`)}
      FROM works WHERE works.onset_to >= quotas.valid_from AND ST_Intersects(works.geometry, quotas.geometry)), 0) AS used_m2
    FROM quotas ORDER BY row_code, layer_id, feature_id LIMIT 2000
  `.execute(db);
  return rows
    .map((row) => ({
      rowCode: row.row_code,
      layerId: row.layer_id,
      layerVersion: row.layer_version,
      featureId: row.feature_id,
      name: row.name,
      quotaM2: row.quota_m2,
      usedM2: row.used_m2,
    }))
    .toSorted((a, b) => b.usedM2 / b.quotaM2 - a.usedM2 / a.quotaM2);
}
