import { sql } from 'kysely';
import type { Explanation } from '#domain/finding.js';
import type { LayerFeature } from '#domain/layer.js';
import type { Layer } from '#domain/layer.js';
import type { Patch } from '#domain/patch.js';
import type { Permit } from '#domain/permit.js';
import type { Caller } from '#domain/people.js';
import type { IsoDate } from '#domain/time.js';
import type { PermitFindingKind } from '#domain/violation.js';
import type { Db } from './database.js';
import { geoJsonOf } from './geometry.js';
import { toLayerFeature } from './layers.js';
import { loadPatchesWhere } from './patches.js';
import { currentPermitRows, toPermit } from './permits.js';
import type { RunTask } from './runProgress.js';
import { inRegionOf } from './watchAreas.js';

/** What a run can say of permits and quotas: those of its watch area whose day has come, and the changes seen on their ground. */
export interface StandingContext {
  readonly permits: readonly Permit[];
  readonly zones: readonly LayerFeature[];
  readonly patches: readonly Patch[];
}

/**
 * Permits of a run's watch area whose deadline or term has passed by `asOf`, zones in force there with a quota, and all changes of the
 * watch area seen by then on either. What the registry calls begun needs no imagery to tell that it is used.
 */
export async function loadStandingContext(
  db: Db,
  run: Pick<RunTask, 'watchAreaId'>,
  asOf: IsoDate,
  layers: readonly Layer[],
): Promise<StandingContext> {
  const area = sql`(SELECT geometry FROM watch_areas WHERE id = ${run.watchAreaId})`;
  const permitRows = await currentPermitRows(db, 'exact')
    .where(sql<boolean>`ST_Intersects(permits.geometry, ${area})`)
    .where(
      sql<boolean>`(stage = 'granted' AND build_deadline < ${asOf}::date
        OR kind = 'temporaryLand' AND least(valid_to, withdrawn_on) < ${asOf}::date)`,
    )
    .orderBy('case_number')
    .execute();
  const permits = permitRows.map(toPermit);
  const zones = await zonesWithQuota(db, area, layers);
  const places = JSON.stringify([...permits, ...zones].map(({ geometry }) => geometry));
  const patches =
    permits.length + zones.length === 0
      ? []
      : await loadPatchesWhere(
          db,
          sql<boolean>`patches.onset_to <= ${asOf}::date
            AND patches.run_id IN (SELECT id FROM runs WHERE watch_area_id = ${run.watchAreaId})
            AND EXISTS (SELECT FROM jsonb_array_elements(${places}::jsonb) AS place
              WHERE ST_Intersects(ST_SetSRID(ST_GeomFromGeoJSON(place), 4326), patches.geometry))`,
        );
  return { permits, zones, patches };
}

async function zonesWithQuota(
  db: Db,
  area: ReturnType<typeof sql>,
  layers: readonly Layer[],
): Promise<readonly LayerFeature[]> {
  const inForce = layers.filter(({ kind }) => kind === 'zone' || kind === 'detailedPlanParcel');
  if (inForce.length === 0) return [];
  const rows = await db
    .selectFrom('layer_features')
    .innerJoin('layers', (join) =>
      join.onRef('layers.id', '=', 'layer_id').onRef('layers.version', '=', 'layer_version'),
    )
    .select(['layer_id', 'layer_version', 'kind', 'feature_id', 'name', 'properties'])
    .select(geoJsonOf('geometry').as('geometry_json'))
    .where(sql<boolean>`properties ? 'quotaM2' AND ST_Intersects(geometry, ${area})`)
    .where(
      sql<boolean>`(layer_id, layer_version) IN (SELECT id, version
        FROM jsonb_to_recordset(${JSON.stringify(inForce)}::jsonb) AS v(id text, version text))`,
    )
    .orderBy('layer_id')
    .orderBy('feature_id')
    .execute();
  return rows.map(toLayerFeature);
}

export interface NewPermitFinding {
  readonly caseNumber: string;
  readonly kind: PermitFindingKind;
  readonly explanation: Explanation;
}

export interface NewQuotaFinding {
  readonly layer: { readonly id: string; readonly version: string; readonly feature: string };
  readonly quotaM2: number;
  readonly usedM2: number;
  readonly patchIds: readonly string[];
  readonly explanation: Explanation;
}

/**
 * Puts what a run says of permits and quotas in place of what the run before it said; `since` stays where it said the same. A run
 * over older scenes that was made late says nothing of how things stand, and changes nothing. Call under `lockWatchArea`.
 */
export async function saveStandingFindings(
  db: Db,
  run: Pick<RunTask, 'id' | 'watchAreaId' | 'adminCode'>,
  asOf: IsoDate,
  found: { readonly permits: readonly NewPermitFinding[]; readonly quotas: readonly NewQuotaFinding[] },
): Promise<void> {
  const { watchAreaId: area } = run;
  if (await hasLaterDone(db, run.id)) return;
  const since = new Map<string, IsoDate>();
  const permitsBefore = await db
    .deleteFrom('permit_findings')
    .where('watch_area_id', '=', area)
    .returning(['case_number', 'kind', 'since'])
    .execute();
  for (const row of permitsBefore) since.set(JSON.stringify([row.case_number, row.kind]), row.since);
  const quotasBefore = await db
    .deleteFrom('quota_findings')
    .where('watch_area_id', '=', area)
    .returning(['layer_id', 'layer_version', 'feature_id', 'since'])
    .execute();
  for (const row of quotasBefore)
    since.set(JSON.stringify([row.layer_id, row.layer_version, row.feature_id]), row.since);
  const shared = { watch_area_id: area, run_id: run.id, admin_code: run.adminCode, as_of: asOf };
  const sinceOf = (...key: string[]): IsoDate => since.get(JSON.stringify(key)) ?? asOf;
  for (const { caseNumber, kind, explanation } of found.permits) {
    await db
      .insertInto('permit_findings')
      .values({
        ...shared,
        case_number: caseNumber,
        kind,
        explanation: JSON.stringify(explanation),
        since: sinceOf(caseNumber, kind),
      })
      .execute();
  }
  for (const { layer, quotaM2, usedM2, patchIds, explanation } of found.quotas) {
    await db
      .insertInto('quota_findings')
      .values({
        ...shared,
        layer_id: layer.id,
        layer_version: layer.version,
        feature_id: layer.feature,
        quota_m2: quotaM2,
        used_m2: usedM2,
        patch_ids: [...patchIds],
        explanation: JSON.stringify(explanation),
        since: sinceOf(layer.id, layer.version, layer.feature),
      })
      .execute();
  }
}

async function hasLaterDone(db: Db, runId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    SELECT later.id FROM runs JOIN runs later ON later.watch_area_id = runs.watch_area_id
    WHERE runs.id = ${runId} AND later.status = 'done' AND (later.after_time, later.id) > (runs.after_time, runs.id)
    LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** A permit that the last run of a watch area had something against. */
export interface PermitFindingEntry extends NewPermitFinding {
  readonly watchAreaId: string;
  readonly adminCode: string;
  /** Day of the first of the runs in a row that said so. */
  readonly since: IsoDate;
  readonly asOf: IsoDate;
}

export interface QuotaFindingEntry extends NewQuotaFinding {
  readonly watchAreaId: string;
  readonly adminCode: string;
  readonly since: IsoDate;
  readonly asOf: IsoDate;
}

/** So many of either are given; a region with more has another problem. */
const MOST = 5000;

/** What the last run of each watch area in the caller's region says of permits and quotas. */
export async function listStandingFindings(
  db: Db,
  caller: Caller,
  filter: { readonly caseNumber?: string | undefined } = {},
): Promise<{ readonly permits: readonly PermitFindingEntry[]; readonly quotas: readonly QuotaFindingEntry[] }> {
  let permitQuery = db
    .selectFrom('permit_findings')
    .selectAll()
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('case_number')
    .orderBy('kind')
    .limit(MOST);
  if (filter.caseNumber !== undefined) permitQuery = permitQuery.where('case_number', '=', filter.caseNumber);
  const permits = (await permitQuery.execute()).map((row) => ({
    watchAreaId: row.watch_area_id,
    adminCode: row.admin_code,
    caseNumber: row.case_number,
    kind: row.kind as PermitFindingKind,
    since: row.since,
    asOf: row.as_of,
    explanation: row.explanation,
  }));
  if (filter.caseNumber !== undefined) return { permits, quotas: [] };
  const quotaRows = await db
    .selectFrom('quota_findings')
    .selectAll()
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('layer_id')
    .orderBy('feature_id')
    .limit(MOST)
    .execute();
  const quotas = quotaRows.map((row) => ({
    watchAreaId: row.watch_area_id,
    adminCode: row.admin_code,
    layer: { id: row.layer_id, version: row.layer_version, feature: row.feature_id },
    quotaM2: row.quota_m2,
    usedM2: row.used_m2,
    patchIds: row.patch_ids,
    since: row.since,
    asOf: row.as_of,
    explanation: row.explanation,
  }));
  return { permits, quotas };
}
