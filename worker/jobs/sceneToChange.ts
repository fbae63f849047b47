import type { JobDataOf } from '#domain/job.js';
import { hasChunk, saveChunk } from '#store/runChunks.js';
import type { JobNeeds } from './need.js';
import type { ProgressNotes } from './progressNotes.js';
import type { PlanCache } from './planCache.js';
import { isSeriesPlan } from './runPlan.js';

/** Computes the change within one chunk of a run, and keeps it. */
export async function sceneToChange(
  need: JobNeeds & { readonly plans: PlanCache; readonly progress: ProgressNotes },
  { runId, chunk }: JobDataOf<'sceneToChange'>,
): Promise<void> {
  const plan = await need.plans.planOf(runId);
  if (plan === null || (await hasChunk(need.db, runId, chunk))) return;
  const result = isSeriesPlan(plan) ? await need.series.chunk(plan, chunk) : await need.engine.chunk(plan, chunk);
  if (await saveChunk(need.db, runId, chunk, result)) await need.progress.note(runId);
}
