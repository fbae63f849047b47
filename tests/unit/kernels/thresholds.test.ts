import { describe, expect, test } from '@jest/globals';
import {
  addToHistogram,
  clipHistogram,
  createHistogram,
  mergeHistograms,
  quantileOf,
} from '#pipelines/kernels/histogram.js';
import { chiSquareCut, kapurCut, kMadCut, otsuClippedCut, otsuCut } from '#pipelines/kernels/thresholds.js';

function histogramOf(values: readonly number[], high: number, bins = 1000) {
  const histogram = createHistogram(0, high, bins);
  addToHistogram(histogram, values);
  return histogram;
}

/** A triangle of values round a middle. */
const heap = (middle: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => middle + (((i * 37) % 101) - 50) / 50 + (((i * 53) % 97) - 48) / 48);

describe('thresholds', () => {
  test("Otsu's cut lies between two heaps of unequal size", () => {
    const histogram = histogramOf([...heap(5, 3000), ...heap(15, 500)], 20);
    expect(otsuCut(histogram)).toBeGreaterThan(6.9);
    expect(otsuCut(histogram)).toBeLessThan(13.1);
  });

  test('clipping keeps a few extreme values from pulling the cut up', () => {
    const values = [...heap(5, 5000), ...heap(15, 300), ...Array.from({ length: 40 }, () => 199)];
    const histogram = histogramOf(values, 200, 4000);
    expect(otsuCut(histogram)).toBeGreaterThan(16);
    expect(otsuClippedCut(histogram, 0.99)).toBeLessThan(13.1);
    expect(otsuClippedCut(histogram, 0.99)).toBeGreaterThan(6.9);
  });

  test("Kapur's cut lies between two heaps", () => {
    const cut = kapurCut(histogramOf([...heap(5, 2000), ...heap(15, 2000)], 20, 200));
    expect(cut).toBeGreaterThan(6.9);
    expect(cut).toBeLessThan(13.1);
  });

  test('median + k deviations of 1..99 is 50 + k * 1.4826 * 25', () => {
    const values = Array.from({ length: 99 }, (_, i) => i + 1);
    expect(kMadCut(histogramOf(values, 100, 100), 2)).toBeCloseTo(50 + 2 * 1.4826 * 25, -0.5);
  });

  test('chi-square cuts are the tabled quantiles', () => {
    expect(chiSquareCut(6, 0.01)).toBeCloseTo(16.812, 3);
    expect(chiSquareCut(4, 0.05)).toBeCloseTo(9.488, 3);
  });

  test('a histogram of one value has no upper class', () => {
    expect(otsuCut(histogramOf([3, 3, 3], 10))).toBe(10);
  });
});

describe('histograms', () => {
  test('merging gives the histogram of all values', () => {
    const values = heap(8, 500);
    const merged = mergeHistograms(histogramOf(values.slice(0, 200), 16), histogramOf(values.slice(200), 16));
    expect(merged).toEqual(histogramOf(values, 16));
  });

  test('not-assessed values are left out, and quantiles are interpolated', () => {
    const histogram = histogramOf([NaN, 0.5, 1.5, 2.5, 3.5, NaN], 4, 4);
    expect(quantileOf(histogram, 0.5)).toBe(2);
    expect(quantileOf(histogram, 0.25)).toBe(1);
    expect(quantileOf(createHistogram(0, 1, 4), 0.5)).toBeNaN();
  });

  test('clipping keeps every count', () => {
    const clipped = clipHistogram(histogramOf(heap(8, 500), 16), 9, 50);
    expect(clipped.counts.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect(clipped.high).toBe(9);
  });

  test('histograms over different ranges do not merge', () => {
    expect(() => mergeHistograms(createHistogram(0, 1, 4), createHistogram(0, 2, 4))).toThrow('0..2');
  });
});
