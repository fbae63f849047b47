import { describe, expect, test } from '@jest/globals';
import { refinedLeeFilter } from '#pipelines/kernels/refinedLeeFilter.js';
import { estimateLooks, gammaMapFilter, leeFilter, looksOfAmplitude } from '#pipelines/kernels/speckleFilters.js';
import type { MaskedPlane } from '#pipelines/kernels/windowMoments.js';

function planeOf(side: number, valueAt: (x: number, y: number) => number): MaskedPlane {
  return {
    values: Float32Array.from({ length: side * side }, (_, i) => valueAt(i % side, Math.floor(i / side))),
    isSeen: new Uint8Array(side * side).fill(1),
    width: side,
    height: side,
  };
}

/** Gamma distributed speckle of mean 1 with whole looks: the average of exponential numbers, from the seed alone. */
function speckle(seed: number, looks: number): () => number {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Array.from({ length: looks }, () => -Math.log(next())).reduce((sum, v) => sum + v, 0) / looks;
}

const variationOf = (values: ArrayLike<number>): number => {
  const list = Array.from(values);
  const mean = list.reduce((sum, v) => sum + v, 0) / list.length;
  return Math.sqrt(list.reduce((sum, v) => sum + (v - mean) ** 2, 0) / list.length) / mean;
};

/** 3 × 3 pixels: eight of 1 and a middle of 10; mean 2, variance 8, squared variation 2. */
const bright = planeOf(3, (x, y) => (x === 1 && y === 1 ? 10 : 1));

describe("Lee's filter", () => {
  test('mean + W (value - mean), worked out by hand', () => {
    // Cu² = 1/4: W = (1 - (1/4)/2) / (5/4) = 0.7.
    expect(leeFilter(bright, 1, { looks: 4 })[4]).toBeCloseTo(2 + 0.7 * 8, 6);
  });

  test('a window that varies no more than speckle becomes its mean', () => {
    expect(leeFilter(bright, 1, { looks: 0.5 })[4]).toBeCloseTo(2, 6);
  });

  test('unseen pixels neither count nor get a value', () => {
    const hidden = { ...bright, isSeen: Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1) };
    const out = leeFilter(hidden, 1, { looks: 1 });
    expect(out[4]).toBeNaN();
    expect(out[0]).toBe(1);
  });
});

describe('the gamma MAP filter', () => {
  test('solves its quadratic, worked out by hand', () => {
    // Looks 1/1.5: Cu² = 1.5 < Ci² = 2 < 3. alpha = 2.5/0.5 = 5, b = 5 - 2/3 - 1 = 10/3.
    const b = 10 / 3;
    const expected = (b * 2 + Math.sqrt(4 * b * b + 4 * 5 * (2 / 3) * 2 * 10)) / 10;
    expect(gammaMapFilter(bright, 1, { looks: 2 / 3 })[4]).toBeCloseTo(expected, 5);
    // And so it is a root of alpha x² - b mean x - looks mean value = 0.
    expect(5 * expected ** 2 - b * 2 * expected - (2 / 3) * 2 * 10).toBeCloseTo(0, 9);
  });

  test('keeps a point target and averages even ground', () => {
    expect(gammaMapFilter(bright, 1, { looks: 4 })[4]).toBe(10);
    expect(gammaMapFilter(bright, 1, { looks: 0.5 })[4]).toBeCloseTo(2, 6);
  });
});

const FILTERS = [
  ['Lee', (plane: MaskedPlane, looks: number) => leeFilter(plane, 3, { looks })],
  ['gamma MAP', (plane: MaskedPlane, looks: number) => gammaMapFilter(plane, 3, { looks })],
  ['refined Lee', (plane: MaskedPlane, looks: number) => refinedLeeFilter(plane, { looks })],
] as const;

describe.each(FILTERS)('%s', (_, filter) => {
  test('leaves even ground and black ground as they are', () => {
    expect([
      ...new Set(
        filter(
          planeOf(9, () => 42),
          3,
        ),
      ),
    ]).toEqual([42]);
    expect([
      ...new Set(
        filter(
          planeOf(9, () => 0),
          3,
        ),
      ),
    ]).toEqual([0]);
  });

  test('takes most of the speckle off even ground and keeps its mean', () => {
    const draw = speckle(5, 3);
    const plane = planeOf(60, () => 200 * draw());
    const out = filter(plane, 3);
    expect(variationOf(plane.values)).toBeGreaterThan(0.5);
    expect(variationOf(out)).toBeLessThan(0.3);
    const mean = out.reduce((sum, v) => sum + v, 0) / out.length;
    expect(mean / 200).toBeGreaterThan(0.93);
    expect(mean / 200).toBeLessThan(1.07);
  });

  test('multiplies through: twice the input, twice the output', () => {
    const draw = speckle(8, 3);
    const plane = planeOf(20, () => 100 * draw());
    const twice = { ...plane, values: plane.values.map((v) => 2 * v) };
    const out = filter(plane, 3);
    filter(twice, 3).forEach((v, i) => expect(v / out[i]!).toBeCloseTo(2, 5));
  });
});

describe('the refined filter', () => {
  /** Distance of the pixels beside a step from their own side's level. */
  const smear = (out: Float32Array, side: number): number => {
    let sum = 0;
    for (let y = 4; y < side - 4; y++) {
      sum += Math.abs(out[y * side + side / 2 - 1]! - 100) / 100;
      sum += Math.abs(out[y * side + side / 2]! - 1000) / 1000;
    }
    return sum / (2 * (side - 8));
  };

  test('smooths along an edge that the plain one leaves as noisy as it was', () => {
    const draw = speckle(21, 4);
    const plane = planeOf(40, (x) => (x < 20 ? 100 : 1000) * draw());
    const refined = smear(refinedLeeFilter(plane, { looks: 4 }), 40);
    const plain = smear(leeFilter(plane, 3, { looks: 4 }), 40);
    expect(refined).toBeLessThan(0.6 * plain);
  });

  test.each([
    ['to the right', (x: number, _y: number) => x < 4],
    ['downwards', (_x: number, y: number) => y < 4],
    ['along one diagonal', (x: number, y: number) => x + y < 8],
    ['along the other', (x: number, y: number) => x - y < 0],
  ])('keeps a noiseless edge %s as it is', (_, isDark) => {
    const plane = planeOf(9, (x, y) => (isDark(x, y) ? 10 : 90));
    const out = refinedLeeFilter(plane, { looks: 1 });
    for (const [x, y] of [
      [4, 4],
      [3, 4],
      [4, 3],
      [3, 3],
    ] as const) {
      expect(out[y * 9 + x]).toBeCloseTo(plane.values[y * 9 + x]!, 4);
    }
  });
});

describe('looks', () => {
  test.each([1, 4])('of simulated speckle of %d looks are found to a quarter', (looks) => {
    const draw = speckle(3, looks);
    const found = estimateLooks(
      planeOf(120, () => 50 * draw()),
      4,
    )!;
    expect(found / looks).toBeGreaterThan(0.8);
    expect(found / looks).toBeLessThan(1.25);
  });

  test('of a black plane are unknown', () => {
    expect(
      estimateLooks(
        planeOf(9, () => 0),
        1,
      ),
    ).toBeNull();
  });

  test('amplitude of one look varies as intensity of 3.66', () => {
    expect(looksOfAmplitude(1)).toBeCloseTo(3.66, 2);
    const draw = speckle(9, 1);
    const amplitude = Array.from({ length: 40_000 }, () => Math.sqrt(draw()));
    expect(1 / variationOf(amplitude) ** 2).toBeCloseTo(looksOfAmplitude(1), 0);
  });
});
