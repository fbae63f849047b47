import { sql } from 'kysely';
import type { Judgement } from '#domain/finding.js';
import type { AsKnown, PatchDifference, ReplayOutcome, ReplayStatus } from '#domain/replay.js';
import { inTransaction, type Db } from './database.js';

/** What a replay's job needs. */
export interface ReplayTask {
  readonly runId: string;
  readonly ruleSet: unknown;
  readonly asKnown: AsKnown;
  readonly status: ReplayStatus;
}

/** Null where the replay is gone. */
export async function loadReplayTask(db: Db, id: string): Promise<ReplayTask | null> {
  const row = await db
    .selectFrom('replays')
    .select(['run_id', 'rule_set', 'as_known', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { as_known: asKnown, status } = row;
  return { runId: row.run_id, ruleSet: row.rule_set, asKnown: asKnown as AsKnown, status: status as ReplayStatus };
}

/** How a patch of a run was judged. */
export interface StoredJudgement {
  readonly judgement: Judgement;
  /** Alerts that it belongs to, the one that it is the first patch of first. */
  readonly alerts: readonly { readonly id: string; readonly isRaisedByRun: boolean }[];
}

/** How the patches of a run were judged, by patch id. */
export async function loadJudgements(db: Db, runId: string): Promise<ReadonlyMap<string, StoredJudgement>> {
  const { rows } = await sql<{
    id: string;
    judgement: Judgement;
    alerts: StoredJudgement['alerts'];
  }>`
    WITH raised AS (
      SELECT alert_id FROM alert_patches JOIN patches ON patches.id = patch_id
      WHERE patches.run_id = ${runId} AND lineage = 'raised')
    SELECT id, judgement, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', alert_id, 'isRaisedByRun', alert_id IN (SELECT alert_id FROM raised))
        ORDER BY lineage = 'raised' DESC, joined_at, alert_id), '[]')
      FROM alert_patches WHERE patch_id = patches.id) AS alerts
    FROM patches WHERE run_id = ${runId} AND judgement IS NOT NULL ORDER BY ordinal
  `.execute(db);
  return new Map(rows.map(({ id, judgement, alerts }) => [id, { judgement, alerts }]));
}

const BATCH = 500;

/** Keeps what came of a replay; one that ended already stays as it is. */
export async function finishReplay(
  db: Db,
  id: string,
  outcome: ReplayOutcome,
  differences: readonly PatchDifference[],
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    if (!(await endReplay(transaction, id, { status: 'done', outcome: JSON.stringify(outcome) }))) return;
    for (let start = 0; start < differences.length; start += BATCH) {
      const rows = differences.slice(start, start + BATCH).map((difference, i) => ({
        replay_id: id,
        ordinal: start + i,
        patch_id: difference.patchId,
        alert_id: difference.alertId,
        change: difference.change,
        difference: JSON.stringify(difference),
      }));
      await transaction.insertInto('replay_differences').values(rows).execute();
    }
  });
}

/** Ends a replay that cannot be done, with a message for people. */
export async function failReplay(db: Db, id: string, message: string): Promise<void> {
  await endReplay(db, id, { status: 'failed', error: message });
}

async function endReplay(
  db: Db,
  id: string,
  end: { readonly status: ReplayStatus; readonly outcome?: string; readonly error?: string },
): Promise<boolean> {
  const ended = await db
    .updateTable('replays')
    .set({ ...end, finished_at: sql<string>`clock_timestamp()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Replays that have waited for `quietSeconds` and of which no message waits to be queued. */
export async function quietReplays(db: Db, quietSeconds: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('replays')
    .select('id')
    .where('status', '=', 'queued')
    .where('created_at', '<', sql<string>`now() - make_interval(secs => ${quietSeconds})`)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM outbox WHERE dispatched_at IS NULL AND payload ->> 'replayId' = replays.id::text)`,
    )
    .orderBy('created_at')
    .execute();
  return rows.map(({ id }) => id);
}
