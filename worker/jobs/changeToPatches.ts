import type { JobDataOf } from '#domain/job.js';
import { log } from '#runtime/log.js';
import { loadRunTask, moveRun, savePatchesOfRun } from '#store/runProgress.js';
import { loadChunk } from '#store/runChunks.js';
import type { PairPlan } from '../compute/engine.js';
import { withoutRoot, type JobNeeds } from './need.js';

/** Joins the chunks of a run to patches, keeps these, and asks for their judging when the run's turn has come. */
export async function changeToPatches(need: JobNeeds, { runId }: JobDataOf<'changeToPatches'>): Promise<void> {
  if (!(await moveRun(need.db, runId, ['detecting', 'joining'], 'joining'))) return;
  const task = await loadRunTask(need.db, runId);
  if (task === null || task.plan === null) return;
  const plan = task.plan as PairPlan;
  const { patches, assessedShare, ...joined } = await need.engine.join(plan, chunksInOrder(need, runId, plan));
  const warnings = joined.warnings.map((warning) => withoutRoot(warning, need.rasterRoot));
  await savePatchesOfRun(need.db, task, {
    patches,
    assessedShare,
    warnings: [...new Set([...task.warnings, ...warnings])],
  });
  log().info({ patches: patches.length, assessedShare }, 'Run:Join:Done');
}

/** Results one after the other, so that never more than one is in memory; one that got lost is computed again. */
async function* chunksInOrder(need: JobNeeds, runId: string, plan: PairPlan): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < plan.chunks.length; chunk++) {
    yield (await loadChunk(need.db, runId, chunk)) ?? (await need.engine.chunk(plan, chunk));
  }
}
