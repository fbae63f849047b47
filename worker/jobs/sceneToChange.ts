import type { JobDataOf } from '#domain/job.js';
import { hasChunk, saveChunk } from '#store/runChunks.js';
import type { PairPlan } from '../compute/engine.js';
import type { JobNeeds } from './need.js';
import type { ProgressNotes } from './progressNotes.js';
import type { PlanCache } from './planCache.js';

/** Computes the change within one chunk of a run, and keeps it. */
export async function sceneToChange(
  need: JobNeeds & { readonly plans: PlanCache; readonly progress: ProgressNotes },
  { runId, chunk }: JobDataOf<'sceneToChange'>,
): Promise<void> {
  const plan: PairPlan | null = await need.plans.planOf(runId);
  if (plan === null || (await hasChunk(need.db, runId, chunk))) return;
  const result = await need.engine.chunk(plan, chunk);
  if (await saveChunk(need.db, runId, chunk, result)) await need.progress.note(runId);
}
