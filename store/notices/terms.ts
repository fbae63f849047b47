import { OPEN_STATUSES } from '#domain/alert.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import { isOverdue } from '../alertSelection.js';
import type { Db } from '../database.js';
import { inRegionOf } from '../watchAreas.js';

/** An open alert whose term runs, and ends soon or has ended. */
export interface RunningTerm {
  readonly alertId: string;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly adminCode: string;
  readonly dueOn: IsoDate;
  readonly assigneeId: string | null;
  readonly supervisedAt: IsoTime | null;
  readonly revision: number;
}

const AT_ONCE = 1000;

/** Terms that end on `latest` or before, by id, at most 1000 after `afterId`. */
export async function runningTerms(db: Db, latest: IsoDate, afterId: string): Promise<readonly RunningTerm[]> {
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'kind', 'severity', 'admin_code', 'due_on', 'assignee_id', 'supervised_at', 'revision'])
    .where('status', 'in', OPEN_STATUSES)
    .where('due_on', '<=', latest)
    .where('due_paused_on', 'is', null)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => ({
    alertId: row.id,
    kind: row.kind as ViolationKind,
    severity: row.severity as Severity,
    adminCode: row.admin_code,
    dueOn: row.due_on!,
    assigneeId: row.assignee_id,
    supervisedAt: row.supervised_at,
    revision: row.revision,
  }));
}

export interface OfficeQueue {
  readonly userId: string;
  readonly adminCode: string;
  readonly overdue: number;
}

/** Of every supervisor who is not disabled: how many alerts of their region are overdue. */
export async function overdueByOffice(db: Db, today: IsoDate): Promise<readonly OfficeQueue[]> {
  const supervisors = await db
    .selectFrom('users')
    .select(['id', 'admin_code'])
    .where('role', '=', 'supervisor')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
  const counts = new Map<string, number>();
  for (const adminCode of new Set(supervisors.map((row) => row.admin_code))) {
    const { count } = await db
      .selectFrom('alerts')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(inRegionOf({ adminCode }, 'admin_code'))
      .where('status', 'in', OPEN_STATUSES)
      .where(isOverdue(today, 'true'))
      .executeTakeFirstOrThrow();
    counts.set(adminCode, count);
  }
  return supervisors.map(({ id, admin_code: adminCode }) => {
    return { userId: id, adminCode, overdue: counts.get(adminCode)! };
  });
}
