import { sql } from 'kysely';
import type { RunStatus } from '#domain/run.js';
import { inTransaction, type Db } from './database.js';
import { putInOutbox } from './outbox.js';
import { HAS_EARLIER_UNFINISHED, requestDetection } from './runProgress.js';

/** A run that is neither done nor failed, for the check that its work is queued. */
export interface UnfinishedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly chunksTotal: number | null;
  readonly waitsForEarlier: boolean;
}

/** Unfinished runs without a waiting outbox message that did not move for `quietSeconds`. */
export async function quietUnfinishedRuns(db: Db, quietSeconds: number): Promise<readonly UnfinishedRun[]> {
  const rows = await db
    .selectFrom('runs')
    .select(['id', 'status', 'chunks_total', HAS_EARLIER_UNFINISHED.as('waits')])
    .where('status', 'not in', ['done', 'failed'])
    .where('updated_at', '<', sql<string>`now() - make_interval(secs => ${quietSeconds})`)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM outbox WHERE dispatched_at IS NULL AND payload ->> 'runId' = runs.id::text)`,
    )
    .orderBy('after_time')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    status: row.status as RunStatus,
    chunksTotal: row.chunks_total,
    waitsForEarlier: row.waits,
  }));
}

/** Asks again for the work of an unfinished run; false where it has moved on meanwhile. */
export async function requestWork(db: Db, run: UnfinishedRun): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const locked = await transaction
      .selectFrom('runs')
      .select('status')
      .where('id', '=', run.id)
      .where('status', '=', run.status)
      .forUpdate()
      .executeTakeFirst();
    if (locked === undefined) return false;
    const payload = { runId: run.id };
    if (run.status === 'judging') await putInOutbox(transaction, { topic: 'patchesToAlerts', payload });
    else if (run.chunksTotal === null) await putInOutbox(transaction, { topic: 'planRun', payload });
    else await requestDetection(transaction, run.id, run.chunksTotal);
    return true;
  });
}
