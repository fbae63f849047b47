import { sql, type RawBuilder } from 'kysely';
import { adminCodePrefix } from '#domain/adminCode.js';
import type { Layer } from '#domain/layer.js';
import type { Caller } from '#domain/people.js';
import type { Period } from '#domain/period.js';
import { regionCodeAt } from './regionCode.js';

/** Rows of indicators: one for the region that was asked for, or one for each county or township in it. */
export const INDICATOR_LEVELS = ['region', 'county', 'township'] as const;
export type IndicatorLevel = (typeof INDICATOR_LEVELS)[number];

/** Whose figures are asked for. */
export interface IndicatorScope {
  readonly caller: Pick<Caller, 'adminCode'>;
  /** Region asked for; '' for all that the caller sees. */
  readonly adminCode: string;
  readonly level: IndicatorLevel;
}

const LEVEL_DIGITS = { county: 6, township: 9 } as const;

/** The row that something in a region of this code counts in. */
export function rowCode({ adminCode, level }: IndicatorScope, code: RawBuilder<unknown>): RawBuilder<string> {
  return level === 'region'
    ? sql<string>`${adminCode}::text`
    : sql<string>`left(${code}, ${sql.lit(LEVEL_DIGITS[level])})`;
}

/** True where a code lies in the caller's region and in the one asked for. */
export function isInScope({ caller, adminCode }: IndicatorScope, code: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(starts_with(${code}, ${adminCodePrefix(caller.adminCode)}) AND starts_with(${code}, ${adminCodePrefix(adminCode)}))`;
}

/** Classes whose appearance takes land for construction (新增建设用地): solar arrays and greenhouses are not converted. */
const CONSTRUCTION = ['builtUp', 'road', 'earthworks'];
const CONSTRUCTED_BEFORE = ['builtUp', 'road'];

/**
 * Patches of construction on land that was none, as rows (row_code, onset_to, geometry): judged, and not determined to be a
 * pseudo-change. Each lies in the region that holds a point inside it, else in its watch area's.
 * @param regions versions of `adminRegion` layers in force
 */
export function constructionPatches(
  scope: IndicatorScope,
  regions: readonly Layer[],
  { from, to }: Period,
): RawBuilder<unknown> {
  return sql`
    SELECT ${rowCode(scope, sql`place.code`)} AS row_code, p.onset_to, p.geometry
    FROM patches p JOIN runs ON runs.id = p.run_id JOIN watch_areas ON watch_areas.id = runs.watch_area_id
    CROSS JOIN LATERAL (
      SELECT coalesce(${regionCodeAt(sql`ST_PointOnSurface(p.geometry)`, regions)}, watch_areas.admin_code) AS code
    ) AS place
    WHERE p.to_class = ANY(${CONSTRUCTION}) AND NOT p.from_class = ANY(${CONSTRUCTED_BEFORE})
      AND p.judgement ->> 'verdict' <> 'notAssessed'
      AND p.onset_to >= ${from ?? '-infinity'}::date AND p.onset_to <= ${to}::date
      AND ${isInScope(scope, sql`place.code`)}
      AND NOT EXISTS (SELECT FROM alert_patches JOIN alerts ON alerts.id = alert_patches.alert_id
        WHERE alert_patches.patch_id = p.id AND alerts.determination ->> 'outcome' = 'pseudoChange')`;
}
