import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { fitMad, madVariates } from '#pipelines/scene-to-change/mad.js';
import { localMeans, meanDifference, meanRatio, stretched } from '#pipelines/scene-to-change/ratio.js';
import { readRealRaster, type RealRaster } from '../../support/realRaster.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const largestDifference = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(found.length).toBe(expected.length);
  let largest = 0;
  for (let i = 0; i < found.length; i++) {
    const difference = Math.abs(found[i]! - expected[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
};

const everywhere = ({ width, height }: RealRaster): Uint8Array => new Uint8Array(width * height).fill(1);

describeWithData('otb/gloucester', 'a SPOT pair as Orfeo ToolBox sees it', () => {
  test('MAD variates and canonical correlations are its own', async () => {
    const before = await readRealRaster('otb/gloucester/before.tif');
    const after = await readRealRaster('otb/gloucester/after.tif');
    const expected = await readRealRaster('otb/gloucester/expected_mad.tif');
    const fit = fitMad(before.bands, after.bands);
    [0.26554592, 0.31995988, 0.44365719].forEach((rho, k) => expect(fit.correlation[k]).toBeCloseTo(rho, 7));
    const variates = madVariates(fit, before.bands, after.bands, everywhere(before));
    const differences = variates.map((variate, k) => largestDifference(variate, expected.exact[k]!));
    expect(Math.max(...differences)).toBeLessThan(5e-6);
  });
});

describeWithData('otb/goma', 'a Radarsat pair as Orfeo ToolBox sees it', () => {
  async function means(radius: number): Promise<ReturnType<typeof localMeans>> {
    const before = await readRealRaster('otb/goma/before.tif');
    const after = await readRealRaster('otb/goma/after.tif');
    const { width, height } = before;
    const pair = { before: before.bands[0]!, after: after.bands[0]!, isSeen: everywhere(before), width, height };
    return localMeans(pair, radius);
  }

  test('the mean difference is its own to rounding', async () => {
    const expected = await readRealRaster('otb/goma/expected_mean_diff_r2.tif');
    expect(largestDifference(stretched(meanDifference(await means(2)), -1, 1), expected.exact[0]!)).toBeLessThan(1e-14);
  });

  test('the mean ratio is its own in every pixel', async () => {
    const { data } = await sharp(sharedDataPath('otb/goma/expected_mean_ratio_r2.png'))
      .extractChannel(0)
      .raw()
      .toBuffer({
        resolveWithObject: true,
      });
    const found = stretched(meanRatio(await means(2)), 0, 255).map(Math.floor);
    expect(largestDifference(found, data)).toBe(0);
  });

  test('the mean ratio of a wider window, in the single precision of its own, is its own in every pixel', async () => {
    const expected = await readRealRaster('otb/goma/expected_ratio_r3.tif');
    const { before, after } = await means(3);
    const single = { before: before.map(Math.fround), after: after.map(Math.fround) };
    const found = meanRatio(single).map((value) => Math.floor(255 * Math.fround(value)));
    expect(largestDifference(found, expected.exact[0]!)).toBe(0);
  });
});
