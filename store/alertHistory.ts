import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { inRegionOf } from './watchAreas.js';

/** One thing that happened to an alert. */
export interface AlertHistoryItem {
  readonly at: IsoTime;
  /** A person's or key's name, or `planwatch`. */
  readonly actor: string;
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export type NewAlertHistoryItem = Omit<AlertHistoryItem, 'at'> & { readonly alertId: string };

/** Appends to the history of alerts, in the transaction that changes them. */
export async function appendAlertHistory(db: Db, items: readonly NewAlertHistoryItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ alertId, actor, act, detail }) => ({
    alert_id: alertId,
    actor,
    act,
    detail: JSON.stringify(detail),
  }));
  await db.insertInto('alert_history').values(rows).execute();
}

/** What happened to an alert in the caller's region, oldest first. */
export async function listAlertHistory(db: Db, caller: Caller, alertId: string): Promise<readonly AlertHistoryItem[]> {
  if (!isUuid(alertId)) return [];
  const rows = await db
    .selectFrom('alert_history')
    .innerJoin('alerts', 'alerts.id', 'alert_history.alert_id')
    .select(['alert_history.at', 'alert_history.actor', 'alert_history.act', 'alert_history.detail'])
    .where('alerts.id', '=', alertId)
    .where(inRegionOf(caller, 'alerts.admin_code'))
    .orderBy('alert_history.id')
    .execute();
  return rows.map((row) => ({ ...row, detail: row.detail as Record<string, unknown> }));
}
