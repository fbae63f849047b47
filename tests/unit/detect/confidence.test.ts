import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DETECTOR_NAMES } from '#domain/recipe.js';
import { chanceOfChange, patchConfidence } from '#pipelines/change-to-patches/confidence.js';
import { chanceBy, fitCalibration, reliabilityOf, type LabelledPatch } from '../../../bench/accuracy/calibration.js';
import { seededNumbers } from '../../support/pictureFiles.js';

const ratios = fc.double({ min: 0, max: 100, noNaN: true });

test('more evidence is never less sure, and nothing is certain', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DETECTOR_NAMES), ratios, ratios, (detector, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((ratio) => chanceOfChange(detector, ratio));
      expect(more!).toBeGreaterThanOrEqual(less!);
      expect(less!).toBeGreaterThan(0);
      expect(more!).toBeLessThan(1);
    }),
  );
});

test('confidence is the chance where all was seen around, half of it where nothing was', () => {
  expect(patchConfidence(0.8, 1)).toBe(0.8);
  expect(patchConfidence(0.8, 0.5)).toBe(0.6);
  expect(patchConfidence(0.8, 0)).toBe(0.4);
});

/** Patches whose chance of being real is known: log odds of 0.4 and -1 at the cut, rising by 5 per logarithm. */
function drawn(count: number): LabelledPatch[] {
  const random = seededNumbers(3);
  return Array.from({ length: count }, (_, i) => {
    const detector = i % 2 === 0 ? 'one' : 'other';
    const scoreOverCut = 1 + random();
    const logOdds = (detector === 'one' ? 0.4 : -1) + 5 * Math.log(scoreOverCut);
    const isReal = random() < 1 / (1 + Math.exp(-logOdds));
    return { detector, tile: `${i % 200}`, scoreOverCut, confidence: 0, isReal };
  });
}

test('a calibration finds the line that patches were drawn by, and is then reliable', () => {
  const patches = drawn(4000);
  const found = fitCalibration(patches);
  expect(Math.abs(found.slope - 5)).toBeLessThan(0.5);
  expect(Math.abs(found.intercept + found.offsets['one']! - 0.4)).toBeLessThan(0.2);
  expect(Math.abs(found.intercept + found.offsets['other']! + 1)).toBeLessThan(0.2);
  const { rows } = reliabilityOf(
    patches,
    patches.map((patch) => chanceBy(found, patch)),
  );
  for (const { patches: count, said, real } of rows) if (count > 200) expect(Math.abs(said - real)).toBeLessThan(0.05);
});

test('with few patches of a detector its offset stays near none', () => {
  const few = drawn(4000).filter((_, i) => i % 2 === 0 || i < 4);
  expect(Math.abs(fitCalibration(few).offsets['other']!)).toBeLessThan(1);
});

test('reliability by hand: two classes, and the mean squared error', () => {
  const patch = (tile: string, isReal: boolean): LabelledPatch => ({
    detector: 'one',
    tile,
    scoreOverCut: 1,
    confidence: 0,
    isReal,
  });
  const { rows, brier } = reliabilityOf(
    [patch('a', true), patch('b', false), patch('c', true), patch('c', true)],
    [0.6, 0.6, 0.9, 0.9],
  );
  expect(rows).toEqual([
    { from: 0.5, to: 0.7, patches: 2, tiles: 2, said: 0.6, real: 0.5 },
    { from: 0.85, to: 0.95, patches: 2, tiles: 1, said: 0.9, real: 1 },
  ]);
  // (0.16 + 0.36 + 0.01 + 0.01) / 4
  expect(brier).toBeCloseTo(0.135, 12);
});
