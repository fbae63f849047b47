import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { scenesOfAlert } from '#api/alertScenes.js';
import type { Run } from '#domain/run.js';
import { SERIES_MONITOR_DEFAULTS, type SeriesMonitor } from '#domain/seriesMonitor.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { footprintWgs84 } from '#store/rasters/index.js';
import { OPERATOR } from '#store/operator.js';
import { loadPatchesWhere } from '#store/patches.js';
import { listRuns } from '#store/runs.js';
import { saveSeriesMonitor } from '#store/seriesMonitors.js';
import { saveWatchArea } from '#store/watchAreas.js';
import { checkSchedules } from '#worker/jobs/checkSchedules.js';
import { readQueueStatus, sumByState } from '#worker/queue/queueStatus.js';
import { tinySeries } from '../../support/tinySeries.js';
import { EVERYWHERE } from '../store/examples.js';
import { openStage, type Stage } from './stage.js';
import { until } from './waiting.js';

jest.setTimeout(300_000);

/** Several blocks of a series; the building stands across their seams. */
const SERIES = tinySeries({ width: 272, height: 40, looks: 40, at: { x: 250, y: 15 } });
const { days, building } = SERIES;
const HISTORY_LOOKS = 31;
const BUILT_FROM = days.indexOf(building.since);

const MONITOR: SeriesMonitor = {
  ...SERIES_MONITOR_DEFAULTS,
  method: 'cusum',
  value: 'swir1',
  order: 1,
  historyEnd: days[HISTORY_LOOKS - 1]!,
};

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function watch(monitor: SeriesMonitor = MONITOR): Promise<string> {
  const { watchArea } = await saveWatchArea(stage.db, {
    name: 'fields',
    adminCode: '330110',
    recipe: 'newConstruction',
    ruleSet: DEFAULT_RULE_SET.id,
    geometry: footprintWgs84(SERIES.grid),
  });
  await saveSeriesMonitor(stage.db, OPERATOR, watchArea.id, monitor);
  return watchArea.id;
}

async function plant(from: number, to: number, version = 0): Promise<void> {
  for (let look = from; look < to; look++)
    await SERIES.plant(stage.db, stage.services.config.dataDir, look, { version });
}

/** Waits until nothing is to be done any more; the runs, oldest first. */
async function settled(): Promise<readonly Run[]> {
  return until('the work to be done', async () => {
    const { rows } = await sql`SELECT FROM outbox WHERE dispatched_at IS NULL`.execute(stage.db);
    const runs = (await listRuns(stage.db, EVERYWHERE, { limit: 100 })).items.toReversed();
    const isEnded = runs.length > 0 && runs.every(({ status }) => status === 'done' || status === 'failed');
    return rows.length === 0 && isEnded && (await isQueueEmpty()) && runs;
  });
}

async function isQueueEmpty(): Promise<boolean> {
  const { waiting, active, waitingForChunks } = sumByState(await readQueueStatus(stage.services.redisUrl));
  return waiting + active + waitingForChunks === 0;
}

interface FoundPatch {
  readonly id: string;
  readonly outline: string;
  readonly onset_from: string;
  readonly onset_to: string;
  readonly from_class: string;
  readonly to_class: string;
  readonly area_m2: number;
}

async function patches(): Promise<readonly FoundPatch[]> {
  const { rows } = await sql<FoundPatch>`SELECT id, ST_AsText(geometry, 9) AS outline, onset_from, onset_to, from_class,
    to_class, area_m2 FROM patches ORDER BY outline`.execute(stage.db);
  return rows;
}

const alerts = async (): Promise<number> =>
  (await sql<{ count: number }>`SELECT count(*)::int AS count FROM alerts`.execute(stage.db)).rows[0]!.count;

test('each look that comes is taken in by itself; a break is reported once, whatever comes after', async () => {
  const areaId = await watch();
  await plant(0, HISTORY_LOOKS);
  stage.work();
  const [first, ...none] = await settled();
  expect(none).toEqual([]);
  expect(first).toMatchObject({ kind: 'series', status: 'done', patchCount: 0 });
  expect(first!.chunksTotal).toBeGreaterThan(1);
  expect(first!.series).toMatchObject({ lookCount: HISTORY_LOOKS, refitBecause: 'first run' });

  for (let look = HISTORY_LOOKS; look < days.length; look++) {
    await plant(look, look + 1);
    await settled();
  }
  const runs = await settled();
  expect(runs.map(({ series, error }) => [series?.lookCount, error])).toEqual(
    days.slice(HISTORY_LOOKS - 1).map((_, i) => [HISTORY_LOOKS + i, null]),
  );
  // Nothing could be judged by the history alone; once something was, no look costs more than itself.
  expect(runs.slice(2).map(({ series }) => series?.refitBecause)).toEqual(runs.slice(2).map(() => null));
  const found = await patches();
  const [largest] = found.toSorted((a, b) => b.area_m2 - a.area_m2);
  expect(found.reduce((sum, { area_m2 }) => sum + area_m2, 0) / (building.width * building.height * 100)).toBeCloseTo(
    1,
    1,
  );
  expect([largest!.onset_from < building.since, largest!.onset_to >= building.since]).toEqual([true, true]);
  expect(days.indexOf(largest!.onset_to) - BUILT_FROM).toBeLessThanOrEqual(1);
  expect(largest).toMatchObject({ from_class: 'grass', to_class: 'builtUp' });
  expect(await alerts()).toBeGreaterThan(0);
  // The alert shows the looks of its onset, not the last ones of the run.
  const shown = await loadPatchesWhere(stage.db, sql<boolean>`patches.id = ${largest!.id}`);
  const { before, after } = await scenesOfAlert(stage.db, OPERATOR, shown);
  expect([before, after].map((scene) => scene?.acquiredAt.slice(0, 10))).toEqual([
    largest!.onset_from,
    largest!.onset_to,
  ]);
  // The state of the last run alone is kept.
  expect(readdirSync(join(stage.services.config.dataDir, 'series', areaId))).toEqual([runs.at(-1)!.id]);

  // A replaced look is gone through again from the stored scenes; nobody is told twice.
  const told = await alerts();
  await plant(20, 21, 1);
  const again = (await settled()).at(-1)!;
  expect(again).toMatchObject({ patchCount: 0, alertCount: 0, error: null });
  expect(again.series).toMatchObject({ lookCount: days.length, newLookCount: 1 });
  expect(again.series!.refitBecause).toMatch(new RegExp(`the look of ${days[20]} was replaced`));
  expect([await alerts(), await patches()]).toEqual([told, found]);
});

test('a worker that is killed over and over changes nothing about what comes of it', async () => {
  await watch();
  await plant(0, days.length);
  const kills = [1, 3];
  for (const chunks of kills) {
    const worker = stage.workApart();
    await until(
      'some chunks',
      async () =>
        worker.reports.filter(({ name }) => name === 'sceneToChange').length >= chunks ||
        (await listRuns(stage.db, EVERYWHERE)).items.some(({ status }) => status === 'done'),
    );
    await worker.kill();
  }
  stage.work();
  const runs = await settled();
  expect(runs.map(({ status, patchCount }) => [status, patchCount! > 0])).toEqual([['done', true]]);
  const interrupted = await patches();
  await stage.close();

  stage = await openStage();
  await watch();
  await plant(0, days.length);
  stage.work();
  await settled();
  expect((await patches()).map(({ id: _id, ...patch }) => patch)).toEqual(
    interrupted.map(({ id: _id, ...patch }) => patch),
  );
  expect(existsSync(join(stage.services.config.dataDir, 'series'))).toBe(true);
});

test('a run that fails says why, tells nobody half of it, and is tried again', async () => {
  const areaId = await watch();
  await plant(0, days.length);
  const broken = `series-scenes/${days[5]}-0.tif`;
  await sql`UPDATE scenes SET asset = jsonb_set(asset, '{path}', '"series-scenes/gone.tif"')
    WHERE asset ->> 'path' = ${broken}`.execute(stage.db);
  stage.work();
  const [failed] = await settled();
  expect(failed).toMatchObject({ kind: 'series', status: 'failed', patchCount: null });
  expect(failed!.error).toMatch(/gone\.tif/);
  await sql`UPDATE scenes SET asset = jsonb_set(asset, '{path}', ${JSON.stringify(broken)}::jsonb)
    WHERE asset ->> 'path' = 'series-scenes/gone.tif'`.execute(stage.db);
  await sql`INSERT INTO outbox (topic, payload) VALUES ('monitorWatchArea',
    ${JSON.stringify({ watchAreaId: areaId, cause: 'again', isRetry: true })}::jsonb)`.execute(stage.db);
  const done = await until('another try', async () => {
    const [run] = await settled();
    return run!.status === 'done' && run;
  });
  expect(done).toMatchObject({ id: failed!.id, error: null });
  expect((await patches()).length).toBeGreaterThan(0);
});

test('a time without a clear look is noted and told once, and its end too; nothing happens twice', async () => {
  const areaId = await watch();
  await plant(0, 3);
  const gapsAndEvents = async () => {
    const gaps = await sql`SELECT since, ended_on FROM watch_gaps ORDER BY since`.execute(stage.db);
    const events = await sql`SELECT data FROM events WHERE name = 'watchGap' ORDER BY id`.execute(stage.db);
    return { gaps: gaps.rows, events: events.rows.map((row) => (row as { data: object }).data) };
  };
  const check = (days: number): Promise<void> =>
    checkSchedules(stage, new Date(Date.parse(SERIES.days[2]!) + days * 86_400_000).toISOString());
  await check(60);
  expect(await gapsAndEvents()).toEqual({ gaps: [], events: [] });
  await check(61);
  await check(70);
  const since = days[2]!;
  const open = { watchAreaId: areaId, since, endedOn: null };
  expect(await gapsAndEvents()).toEqual({ gaps: [{ since, ended_on: null }], events: [open] });
  await plant(9, 10);
  await check(80);
  await check(90);
  expect(await gapsAndEvents()).toEqual({
    gaps: [{ since, ended_on: days[9] }],
    events: [open, { ...open, endedOn: days[9] }],
  });
});
