import { sql } from 'kysely';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { inRegionOf } from './watchAreas.js';

/** Something that people who look at the viewer want to see at once. */
export interface StoredEvent {
  /** Grows in the order in which events became visible. */
  readonly id: number;
  readonly at: IsoTime;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface NewEvent {
  /** `run` or `alert`. */
  readonly name: string;
  readonly adminCode: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** PostgreSQL channel on which a new event is announced, once its transaction is done. */
export const EVENTS_CHANNEL = 'planwatch_events';
const EVENTS_LOCK = 7002;

/**
 * Appends events. Ids follow the order of commits, so a reader that remembers the last id it saw misses nothing; for
 * that, transactions that append wait for each other: append last, and only short of the commit.
 */
export async function appendEvents(db: Db, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  if (!db.isTransaction) return db.transaction().execute((transaction) => appendEvents(transaction, events));
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(EVENTS_LOCK)})`.execute(db);
  const rows = events.map(({ name, adminCode, data }) => ({
    name,
    admin_code: adminCode,
    data: JSON.stringify(data),
  }));
  await db.insertInto('events').values(rows).execute();
  await sql`SELECT pg_notify(${EVENTS_CHANNEL}, '')`.execute(db);
}

/** Appends one event; see `appendEvents`. */
export async function appendEvent(db: Db, event: NewEvent): Promise<void> {
  await appendEvents(db, [event]);
}

/** The caller's events after `id`, oldest first, at most `limit`. */
export async function listEventsAfter(
  db: Db,
  caller: Caller,
  id: number,
  limit = 500,
): Promise<readonly StoredEvent[]> {
  return db
    .selectFrom('events')
    .select(['id', 'at', 'name', 'data'])
    .where('id', '>', id)
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Id of the newest event, 0 where there is none: where a new listener begins. */
export async function latestEventId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Removes events older than `days`; nobody resumes from that far back. */
export async function forgetEvents(db: Db, days = 7): Promise<void> {
  await db
    .deleteFrom('events')
    .where('at', '<', sql<string>`now() - make_interval(days => ${days})`)
    .execute();
}
