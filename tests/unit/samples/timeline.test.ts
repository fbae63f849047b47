import { describe, expect, test } from '@jest/globals';
import { createTimeline, LONGEST_BUILD, unitOn } from '#samples/events/timeline.js';
import { createRandom } from '#samples/random.js';

const DAYS = Array.from({ length: 13 }, (_, i) => 75 + i * 30);
const seeds = Array.from({ length: 20 }, (_, i) => i);

describe('timelines', () => {
  test.each(seeds)('building %i goes from works to roofs, and is done by the last look', (seed) => {
    const timeline = createTimeline(createRandom(seed), DAYS, 'building', 4);
    const kinds = DAYS.map((day) => unitOn(timeline.stages.yard, day)?.kind ?? null);
    expect(kinds.slice(0, 4)).toEqual([null, null, null, null]);
    const order = ['bareSoil', 'earthworks', 'pavement'];
    const seen = kinds.slice(4).map((kind) => order.indexOf(kind!));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen[LONGEST_BUILD]).toBe(2);
    expect(DAYS.indexOf(timeline.visibleFrom)).toBe(kinds.indexOf('earthworks'));
    expect(timeline.completedOn).toBeGreaterThan(timeline.visibleFrom);
  });

  test('work begins between two looks, days away from both', () => {
    for (const seed of seeds) {
      const { startedOn } = createTimeline(createRandom(seed), DAYS, 'works', 5);
      expect(startedOn - DAYS[4]!).toBeGreaterThan(5);
      expect(DAYS[5]! - startedOn).toBeGreaterThan(5);
    }
  });

  test('a flood leaves mud for one look and then the field', () => {
    const { stages } = createTimeline(createRandom(1), DAYS, 'flood', 4);
    expect(DAYS.slice(3, 8).map((day) => unitOn(stages.yard, day)?.kind ?? null)).toEqual([
      null,
      'flooded',
      'mud',
      null,
      null,
    ]);
  });
});
