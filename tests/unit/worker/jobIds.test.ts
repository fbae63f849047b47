import { expect, test } from '@jest/globals';
import { idOf } from '#domain/id.js';
import { jobIdOf } from '#domain/job.js';
import { withoutRoot } from '#worker/jobs/need.js';

test('ids of jobs are what BullMQ takes, and differ by kind, run and chunk', () => {
  const runId = idOf('run', 1);
  const ids = [
    jobIdOf({ name: 'planRun', data: { runId } }),
    jobIdOf({ name: 'changeToPatches', data: { runId } }),
    jobIdOf({ name: 'patchesToAlerts', data: { runId } }),
    jobIdOf({ name: 'sceneToChange', data: { runId, chunk: 0 } }),
    jobIdOf({ name: 'sceneToChange', data: { runId, chunk: 1 } }),
    jobIdOf({ name: 'sceneToChange', data: { runId: idOf('run', 2), chunk: 1 } }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-zA-Z][^:]*$/);
});

test('messages name files as they were registered', () => {
  const message = '/data/scenes/a.tif: truncated; the other, /data/scenes/b.tif, is not';
  expect(withoutRoot(message, '/data')).toBe('scenes/a.tif: truncated; the other, scenes/b.tif, is not');
  expect(withoutRoot('/database is full', '/data')).toBe('/database is full');
});
