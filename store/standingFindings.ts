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
  const shared = sql`${area}, ${run.id}, ${run.adminCode}, ${asOf}::date, ${asOf}::date`;
  const permits = sql`jsonb_to_recordset(${JSON.stringify(found.permits)}::jsonb)
    AS said("caseNumber" text, kind text, explanation jsonb)`;
  await sql`
    DELETE FROM permit_findings WHERE watch_area_id = ${area}
      AND (case_number, kind) NOT IN (SELECT "caseNumber", kind FROM ${permits})`.execute(db);
  await sql`
    INSERT INTO permit_findings (watch_area_id, run_id, admin_code, as_of, since, case_number, kind, explanation)
    SELECT ${shared}, "caseNumber", kind, explanation FROM ${permits}
    ON CONFLICT (watch_area_id, case_number, kind) DO UPDATE SET ${AS_SAID_NOW}`.execute(db);
  const quotaRows = found.quotas.map(({ layer, ...quota }) => ({ ...layer, ...quota }));
  const quotas = sql`jsonb_to_recordset(${JSON.stringify(quotaRows)}::jsonb)
    AS said(id text, version text, feature text, "quotaM2" float8, "usedM2" float8, "patchIds" uuid[], explanation jsonb)`;
  await sql`
    DELETE FROM quota_findings WHERE watch_area_id = ${area}
      AND (layer_id, layer_version, feature_id) NOT IN (SELECT id, version, feature FROM ${quotas})`.execute(db);
  await sql`
    INSERT INTO quota_findings (watch_area_id, run_id, admin_code, as_of, since,
      layer_id, layer_version, feature_id, quota_m2, used_m2, patch_ids, explanation)
    SELECT ${shared}, id, version, feature, "quotaM2", "usedM2", "patchIds", explanation FROM ${quotas}
    ON CONFLICT (watch_area_id, layer_id, layer_version, feature_id) DO UPDATE SET ${AS_SAID_NOW},
      quota_m2 = excluded.quota_m2, used_m2 = excluded.used_m2, patch_ids = excluded.patch_ids`.execute(db);
}

/** Everything but `since`, which stays where the run before said the same. */
const AS_SAID_NOW = sql`run_id = excluded.run_id, admin_code = excluded.admin_code, as_of = excluded.as_of,
  explanation = excluded.explanation`;

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
