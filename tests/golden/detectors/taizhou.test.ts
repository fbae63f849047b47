import { expect, test } from '@jest/globals';
import { changeMagnitude, changeVectors, fitCva } from '#pipelines/scene-to-change/cva.js';
import { fitIrMad, irMadStatistic } from '#pipelines/scene-to-change/irMad.js';
import { fitMad, madStatistic } from '#pipelines/scene-to-change/mad.js';
import { fitPcaKMeans, pcaKMeansScore } from '#pipelines/scene-to-change/pcaKMeans.js';
import { areaUnderCurve, f1At } from '../../support/accuracy.js';
import { readRealRaster, type RealRaster } from '../../support/realRaster.js';
import { describeWithData } from '../../support/sharedData.js';

interface Pair {
  before: RealRaster;
  after: RealRaster;
  /** 1 changed, 0 unchanged, NaN unknown. */
  truth: Float32Array;
  isSeen: Uint8Array;
}

async function readPair(): Promise<Pair> {
  const before = await readRealRaster('taizhou/before_2000-03-17.tif');
  const after = await readRealRaster('taizhou/after_2003-02-06.tif');
  const coded = (await readRealRaster('taizhou/truth.tif')).bands[0]!;
  const truth = coded.map((code) => (code === 0 ? NaN : code === 1 ? 1 : 0));
  return { before, after, truth, isSeen: new Uint8Array(truth.length).fill(1) };
}

/** The figures of the data's own page, worked out there in numpy. */
describeWithData('taizhou/truth.tif', 'a Landsat pair of a growing city', () => {
  test('change vectors standardised over all pixels rank change as published', async () => {
    const { before, after, truth, isSeen } = await readPair();
    const fit = fitCva(before.bands, after.bands, isSeen);
    // Each date at deviation 1: undo the division by the spread of the difference.
    const scale = fit.sigma.map((sigma, band) => sigma / deviation(before.bands[band]!));
    const vectors = changeVectors(fit, before.bands, after.bands, isSeen).map((component, band) =>
      component.map((value) => value * scale[band]!),
    );
    expect(areaUnderCurve(changeMagnitude(vectors), truth)).toBeCloseTo(0.9902, 4);
  });

  test('change vectors standardised on invariant pixels rank change better', async () => {
    const pair = await readPair();
    expect(areaUnderCurve(invariantMagnitude(pair), pair.truth)).toBeGreaterThan(0.996);
  });

  test('plain MAD finds the published correlations and ranks change as published', async () => {
    const { before, after, truth, isSeen } = await readPair();
    const fit = fitMad(before.bands, after.bands);
    [0.1136, 0.3055, 0.4761, 0.5422, 0.7138, 0.813].forEach((rho, k) => expect(fit.correlation[k]).toBeCloseTo(rho, 4));
    expect(areaUnderCurve(madStatistic(fit, before.bands, after.bands, isSeen), truth)).toBeCloseTo(0.9741, 4);
  });

  test('PCA and two means of those separate change without a threshold', async () => {
    const pair = await readPair();
    const plane = { values: invariantMagnitude(pair), isSeen: pair.isSeen, width: 400, height: 400 };
    const score = pcaKMeansScore(fitPcaKMeans([plane], { blockSide: 3, keptVariance: 0.9 }), plane);
    expect(areaUnderCurve(score, pair.truth)).toBeGreaterThan(0.999);
    expect(f1At(score, pair.truth, 0.5)).toBeGreaterThan(0.95);
  });
});

/** Length of the change vectors, standardised on the 30 % of the pixels that IR-MAD thinks least changed. */
function invariantMagnitude({ before, after, isSeen }: Pair): Float32Array {
  const irMad = fitIrMad(before.bands, after.bands, { maximumRounds: 30, tolerance: 1e-4, noiseFloor: 0.1 })!;
  const statistic = irMadStatistic(irMad, before.bands, after.bands, isSeen);
  const limit = statistic.toSorted()[Math.floor(0.3 * statistic.length)]!;
  const fit = fitCva(
    before.bands,
    after.bands,
    Uint8Array.from(statistic, (value) => Number(value <= limit)),
  );
  return changeMagnitude(changeVectors(fit, before.bands, after.bands, isSeen));
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}
