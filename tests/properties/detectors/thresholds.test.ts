import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addToHistogram, createHistogram, mergeHistograms, type Histogram } from '#pipelines/kernels/histogram.js';
import { minimumErrorCut } from '#pipelines/kernels/minimumErrorCut.js';
import { chiSquareCut, kapurCut, kMadCut, otsuClippedCut, otsuCut } from '#pipelines/kernels/thresholds.js';

const BINS = 64;
/** Whole numbers below 256 over 64 bins of a power of two: scaling and shifting them moves no value over a bin's edge. */
const RANGE = 256;

const CUTS: readonly (readonly [string, (histogram: Histogram) => number])[] = [
  ['Otsu', otsuCut],
  ['Otsu, clipped', (histogram) => otsuClippedCut(histogram, 0.99)],
  ['Kapur', kapurCut],
  ['Kittler and Illingworth', minimumErrorCut],
  ['median + 3 deviations', (histogram) => kMadCut(histogram, 3)],
];

const heaps = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 5, maxLength: 80 }),
    fc.array(fc.integer({ min: 90, max: RANGE - 1 }), { minLength: 1, maxLength: 40 }),
  )
  .map(([low, high]) => [...low, ...high]);

function histogramOf(values: readonly number[], scale = 1, shift = 0): Histogram {
  const histogram = createHistogram(shift, shift + scale * RANGE, BINS);
  addToHistogram(
    histogram,
    values.map((value) => value * scale + shift),
  );
  return histogram;
}

describe.each(CUTS)('%s', (_, cut) => {
  test('moves with the values: other units, another zero', () => {
    fc.assert(
      fc.property(
        heaps,
        fc.constantFrom(0.25, 0.5, 2, 8),
        fc.constantFrom(0, 16, -32, 1024),
        (values, scale, shift) => {
          const plain = cut(histogramOf(values));
          expect(cut(histogramOf(values, scale, shift))).toBeCloseTo(plain * scale + shift, 6);
        },
      ),
      // The clipped range's bins once had an edge in the middle of one of these values' bins.
      { examples: [[[0, 0, 0, 0, 0, 0, 0, 12, 52, 40, 48, 24, 0, 24, 28, 0, 0, 112, 90, 240], 2, 1024]] },
    );
  });

  test('of merged histograms is that of all values, whichever way they were divided', () => {
    fc.assert(
      fc.property(heaps, fc.nat(200), (values, at) => {
        const parts = [values.slice(at % values.length), values.slice(0, at % values.length)];
        expect(cut(mergeHistograms(histogramOf(parts[0]!), histogramOf(parts[1]!)))).toBe(cut(histogramOf(values)));
      }),
    );
  });

  test('does not depend on how often every value occurs, only on the shares', () => {
    fc.assert(
      fc.property(heaps, (values) => {
        expect(cut(histogramOf([...values, ...values, ...values]))).toBeCloseTo(cut(histogramOf(values)), 6);
      }),
    );
  });

  test('is a number, not below the smallest value', () => {
    fc.assert(
      fc.property(heaps, (values) => {
        expect(cut(histogramOf(values))).toBeGreaterThanOrEqual(Math.min(...values) - RANGE / BINS);
      }),
    );
  });
});

test('chi-square cuts rise with the degrees of freedom and with the rarity asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.double({ min: 1e-9, max: 0.4, noNaN: true }), (degrees, rarity) => {
      expect(chiSquareCut(degrees + 1, rarity)).toBeGreaterThan(chiSquareCut(degrees, rarity));
      expect(chiSquareCut(degrees, rarity / 2)).toBeGreaterThan(chiSquareCut(degrees, rarity));
    }),
  );
});

describe('the cut of least error', () => {
  /** Counts of two normal heaps: share, mean and deviation of each, in bins. */
  function twoNormals(parts: readonly (readonly [share: number, mean: number, deviation: number])[]): Histogram {
    const histogram = createHistogram(0, 200, 200);
    for (const [share, mean, deviation] of parts) {
      for (let bin = 0; bin < 200; bin++) {
        const z = (bin + 0.5 - mean) / deviation;
        histogram.counts[bin]! += Math.round(
          (1e6 * share * Math.exp(-0.5 * z * z)) / (deviation * Math.sqrt(2 * Math.PI)),
        );
      }
    }
    return histogram;
  }

  test('lies where the two densities cross, worked out by hand', () => {
    // 0.9 N(60, 10) = 0.1 N(120, 10): x = 90 + 100 ln 9 / 60.
    const found = minimumErrorCut(
      twoNormals([
        [0.9, 60, 10],
        [0.1, 120, 10],
      ]),
    );
    expect(Math.abs(found - (90 + (100 * Math.log(9)) / 60))).toBeLessThan(2);
  });

  test('finds a change of half a percent where Otsu cuts into the unchanged', () => {
    const histogram = twoNormals([
      [0.995, 60, 12],
      [0.005, 140, 8],
    ]);
    expect(minimumErrorCut(histogram)).toBeGreaterThan(100);
    expect(minimumErrorCut(histogram)).toBeLessThan(130);
    expect(otsuCut(histogram)).toBeLessThan(80);
  });

  test('one heap has no upper class', () => {
    expect(minimumErrorCut(twoNormals([[1, 90, 15]]))).toBe(200);
    expect(minimumErrorCut(histogramOf([7, 7, 7]))).toBe(RANGE);
    expect(minimumErrorCut(createHistogram(0, 1, 4))).toBe(1);
  });
});
