import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { bboxOfArea } from '#domain/geometry.js';
import { auditOf } from '#store/auditTrail.js';
import { listAlerts } from '#store/alerts.js';
import { listEventsAfter } from '#store/events.js';
import { listFindings } from '#store/findings.js';
import { listAlertPatches, listPatches } from '#store/patches.js';
import { savePermits } from '#store/permitRecording.js';
import { readQueueStatus, sumByState } from '#worker/queue/queueStatus.js';
import { EVERYWHERE, permitOf } from '../store/examples.js';
import { openStage, type Stage } from './stage.js';
import { BLOCKS, outlineOf } from './tinyCounty.js';
import { finishedRuns } from './waiting.js';

jest.setTimeout(240_000);

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

test('scenes become alerts where buildings appeared without a permit, each raised once and dated', async () => {
  const { db } = stage;
  await savePermits(db, [permitOf('许-3', { grantedOn: '2023-06-01', geometry: outlineOf(BLOCKS[2]!) })]);
  const ids = await stage.monitor();
  stage.work();
  const runs = await finishedRuns(db, ids);
  expect(runs.map(({ status, error }) => ({ status, error }))).toEqual(
    ids.map(() => ({ status: 'done', error: null })),
  );
  expect(runs.map(({ alertCount }) => alertCount)).toEqual([2, 0]);
  expect(runs.map(({ assessedShare }) => assessedShare)).toEqual([1, 1]);
  expect(runs.map(({ chunksDone, chunksTotal }) => [chunksDone, chunksTotal])).toEqual(ids.map(() => [16, 16]));
  const { items } = await listAlerts(db, EVERYWHERE, { sort: 'areaM2' });
  const expected = {
    kind: 'buildWithoutApproval',
    status: 'new',
    adminCode: '330106',
    onsetFrom: '2024-01-10',
    onsetTo: '2024-02-10',
  };
  expect(items).toMatchObject([expected, expected]);
  const [grown, other] = items;
  expect(await stepsOf(other!.id)).toEqual({ lineages: ['raised'], acts: ['raised'] });
  expect(await listFindings(db, EVERYWHERE, { alertId: other!.id })).toMatchObject([
    { kind: expected.kind },
    { kind: 'croplandToNonAgricultural' },
  ]);
  // The block that grew is one alert with both patches, dated by the first.
  const { lineages, acts } = await stepsOf(grown!.id);
  expect([lineages[0], acts[0]]).toEqual(['raised', 'raised']);
  expect(lineages.filter((lineage) => lineage === 'grown')).toHaveLength(1);
  expect(acts.slice(1)).toEqual(lineages.slice(1).map(() => 'patchJoined'));
  expect(grown!.areaM2).toBeGreaterThan(26_000);
  const under = bboxOfArea(outlineOf(BLOCKS[2]!));
  const lawful = (await listPatches(db, EVERYWHERE, { runId: ids[1]!, bbox: under })).items;
  expect(new Set(lawful.map(({ judgement }) => judgement?.verdict))).toEqual(new Set(['lawful']));
  const left = sumByState(await readQueueStatus(stage.services.redisUrl));
  expect(left).toEqual({ waiting: 0, active: 0, delayed: 0, waitingForChunks: 0 });
});

/** How an alert's patches relate to it, and what its history says. */
async function stepsOf(alertId: string): Promise<{ lineages: string[]; acts: string[] }> {
  const patches = await listAlertPatches(stage.db, EVERYWHERE, alertId);
  const history = await auditOf(stage.db, EVERYWHERE, 'alert', alertId);
  return { lineages: patches.map(({ lineage }) => lineage), acts: history.map(({ act }) => act) };
}

test('people are told of each step of a run and of each alert', async () => {
  const ids = await stage.monitor(2);
  stage.work();
  await finishedRuns(stage.db, ids);
  const events = await listEventsAfter(stage.db, EVERYWHERE, 0);
  const steps = events.filter(({ name }) => name === 'run').map(({ data }) => data['status']);
  expect(steps.filter((step, i) => step !== steps[i - 1])).toEqual([
    'queued',
    'planning',
    'detecting',
    'joining',
    'judging',
    'done',
  ]);
  expect(events.filter(({ name }) => name === 'alert')).toHaveLength(2);
  expect(events.at(-1)?.data).toMatchObject({ id: ids[0], status: 'done', alertCount: 2 });
});
