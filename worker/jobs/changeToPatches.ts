import type { JobDataOf } from '#domain/job.js';
import { log } from '#runtime/log.js';
import { loadChunk } from '#store/runChunks.js';
import { loadRunTask, moveRun, savePatchesOfRun, type RunTask } from '#store/runProgress.js';
import { reportedPatches } from '#store/seriesRuns.js';
import type { PairPlan } from '../compute/engine.js';
import type { SeriesRunPlan } from '../compute/series/seriesRunPlan.js';
import { withoutRoot, type JobNeeds } from './need.js';
import { isSeriesPlan, type RunPlan } from './runPlan.js';

/** What comes of the chunks of a run. */
type JoinedRun = Parameters<typeof savePatchesOfRun>[2];

/** Joins the chunks of a run to patches, keeps these, and asks for their judging when the run's turn has come. */
export async function changeToPatches(need: JobNeeds, { runId }: JobDataOf<'changeToPatches'>): Promise<void> {
  if (!(await moveRun(need.db, runId, ['detecting', 'joining'], 'joining'))) return;
  const task = await loadRunTask(need.db, runId);
  if (task === null || task.plan === null) return;
  const plan = task.plan as RunPlan;
  const joined = isSeriesPlan(plan) ? await joinSeries(need, task, plan) : await joinPair(need, task, plan);
  await savePatchesOfRun(need.db, task, joined);
  log().info({ patches: joined.patches.length, assessedShare: joined.assessedShare }, 'Run:Join:Done');
}

async function joinPair(need: JobNeeds, task: RunTask, plan: PairPlan): Promise<JoinedRun> {
  const chunks = chunksInOrder(need, task.id, plan.chunks.length, (chunk) => need.engine.chunk(plan, chunk));
  const { patches, assessedShare, ...joined } = await need.engine.join(plan, chunks);
  const warnings = joined.warnings.map((warning) => withoutRoot(warning, need.rasterRoot));
  return { patches, assessedShare, warnings: [...new Set([...task.warnings, ...warnings])] };
}

async function joinSeries(need: JobNeeds, task: RunTask, plan: SeriesRunPlan): Promise<JoinedRun> {
  const total = plan.series.blocks.length;
  const chunks = chunksInOrder(need, task.id, total, (chunk) => need.series.chunk(plan, chunk));
  const reported = await reportedPatches(need.db, task.watchAreaId);
  const { patches, assessedShare } = await need.series.join(plan, chunks, reported);
  const seriesState = { ...plan.state, runId: task.id, assessedShare };
  return { patches, assessedShare, warnings: task.warnings, seriesState };
}

/** Results one after the other, so that never more than one is in memory; one that got lost is computed again. */
async function* chunksInOrder(
  need: JobNeeds,
  runId: string,
  total: number,
  compute: (chunk: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < total; chunk++) yield (await loadChunk(need.db, runId, chunk)) ?? (await compute(chunk));
}
