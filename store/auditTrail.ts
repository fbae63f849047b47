import { sql } from 'kysely';
import { auditHash, type AuditAct, type AuditEntry, type AuditHead } from '#domain/audit.js';
import type { Caller } from '#domain/people.js';
import { inTransaction, type Db } from './database.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { isBlindTo } from './review/blind.js';
import { inRegionOf } from './watchAreas.js';

/**
 * Appends to the audit trail, in the transaction that does what is recorded. The head's row is locked until the commit, so
 * that entries follow each other without gaps: append late in the transaction, before events.
 * @throws TypeError outside a transaction: an act and its entry must stand or fall together
 */
export async function appendAudit(db: Db, acts: readonly AuditAct[]): Promise<void> {
  if (acts.length === 0) return;
  if (!db.isTransaction) throw new TypeError('the audit trail is written in the transaction of what it records');
  const head = await db
    .selectFrom('audit_head')
    .select(['count', 'hash', sql<Date>`date_trunc('milliseconds', clock_timestamp())`.as('now')])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const at = new Date(head.now).toISOString();
  let [sequence, previousHash] = [head.count, head.hash];
  const entries: AuditEntry[] = [];
  for (const act of acts) {
    sequence += 1;
    // As the database will give it back: without what JSON does not hold.
    const detail = JSON.parse(JSON.stringify(act.detail)) as AuditAct['detail'];
    const entry = { ...act, detail, sequence, at, previousHash };
    const hash = auditHash(entry);
    entries.push({ ...entry, hash });
    previousHash = hash;
  }
  for (let from = 0; from < entries.length; from += ENTRIES_AN_INSERT) {
    await db
      .insertInto('audit_trail')
      .values(entries.slice(from, from + ENTRIES_AN_INSERT).map(toRow))
      .execute();
  }
  await db.updateTable('audit_head').set({ count: sequence, hash: previousHash }).execute();
}

/** Records something that a person did about alerts without changing them, in a transaction of its own. */
export async function recordOnAlerts(
  db: Db,
  caller: Caller,
  alerts: readonly { readonly id: string; readonly adminCode: string }[],
  { act, detail }: Pick<AuditAct, 'act' | 'detail'>,
): Promise<void> {
  const { name: actor, id: actorId } = caller;
  const acts = alerts.map(({ id: nounId, adminCode }) => {
    return { actor, actorId, act, noun: 'alert', nounId, adminCode, detail };
  });
  await inTransaction(db, (transaction) => appendAudit(transaction, acts));
}

const ENTRIES_AN_INSERT = 500;

function toRow(entry: AuditEntry) {
  return {
    sequence: entry.sequence,
    at: entry.at,
    actor: entry.actor,
    actor_id: entry.actorId,
    act: entry.act,
    noun: entry.noun,
    noun_id: entry.nounId,
    admin_code: entry.adminCode,
    detail: JSON.stringify(entry.detail),
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

export interface AuditFilter extends PageRequest {
  readonly noun?: string | undefined;
  readonly nounId?: string | undefined;
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  /** Instants, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const NEWEST_FIRST: SortOrder = {
  name: 'audit',
  columns: [{ column: 'sequence', type: 'bigint' }],
  direction: 'desc',
};

/** Entries of the caller's region, newest first. */
export async function listAudit(db: Db, caller: Caller, filter: AuditFilter = {}): Promise<Page<AuditEntry>> {
  const size = pageSize(filter.limit);
  let query = entryRows(db).where(inRegionOf(caller, 'admin_code')).where(isOpenTo(caller));
  if (filter.noun !== undefined) query = query.where('noun', '=', filter.noun);
  if (filter.nounId !== undefined) query = query.where('noun_id', '=', filter.nounId);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.act !== undefined) query = query.where('act', '=', filter.act);
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('at', '<=', filter.to);
  if (filter.cursor) query = query.where(afterCursor(NEWEST_FIRST, filter.cursor));
  const rows = await query
    .select(cursorKey(NEWEST_FIRST).as('cursor_key'))
    .orderBy('sequence', 'desc')
    .limit(size + 1)
    .execute();
  return toPage(rows, size, NEWEST_FIRST, toEntry);
}

/** What happened to one thing in the caller's region, oldest first. */
export async function auditOf(db: Db, caller: Caller, noun: string, nounId: string): Promise<readonly AuditEntry[]> {
  const rows = await entryRows(db)
    .where('noun', '=', noun)
    .where('noun_id', '=', nounId)
    .where(inRegionOf(caller, 'admin_code'))
    .where(isOpenTo(caller))
    .orderBy('sequence')
    .execute();
  return rows.map(toEntry);
}

/** False for entries on an alert that the caller decides a second time: the first decision stands in them. */
const isOpenTo = (caller: Caller) =>
  sql<boolean>`(noun <> 'alert' OR NOT ${isBlindTo(caller, sql`own.alert_id::text = audit_trail.noun_id`)})`;

const ENTRIES_A_READ = 5000;

/** The whole trail in the order of its sequence, from one moment: what is appended meanwhile is not in it. */
export async function readWholeAudit(db: Db, take: (entry: AuditEntry) => void): Promise<AuditHead> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const head = await transaction.selectFrom('audit_head').select(['count', 'hash']).executeTakeFirstOrThrow();
      for (let last = -1; ;) {
        const rows = await entryRows(transaction)
          .where('sequence', '>', last)
          .orderBy('sequence')
          .limit(ENTRIES_A_READ)
          .execute();
        for (const row of rows) take(toEntry(row));
        if (rows.length < ENTRIES_A_READ) return head;
        last = rows.at(-1)!.sequence;
      }
    });
}

/** Every entry of the caller's region, oldest first; memory stays that of one read. */
export async function* auditEntries(db: Db, caller: Caller): AsyncGenerator<AuditEntry> {
  for (let last = -1; ;) {
    const rows = await entryRows(db)
      .where(inRegionOf(caller, 'admin_code'))
      .where(isOpenTo(caller))
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(ENTRIES_A_READ)
      .execute();
    yield* rows.map(toEntry);
    if (rows.length < ENTRIES_A_READ) return;
    last = rows.at(-1)!.sequence;
  }
}

function entryRows(db: Db) {
  return db
    .selectFrom('audit_trail')
    .select([
      'sequence',
      'at',
      'actor',
      'actor_id',
      'act',
      'noun',
      'noun_id',
      'admin_code',
      'detail',
      'previous_hash',
      'hash',
    ]);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryRows>['execute']>>[number];

function toEntry(row: EntryRow): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    actorId: row.actor_id,
    act: row.act,
    noun: row.noun,
    nounId: row.noun_id,
    adminCode: row.admin_code,
    detail: row.detail,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
