import { expect, test } from '@jest/globals';
import { detectTruePair, type TruePairResult } from '../../../bench/accuracy/detectTruePair.js';
import { FAMILIES } from '../../../bench/accuracy/families.js';
import { figuresOf } from '../../../bench/accuracy/reach.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const PATIENCE_MS = 300_000;

/** The labels of published data sets are the truth; the limits are what a recipe per family is asked to reach. */
for (const family of FAMILIES) {
  describeWithData(family.pairs[0]!.truth, `${family.name}: ${family.what}`, () => {
    test(
      'auto chooses the recipe and reaches what is asked, files to files',
      async () => {
        const results: TruePairResult[] = [];
        for (const pair of family.pairs)
          results.push(await detectTruePair(sharedDataPath(''), pair, { ...family, threads: 2 }));
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
