import { sql } from 'kysely';
import { OPEN_STATUSES, type Alert, type AlertStatus, type Lineage } from '#domain/alert.js';
import type { IsoDate } from '#domain/time.js';
import { severityRank } from '#domain/violation.js';
import { ALERT_COLUMNS, toAlert } from './alerts.js';
import type { Db } from './database.js';
import { geoJsonOf, geometryFrom, NEAR_DEGREES } from './geometry.js';

/** An open alert with the patches that it holds. */
export interface OpenAlert {
  readonly alert: Alert;
  readonly patchIds: readonly string[];
}

/** Open alerts on or near any patch of the run, coordinates exact, oldest first: what its patches may join. */
export async function openAlertsNearRun(db: Db, runId: string): Promise<readonly OpenAlert[]> {
  const rows = await db
    .selectFrom('alerts')
    .select(ALERT_COLUMNS)
    .select(geoJsonOf('geometry').as('geometry_json'))
    .select(
      sql<string[]>`ARRAY(SELECT patch_id::text FROM alert_patches WHERE alert_id = alerts.id ORDER BY 1)`.as(
        'patch_ids',
      ),
    )
    .where('status', 'in', OPEN_STATUSES)
    .where(
      sql<boolean>`EXISTS (SELECT FROM patches WHERE run_id = ${runId}
        AND ST_DWithin(patches.geometry, alerts.geometry, ${NEAR_DEGREES}))`,
    )
    .orderBy('raised_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ alert: toAlert(row), patchIds: row.patch_ids }));
}

/** What can change of an alert when a patch joins it; absolute values. */
export type AlertChange = Pick<
  Alert,
  'id' | 'kind' | 'severity' | 'areaM2' | 'geometry' | 'permitCaseNumbers' | 'explanation'
>;

/** Stores new alerts; `dueOn`: last day for the first decision. */
export async function saveNewAlerts(
  db: Db,
  alerts: readonly (AlertChange &
    Pick<Alert, 'adminCode' | 'onsetFrom' | 'onsetTo'> & { readonly dueOn?: IsoDate | null })[],
): Promise<void> {
  for (const alert of alerts) {
    await db
      .insertInto('alerts')
      .values({
        id: alert.id,
        status: 'new' satisfies AlertStatus,
        due_on: alert.dueOn ?? null,
        admin_code: alert.adminCode,
        onset_from: alert.onsetFrom,
        onset_to: alert.onsetTo,
        ...changeColumns(alert),
      })
      .execute();
  }
}

/** Changes stored alerts, and tells what an event says of each. */
export async function updateAlerts(
  db: Db,
  changes: readonly AlertChange[],
): Promise<readonly Pick<Alert, 'id' | 'kind' | 'severity' | 'adminCode'>[]> {
  const changed: Pick<Alert, 'id' | 'kind' | 'severity' | 'adminCode'>[] = [];
  for (const change of changes) {
    const row = await db
      .updateTable('alerts')
      .set((eb) => ({ ...changeColumns(change), revision: eb('revision', '+', 1), updated_at: sql<string>`now()` }))
      .where('id', '=', change.id)
      .returning('admin_code')
      .executeTakeFirstOrThrow();
    changed.push({ id: change.id, kind: change.kind, severity: change.severity, adminCode: row.admin_code });
  }
  return changed;
}

function changeColumns(alert: AlertChange) {
  return {
    kind: alert.kind,
    severity: alert.severity,
    severity_rank: severityRank(alert.severity),
    area_m2: alert.areaM2,
    permit_case_numbers: [...alert.permitCaseNumbers],
    explanation: JSON.stringify(alert.explanation),
    geometry: geometryFrom(alert.geometry),
  };
}

export interface AlertPatchLink {
  readonly alertId: string;
  readonly patchId: string;
  readonly lineage: Lineage;
}

/** Notes which patches belong to which alerts; what is noted already stays. */
export async function linkAlertPatches(db: Db, links: readonly AlertPatchLink[]): Promise<void> {
  if (links.length === 0) return;
  await db
    .insertInto('alert_patches')
    .values(links.map(({ alertId, patchId, lineage }) => ({ alert_id: alertId, patch_id: patchId, lineage })))
    .onConflict((conflict) => conflict.columns(['alert_id', 'patch_id']).doNothing())
    .execute();
}

/** Region of each alert, by id. */
export async function adminCodesOfAlerts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'admin_code'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.admin_code]));
}
