import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JudgedPatchOfRun } from '#pipelines/findings-to-alerts/index.js';
import { judgePatch, patchFinder, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import type { Db } from '#store/database.js';
import { loadPatches } from '#store/patches.js';
import type { RunContext } from '#store/runContext.js';

/** Judges the patches of a run by a rule set, in the run's order; stores nothing. */
export async function judgePatchesOfRun(
  db: Db,
  runId: string,
  ruleSet: RuleSet,
  context: RunContext,
): Promise<readonly JudgedPatchOfRun[]> {
  const patchesOn = patchFinder(context.patchesOnPermits);
  const judged: JudgedPatchOfRun[] = [];
  for (const patch of await loadPatches(db, runId)) {
    const judgement = judgePatch(patch, {
      layers: context.layers,
      features: context.featuresOfPatch.get(patch.id) ?? [],
      permits: context.permitsOfPatch.get(patch.id) ?? [],
      orders: context.ordersOfPatch.get(patch.id) ?? [],
      settledAlerts: context.settledAlertsOfPatch.get(patch.id) ?? [],
      othersOn: (permit) => patchesOn(permit).filter(({ id }) => id !== patch.id),
      ruleSet,
    });
    judged.push({ patch, judgement });
    await nextTurn(); // the job's lock is renewed in between
  }
  return judged;
}
