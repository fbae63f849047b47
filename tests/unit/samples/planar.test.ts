import { describe, expect, test } from '@jest/globals';
import {
  areaOf,
  clipHalfPlane,
  clipRectangle,
  contains,
  direction,
  distanceBetween,
  insetConvex,
  length,
  orientedRectangle,
  type Ring,
} from '#samples/planar.js';

const SQUARE: Ring = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];

describe('planar geometry', () => {
  test('a square of 10 m cut at x = 4 leaves 40 m² below and 60 m² above', () => {
    expect(areaOf(clipHalfPlane(SQUARE, [1, 0], 4))).toBeCloseTo(40, 9);
    expect(areaOf(clipHalfPlane(SQUARE, [-1, 0], -4))).toBeCloseTo(60, 9);
  });

  test('a cut that misses the ring leaves all or nothing', () => {
    expect(clipHalfPlane(SQUARE, [1, 0], 11)).toEqual(SQUARE);
    expect(clipHalfPlane(SQUARE, [1, 0], -1)).toEqual([]);
  });

  test('a square of 10 m moved in by 2 m has 36 m², in either direction of its corners', () => {
    expect(areaOf(insetConvex(SQUARE, 2))).toBeCloseTo(36, 9);
    expect(areaOf(insetConvex(SQUARE.toReversed(), 2))).toBeCloseTo(36, 9);
  });

  test('nothing is left of a square of 10 m moved in by 6 m', () => {
    expect(insetConvex(SQUARE, 6)).toEqual([]);
  });

  test('a rectangle on the diagonal has its sides', () => {
    const half = Math.SQRT1_2;
    const ring = orientedRectangle([0, 0], [half, half], 5, 2);
    expect(areaOf(ring)).toBeCloseTo(40, 9);
    expect(contains(ring, [3, 3])).toBe(true);
    expect(contains(ring, [3, -3])).toBe(false);
  });

  test('two squares 3 m apart are 3 m apart, overlapping ones 0', () => {
    const shifted = (dx: number): Ring => SQUARE.map(([x, y]) => [x + dx, y + 1]);
    expect(distanceBetween(SQUARE, shifted(13))).toBeCloseTo(3, 9);
    expect(distanceBetween(SQUARE, shifted(5))).toBe(0);
  });

  test('a ring reaching beyond a rectangle is cut to it', () => {
    expect(areaOf(clipRectangle(SQUARE, 2, 3, 30, 8))).toBeCloseTo(40, 9);
  });

  test('directions are unit vectors all the way round, in order', () => {
    const turns = Array.from({ length: 64 }, (_, i) => direction(i / 64));
    for (const vector of turns) expect(length(vector)).toBeCloseTo(1, 12);
    const angles = turns.map(([x, y]) => (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI));
    expect(angles).toEqual(angles.toSorted((a, b) => a - b));
  });
});
