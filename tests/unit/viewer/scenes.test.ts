import { describe, expect, test } from '@jest/globals';
import { bandsToShow, combinationsFor } from '../../../viewer/state/bandCombination.js';
import { nativeZoom } from '../../../viewer/state/nativeZoom.js';
import { inTimeOrder, isReversed, openingPair, pairOfOnset, type DatedScene } from '../../../viewer/state/scenePair.js';

const scene = (id: string, day: string, clearShare = 1, sensor: DatedScene['sensor'] = 'optical'): DatedScene => ({
  id,
  acquiredAt: `${day}T02:00:00.000Z`,
  sensor,
  clearShare,
});

describe('the pair the map opens with', () => {
  const monthly = ['2024-02-01', '2024-03-01', '2024-09-01', '2025-02-20', '2025-03-01'].map((day) => scene(day, day));
  const run = (before: string, after: string, status: 'done' | 'failed' = 'done') => ({
    beforeSceneIds: [before],
    afterSceneId: after,
    status,
  });

  test('spans what finished runs compared', () => {
    const runs = [
      run('2024-03-01', '2024-09-01'),
      run('2024-09-01', '2025-02-20'),
      run('2024-02-01', '2025-03-01', 'failed'),
    ];
    expect(openingPair(monthly, runs)).toEqual({ beforeId: '2024-03-01', afterId: '2025-02-20' });
  });

  test('reaches back a year at most, so that both dates are of one season', () => {
    expect(openingPair(monthly, [])).toEqual({ beforeId: '2024-03-01', afterId: '2025-03-01' });
  });

  test('takes the date before where the last year has no other', () => {
    const sparse = [scene('a', '2020-01-01'), scene('b', '2021-01-01'), scene('c', '2024-01-01')];
    expect(openingPair(sparse, [])).toEqual({ beforeId: 'b', afterId: 'c' });
  });

  test('is of the sensor with most scenes', () => {
    const withTown = [...monthly, scene('t1', '2024-05-01', 1, 'rgb'), scene('t2', '2025-05-01', 1, 'rgb')];
    expect(openingPair(withTown, [])).toEqual({ beforeId: '2024-03-01', afterId: '2025-03-01' });
  });

  test('leaves cloudy dates out, but for want of two clear ones', () => {
    const clouded = [scene('a', '2024-01-01', 0.2), scene('b', '2024-02-01', 0.9), scene('c', '2024-03-01', 0.3)];
    expect(openingPair(clouded, [])).toEqual({ beforeId: 'a', afterId: 'c' });
    expect(openingPair([...clouded, scene('d', '2024-04-01')], [])).toEqual({ beforeId: 'b', afterId: 'd' });
  });

  test('is half empty with one scene and empty with none', () => {
    expect(openingPair([scene('only', '2024-01-01')], [])).toEqual({ beforeId: null, afterId: 'only' });
    expect(openingPair([], [])).toEqual({ beforeId: null, afterId: null });
  });
});

test('an onset interval is shown by the scenes of its two days, of one sensor', () => {
  const scenes = [
    scene('a', '2024-01-01'),
    scene('town', '2024-02-01', 1, 'rgb'),
    scene('b', '2024-02-01'),
    scene('c', '2024-03-01'),
  ];
  expect(pairOfOnset(scenes, '2024-01-01', '2024-02-01')).toEqual({ beforeId: 'a', afterId: 'b' });
  expect(pairOfOnset(scenes, '2024-01-15', '2024-02-01')).toBeNull();
});

test('scenes are listed oldest first, and a pair that runs backwards is noticed', () => {
  const scenes = [scene('b', '2024-02-01'), scene('a', '2024-01-01')];
  expect(inTimeOrder(scenes).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(isReversed(scenes, { beforeId: 'b', afterId: 'a' })).toBe(true);
  expect(isReversed(scenes, { beforeId: 'a', afterId: 'b' })).toBe(false);
});

describe('band combinations', () => {
  const rgb = ['red', 'green', 'blue'];
  const all = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];

  test('are offered only where both scenes have the bands', () => {
    expect(combinationsFor([all, all])).toEqual(['trueColour', 'falseColour', 'shortWave']);
    expect(combinationsFor([all, rgb])).toEqual(['trueColour']);
  });

  test('fall back to true colour, then to the first bands there are', () => {
    expect(bandsToShow('shortWave', rgb)).toEqual(['red', 'green', 'blue']);
    expect(bandsToShow('trueColour', ['vv', 'vh'])).toEqual(['vv', 'vh', 'vh']);
  });
});

describe('the native zoom', () => {
  // Web mercator: 156543.034 m per pixel at zoom 0 on the equator, halved by each zoom.
  test('is the first whose pixels are no larger than the scene’s', () => {
    expect(nativeZoom(10, 0, 20)).toBe(14); // 9.55 m at 14, 19.1 m at 13
    expect(nativeZoom(10, 60, 20)).toBe(13); // half the size at 60 degrees
    expect(nativeZoom(1, 30, 20)).toBe(18); // 0.52 m at 18, 1.03 m at 17
  });

  test('ends at the map’s last zoom', () => {
    expect(nativeZoom(0.01, 30, 20)).toBe(20);
  });
});
