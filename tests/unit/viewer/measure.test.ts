import { expect, test } from '@jest/globals';
import { areaOfRing, lengthM, lengthText } from '../../../viewer/state/measure.js';

test('a degree of the equator is a / 360 of its circumference; a line may bend and does not close', () => {
  const degree = (2 * Math.PI * 6_378_137) / 360;
  expect(
    lengthM([
      [100, 0],
      [101, 0],
    ]),
  ).toBeCloseTo(degree, 6);
  expect(
    lengthM([
      [100, 0],
      [101, 0],
      [100, 0],
    ]),
  ).toBeCloseTo(2 * degree, 6);
  expect(lengthM([[100, 0]])).toBe(0);
});

test('a quarter of the northern hemisphere has an eighth of the ellipsoid’s surface, whichever way round', () => {
  // Surface of the GRS 80 ellipsoid (Moritz 2000): that of a sphere of radius 6,371,007.1810 m.
  const surface = 4 * Math.PI * 6_371_007.181 ** 2;
  const octant = [
    [0, 0],
    [90, 0],
    [0, 90],
  ] as const;
  expect(areaOfRing(octant).areaM2 / (surface / 8)).toBeCloseTo(1, 9);
  expect(areaOfRing([...octant].toReversed()).areaM2).toBeCloseTo(areaOfRing(octant).areaM2, 0);
  expect(areaOfRing(octant.slice(0, 2)).areaM2).toBe(0);
});

test('lengths are said in metres, then in kilometres', () => {
  expect([12.345, 345.6, 12_345].map((metres) => lengthText(metres, 'en'))).toEqual(['12.3 m', '346 m', '12.35 km']);
});
