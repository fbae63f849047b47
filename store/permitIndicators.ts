import { sql } from 'kysely';
import type { Layer } from '#domain/layer.js';
import type { PermitKind } from '#domain/permit.js';
import type { Period } from '#domain/period.js';
import type { Db } from './database.js';
import { areaM2Of } from './geometry.js';
import { isInScope, rowCode, type IndicatorScope } from './indicatorGround.js';
import { isVisibleTo } from './layers.js';
import { isCurrentRevision } from './permits.js';
import { regionCodeAt } from './regionCode.js';

/** Permits and the ground that they hold together, square metres, each ground counted once. */
export interface PermitSum {
  readonly count: number;
  readonly areaM2: number;
}

/** Permits granted in a period that oblige their holder to build, by what had become of them by its last day. */
export interface PermitUse {
  readonly rowCode: string;
  readonly granted: PermitSum;
  /** Works were seen on them, or the approval system says so. Ground of a used and an unused permit counts as used. */
  readonly used: PermitSum;
  readonly unused: PermitSum;
  /** Unused, and the deadline for building has passed. */
  readonly overdue: PermitSum;
}

const TO_BE_BUILT: readonly PermitKind[] = [
  'landUsePermit',
  'buildingPermit',
  'ruralPermit',
  'farmlandConversion',
  'landSupply',
];
const WORKS = ['builtUp', 'road', 'earthworks', 'solar', 'greenhouse', 'bare'];
/** As the judging of permits has it: works on this share of the permit, or with this share of themselves on it. */
const LEAST_SHARE_OF_PERMIT = 0.05;
const LEAST_SHARE_OF_PATCH = 0.5;

/** @param inForce layer versions in force at the end of the period */
export async function permitUse(
  db: Db,
  scope: IndicatorScope,
  { from, to }: Period,
  inForce: readonly Layer[],
): Promise<readonly PermitUse[]> {
  const regions = inForce.filter(({ kind }) => kind === 'adminRegion');
  const { rows } = await sql<
    Record<`${keyof Omit<PermitUse, 'rowCode'>}_${'count' | 'm2'}`, number> & { row_code: string }
  >`
    WITH granted AS MATERIALIZED (
      SELECT ${rowCode(scope, sql`place.code`)} AS row_code, permits.geometry, permits.build_deadline < ${to}::date AS is_late,
        permits.stage IN ('building', 'completed') OR EXISTS (
          SELECT FROM patches p WHERE ST_Intersects(p.geometry, permits.geometry) AND p.to_class = ANY(${WORKS})
            AND p.onset_to <= ${to}::date AND (
              ST_Area(ST_Intersection(p.geometry, permits.geometry)) >= ${sql.lit(LEAST_SHARE_OF_PERMIT)} * ST_Area(permits.geometry)
              OR ST_Area(ST_Intersection(p.geometry, permits.geometry)) >= ${sql.lit(LEAST_SHARE_OF_PATCH)} * ST_Area(p.geometry))
        ) AS is_used
      FROM permits
      CROSS JOIN LATERAL (
        SELECT coalesce(${regionCodeAt(sql`ST_PointOnSurface(permits.geometry)`, regions)}, permits.admin_code) AS code
      ) AS place
      WHERE ${isCurrentRevision(null)} AND ${isVisibleTo(scope.caller, 'permits.admin_code')}
        AND permits.kind = ANY(${[...TO_BE_BUILT]}) AND permits.stage <> 'withdrawn'
        AND (permits.withdrawn_on IS NULL OR permits.withdrawn_on > ${to}::date)
        AND permits.granted_on >= ${from ?? '-infinity'}::date AND permits.granted_on <= ${to}::date
        AND ${isInScope(scope, sql`place.code`)}
    ),
    sums AS (
      SELECT row_code, count(*)::int AS granted_count, count(*) FILTER (WHERE is_used)::int AS used_count,
        count(*) FILTER (WHERE NOT is_used)::int AS unused_count, count(*) FILTER (WHERE NOT is_used AND is_late)::int AS overdue_count,
        ST_Union(geometry) AS granted, coalesce(ST_Union(geometry) FILTER (WHERE is_used), ST_GeomFromText('POLYGON EMPTY', 4326)) AS used,
        coalesce(ST_Union(geometry) FILTER (WHERE NOT is_used AND is_late), ST_GeomFromText('POLYGON EMPTY', 4326)) AS late
      FROM granted GROUP BY row_code
    )
    SELECT row_code, granted_count, used_count, unused_count, overdue_count, ${areaM2Of(sql`granted`)} AS granted_m2,
      ${areaM2Of(sql`used`)} AS used_m2, ${areaM2Of(sql`ST_Difference(granted, used)`)} AS unused_m2,
      ${areaM2Of(sql`ST_Difference(late, used)`)} AS overdue_m2
    FROM sums ORDER BY row_code
  `.execute(db);
  return rows.map((row) => ({
    rowCode: row.row_code,
    granted: { count: row.granted_count, areaM2: row.granted_m2 },
    used: { count: row.used_count, areaM2: row.used_m2 },
    unused: { count: row.unused_count, areaM2: row.unused_m2 },
    overdue: { count: row.overdue_count, areaM2: row.overdue_m2 },
  }));
}
