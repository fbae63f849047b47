import type { Job } from '#domain/job.js';
import { log } from '#runtime/log.js';
import type { Db } from '#store/database.js';
import { forgetEvents } from '#store/events.js';
import { forgetDispatched, putInOutbox } from '#store/outbox.js';
import { quietReplays } from '#store/replayWork.js';
import { quietUnfinishedRuns, requestWork, type UnfinishedRun } from '#store/lostRuns.js';
import { repeat } from './repeat.js';
import type { RunQueue } from './runQueue.js';

const EVERY_MS = 60_000;
/** Gaps and terms are counted in days. */
const CHECK_EVERY_MS = 3_600_000;
/** A run that moved within this time is on its way. */
const QUIET_SECONDS = 20;

/**
 * Looks, at once and every minute, for unfinished runs and replays whose work stands nowhere in the queue (Redis was lost or
 * emptied), and asks for it again. Asking once too often does no harm.
 */
export function startReconciler(need: { readonly db: Db; readonly queue: Pick<RunQueue, 'holds' | 'keepClock'> }): {
  close(): Promise<void>;
} {
  let quietSeconds = 0;
  const round = async (): Promise<void> => {
    await need.queue.keepClock(CHECK_EVERY_MS);
    await reconcile(need, quietSeconds);
    quietSeconds = QUIET_SECONDS;
    await forgetDispatched(need.db);
    await forgetEvents(need.db);
  };
  return repeat(round, EVERY_MS, (error) => log().warn({ err: error }, 'Runs:Reconcile:Failed'));
}

/** One round; returns the ids of the runs and replays whose work was asked for again. */
export async function reconcile(
  need: { readonly db: Db; readonly queue: Pick<RunQueue, 'holds'> },
  quietSeconds: number,
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const run of await quietUnfinishedRuns(need.db, quietSeconds)) {
    const job = jobInHand(run);
    if (job === null || (await need.queue.holds(job))) continue;
    if (await requestWork(need.db, run)) lost.push(run.id);
  }
  for (const replayId of await quietReplays(need.db, quietSeconds)) {
    if (await need.queue.holds({ name: 'replayRun', data: { replayId } })) continue;
    await putInOutbox(need.db, { topic: 'replayRun', payload: { replayId } });
    lost.push(replayId);
  }
  if (lost.length > 0) log().warn({ runs: lost }, 'Runs:Reconcile:Requeued');
  return lost;
}

/** The job that an unfinished run's queue must hold; null where it rightly waits for another run. */
function jobInHand({ id, status, waitsForEarlier }: UnfinishedRun): Job | null {
  switch (status) {
    case 'queued':
    case 'planning':
      return { name: 'planRun', data: { runId: id } };
    case 'detecting':
    case 'joining':
      return { name: 'changeToPatches', data: { runId: id } };
    case 'judging':
      return waitsForEarlier ? null : { name: 'patchesToAlerts', data: { runId: id } };
    case 'done':
    case 'failed':
      return null;
  }
}
