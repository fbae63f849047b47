import type { JudgedInput } from '#domain/evidenceBundle.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import type { Caller } from '#domain/people.js';
import type { Db } from './database.js';
import { loadPastContext } from './judgedWith.js';
import { listAlertPatches, loadPatches } from './patches.js';
import { loadRunTask } from './runProgress.js';

/**
 * What each patch of an alert in the caller's region was judged by, coordinates exact, as it was known then;
 * in the order in which the patches joined.
 */
export async function loadJudgedInputs(db: Db, caller: Caller, alertId: string): Promise<readonly JudgedInput[]> {
  const patches = await listAlertPatches(db, caller, alertId);
  const inputs = new Map<string, JudgedInput>();
  for (const runId of new Set(patches.map((patch) => patch.runId))) {
    const task = await loadRunTask(db, runId);
    if (task === null) throw new Error(`run ${runId} is gone`);
    const { fullRecipe: _recipe, fullRuleSet, area: _area, adminCode: _code, plan: _plan, ...run } = task;
    const { context, knownAt } = await loadPastContext(db, run);
    const exact = new Map((await loadPatches(db, runId)).map((patch) => [patch.id, patch]));
    for (const { id, lineage, judgement } of patches.filter((patch) => patch.runId === runId)) {
      const permits = context.permitsOfPatch.get(id) ?? [];
      inputs.set(id, {
        patch: exact.get(id)!,
        lineage,
        run,
        asKnownAt: knownAt,
        layers: context.layers,
        features: context.featuresOfPatch.get(id) ?? [],
        permits,
        orders: context.ordersOfPatch.get(id) ?? [],
        settledAlerts: context.settledAlertsOfPatch.get(id) ?? [],
        otherChanges: context.patchesOnPermits.filter(
          (other) => other.id !== id && permits.some((permit) => isNear(permit, other)),
        ),
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
