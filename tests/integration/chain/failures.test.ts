import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { UnavailableError } from '#domain/errors.js';
import { listAlerts } from '#store/alerts.js';
import { outcomeOf } from './outcome.js';
import { createChangeEngine, type ChangeEngine } from '#worker/compute/engine.js';
import { readQueueStatus, sumByState } from '#worker/queue/queueStatus.js';
import { openRunQueue } from '#worker/queue/runQueue.js';
import type { JobReport } from '#worker/queue/jobWorkers.js';
import { EVERYWHERE } from '../store/examples.js';
import { openStage, type Stage } from './stage.js';
import { finishedRuns, until } from './waiting.js';

jest.setTimeout(240_000);

let stage: Stage;
let engine: ChangeEngine;
beforeEach(async () => {
  stage = await openStage();
  engine = createChangeEngine({ threads: 1 });
});
afterEach(async () => {
  await stage.close();
  await engine.close();
});

/** The real engine, but computing the chunk `index` goes wrong the first `times` times. */
function failing(times: number, index: number, error: () => Error): Pick<ChangeEngine, 'plan' | 'chunk' | 'join'> {
  let left = times;
  return {
    ...engine,
    chunk: (plan, chunk) => (chunk === index && left-- > 0 ? Promise.reject(error()) : engine.chunk(plan, chunk)),
  };
}

test('a run over a broken scene fails once, naming the file, and the run after it goes on', async () => {
  const ids = await stage.monitor(3);
  await truncate(join(stage.services.config.dataDir, 'scenes/2024-01-10.tif'), 3000);
  const reports: JobReport[] = [];
  stage.work({ onJob: (report) => reports.push(report) });
  const [broken, sound] = await finishedRuns(stage.db, ids);
  expect(broken).toMatchObject({ status: 'failed', patchCount: null, alertCount: null });
  expect(broken!.error).toMatch(/^scenes\/2024-01-10\.tif: /);
  expect(reports.filter(({ outcome }) => outcome === 'badInput')).toHaveLength(1);
  expect(sound!.status === 'failed' ? sound!.error : 'done').toMatch(/done|2024-01-10\.tif/);
  expect((await outcomeOf(stage.db))['chunks']).toEqual([]);
});

test('a run whose files are away for a while is done when they are back', async () => {
  const ids = await stage.monitor(2);
  const away = failing(2, 5, () => new UnavailableError('the archive does not answer', 'rasters'));
  const reports: JobReport[] = [];
  stage.work({ engine: away, onJob: (report) => reports.push(report) });
  expect(await finishedRuns(stage.db, ids)).toMatchObject([{ status: 'done', error: null, alertCount: 2 }]);
  expect(reports.filter(({ outcome }) => outcome === 'unavailable')).toHaveLength(2);
});

test('a run that meets a defect is tried three times, and fails loudly with nothing half stored', async () => {
  const ids = await stage.monitor(2);
  const reports: JobReport[] = [];
  const defect = failing(Infinity, 5, () => new TypeError('x is not a function'));
  stage.work({ engine: defect, onJob: (report) => reports.push(report) });
  const runs = await finishedRuns(stage.db, ids);
  expect(runs).toMatchObject([{ status: 'failed', error: 'internal error: x is not a function' }]);
  expect(reports.filter(({ outcome }) => outcome === 'defect')).toHaveLength(3);
  expect(await outcomeOf(stage.db)).toMatchObject({ patches: [], alerts: [], chunks: [], waiting: [] });
  expect((await listAlerts(stage.db, EVERYWHERE)).numberMatched).toBe(0);
});

test('a failed run that is asked for again starts anew, and is done', async () => {
  const [id] = await stage.monitor(2);
  const defect = failing(3, 5, () => new TypeError('x is not a function'));
  stage.work({ engine: defect });
  expect(await finishedRuns(stage.db, [id!])).toMatchObject([{ status: 'failed' }]);
  expect(await stage.monitor(2)).toEqual([id]);
  expect(await finishedRuns(stage.db, [id!])).toMatchObject([{ status: 'done', error: null, alertCount: 2 }]);
  await until('an empty queue', async () => {
    const { waiting, active, delayed, waitingForChunks } = sumByState(await readQueueStatus(stage.services.redisUrl));
    return waiting + active + delayed + waitingForChunks === 0;
  });
});

test('a worker that ends in the middle of a job that takes too long leaves it to another', async () => {
  const ids = await stage.monitor(2);
  let hang = (): void => {};
  const hanging = new Promise<void>((resolve) => (hang = resolve));
  const first = stage.work({
    engine: {
      ...engine,
      chunk: () => {
        hang();
        return new Promise(() => {});
      },
    },
  });
  await hanging;
  await first.close(100);
  stage.work({ engine });
  expect(await finishedRuns(stage.db, ids)).toMatchObject([{ status: 'done', error: null, alertCount: 2 }]);
});

test('a run over which worker after worker died is given up, saying so', async () => {
  const [runId] = await stage.monitor(2);
  const queue = openRunQueue(stage.redis);
  await queue.deliver({ topic: 'planRun', payload: { runId: runId! } });
  await queue.close();
  // What the queue notes once a job was lost too often.
  await stage.redis.hset(`planwatch:planRun:planRun-${runId}`, 'defa', 'job stalled more than allowable limit');
  stage.work({ engine });
  const [run] = await finishedRuns(stage.db, [runId!]);
  expect(run).toMatchObject({ status: 'failed', alertCount: null });
  expect(run!.error).toBe(`internal error: 10 worker processes ended while they worked on planRun-${runId}`);
});
