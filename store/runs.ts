import { sql } from 'kysely';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import { idOf, isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { Recipe, RecipeReference } from '#domain/recipe.js';
import type { Run, RunKind, RunStatus, SeriesRunLooks } from '#domain/run.js';
import type { Scene } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import { inTransaction, type Db } from './database.js';
import { appendEvent } from './events.js';
import { putInOutbox } from './outbox.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { getScenes } from './scenes.js';
import { inRegionOf } from './watchAreas.js';

export interface NewRun {
  readonly watchAreaId: string;
  /** First choice first. */
  readonly beforeSceneIds: readonly string[];
  readonly afterSceneId: string;
  /** Kept whole with the run, so that it can be repeated. */
  readonly recipe: Recipe;
  readonly recipeReference: RecipeReference;
  /** The rule set as data, kept whole with the run. */
  readonly ruleSet: unknown;
  readonly ruleSetReference: RuleSetReference;
}

/**
 * Stores a run and asks for its work, or finds the run of the same area, scenes, recipe and rule set; one that failed
 * is started again.
 * @throws NotFoundError where the area or a scene is not there; BadInputError where a before scene is not earlier
 */
export async function createRun(db: Db, run: NewRun): Promise<{ readonly run: Run; readonly created: boolean }> {
  const id = idOf('run', ...naturalKeyOf(run));
  return inTransaction(db, async (transaction) => {
    const area = await watchAreaOf(transaction, run.watchAreaId);
    const after = await scenesOf(transaction, run);
    const inserted = await transaction
      .insertInto('runs')
      .values({
        id,
        watch_area_id: run.watchAreaId,
        before_scene_ids: [...run.beforeSceneIds],
        after_scene_id: run.afterSceneId,
        after_time: after.acquiredAt,
        natural_key: JSON.stringify(naturalKeyOf(run)),
        recipe: JSON.stringify(run.recipe),
        recipe_reference: JSON.stringify(run.recipeReference),
        rule_set: JSON.stringify(run.ruleSet),
        rule_set_reference: JSON.stringify(run.ruleSetReference),
        status: 'queued',
      })
      .onConflict((conflict) => conflict.column('natural_key').doNothing())
      .executeTakeFirst();
    const created = (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
    const restarted = !created && (await restartFailed(transaction, id));
    const stored = toRun(await runRows(transaction).where('runs.id', '=', id).executeTakeFirstOrThrow());
    if (created || restarted) {
      await putInOutbox(transaction, { topic: 'planRun', payload: { runId: id } });
      await appendEvent(transaction, { name: 'run', adminCode: area.admin_code, data: runEventData(stored) });
    }
    return { run: stored, created };
  });
}

function naturalKeyOf(run: NewRun): string[] {
  const { watchAreaId, beforeSceneIds, afterSceneId, recipeReference, ruleSetReference } = run;
  return [watchAreaId, beforeSceneIds.join(','), afterSceneId, recipeReference.hash, ruleSetReference.hash];
}

/** Where a run stands when it is stored, or started again. */
export async function watchAreaOf(db: Db, id: string): Promise<{ admin_code: string }> {
  const row = isUuid(id)
    ? await db.selectFrom('watch_areas').select('admin_code').where('id', '=', id).executeTakeFirst()
    : undefined;
  if (row === undefined) throw new NotFoundError('watch area', id);
  return row;
}

/** The after scene, once every scene was found and every before scene is earlier. */
async function scenesOf(db: Db, run: NewRun): Promise<Scene> {
  const wanted = [...run.beforeSceneIds, run.afterSceneId];
  const scenes = new Map((await getScenes(db, wanted)).map((scene) => [scene.id, scene]));
  const missing = wanted.find((id) => !scenes.has(id));
  if (missing !== undefined) throw new NotFoundError('scene', missing);
  if (run.beforeSceneIds.length === 0) {
    throw new BadInputError('no scene to compare with', { code: 'run.noBefore', where: 'beforeSceneIds' });
  }
  const after = scenes.get(run.afterSceneId)!;
  for (const [i, id] of run.beforeSceneIds.entries()) {
    const before = scenes.get(id)!;
    if (Date.parse(before.acquiredAt) < Date.parse(after.acquiredAt)) continue;
    throw new BadInputError('the scene before is not earlier than the scene after', {
      code: 'run.order',
      where: `beforeSceneIds[${i}]`,
      found: `${before.acquiredAt} (scene ${before.id})`,
      expected: `a time before ${after.acquiredAt} (scene ${after.id})`,
    });
  }
  return after;
}

/** Starts a failed run again; false where it did not fail. */
export async function restartFailed(db: Db, id: string): Promise<boolean> {
  const restarted = await db
    .updateTable('runs')
    .set({ status: 'queued', plan: null, chunks_total: null, error: null, finished_at: null, warnings: '[]' })
    .set({ patch_count: null, alert_count: null, assessed_share: null, series: null, updated_at: sql<string>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'failed')
    .executeTakeFirst();
  if (restarted.numUpdatedRows === 0n) return false;
  await db.deleteFrom('run_chunks').where('run_id', '=', id).execute();
  return true;
}

/** What an event says of a run. */
export function runEventData(run: Run): Record<string, unknown> {
  const { id, status, chunksDone, chunksTotal, alertCount } = run;
  return { id, status, chunksDone, chunksTotal, alertCount };
}

export interface RunFilter extends PageRequest {
  readonly watchAreaId?: string | undefined;
  readonly status?: RunStatus | undefined;
  readonly kind?: RunKind | undefined;
}

const NEWEST_FIRST: SortOrder = {
  name: 'runs',
  columns: [
    { column: 'runs.created_at', type: 'timestamptz' },
    { column: 'runs.id', type: 'uuid' },
  ],
  direction: 'desc',
};

/** Runs of the watch areas in the caller's region, newest first. */
export async function listRuns(db: Db, caller: Caller, filter: RunFilter = {}): Promise<Page<Run>> {
  const size = pageSize(filter.limit);
  if (filter.watchAreaId !== undefined && !isUuid(filter.watchAreaId)) return { items: [], nextCursor: null };
  let query = runRows(db)
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .select(cursorKey(NEWEST_FIRST).as('cursor_key'))
    .orderBy('runs.created_at', 'desc')
    .orderBy('runs.id', 'desc')
    .limit(size + 1);
  if (filter.watchAreaId !== undefined) query = query.where('runs.watch_area_id', '=', filter.watchAreaId);
  if (filter.status !== undefined) query = query.where('runs.status', '=', filter.status);
  if (filter.kind !== undefined) query = query.where('runs.kind', '=', filter.kind);
  if (filter.cursor) query = query.where(afterCursor(NEWEST_FIRST, filter.cursor));
  return toPage(await query.execute(), size, NEWEST_FIRST, toRun);
}

/** One run of a watch area in the caller's region; null where there is none. */
export async function getRun(db: Db, caller: Caller, id: string): Promise<Run | null> {
  if (!isUuid(id)) return null;
  const row = await runRows(db)
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .where('runs.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** Chunks are removed once they are joined; from then on all of them are done. */
const CHUNKS_DONE = sql<number>`CASE WHEN runs.status IN ('judging', 'done') THEN coalesce(runs.chunks_total, 0)
  ELSE (SELECT count(*)::int FROM run_chunks WHERE run_chunks.run_id = runs.id) END`;

/** Runs as `toRun` reads them. */
export function runRows(db: Db) {
  return db
    .selectFrom('runs')
    .select(['runs.id', 'runs.watch_area_id', 'runs.before_scene_ids', 'runs.after_scene_id', 'runs.status'])
    .select(['runs.recipe_reference', 'runs.rule_set_reference', 'runs.chunks_total', 'runs.patch_count'])
    .select(['runs.alert_count', 'runs.assessed_share', 'runs.warnings', 'runs.error'])
    .select(['runs.kind', 'runs.series', 'runs.created_at', 'runs.finished_at', CHUNKS_DONE.as('chunks_done')]);
}

interface RunRow {
  id: string;
  kind: string;
  series: unknown;
  watch_area_id: string;
  before_scene_ids: string[];
  after_scene_id: string;
  recipe_reference: unknown;
  rule_set_reference: unknown;
  status: string;
  chunks_done: number;
  chunks_total: number | null;
  patch_count: number | null;
  alert_count: number | null;
  assessed_share: number | null;
  warnings: string[];
  error: string | null;
  created_at: IsoTime;
  finished_at: IsoTime | null;
}

export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    kind: row.kind as RunKind,
    series: row.series as SeriesRunLooks | null,
    watchAreaId: row.watch_area_id,
    beforeSceneIds: row.before_scene_ids,
    afterSceneId: row.after_scene_id,
    recipe: row.recipe_reference as RecipeReference,
    ruleSet: row.rule_set_reference as RuleSetReference,
    status: row.status as RunStatus,
    chunksDone: row.chunks_done,
    chunksTotal: row.chunks_total,
    patchCount: row.patch_count,
    alertCount: row.alert_count,
    assessedShare: row.assessed_share,
    warnings: row.warnings,
    error: row.error,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
