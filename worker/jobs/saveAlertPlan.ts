import type { AuditAct } from '#domain/audit.js';
import { dueOnOf } from '#domain/alertTerm.js';
import { officeDayOf, type IsoTime } from '#domain/time.js';
import type { AlertJoin, AlertPlan, NewAlert } from '#pipelines/findings-to-alerts/index.js';
import {
  adminCodesOfAlerts,
  linkAlertPatches,
  saveNewAlerts,
  updateAlerts,
  type AlertChange,
} from '#store/alertChanges.js';
import { appendAudit } from '#store/auditTrail.js';
import { loadCalendar } from '#store/calendar.js';
import { syncFlags } from '#store/flags.js';
import type { Db } from '#store/database.js';
import type { NewEvent } from '#store/events.js';

const BY_MACHINE = { actor: 'planwatch', actorId: null, noun: 'alert' } as const;

/** Stores a plan of alerts with its flags and audit trail, and returns the events to append. */
export async function saveAlertPlan(db: Db, runId: string, plan: AlertPlan, at: IsoTime): Promise<readonly NewEvent[]> {
  const calendar = await loadCalendar(db);
  const today = officeDayOf(at);
  const raised = plan.raise.map((alert) => ({ ...alert, dueOn: dueOnOf('new', alert.severity, today, calendar) }));
  await saveNewAlerts(db, raised);
  const changed = await updateAlerts(db, lastChanges(plan.join));
  await linkAlertPatches(db, [
    ...plan.raise.map(({ id, patchId }) => ({ alertId: id, patchId, lineage: 'raised' as const })),
    ...plan.join.map(({ alertId, patchId, lineage }) => ({ alertId, patchId, lineage })),
  ]);
  await syncFlags(
    db,
    [...plan.raise, ...changed].map(({ id }) => id),
  );
  const codes = await adminCodesOfAlerts(
    db,
    plan.join.map(({ alertId }) => alertId),
  );
  const joined = plan.join.map((join) => joinedAct(runId, join, codes.get(join.alertId)!));
  await appendAudit(db, [...plan.raise.map((alert) => raisedAct(runId, alert)), ...joined]);
  return [...plan.raise, ...changed].map(({ id, kind, severity, adminCode }) => ({
    name: 'alert',
    adminCode,
    data: { id, kind, severity },
  }));
}

/** Joins come in order with absolute values, so that the last one of each alert is what stays. */
function lastChanges(joins: readonly AlertJoin[]): readonly AlertChange[] {
  const last = new Map<string, AlertChange>();
  for (const { alertId, update } of joins) if (update !== null) last.set(alertId, { ...update, id: alertId });
  return [...last.values()];
}

function raisedAct(runId: string, alert: NewAlert): AuditAct {
  const { id, patchId, kind, severity, areaM2, onsetFrom, onsetTo } = alert;
  const detail = { runId, patchId, kind, severity, areaM2, onsetFrom, onsetTo };
  return { ...BY_MACHINE, act: 'raised', nounId: id, adminCode: alert.adminCode, detail };
}

function joinedAct(runId: string, { alertId, patchId, lineage, update }: AlertJoin, adminCode: string): AuditAct {
  const change = update && {
    kind: update.kind,
    severity: update.severity,
    areaM2: update.areaM2,
    escalatedFrom: update.escalatedFrom,
  };
  const detail = { runId, patchId, lineage, ...change };
  return { ...BY_MACHINE, act: 'patchJoined', nounId: alertId, adminCode, detail };
}
