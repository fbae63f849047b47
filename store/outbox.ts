import { sql } from 'kysely';
import type { JobDataOf } from '#domain/job.js';
import type { Db } from './database.js';

/**
 * Work to be queued, written in the transaction whose result asks for it, so that neither is there without the other.
 * `changeToPatches` stands for the whole flow: the named chunks, and the join that waits for them.
 */
export type OutboxMessage =
  | { readonly topic: 'planRun'; readonly payload: JobDataOf<'planRun'> }
  | {
      readonly topic: 'changeToPatches';
      readonly payload: JobDataOf<'changeToPatches'> & { readonly chunks: readonly number[] };
    }
  | { readonly topic: 'patchesToAlerts'; readonly payload: JobDataOf<'patchesToAlerts'> }
  | { readonly topic: 'replayRun'; readonly payload: JobDataOf<'replayRun'> }
  | { readonly topic: 'monitorWatchArea'; readonly payload: JobDataOf<'monitorWatchArea'> };

/** PostgreSQL channel on which waiting messages are announced, once their transaction is done. */
export const OUTBOX_CHANNEL = 'planwatch_outbox';

/** Leaves a message to be queued when the transaction is done. */
export async function putInOutbox(db: Db, message: OutboxMessage): Promise<void> {
  const { topic, payload } = message;
  await db
    .insertInto('outbox')
    .values({ topic, payload: JSON.stringify(payload) })
    .execute();
  await sql`SELECT pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
}

/**
 * Hands the oldest waiting messages to `deliver`, one by one, and marks them dispatched; returns how many. Several
 * dispatchers share the messages out. Where one dies or `deliver` throws, the messages it held wait again: each is
 * delivered at least once.
 */
export async function dispatchOutbox(
  db: Db,
  deliver: (message: OutboxMessage) => Promise<void>,
  limit = 50,
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('outbox')
      .select(['id', 'topic', 'payload'])
      .where('dispatched_at', 'is', null)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { topic, payload } of rows) await deliver({ topic, payload } as unknown as OutboxMessage);
    if (rows.length === 0) return 0;
    await transaction
      .updateTable('outbox')
      .set({ dispatched_at: sql<string>`clock_timestamp()` })
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute();
    return rows.length;
  });
}

/** How many messages wait to be queued. */
export async function countWaitingMessages(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dispatched_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Removes messages that were dispatched more than `hours` ago. */
export async function forgetDispatched(db: Db, hours = 24): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('dispatched_at', '<', sql<string>`now() - make_interval(hours => ${hours})`)
    .execute();
}
