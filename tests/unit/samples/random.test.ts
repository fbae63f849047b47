import { describe, expect, test } from '@jest/globals';
import { createRandom, hashText } from '#samples/random.js';

describe('random', () => {
  test('gives the numbers of an independent sfc32', () => {
    // Python with masked 32-bit integers: seeds FNV-1a + murmur3 finaliser of 'a42', 'b42', 'c42', counter 1, 12 dropped.
    const random = createRandom(42);
    expect([random.next(), random.next(), random.next()].map((value) => value * 2 ** 32)).toEqual([
      3864928641, 897738069, 382901116,
    ]);
    expect(hashText('planwatch')).toBe(2022587645);
  });

  test('a fork does not depend on what its parent has drawn', () => {
    const fresh = createRandom(7);
    const used = createRandom(7);
    for (let i = 0; i < 100; i++) used.next();
    expect(used.fork('river').next()).toBe(fresh.fork('river').next());
  });

  test('forks of different names differ', () => {
    const random = createRandom(7);
    expect(random.fork('river').next()).not.toBe(random.fork('town').next());
  });

  test('normal numbers have mean 0 and variance 1', () => {
    const random = createRandom('normal');
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length - mean * mean;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeGreaterThan(0.95);
    expect(variance).toBeLessThan(1.05);
  });
});
