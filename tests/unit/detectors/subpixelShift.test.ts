import { describe, expect, test } from '@jest/globals';
import { commonShift, leastSignificance } from '#pipelines/kernels/subpixelShift.js';

const SIZE = 32;

/** Waves of random direction, evaluated wherever asked: shifts by any fraction are exact. */
function texture(seed: number): (x: number, y: number) => number {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const parts = Array.from({ length: 140 }, () => {
    const angle = 2 * Math.PI * next();
    const frequency = 0.03 + 0.22 * next();
    return [frequency * Math.cos(angle), frequency * Math.sin(angle), 2 * Math.PI * next()] as const;
  });
  return (x, y) => parts.reduce((sum, [u, v, phase]) => sum + Math.cos(2 * Math.PI * (u * x + v * y) + phase), 0);
}

const blockOf = (picture: (x: number, y: number) => number, dx = 0, dy = 0): Float32Array =>
  Float32Array.from({ length: SIZE * SIZE }, (_, i) => picture((i % SIZE) - dx, Math.floor(i / SIZE) - dy));

describe('the common shift of blocks', () => {
  test.each([
    [0, 0],
    [0.37, -0.81],
    [2.6, 1.15],
    [-5.25, 4.5],
  ])('%d, %d is found to a tenth of a pixel although every third block shows something else', (dx, dy) => {
    const pairs = Array.from({ length: 8 }, (_, i) => ({
      before: blockOf(texture(i + 1)),
      after: i % 3 !== 0 ? blockOf(texture(i + 1), dx, dy) : blockOf(texture(i + 100)),
    }));
    const found = commonShift(pairs, SIZE, 8)!;
    expect(Math.abs(found.x - dx)).toBeLessThan(0.1);
    expect(Math.abs(found.y - dy)).toBeLessThan(0.1);
    expect(found.significance).toBeGreaterThan(leastSignificance(8));
    expect(found.blocks).toBe(8);
  });

  test('of unrelated pictures is not significant', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const pairs = [{ before: blockOf(texture(seed)), after: blockOf(texture(seed + 50)) }];
      expect(commonShift(pairs, SIZE, 8)!.significance).toBeLessThan(leastSignificance(8));
    }
  });

  test('lies within the reach', () => {
    const pairs = [{ before: blockOf(texture(4)), after: blockOf(texture(4), 6, 0) }];
    const found = commonShift(pairs, SIZE, 3)!;
    expect(Math.abs(found.x)).toBeLessThanOrEqual(4.2);
  });

  test('blocks without texture say nothing', () => {
    const flat = new Float32Array(SIZE * SIZE).fill(3);
    expect(commonShift([{ before: flat, after: blockOf(texture(1)) }], SIZE, 8)).toBeNull();
    expect(commonShift([], SIZE, 8)).toBeNull();
    const pairs = [
      { before: flat, after: flat },
      { before: blockOf(texture(2)), after: blockOf(texture(2), 1, 0) },
    ];
    expect(commonShift(pairs, SIZE, 8)!.blocks).toBe(1);
  });
});
