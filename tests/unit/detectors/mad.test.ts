import { describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import { fitMad, madStatistic, madVariates } from '#pipelines/scene-to-change/mad.js';

/** Numbers between 0 and 1 that follow from the seed alone. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const PIXELS = 4000;
const isSeen = new Uint8Array(PIXELS).fill(1);

function pair(): { before: Float32Array[]; after: Float32Array[] } {
  const next = sequence(11);
  const before = [0, 1, 2].map(() => Float32Array.from({ length: PIXELS }, () => 100 * next()));
  const after = before.map((band, k) => band.map((v) => 0.5 * v + 20 * k + 15 * next()));
  return { before, after };
}

describe('MAD', () => {
  test('variates have mean 0 and variance 2 (1 - correlation), and do not correlate with each other', () => {
    const { before, after } = pair();
    const fit = fitMad(before, after);
    const variates = madVariates(fit, before, after, isSeen);
    const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
    variates.forEach((variate, row) => {
      expect(variate.reduce((sum, v) => sum + v, 0) / PIXELS).toBeCloseTo(0, 5);
      expect(product(variate, variate) / (PIXELS - 1)).toBeCloseTo(2 * (1 - fit.correlation[row]!), 5);
    });
    expect(product(variates[0]!, variates[1]!) / PIXELS).toBeCloseTo(0, 5);
    expect(product(variates[0]!, variates[2]!) / PIXELS).toBeCloseTo(0, 5);
  });

  test('gain and offset of any band on either date change nothing', () => {
    const { before, after } = pair();
    const statistic = madStatistic(fitMad(before, after), before, after, isSeen);
    const other = after.map((band, k) => band.map((v) => (k + 2) * v - 7 * k));
    const again = madStatistic(fitMad(before, other), before, other, isSeen);
    again.forEach((value, i) => expect(Math.abs(value - statistic[i]!)).toBeLessThan(1e-3));
  });

  test('the statistic averages to the number of bands', () => {
    const { before, after } = pair();
    const statistic = madStatistic(fitMad(before, after), before, after, isSeen);
    expect(statistic.reduce((sum, v) => sum + v, 0) / PIXELS).toBeCloseTo(3, 2);
  });

  test('one band: the difference of the standardised dates', () => {
    const before = Float32Array.of(1, 2, 3, 4);
    const after = Float32Array.of(2, 1, 4, 3);
    // Mean 2.5, variance 5/3 each, correlation 0.6.
    const fit = fitMad([before], [after]);
    expect(fit.correlation[0]).toBeCloseTo(0.6, 6);
    const [variate] = madVariates(fit, [before], [after], Uint8Array.of(1, 1, 1, 0));
    expect(variate![0]).toBeCloseTo(-1 / Math.sqrt(5 / 3), 6);
    expect(variate![1]).toBeCloseTo(1 / Math.sqrt(5 / 3), 6);
    expect(variate![3]).toBeNaN();
  });

  test('refuses a constant band and too few pixels', () => {
    const { before, after } = pair();
    const constant = [before[0]!, new Float32Array(PIXELS).fill(4), before[2]!];
    expect(() => fitMad(constant, after)).toThrow(BadInputError);
    expect(() => fitMad([Float32Array.of(1, 2)], [Float32Array.of(1, 2)])).toThrow('at least 4 pixels per band');
  });
});
