import { describe, expect, test } from '@jest/globals';
import { epochsOf, stepForward } from '../../../viewer/state/epochs.js';

const scene = (id: string, day: string, clearShare = 1, sensor: 'optical' | 'sar' = 'optical') => ({
  id,
  acquiredAt: `${day}T02:30:00.000Z`,
  clearShare,
  sensor,
});
const SCENES = [
  scene('c', '2024-03-01', 0.2),
  scene('a', '2024-01-01'),
  scene('s', '2024-01-15', 1, 'sar'),
  scene('b', '2024-01-01'),
];

describe('the line of time', () => {
  test('holds the looks of the shown kind in order, two of one day beside each other', () => {
    const epochs = epochsOf(SCENES, { beforeId: 'a', afterId: 'c' });
    expect(epochs.map(({ scene: { id }, isClear }) => [id, isClear])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
    // 2024-01-01 is day 19723.
    expect(epochs.map(({ place }) => place)).toEqual([19_723, 19_724, 19_723 + 60]);
    expect(epochsOf(SCENES, { beforeId: null, afterId: 's' }).map(({ scene: { id } }) => id)).toEqual(['s']);
  });

  test('moves both dates a look on, and stops at the end', () => {
    const epochs = epochsOf(SCENES, { beforeId: 'a', afterId: 'b' });
    expect(stepForward(epochs, { beforeId: 'a', afterId: 'b' })).toEqual({ beforeId: 'b', afterId: 'c' });
    expect(stepForward(epochs, { beforeId: 'b', afterId: 'c' })).toBeNull();
  });
});
