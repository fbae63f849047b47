import { sql } from 'kysely';
import type { JudgedInput } from '#domain/evidenceBundle.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import type { Patch } from '#domain/patch.js';
import type { Caller } from '#domain/people.js';
import type { Run } from '#domain/run.js';
import { dayOf } from '#domain/time.js';
import type { Db } from './database.js';
import { listAlertPatches, loadPatches } from './patches.js';
import { loadRunContext } from './runContext.js';
import { loadRunTask } from './runProgress.js';
import { getScene } from './scenes.js';

/**
 * What each patch of an alert in the caller's region was judged by, coordinates exact, as it was known when the run ended;
 * in the order in which the patches joined.
 */
export async function loadJudgedInputs(db: Db, caller: Caller, alertId: string): Promise<readonly JudgedInput[]> {
  const patches = await listAlertPatches(db, caller, alertId);
  const inputs = new Map<string, JudgedInput>();
  for (const runId of new Set(patches.map((patch) => patch.runId))) {
    const task = await loadRunTask(db, runId);
    const after = task && (await getScene(db, task.afterSceneId));
    if (task === null || after === null) throw new Error(`run ${runId} or its scene is gone`);
    const { fullRecipe: _recipe, fullRuleSet, area: _area, adminCode: _code, plan: _plan, ...run } = task;
    const context = await loadRunContext(db, runId, dayOf(after.acquiredAt), run.finishedAt);
    const earlier = await knownAt(db, context.patchesOnPermits, run);
    const exact = new Map((await loadPatches(db, runId)).map((patch) => [patch.id, patch]));
    for (const { id, lineage, judgement } of patches.filter((patch) => patch.runId === runId)) {
      const permits = context.permitsOfPatch.get(id) ?? [];
      inputs.set(id, {
        patch: exact.get(id)!,
        lineage,
        run,
        asKnownAt: run.finishedAt,
        layers: context.layers,
        features: context.featuresOfPatch.get(id) ?? [],
        permits,
        orders: context.ordersOfPatch.get(id) ?? [],
        settledAlerts: context.settledAlertsOfPatch.get(id) ?? [],
        otherChanges: earlier.filter((other) => other.id !== id && permits.some((permit) => isNear(permit, other))),
        ruleSet: fullRuleSet,
        judgement,
      });
    }
  }
  return patches.map(({ id }) => inputs.get(id)!);
}

function isNear(a: { readonly geometry: AreaGeometry }, b: { readonly geometry: AreaGeometry }): boolean {
  const [west, south, east, north] = bboxOfArea(a.geometry);
  const [otherWest, otherSouth, otherEast, otherNorth] = bboxOfArea(b.geometry);
  return west <= otherEast && otherWest <= east && south <= otherNorth && otherSouth <= north;
}

/** Without what runs found that ended after this one: a run over older scenes may be made late. */
async function knownAt(db: Db, patches: readonly Patch[], run: Run): Promise<readonly Patch[]> {
  const runIds = [...new Set(patches.map(({ runId }) => runId))];
  if (run.finishedAt === null || runIds.length === 0) return patches;
  const known = await db
    .selectFrom('runs')
    .select('id')
    .where('id', 'in', runIds)
    .where('finished_at', '<=', sql<string>`${run.finishedAt}::timestamptz + interval '1 millisecond'`)
    .execute();
  const ids = new Set(known.map(({ id }) => id));
  return patches.filter(({ runId }) => ids.has(runId));
}
