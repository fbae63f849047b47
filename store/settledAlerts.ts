import { sql } from 'kysely';
import type { AreaGeometry } from '#domain/geometry.js';
import type { SettledAlert } from '#domain/order.js';
import type { Patch } from '#domain/patch.js';
import { officeDayOf, type IsoDate, type IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import type { Db } from './database.js';
import { geoJsonOf, NEAR_DEGREES } from './geometry.js';
import { loadPatchesWhere } from './patches.js';

/**
 * Alerts near each patch of a run, by patch id, that were found to be violations and then closed out or reported as put right. What a
 * permit was granted for afterwards is built on lawfully, and counts for nothing here.
 * @param asKnownAt what had happened up to this instant; null: up to now
 */
export async function settledAlertsNearPatches(
  db: Db,
  runId: string,
  asKnownAt: IsoTime | null,
): Promise<ReadonlyMap<string, readonly SettledAlert[]>> {
  const known = asKnownAt ?? 'infinity';
  const { rows } = await sql<{
    patch_id: string;
    id: string;
    closed_at: IsoTime | null;
    reported_at: IsoTime | null;
    geometry_json: AreaGeometry;
  }>`
    SELECT p.id AS patch_id, alerts.id, closed_at, rectification ->> 'reportedAt' AS reported_at,
      ${geoJsonOf('alerts.geometry')} AS geometry_json
    FROM patches p JOIN alerts ON ST_DWithin(p.geometry, alerts.geometry, ${NEAR_DEGREES})
    WHERE p.run_id = ${runId} AND determination ->> 'outcome' = 'violation'
      AND coalesce(rectification ->> 'measure', '') <> 'retroactiveApproval'
      AND (closed_at <= ${known}::timestamptz OR (rectification ->> 'reportedAt')::timestamptz <= ${known}::timestamptz)
    ORDER BY p.ordinal, alerts.id
  `.execute(db);
  const byPatch = new Map<string, SettledAlert[]>();
  for (const { patch_id: patchId, id, closed_at: closedAt, reported_at: reportedAt, geometry_json: geometry } of rows) {
    const closedOn = closedAt === null ? null : officeDayOf(closedAt);
    const rectifiedOn = reportedAt === null ? null : officeDayOf(reportedAt);
    byPatch.set(patchId, [...(byPatch.get(patchId) ?? []), { id, geometry, closedOn, rectifiedOn }]);
  }
  return byPatch;
}

/** An alert whose demolition and reclaiming was reported, and imagery has not shown yet. */
export interface ReportedRestoration {
  readonly id: string;
  readonly adminCode: string;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly geometry: AreaGeometry;
  /** Changes of its watch area seen since the alert's own, that meet it. */
  readonly changes: readonly Patch[];
}

/** Alerts that a patch of the run meets and of which `demolishAndReclaim` was reported, with all that was seen there. */
export async function reportedRestorationsOfRun(db: Db, runId: string): Promise<readonly ReportedRestoration[]> {
  const { rows } = await sql<{
    id: string;
    admin_code: string;
    kind: ViolationKind;
    severity: Severity;
    onset_to: IsoDate;
    geometry_json: AreaGeometry;
  }>`
    SELECT id, admin_code, kind, severity, onset_to, ${geoJsonOf('alerts.geometry')} AS geometry_json FROM alerts
    WHERE rectification ->> 'measure' = 'demolishAndReclaim' AND verified_by_satellite_at IS NULL
      AND EXISTS (SELECT FROM patches p WHERE p.run_id = ${runId} AND ST_Intersects(p.geometry, alerts.geometry))
    ORDER BY id
  `.execute(db);
  const alerts: ReportedRestoration[] = [];
  for (const { id, admin_code: adminCode, kind, severity, onset_to: onsetTo, geometry_json: geometry } of rows) {
    const changes = await loadPatchesWhere(
      db,
      sql<boolean>`patches.onset_to > ${onsetTo}::date
        AND patches.run_id IN (SELECT id FROM runs WHERE watch_area_id = (SELECT watch_area_id FROM runs WHERE id = ${runId})
          AND after_time <= (SELECT after_time FROM runs WHERE id = ${runId}))
        AND EXISTS (SELECT FROM alerts WHERE id = ${id} AND ST_Intersects(alerts.geometry, patches.geometry))`,
    );
    alerts.push({ id, adminCode, kind, severity, geometry, changes });
  }
  return alerts;
}

/** Notes that imagery shows an alert's ground restored. */
export async function markVerifiedBySatellite(db: Db, ids: readonly string[], at: IsoTime): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('alerts')
    .set((eb) => ({ verified_by_satellite_at: at, updated_at: at, revision: eb('revision', '+', 1) }))
    .where('id', 'in', ids)
    .where('verified_by_satellite_at', 'is', null)
    .execute();
}
