import type { AlertJoin, AlertPlan, NewAlert } from '#pipelines/findings-to-alerts/index.js';
import { linkAlertPatches, saveNewAlerts, updateAlerts, type AlertChange } from '#store/alertChanges.js';
import { appendAlertHistory, type NewAlertHistoryItem } from '#store/alertHistory.js';
import type { Db } from '#store/database.js';
import type { NewEvent } from '#store/events.js';

const MACHINE = 'planwatch';

/** Stores a plan of alerts with its history, and returns the events to append. */
export async function saveAlertPlan(db: Db, runId: string, plan: AlertPlan): Promise<readonly NewEvent[]> {
  await saveNewAlerts(db, plan.raise);
  const changed = await updateAlerts(db, lastChanges(plan.join));
  await linkAlertPatches(db, [
    ...plan.raise.map(({ id, patchId }) => ({ alertId: id, patchId, lineage: 'raised' as const })),
    ...plan.join.map(({ alertId, patchId, lineage }) => ({ alertId, patchId, lineage })),
  ]);
  await appendAlertHistory(db, [
    ...plan.raise.map((alert) => raisedItem(runId, alert)),
    ...plan.join.map((join) => joinedItem(runId, join)),
  ]);
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

function raisedItem(runId: string, alert: NewAlert): NewAlertHistoryItem {
  const { id, patchId, kind, severity, areaM2, onsetFrom, onsetTo } = alert;
  const detail = { runId, patchId, kind, severity, areaM2, onsetFrom, onsetTo };
  return { alertId: id, actor: MACHINE, act: 'raised', detail };
}

function joinedItem(runId: string, { alertId, patchId, lineage, update }: AlertJoin): NewAlertHistoryItem {
  const change = update && {
    kind: update.kind,
    severity: update.severity,
    areaM2: update.areaM2,
    escalatedFrom: update.escalatedFrom,
  };
  return { alertId, actor: MACHINE, act: 'patchJoined', detail: { runId, patchId, lineage, ...change } };
}
