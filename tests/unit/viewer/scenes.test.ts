import { describe, expect, test } from '@jest/globals';
import { bandsToShow, combinationsFor } from '../../../viewer/state/bandCombination.js';
import { nativeZoom } from '../../../viewer/state/nativeZoom.js';
import { inTimeOrder, isReversed, openingPair, type DatedScene } from '../../../viewer/state/scenePair.js';

const scene = (id: string, day: string, clearShare = 1, sensor: DatedScene['sensor'] = 'optical'): DatedScene => ({
  id,
  acquiredAt: `${day}T02:00:00.000Z`,
  sensor,
  clearShare,
});

describe('the pair the map opens with', () => {
  const scenes = [scene('may', '2024-05-01'), scene('march', '2024-03-01'), scene('april', '2024-04-01', 0.4)];

  test('is what the newest finished run compared', () => {
    const run = { beforeSceneIds: ['march', 'april'], afterSceneId: 'april', createdAt: '2024-06-01T00:00:00Z' };
    const runs = [
      { ...run, status: 'done' as const },
      { ...run, afterSceneId: 'may', status: 'done' as const, createdAt: '2024-05-02T00:00:00Z' },
      { ...run, afterSceneId: 'may', status: 'failed' as const, createdAt: '2024-07-01T00:00:00Z' },
    ];
    expect(openingPair(scenes, runs)).toEqual({ beforeId: 'march', afterId: 'april' });
  });

  test('passes over runs whose scenes are gone', () => {
    const run = { beforeSceneIds: ['gone'], afterSceneId: 'may', createdAt: '2024-06-01T00:00:00Z', status: 'done' };
    expect(openingPair(scenes, [{ ...run, status: 'done' }])).toEqual({ beforeId: 'march', afterId: 'may' });
  });

  test('is without runs the two latest clear dates of the commonest sensor', () => {
    const withTown = [...scenes, scene('town', '2024-06-01', 1, 'rgb')];
    expect(openingPair(withTown, [])).toEqual({ beforeId: 'march', afterId: 'may' });
  });

  test('takes cloudy dates where there are not two clear ones', () => {
    const cloudy = [scene('a', '2024-01-01', 0.2), scene('b', '2024-02-01', 0.3)];
    expect(openingPair(cloudy, [])).toEqual({ beforeId: 'a', afterId: 'b' });
  });

  test('is half empty with one scene and empty with none', () => {
    expect(openingPair([scene('only', '2024-01-01')], [])).toEqual({ beforeId: null, afterId: 'only' });
    expect(openingPair([], [])).toEqual({ beforeId: null, afterId: null });
  });
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
