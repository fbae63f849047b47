import { sql } from 'kysely';
import type { RuleSetReference } from '#domain/finding.js';
import { contentHashOf, idOf } from '#domain/id.js';
import type { RecipeReference } from '#domain/recipe.js';
import type { Scene } from '#domain/scene.js';
import type { Patch } from '#domain/patch.js';
import type { Run } from '#domain/run.js';
import { inTransaction, type Db } from './database.js';
import { appendEvent } from './events.js';
import { putInOutbox } from './outbox.js';
import { loadPatchesWhere } from './patches.js';
import { lockWatchArea } from './runProgress.js';
import { restartFailed, runEventData, runRows, toRun, watchAreaOf } from './runs.js';

export interface NewSeriesRun {
  readonly watchAreaId: string;
  /** All looks of the series, oldest first; at least one. */
  readonly scenes: readonly Pick<Scene, 'id' | 'acquiredAt'>[];
  /** Kept whole with the run, so that it can be repeated. */
  readonly recipe: unknown;
  readonly recipeReference: RecipeReference;
  readonly ruleSet: unknown;
  readonly ruleSetReference: RuleSetReference;
}

/** Looks before the last that a run names, for showing what it compared. */
const NAMED_LOOKS = 4;

/**
 * Stores a run over a series and asks for its work. Null where a run over the area's series is under way: its end asks again;
 * and where there is nothing new: the run of the same looks, recipe and rule set stands.
 * @param isRestarted whether that run is started again where it failed
 * @throws NotFoundError where the area is not there
 */
export async function createSeriesRun(db: Db, run: NewSeriesRun, isRestarted: boolean): Promise<Run | null> {
  return inTransaction(db, async (transaction) => {
    await lockWatchArea(transaction, run.watchAreaId);
    const area = await watchAreaOf(transaction, run.watchAreaId);
    if (await isUnderWay(transaction, run.watchAreaId)) return null;
    const key = naturalKeyOf(run);
    const id = idOf('run', ...key);
    const last = run.scenes.at(-1)!;
    const before = run.scenes.slice(0, -1).slice(-NAMED_LOOKS).reverse();
    const inserted = await transaction
      .insertInto('runs')
      .values({
        id,
        kind: 'series',
        watch_area_id: run.watchAreaId,
        before_scene_ids: before.map((scene) => scene.id),
        after_scene_id: last.id,
        after_time: last.acquiredAt,
        natural_key: JSON.stringify(key),
        recipe: JSON.stringify(run.recipe),
        recipe_reference: JSON.stringify(run.recipeReference),
        rule_set: JSON.stringify(run.ruleSet),
        rule_set_reference: JSON.stringify(run.ruleSetReference),
        status: 'queued',
      })
      .onConflict((conflict) => conflict.column('natural_key').doNothing())
      .executeTakeFirst();
    const isCreated = (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
    if (!isCreated && !(isRestarted && (await restartFailed(transaction, id)))) return null;
    const stored = toRun(await runRows(transaction).where('runs.id', '=', id).executeTakeFirstOrThrow());
    await putInOutbox(transaction, { topic: 'planRun', payload: { runId: id } });
    await appendEvent(transaction, { name: 'run', adminCode: area.admin_code, data: runEventData(stored) });
    return stored;
  });
}

function naturalKeyOf({ watchAreaId, scenes, recipeReference, ruleSetReference }: NewSeriesRun): string[] {
  const looks = contentHashOf(scenes.map(({ id }) => id));
  return [watchAreaId, 'series', looks, recipeReference.hash, ruleSetReference.hash];
}

async function isUnderWay(db: Db, watchAreaId: string): Promise<boolean> {
  const row = await db
    .selectFrom('runs')
    .select('id')
    .where('watch_area_id', '=', watchAreaId)
    .where('kind', '=', 'series')
    .where('status', 'not in', ['done', 'failed'])
    .executeTakeFirst();
  return row !== undefined;
}

/** Patches of the runs over an area's series that people were told of. */
export async function reportedPatches(db: Db, watchAreaId: string): Promise<readonly Patch[]> {
  return loadPatchesWhere(
    db,
    sql<boolean>`patches.run_id IN
      (SELECT id FROM runs WHERE watch_area_id = ${watchAreaId} AND kind = 'series' AND status = 'done')`,
  );
}
