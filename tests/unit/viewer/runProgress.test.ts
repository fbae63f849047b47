import { expect, test } from '@jest/globals';
import { RUN_STATUSES, type RunStatus } from '#domain/run.js';
import { newestRunsFirst } from '../../../viewer/state/runOrder.js';
import { isUnderWay, overallProgress, progressOf, withNews } from '../../../viewer/state/runProgress.js';

const run = (status: RunStatus, chunksDone = 0, chunksTotal: number | null = 16) => ({
  id: 'a',
  status,
  chunksDone,
  chunksTotal,
  alertCount: null,
});

test('progress never goes back on a run’s way from queued to done', () => {
  const way = [
    run('queued', 0, null),
    run('planning', 0, null),
    ...Array.from({ length: 17 }, (_, done) => run('detecting', done)),
    run('joining', 16),
    run('judging', 16),
    run('done', 16),
  ].map(progressOf);
  expect(way).toEqual(way.toSorted((a, b) => a - b));
  expect(way[0]).toBe(0);
  expect(way.at(-1)).toBe(1);
});

test('a run is under way until it is done or has failed', () => {
  expect(RUN_STATUSES.filter(isUnderWay)).toEqual(['queued', 'planning', 'detecting', 'joining', 'judging']);
});

test('a plan without chunks does not divide by nothing', () => {
  expect(progressOf(run('detecting', 0, 0))).toBe(progressOf(run('detecting', 0, null)));
});

test('news changes its run and no other; news of an unknown run changes nothing', () => {
  const runs = [run('detecting', 1), { ...run('queued'), id: 'b' }];
  const news = { id: 'a', status: 'detecting' as const, chunksDone: 7, chunksTotal: 16, alertCount: null };
  expect(withNews(runs, news).map(({ chunksDone }) => chunksDone)).toEqual([7, 0]);
  expect(withNews(runs, { ...news, id: 'z' })).toEqual(runs);
});

test('the whole is the mean of the runs under way, and nothing where none is', () => {
  expect(overallProgress([run('done'), run('failed')])).toBeNull();
  expect(overallProgress([run('done'), run('queued'), run('joining')])).toBeCloseTo(0.425);
});

test('runs made at one time are listed by their imagery, latest first', () => {
  const scenes = [
    { id: 'may', acquiredAt: '2024-05-01T00:00:00Z' },
    { id: 'june', acquiredAt: '2024-06-01T00:00:00Z' },
  ];
  const made = (createdAt: string, afterSceneId: string) => ({ createdAt, afterSceneId });
  const runs = [made('2025-01-01', 'may'), made('2025-01-01', 'june'), made('2025-02-01', 'may')];
  expect(newestRunsFirst(runs, scenes)).toEqual([runs[2], runs[1], runs[0]]);
});
