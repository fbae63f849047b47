import { describe, expect, test } from '@jest/globals';
import type { SettledPlan } from '#pipelines/series-to-change/processPlan.js';
import { changeOfLooks } from '#worker/compute/series/lookChanges.js';

const SETTLED = { design: {}, historyEndDay: 200, roomFor: 6 } as unknown as SettledPlan;
const GRID = { width: 2, height: 2, originX: 0, originY: 0, pixelWidth: 10, pixelHeight: 10, epsg: 4549 };
const standing = (looks: Readonly<Record<string, number>>, key = 'cusum') => ({
  key,
  grid: GRID,
  blocks: [{ x: 0, y: 0, width: 2, height: 2 }],
  seen: Object.entries(looks).map(([sceneId, day]) => ({ sceneId, day })),
});
const BEFORE = standing({ a: 100, b: 150, c: 210, d: 220 });

describe('what a series has become since the last run', () => {
  test('looks after all that was seen are taken in, one that came late is gone through where it was clear', () => {
    expect(changeOfLooks(BEFORE, SETTLED, standing({ a: 100, b: 150, c: 210, x: 215, d: 220, e: 230 }))).toEqual({
      kind: 'continue',
      looks: { newDates: [5], lateDates: [3] },
      newLookCount: 2,
    });
  });

  test('nothing new is continued with nothing', () => {
    expect(changeOfLooks(BEFORE, SETTLED, BEFORE)).toMatchObject({ looks: { newDates: [], lateDates: [] } });
  });

  test.each([
    [
      'a look into the history',
      standing({ a: 100, x: 120, b: 150, c: 210, d: 220 }),
      /^the look of 0001-04-30 came late/,
    ],
    [
      'a replaced look',
      standing({ a: 100, y: 150, c: 210, d: 220 }),
      /^the look of 0001-05-30 was replaced or is gone/,
    ],
    ['another monitor', standing({ a: 100, b: 150, c: 210, d: 220 }, 'mosum'), /monitor was set otherwise/],
    ['no room', standing({ a: 100, b: 150, c: 210, d: 220, e: 1, f: 2, g: 3 }), /no room/],
    ['another grid', { ...BEFORE, grid: { ...GRID, width: 3 } }, /grid of the scenes changed/],
  ])('%s makes a refit, and says why', (_what, now, because) => {
    expect(changeOfLooks(BEFORE, SETTLED, now)).toMatchObject({
      kind: 'anew',
      because: expect.stringMatching(because),
    });
  });

  test('a look that fell out at the old end of a long series makes none', () => {
    expect(changeOfLooks(BEFORE, SETTLED, standing({ b: 150, c: 210, d: 220, e: 230 }))).toMatchObject({
      kind: 'continue',
      looks: { newDates: [3], lateDates: [] },
    });
  });

  test('a first run, and a state that could judge nothing', () => {
    expect(changeOfLooks(null, null, BEFORE)).toMatchObject({ kind: 'anew', because: 'first run', newLookCount: 4 });
    expect(changeOfLooks(BEFORE, null, BEFORE)).toMatchObject({ kind: 'anew' });
  });
});
