import type { Db } from '#store/database.js';
import { detectingSince, loadDetectingPlan } from '#store/runProgress.js';
import type { RunPlan } from './runPlan.js';

/** Plans of runs being detected, so that not every chunk reads its plan again. */
export interface PlanCache {
  /** The plan of a run whose chunks are wanted; null where they are wanted no more. */
  planOf(runId: string): Promise<RunPlan | null>;
}

/** Runs whose plans are held at a time. */
const HELD = 4;

export function createPlanCache(db: Db): PlanCache {
  const held = new Map<string, { readonly plan: RunPlan; readonly since: string }>();
  return {
    async planOf(runId) {
      const kept = held.get(runId);
      // A run that failed and was started again has another plan since.
      if (kept !== undefined && (await detectingSince(db, runId)) === kept.since) return kept.plan;
      held.delete(runId);
      const loaded = await loadDetectingPlan(db, runId);
      if (loaded === null) return null;
      if (held.size >= HELD) held.delete(held.keys().next().value!);
      const plan = loaded.plan as RunPlan;
      held.set(runId, { plan, since: loaded.since });
      return plan;
    },
  };
}
