import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { listRuns } from '#store/runs.js';
import { createAreaWatch } from '#worker/compute/series/areaWatch.js';
import { createChangeEngine } from '#worker/compute/engine.js';
import { changeToPatches } from '#worker/jobs/changeToPatches.js';
import { patchesToAlerts } from '#worker/jobs/patchesToAlerts.js';
import { createPlanCache } from '#worker/jobs/planCache.js';
import { planRun } from '#worker/jobs/planRun.js';
import { createProgressNotes } from '#worker/jobs/progressNotes.js';
import { sceneToChange } from '#worker/jobs/sceneToChange.js';
import { sql } from 'kysely';
import { EVERYWHERE } from '../store/examples.js';
import { outcomeOf } from './outcome.js';
import { CHUNK_SIZE, openStage, type Stage } from './stage.js';
import { finishedRuns, until } from './waiting.js';

jest.setTimeout(300_000);

/** What one worker leaves behind that nobody disturbs. Ids follow from the input, so every other way must equal it. */
let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;
const stages: Stage[] = [];

async function stageOf(): Promise<Stage> {
  const stage = await openStage();
  stages.push(stage);
  return stage;
}

beforeAll(async () => {
  const stage = await stageOf();
  const ids = await stage.monitor();
  stage.work();
  await finishedRuns(stage.db, ids);
  undisturbed = await outcomeOf(stage.db);
  await closeStages();
}, 240_000);
afterEach(closeStages);
afterAll(closeStages);

async function closeStages(): Promise<void> {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
}

/** Waits until some, but not all, chunks of a run are done. */
async function midRun(stage: Stage): Promise<void> {
  await until('a run in the middle of its chunks', async () => {
    const { items } = await listRuns(stage.db, EVERYWHERE);
    return items.some(({ status, chunksDone }) => status === 'detecting' && chunksDone >= 2 && chunksDone <= 12);
  });
}

test('an undisturbed worker leaves alerts, and no work', () => {
  expect(undisturbed['alerts']).toHaveLength(3);
  expect(undisturbed['chunks']).toEqual([]);
  expect(undisturbed['waiting']).toEqual([]);
});

test('two worker processes leave the same as one, bit for bit, and share the work', async () => {
  const stage = await stageOf();
  const workers = [stage.workApart(), stage.workApart()];
  const ids = await stage.monitor();
  await finishedRuns(stage.db, ids);
  expect(await outcomeOf(stage.db)).toEqual(undisturbed);
  const chunks = workers.map(({ reports }) => reports.filter(({ name }) => name === 'sceneToChange').length);
  expect(Math.min(...chunks)).toBeGreaterThan(0);
});

test('a worker process killed in the middle of a run loses and doubles nothing', async () => {
  const stage = await stageOf();
  const first = stage.workApart();
  const ids = await stage.monitor();
  await midRun(stage);
  await first.kill();
  const { items } = await listRuns(stage.db, EVERYWHERE);
  expect(items.some(({ status }) => status !== 'done')).toBe(true);
  stage.workApart();
  await finishedRuns(stage.db, ids);
  expect(await outcomeOf(stage.db)).toEqual(undisturbed);
});

test('work that Redis lost is asked for again', async () => {
  const stage = await stageOf();
  const first = stage.work();
  const ids = await stage.monitor();
  await midRun(stage);
  await first.close();
  await stage.redis.flushdb();
  stage.work();
  await finishedRuns(stage.db, ids);
  expect(await outcomeOf(stage.db)).toEqual(undisturbed);
});

test('every job done twice leaves the same as done once', async () => {
  const stage = await stageOf();
  const ids = await stage.monitor();
  const engine = createChangeEngine({ threads: 1 });
  const { db } = stage;
  const need = {
    db,
    engine,
    series: createAreaWatch({ threads: 0, rasterRoot: stage.services.config.dataDir }),
    rasterRoot: stage.services.config.dataDir,
    chunkSize: CHUNK_SIZE,
    plans: createPlanCache(db),
    progress: createProgressNotes(db),
  };
  const twice = async (job: () => Promise<void>): Promise<void> => {
    await job();
    await job();
  };
  for (const runId of ids.toReversed()) {
    await twice(() => planRun(need, { runId }));
    for (let chunk = 0; chunk < 16; chunk++) await twice(() => sceneToChange(need, { runId, chunk }));
    await twice(() => changeToPatches(need, { runId }));
  }
  // The last run comes first, and must wait for its turn.
  for (const runId of ids.toReversed()) await twice(() => patchesToAlerts(need, { runId }));
  for (const runId of ids) await twice(() => patchesToAlerts(need, { runId }));
  await engine.close();
  await sql`UPDATE outbox SET dispatched_at = now()`.execute(db);
  expect(await outcomeOf(db)).toEqual(undisturbed);
});
