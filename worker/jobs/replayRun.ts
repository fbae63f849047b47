import type { JobDataOf } from '#domain/job.js';
import { log } from '#runtime/log.js';
import { finishReplay, loadReplayTask } from '#store/replayWork.js';
import { judgeAgain } from '../judgeAgain.js';
import type { JobNeeds } from './need.js';

/** Judges a run again as a replay asks, and keeps how the judgements differ. Judgements and alerts stay as they are. */
export async function replayRun(need: Pick<JobNeeds, 'db'>, { replayId }: JobDataOf<'replayRun'>): Promise<void> {
  const task = await loadReplayTask(need.db, replayId);
  if (task === null || task.status !== 'queued') return;
  const { outcome, differences } = await judgeAgain(need.db, task);
  await finishReplay(need.db, replayId, outcome, differences);
  log().info({ patches: outcome.patches, identical: outcome.identical }, 'Replay:Judge:Done');
}
