import { expect, test } from '@jest/globals';
import type { Scene } from '#domain/scene.js';
import { comparisons } from '#worker/monitoringRuns.js';
import { sceneOf } from '../../integration/store/examples.js';

const scene = (id: string, day: string, change: Partial<Scene> = {}): Scene => ({
  ...sceneOf(id, `${day}T02:30:00.000Z`),
  id,
  ...change,
});
const named = (scenes: readonly Scene[]) =>
  comparisons(scenes).map(({ before, after }) => `${after.id}: ${before.map(({ id }) => id).join(' ')}`);

test('each scene is compared with the one before it, and earlier ones fill in, newest first', () => {
  const months = ['1', '2', '3', '4', '5', '6'].map((month) => scene(month, `2024-0${month}-01`));
  expect(named(months)).toEqual(['2: 1', '3: 2 1', '4: 3 2 1', '5: 4 3 2 1', '6: 5 4 3 2']);
});

test('only scenes of one sensor and resolution, at different times, are compared', () => {
  const scenes = [
    scene('coarse', '2024-01-01'),
    scene('fine', '2024-01-02', { gsdMetres: 1, sensor: 'rgb' }),
    scene('coarse again', '2024-02-01'),
    scene('same moment', '2024-02-01'),
    scene('finer', '2024-03-01', { gsdMetres: 1, sensor: 'rgb' }),
    scene('half', '2024-04-01', { gsdMetres: 5 }),
  ];
  expect(named(scenes)).toEqual(['coarse again: coarse', 'same moment: coarse', 'finer: fine']);
});

test('a single scene is compared with nothing', () => {
  expect(named([scene('1', '2024-01-01')])).toEqual([]);
  expect(named([])).toEqual([]);
});
