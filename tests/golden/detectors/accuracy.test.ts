import { expect, test } from '@jest/globals';
import { detectTruePair, type TruePairResult } from '../../../bench/accuracy/detectTruePair.js';
import {
  calibrationDrift,
  chancesLeftOut,
  fitCalibration,
  labelledPatches,
  reliabilityOf,
  type LabelledPatch,
} from '../../../bench/accuracy/calibration.js';
import { FAMILIES } from '../../../bench/accuracy/families.js';
import { figuresOf } from '../../../bench/accuracy/reach.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const PATIENCE_MS = 300_000;
/** Of all families, as their tests go. */
const patches: LabelledPatch[] = [];

/** The labels of published data sets are the truth; the limits are what a recipe per family is asked to reach. */
for (const family of FAMILIES) {
  describeWithData(family.pairs[0]!.truth, `${family.name}: ${family.what}`, () => {
    test(
      'auto chooses the recipe and reaches what is asked, files to files',
      async () => {
        const results: TruePairResult[] = [];
        for (const pair of family.pairs)
          results.push(await detectTruePair(sharedDataPath(''), pair, { ...family, threads: 2 }));
        family.pairs.forEach(({ name }, i) => patches.push(...labelledPatches(family, name, results[i]!)));
        expect(new Set(results.map(({ recipe }) => recipe))).toEqual(new Set([family.recipe]));
        const missed = figuresOf(family.name, results).filter(({ isReached }) => !isReached);
        expect(missed).toEqual([]);
        // Where scenes are moved onto each other, a rim of the one lies beyond the other.
        for (const { notAssessed } of results) expect(notAssessed).toBeLessThan(0.025);
      },
      PATIENCE_MS,
    );
  });
}

describeWithData(FAMILIES[0]!.pairs[0]!.truth, 'confidence', () => {
  test('is the one that these pairs give, and holds for the patches of pairs that it was not fitted to', () => {
    // Coefficients were rounded, and processors add in their own order.
    expect(calibrationDrift(fitCalibration(patches))).toBeLessThan(0.1);
    const { rows, brier } = reliabilityOf(patches, chancesLeftOut(patches));
    expect(brier).toBeLessThan(0.11);
    // A share of fewer patches says little.
    const told = rows.filter(({ patches: count }) => count >= 20);
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const { said, real } of told) expect(Math.abs(said - real)).toBeLessThan(0.1);
  });
});
