import { adminCodesAround } from '#domain/adminCode.js';
import { sql } from 'kysely';
import type { AlertStatus } from '#domain/alert.js';
import type { AlertAct, Determination } from '#domain/alertLife.js';
import { workAfter, type AlertOrder, type AlertWork } from '#domain/alertWork.js';
import type { AuditEntry } from '#domain/audit.js';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import { officeDayOf, type IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import { auditOf, appendAudit } from './auditTrail.js';
import { loadCalendar } from './calendar.js';
import { inTransaction, type Db } from './database.js';
import { appendEvents } from './events.js';
import { syncFlags } from './flags.js';
import { raiseNotices } from './notices/notices.js';
import { actorOf } from './operator.js';
import { isBlindTo } from './review/blind.js';
import { drawForReview, undrawReview } from './review/reviews.js';
import { inRegionOf } from './watchAreas.js';

export interface ActRequest {
  readonly alertId: string;
  readonly act: AlertAct;
  /** Revision of the alert that the caller saw: nobody overwrites a change they have not seen. */
  readonly expectedRevision: number;
}

/**
 * Does something with an alert: its work, the audit trail, the flags and the event, all or nothing.
 * @returns the alert's new revision
 * @throws NotFoundError where there is none in the caller's region
 * @throws BadInputError where the status does not allow it, or the alert changed meanwhile (`alert.contradicts`, saying how)
 */
export async function actOnAlert(db: Db, caller: Caller, request: ActRequest, at: IsoTime): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const { work, revision, severity, adminCode, kind } = await lockAlert(transaction, caller, request.alertId);
    if (revision !== request.expectedRevision) {
      throw await contradiction(transaction, caller, request, revision);
    }
    const { act } = request;
    if (act.act === 'assign' && act.assigneeId !== null) await requireAssignee(transaction, act.assigneeId, adminCode);
    const next = workAfter(work, act, {
      actorId: caller.id,
      actorName: caller.name,
      at,
      today: officeDayOf(at),
      severity,
      calendar: await loadCalendar(transaction),
    });
    const { act: name, ...detail } = act;
    const alert = { id: request.alertId, adminCode, kind, severity };
    await saveWork(transaction, { caller, alertId: request.alertId, next, revision: revision + 1 });
    await tellAssignee(transaction, { caller, alert, act, next, revision: revision + 1, at });
    if (act.act === 'determine') {
      const determined = { alertId: alert.id, kind, adminCode, determination: act.determination };
      await drawForReview(transaction, caller, determined, at);
    }
    if (act.act === 'reopen') await undrawReview(transaction, alert.id);
    await recordAct(transaction, {
      caller,
      alert,
      act: name,
      detail: { ...detail, revision: revision + 1, from: work.status, to: next.status, before: work },
    });
    return revision + 1;
  });
}

interface Telling {
  readonly caller: Caller;
  readonly alert: Recording['alert'];
  readonly act: AlertAct;
  readonly next: AlertWork;
  readonly revision: number;
  readonly at: IsoTime;
}

/** Who has to work on an alert is told when somebody else gives it to them or pushes it. */
async function tellAssignee(db: Db, { caller, alert, act, next, revision, at }: Telling): Promise<void> {
  const { assigneeId, dueOn } = next;
  if ((act.act !== 'assign' && act.act !== 'supervise') || assigneeId === null || assigneeId === caller.id) return;
  const kind = act.act === 'assign' ? 'assigned' : 'supervised';
  const detail = {
    kind: alert.kind,
    severity: alert.severity,
    by: caller.name,
    ...(dueOn !== null && { dueOn }),
    ...(act.act === 'supervise' && { note: act.note }),
  };
  const occasion = `${kind}/${alert.id}/${revision}`;
  const { id: alertId, adminCode } = alert;
  await raiseNotices(db, [{ userId: assigneeId, occasion, kind, alertId, adminCode, detail }], at);
}

/** How long a person may take back what they just did. */
const UNDO_SECONDS = 60;

/**
 * Takes back the caller's last act on an alert, where nothing came after it and it is not older than a minute.
 * @throws BadInputError otherwise
 */
export async function undoLastAct(
  db: Db,
  caller: Caller,
  request: Omit<ActRequest, 'act'>,
  at: IsoTime,
): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const { alertId, expectedRevision } = request;
    const { revision, severity, adminCode, kind } = await lockAlert(transaction, caller, alertId);
    if (revision !== expectedRevision) throw await contradiction(transaction, caller, request, revision);
    const last = (await auditOf(transaction, caller, 'alert', alertId)).at(-1);
    const before = undoable(last, caller, at);
    await saveWork(transaction, { caller, alertId, next: before, revision: revision + 1 });
    if (last!.act === 'determine') await undrawReview(transaction, alertId);
    await recordAct(transaction, {
      caller,
      alert: { id: alertId, adminCode, kind, severity },
      act: 'undo',
      detail: { of: last!.sequence, act: last!.act, revision: revision + 1, to: before.status },
    });
    return revision + 1;
  });
}

function undoable(last: AuditEntry | undefined, caller: Caller, at: IsoTime): AlertWork {
  const age = last === undefined ? Infinity : (Date.parse(at) - Date.parse(last.at)) / 1000;
  const before = last?.detail['before'] as AlertWork | undefined;
  if (last !== undefined && last.actorId === caller.id && before !== undefined && age <= UNDO_SECONDS) return before;
  throw new BadInputError('nothing to take back', {
    code: 'alert.nothingToUndo',
    where: 'alert',
    found: last === undefined ? 'no act' : `${last.act} by ${last.actor} at ${last.at}`,
    expected: `an act of your own, the last one on this alert, at most ${UNDO_SECONDS} seconds old`,
  });
}

interface LockedAlert {
  readonly work: AlertWork;
  readonly revision: number;
  readonly severity: Severity;
  readonly kind: ViolationKind;
  readonly adminCode: string;
}

async function lockAlert(db: Db, caller: Caller, id: string): Promise<LockedAlert> {
  if (!isUuid(id)) throw new NotFoundError('alert', id);
  const row = await db
    .selectFrom('alerts')
    .select([...WORK_COLUMNS, 'revision', 'severity', 'kind', 'admin_code'])
    .select(isBlindTo(caller, sql`own.alert_id = alerts.id`).as('is_blind'))
    .where('id', '=', id)
    .where(inRegionOf(caller, 'admin_code'))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('alert', id);
  if (row.is_blind) throw reviewsItBlind();
  return {
    work: toWork(row),
    revision: row.revision,
    severity: row.severity as Severity,
    kind: row.kind as ViolationKind,
    adminCode: row.admin_code,
  };
}

function reviewsItBlind(): BadInputError {
  return new BadInputError('this alert waits for your second decision; until then you change nothing of it', {
    code: 'alert.secondReview',
    where: 'alert',
    found: 'a second decision that is not made',
    expected: 'the second decision first',
  });
}

/** Columns that `toWork` reads. */
export const WORK_COLUMNS = [
  'status',
  'acknowledged_at',
  'acknowledged_by',
  'assignee_id',
  'due_on',
  'due_paused_on',
  'supervised_at',
  'determination',
  'determined_at',
  'determined_by',
  'enforcement_case_number',
  'orders',
  'rectification',
  'closed_at',
] as const;

interface WorkRow {
  status: string;
  acknowledged_at: IsoTime | null;
  acknowledged_by: string | null;
  assignee_id: string | null;
  due_on: string | null;
  due_paused_on: string | null;
  supervised_at: IsoTime | null;
  determination: unknown;
  determined_at: IsoTime | null;
  determined_by: string | null;
  enforcement_case_number: string | null;
  orders: unknown;
  rectification: unknown;
  closed_at: IsoTime | null;
}

export function toWork(row: WorkRow): AlertWork {
  return {
    status: row.status as AlertStatus,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    assigneeId: row.assignee_id,
    dueOn: row.due_on,
    duePausedOn: row.due_paused_on,
    supervisedAt: row.supervised_at,
    determination: row.determination as Determination | null,
    determinedAt: row.determined_at,
    determinedBy: row.determined_by,
    enforcementCaseNumber: row.enforcement_case_number,
    orders: row.orders as readonly AlertOrder[],
    rectification: row.rectification as AlertWork['rectification'],
    closedAt: row.closed_at,
  };
}

interface Saving {
  readonly caller: Caller;
  readonly alertId: string;
  readonly next: AlertWork;
  readonly revision: number;
}

async function saveWork(db: Db, { alertId, next, revision }: Saving): Promise<void> {
  await db
    .updateTable('alerts')
    .set({
      status: next.status,
      acknowledged_at: next.acknowledgedAt,
      acknowledged_by: next.acknowledgedBy,
      assignee_id: next.assigneeId,
      due_on: next.dueOn,
      due_paused_on: next.duePausedOn,
      supervised_at: next.supervisedAt,
      determination: jsonOrNull(next.determination),
      determined_at: next.determinedAt,
      determined_by: next.determinedBy,
      enforcement_case_number: next.enforcementCaseNumber,
      orders: JSON.stringify(next.orders),
      rectification: jsonOrNull(next.rectification),
      closed_at: next.closedAt,
      revision,
      updated_at: sql<string>`now()`,
    })
    .where('id', '=', alertId)
    .execute();
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

interface Recording {
  readonly caller: Caller;
  readonly alert: {
    readonly id: string;
    readonly adminCode: string;
    readonly kind: ViolationKind;
    readonly severity: Severity;
  };
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Flags, audit trail, event, in this order: each waits for the others' commits, the last the shortest. */
async function recordAct(db: Db, { caller, alert, act, detail }: Recording): Promise<void> {
  const { id, adminCode, kind, severity } = alert;
  await syncFlags(db, [id]);
  await appendAudit(db, [{ ...actorOf(caller), act, noun: 'alert', nounId: id, adminCode, detail }]);
  await appendEvents(db, [{ name: 'alert', adminCode, data: { id, kind, severity } }]);
}

async function requireAssignee(db: Db, id: string, adminCode: string): Promise<void> {
  const person = await db
    .selectFrom('users')
    .select(['name', 'admin_code'])
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`(admin_code = ANY(${adminCodesAround(adminCode)}) OR starts_with(${adminCode}, admin_code))`)
    .executeTakeFirst();
  if (person !== undefined) return;
  throw new BadInputError('nobody who could work on this alert', {
    code: 'alert.assignee',
    where: 'assigneeId',
    found: id,
    expected: `a person whose region holds ${adminCode}`,
  });
}

/** Says what happened since the caller looked. */
async function contradiction(
  db: Db,
  caller: Caller,
  { alertId, expectedRevision }: Pick<ActRequest, 'alertId' | 'expectedRevision'>,
  revision: number,
): Promise<BadInputError> {
  const entries = await auditOf(db, caller, 'alert', alertId);
  const since = entries.filter(({ detail }) => Number(detail['revision'] ?? 0) > expectedRevision);
  const acts = since.map(({ act, actor, at }) => `${act} by ${actor} at ${at}`);
  return new BadInputError('the alert changed since it was looked at', {
    code: 'alert.contradicts',
    where: 'expectedRevision',
    found: `revision ${revision}${acts.length === 0 ? '' : `: ${acts.join(', ')}`}`,
    expected: `revision ${expectedRevision}`,
  });
}
