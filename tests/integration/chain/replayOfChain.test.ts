import { expect, jest, test } from '@jest/globals';
import { listAlerts } from '#store/alerts.js';
import { savePermits } from '#store/permitRecording.js';
import { createReplay, getReplay, listReplayDifferences, type Replay } from '#store/replays.js';
import { openRunQueue } from '#worker/queue/runQueue.js';
import { reconcile } from '#worker/queue/reconciler.js';
import { EVERYWHERE, permitOf } from '../store/examples.js';
import { openStage, type Stage } from './stage.js';
import { BLOCKS, outlineOf } from './tinyCounty.js';
import { finishedRuns, until } from './waiting.js';

jest.setTimeout(240_000);

async function finished({ db }: Stage, ids: readonly string[]): Promise<readonly Replay[]> {
  return until('all replays to finish', async () => {
    const replays = await Promise.all(ids.map((id) => getReplay(db, EVERYWHERE, id)));
    return replays.every((replay) => replay!.status !== 'queued') && replays.map((replay) => replay!);
  });
}

test('runs from imagery to alerts, judged again by the worker, give no difference; also when the queue was lost', async () => {
  const stage = await openStage();
  const { db } = stage;
  try {
    await savePermits(db, [permitOf('许-3', { grantedOn: '2023-06-01', geometry: outlineOf(BLOCKS[2]!) })]);
    const runIds = await stage.monitor();
    stage.work();
    const runs = await finishedRuns(db, runIds);
    const before = await listAlerts(db, EVERYWHERE);
    const ask = async (asKnown: 'then' | 'now'): Promise<readonly string[]> => {
      const replays: Replay[] = [];
      for (const runId of runIds) replays.push(await createReplay(db, EVERYWHERE, { runId, ruleSet: null, asKnown }));
      return replays.map(({ id }) => id);
    };
    const replays = await finished(stage, await ask('then'));
    for (const [i, { outcome, error }] of replays.entries()) {
      expect(error).toBeNull();
      expect(outcome).toMatchObject({ patches: runs[i]!.patchCount, identical: runs[i]!.patchCount, isExact: true });
      expect((await listReplayDifferences(db, EVERYWHERE, replays[i]!.id)).items).toEqual([]);
    }
    expect(Math.min(...runs.map(({ patchCount }) => patchCount!))).toBeGreaterThan(0);

    // The dispatcher took the message, then Redis lost it.
    const queue = openRunQueue(stage.redis);
    await db.deleteFrom('outbox').execute();
    const lost = await db.transaction().execute(async (transaction) => {
      const { id } = await createReplay(transaction, EVERYWHERE, { runId: runIds[0]!, ruleSet: null, asKnown: 'now' });
      await transaction.updateTable('outbox').set({ dispatched_at: new Date() }).execute();
      return id;
    });
    expect(await reconcile({ db, queue }, 0)).toContain(lost);
    await queue.close();
    const [again] = await finished(stage, [lost]);
    expect(again).toMatchObject({ status: 'done', outcome: { identical: runs[0]!.patchCount } });
    expect(await listAlerts(db, EVERYWHERE)).toEqual(before);
  } finally {
    await stage.close();
  }
});
