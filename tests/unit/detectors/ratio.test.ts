import { describe, expect, test } from '@jest/globals';
import { localCorrelationChange } from '#pipelines/scene-to-change/localCorrelationChange.js';
import { localMeans, logRatio, meanDifference, meanRatio, type BandPair } from '#pipelines/scene-to-change/ratio.js';

const row = (before: number[], after: number[], isSeen = before.map(() => 1)): BandPair => ({
  before: Float32Array.from(before),
  after: Float32Array.from(after),
  isSeen: Uint8Array.from(isSeen),
  width: before.length,
  height: 1,
});

describe('local means', () => {
  test('repeat the edge pixels and stay equal over rows that are repeated', () => {
    const { before } = localMeans(row([1, 4, 10], [0, 0, 0]), 1);
    expect([...before]).toEqual([(1 + 1 + 4) / 3, 5, (4 + 10 + 10) / 3]);
  });

  test('leave out what was not seen, and are nothing where the pixel itself was not', () => {
    const { before } = localMeans(row([2, 1000, 6], [0, 0, 0], [1, 0, 1]), 1);
    expect([...before]).toEqual([2, NaN, 6]);
  });
});

describe('ratios', () => {
  const means = { before: Float64Array.of(10, 20, 0, 7, NaN), after: Float64Array.of(20, 10, 5, 7, NaN) };

  test('the mean ratio is one less the smaller over the larger, whichever comes first', () => {
    expect([...meanRatio(means)]).toEqual([0.5, 0.5, 1, 0, NaN]);
  });

  test('two black windows have not changed', () => {
    expect([...meanRatio({ before: Float64Array.of(0), after: Float64Array.of(0) })]).toEqual([0]);
  });

  test('the mean difference is before less after', () => {
    expect([...meanDifference(means)]).toEqual([-10, 10, -5, 0, NaN]);
  });

  test('the log ratio is positive where it became brighter, and as far negative the other way round', () => {
    const found = logRatio(means, 3);
    expect(found[0]).toBeCloseTo(Math.log(23 / 13), 12);
    expect(found[1]).toBeCloseTo(-Math.log(23 / 13), 12);
    expect(found[2]).toBeCloseTo(Math.log(8 / 3), 12);
    expect(found[3]).toBe(0);
    expect(found[4]).toBeNaN();
  });
});

describe('local correlation', () => {
  const at = (before: number[], after: number[], isSeen?: number[]): number => {
    const pair = { ...row(before, after, isSeen), width: 3, height: 3 };
    return localCorrelationChange(pair, 1)[4]!;
  };
  const structure = [1, 5, 2, 8, 4, 3, 9, 7, 6];

  test('is 0 for the same structure under another gain and offset', () => {
    expect(
      at(
        structure,
        structure.map((v) => 3 * v + 40),
      ),
    ).toBeCloseTo(0, 6);
  });

  test('is 2 for inverted structure', () => {
    expect(
      at(
        structure,
        structure.map((v) => 50 - v),
      ),
    ).toBeCloseTo(2, 6);
  });

  test('is 1 - r, worked out by hand for one window', () => {
    // Means 5 and 4; deviations' products sum to 51, squares to 60 and 60.
    const after = [2, 3, 1, 7, 0, 4, 8, 6, 5];
    const products = structure.reduce((sum, v, i) => sum + (v - 5) * (after[i]! - 4), 0);
    expect(products).toBe(51);
    expect(at(structure, after)).toBeCloseTo(1 - 51 / 60, 6);
  });

  test('two flat windows are the same, a flat one and a structured one are not', () => {
    const flat = Array.from({ length: 9 }, () => 12.3);
    expect(
      at(
        flat,
        flat.map((v) => 2 * v),
      ),
    ).toBe(0);
    expect(at(flat, structure)).toBe(1);
    expect(at(structure, flat)).toBe(1);
  });

  test('unseen neighbours do not take part, and an unseen pixel has no value', () => {
    const spoilt = [...structure];
    spoilt[0] = -9999;
    const isSeen = [0, 1, 1, 1, 1, 1, 1, 1, 1];
    expect(at(structure, spoilt, isSeen)).toBeCloseTo(0, 6);
    expect(at(structure, structure, [1, 1, 1, 1, 0, 1, 1, 1, 1])).toBeNaN();
  });
});
