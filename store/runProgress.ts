import { sql } from 'kysely';
import type { AreaGeometry } from '#domain/geometry.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { Run, RunStatus, SeriesRunLooks } from '#domain/run.js';
import type { IsoTime } from '#domain/time.js';
import { inTransaction, type Db } from './database.js';
import { appendEvent, type NewEvent } from './events.js';
import { geoJsonOf } from './geometry.js';
import { putInOutbox } from './outbox.js';
import { savePatches } from './patches.js';
import { runEventData, runRows, toRun } from './runs.js';
import { deleteChunks, missingChunks } from './runChunks.js';
import { forgetEarlierStates, forgetSeriesState, saveSeriesState, type StoredSeriesState } from './seriesStates.js';

/** A run with all that its jobs need. */
export interface RunTask extends Run {
  /** Of a pair's run a `Recipe`; of a series' run what its pipeline made of the area's monitor. */
  readonly fullRecipe: unknown;
  readonly fullRuleSet: unknown;
  readonly area: AreaGeometry;
  readonly adminCode: string;
  /** As the engine planned it; null before. */
  readonly plan: unknown;
}

/** Loads a run for its jobs; null where it is gone. */
export async function loadRunTask(db: Db, runId: string): Promise<RunTask | null> {
  const row = await runRows(db)
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .select(['runs.recipe', 'runs.rule_set', 'runs.plan', 'watch_areas.admin_code'])
    .select(geoJsonOf('watch_areas.geometry').as('area'))
    .where('runs.id', '=', runId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...toRun(row),
    fullRecipe: row.recipe,
    fullRuleSet: row.rule_set,
    area: row.area,
    adminCode: row.admin_code,
    plan: row.plan,
  };
}

/** The plan of a run whose chunks are being computed, and since when; null for any other run. */
export async function loadDetectingPlan(
  db: Db,
  runId: string,
): Promise<{ readonly plan: unknown; readonly since: IsoTime } | null> {
  const row = await db
    .selectFrom('runs')
    .select(['plan', 'updated_at'])
    .where('id', '=', runId)
    .where('status', '=', 'detecting')
    .executeTakeFirst();
  return row === undefined ? null : { plan: row.plan, since: row.updated_at };
}

/** Since when a run's chunks are being computed; null where they are not. */
export async function detectingSince(db: Db, runId: string): Promise<IsoTime | null> {
  const row = await db
    .selectFrom('runs')
    .select('updated_at')
    .where('id', '=', runId)
    .where('status', '=', 'detecting')
    .executeTakeFirst();
  return row?.updated_at ?? null;
}

/** Moves a run from one of `from` to `to`; false where it stands elsewhere by now. */
export async function moveRun(db: Db, runId: string, from: readonly RunStatus[], to: RunStatus): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const moved = await transaction
      .updateTable('runs')
      .set({ status: to, updated_at: sql<string>`now()` })
      .where('id', '=', runId)
      .where('status', 'in', from)
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return false;
    await announceRun(transaction, runId);
    return true;
  });
}

/** Appends an event with the run's present progress. Appending comes last in a transaction. */
export async function announceRun(db: Db, runId: string): Promise<void> {
  const row = await runRows(db)
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .select('watch_areas.admin_code')
    .where('runs.id', '=', runId)
    .executeTakeFirst();
  if (row === undefined) return;
  await appendEvent(db, { name: 'run', adminCode: row.admin_code, data: runEventData(toRun(row)) });
}

/** Keeps the plan of a run that is being planned, and asks for its chunks and their join. */
export async function savePlan(
  db: Db,
  runId: string,
  plan: {
    readonly chunksTotal: number;
    readonly warnings: readonly string[];
    readonly plan: unknown;
    /** Of runs over a series. */
    readonly series?: SeriesRunLooks;
  },
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const saved = await transaction
      .updateTable('runs')
      .set({ plan: JSON.stringify(plan.plan), chunks_total: plan.chunksTotal, status: 'detecting' })
      .set({ warnings: JSON.stringify(plan.warnings), updated_at: sql<string>`now()` })
      .set({ series: plan.series === undefined ? null : JSON.stringify(plan.series) })
      .where('id', '=', runId)
      .where('status', '=', 'planning')
      .executeTakeFirst();
    if (saved.numUpdatedRows === 0n) return false;
    await requestDetection(transaction, runId, plan.chunksTotal);
    await announceRun(transaction, runId);
    return true;
  });
}

/** Asks for those chunks of a planned run that are not kept yet, and for their join. */
export async function requestDetection(db: Db, runId: string, chunksTotal: number): Promise<void> {
  const chunks = await missingChunks(db, runId, chunksTotal);
  await putInOutbox(db, { topic: 'changeToPatches', payload: { runId, chunks } });
}

const WATCH_AREA_LOCK = 7001;

/**
 * Waits for, and holds to the end of the transaction, the one right to change the alerts of a watch area or to end one
 * of its runs.
 */
export async function lockWatchArea(db: Db, watchAreaId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(WATCH_AREA_LOCK)}, hashtext(${watchAreaId}))`.execute(db);
}

/** True while a run of the same watch area with an earlier after scene is not finished. */
export const HAS_EARLIER_UNFINISHED = sql<boolean>`EXISTS (
  SELECT FROM runs earlier WHERE earlier.watch_area_id = runs.watch_area_id
    AND (earlier.after_time, earlier.id) < (runs.after_time, runs.id) AND earlier.status NOT IN ('done', 'failed'))`;

/** True where a run's patches are to be judged, and no earlier run of its watch area comes first. */
export async function mayJudge(db: Db, runId: string): Promise<boolean> {
  const row = await db
    .selectFrom('runs')
    .select('id')
    .where('id', '=', runId)
    .where('status', '=', 'judging')
    .where(sql<boolean>`NOT ${HAS_EARLIER_UNFINISHED}`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Asks for the judging of the watch area's next run, if one waits and its turn has come. Call under `lockWatchArea`. */
export async function wakeNextRun(db: Db, watchAreaId: string): Promise<void> {
  const next = await db
    .selectFrom('runs')
    .select('id')
    .where('watch_area_id', '=', watchAreaId)
    .where('status', '=', 'judging')
    .where(sql<boolean>`NOT ${HAS_EARLIER_UNFINISHED}`)
    .orderBy('after_time')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (next !== undefined) await putInOutbox(db, { topic: 'patchesToAlerts', payload: { runId: next.id } });
}

/** Keeps what the chunks of a run were joined to; nothing where the run has moved on meanwhile. */
export async function savePatchesOfRun(
  db: Db,
  run: Pick<RunTask, 'id' | 'watchAreaId'>,
  joined: {
    readonly patches: readonly DetectedPatch[];
    readonly assessedShare: number;
    readonly warnings: readonly string[];
    /** Of runs over a series: what the next one continues from. */
    readonly seriesState?: StoredSeriesState;
  },
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await lockWatchArea(transaction, run.watchAreaId);
    const moved = await transaction
      .updateTable('runs')
      .set({ status: 'judging', patch_count: joined.patches.length, assessed_share: joined.assessedShare })
      .set({ warnings: JSON.stringify(joined.warnings), updated_at: sql<string>`now()` })
      .where('id', '=', run.id)
      .where('status', '=', 'joining')
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return;
    await savePatches(transaction, run.id, joined.patches);
    if (joined.seriesState !== undefined) await saveSeriesState(transaction, run.watchAreaId, joined.seriesState);
    await deleteChunks(transaction, run.id);
    await wakeNextRun(transaction, run.watchAreaId);
    await announceRun(transaction, run.id);
  });
}

/**
 * Ends a run in `done`, wakes the run that waited for it, and returns the event to append. Call under `lockWatchArea`,
 * after its alerts were saved. `alertCount`: alerts that it raised.
 */
export async function finishRun(db: Db, run: RunTask, alertCount: number): Promise<NewEvent> {
  await db
    .updateTable('runs')
    .set({ status: 'done', alert_count: alertCount })
    .set({ finished_at: sql<string>`now()`, updated_at: sql<string>`now()` })
    .where('id', '=', run.id)
    .execute();
  if (run.kind === 'series') {
    await forgetEarlierStates(db, run.watchAreaId, run.id);
    await monitorAgain(db, run.watchAreaId, run.id);
  }
  await wakeNextRun(db, run.watchAreaId);
  const row = await runRows(db).where('runs.id', '=', run.id).executeTakeFirstOrThrow();
  return { name: 'run', adminCode: run.adminCode, data: runEventData(toRun(row)) };
}

/** Looks that came while a run was under way wait for its end. */
async function monitorAgain(db: Db, watchAreaId: string, runId: string): Promise<void> {
  await putInOutbox(db, { topic: 'monitorWatchArea', payload: { watchAreaId, cause: runId } });
}

/** Ends a run in `failed` with a message for people, and wakes the run that waited for it. Finished runs stay. */
export async function failRun(db: Db, runId: string, message: string): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const row = await transaction
      .selectFrom('runs')
      .select(['watch_area_id', 'kind'])
      .where('id', '=', runId)
      .executeTakeFirst();
    if (row === undefined) return false;
    await lockWatchArea(transaction, row.watch_area_id);
    const failed = await transaction
      .updateTable('runs')
      .set({ status: 'failed', error: message, finished_at: sql<string>`now()`, updated_at: sql<string>`now()` })
      .where('id', '=', runId)
      .where('status', 'not in', ['done', 'failed'])
      .executeTakeFirst();
    if (failed.numUpdatedRows === 0n) return false;
    await deleteChunks(transaction, runId);
    if (row.kind === 'series') {
      // What it saw, nobody was told of: the next run sees it again.
      await forgetSeriesState(transaction, runId);
      await monitorAgain(transaction, row.watch_area_id, runId);
    }
    await wakeNextRun(transaction, row.watch_area_id);
    await announceRun(transaction, runId);
    return true;
  });
}
