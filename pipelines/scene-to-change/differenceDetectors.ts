import { changeMagnitude, changeVectors, cvaForms, fitCva, type CvaFit } from './cva.js';
import { scoreByForms } from './formsScore.js';
import { irMadStatistic } from './irMad.js';
import { fitMad, madForms, type MadFit } from './mad.js';
import { fitPcaKMeans, pcaKMeansScore, type PcaKMeansFit } from './pcaKMeans.js';
import {
  asAnyDetector,
  numberParameter,
  seenOf,
  type Detector,
  type PairSample,
  type ScoredWindow,
} from './detector.js';
import { SMOOTHING_PARAMETERS, smoothingHalo } from './smoothedScore.js';

/** Share of the sampled pixels, least likely to have changed, by which the dates are brought to one scale. */
const INVARIANT_SHARE = 0.3;

/** Change vectors: differences of the dates, standardised on invariant pixels. */
const cva: Detector<CvaFit> = {
  name: 'cva',
  source: 'Malila 1980, Change vector analysis; Yuan & Elvidge 1996, ISPRS J. 51, 117–126 (normalisation)',
  needs: { sensors: ['optical', 'rgb'], bands: () => null, gsdM: () => null },
  parameters: SMOOTHING_PARAMETERS,
  cover: 'spectral',
  haloPixels: smoothingHalo,
  fit: (sample) => ({ fit: fitOnInvariant(sample), warnings: [] }),
  forms: cvaForms,
  score: (fit, window, { parameters }) => scoreByForms(cvaForms(fit), window, parameters),
  degreesOfFreedom: (fit) => fit.sigma.length,
};
export const cvaDetector = asAnyDetector(cva);

/** Plain MAD: one pass over all pixels alike. */
const mad: Detector<MadFit> = {
  name: 'mad',
  source: 'Nielsen, Conradsen & Simpson 1998, Remote Sens. Environ. 64, 1–19',
  needs: { sensors: ['optical', 'rgb'], bands: () => null, gsdM: () => null },
  parameters: SMOOTHING_PARAMETERS,
  cover: 'spectral',
  haloPixels: smoothingHalo,
  fit: ({ pixels }) => ({ fit: fitMad(pixels.before, pixels.after), warnings: [] }),
  forms: madForms,
  score: (fit, window, { parameters }) => scoreByForms(madForms(fit), window, parameters),
  degreesOfFreedom: (fit) => fit.rows.length,
};
export const madDetector = asAnyDetector(mad);

interface PcaKMeansPairFit {
  readonly vectors: CvaFit;
  readonly blocks: PcaKMeansFit;
}

const BLOCK_SIDE = 5;
const KEPT_VARIANCE = 0.9;

/** Blocks of the length of the change vectors, split into two by k-means. */
const pcaKMeans: Detector<PcaKMeansPairFit> = {
  name: 'pcaKMeans',
  source: 'Celik 2009, Unsupervised change detection in satellite images, IEEE GRSL 6(4), 772–776',
  needs: { sensors: ['optical', 'rgb'], bands: () => null, gsdM: () => null },
  parameters: {
    blockSide: { meaning: 'side of the blocks, odd, pixels', default: BLOCK_SIDE, range: [3, 15] },
    keptVariance: { meaning: 'share of variance that is kept', default: KEPT_VARIANCE, range: [0.1, 1] },
  },
  cover: 'spectral',
  haloPixels: (parameters) => (numberParameter(parameters, 'blockSide', BLOCK_SIDE) - 1) / 2,
  fit(sample) {
    const vectors = fitOnInvariant(sample);
    const planes = sample.tiles.map((tile, index) => {
      const roles = sample.roles[index]!;
      const window: ScoredWindow = { ...tile, roles, isSeen: seenOf(roles) };
      return { values: magnitudeOf(vectors, window), isSeen: window.isSeen, width: tile.width, height: tile.height };
    });
    const blockSide = numberParameter(sample.parameters, 'blockSide', BLOCK_SIDE);
    const keptVariance = numberParameter(sample.parameters, 'keptVariance', KEPT_VARIANCE);
    return { fit: { vectors, blocks: fitPcaKMeans(planes, { blockSide, keptVariance }) }, warnings: [] };
  },
  score(fit, window) {
    const { isSeen, width, height } = window;
    const score = pcaKMeansScore(fit.blocks, { values: magnitudeOf(fit.vectors, window), isSeen, width, height });
    for (let i = 0; i < score.length; i++) if (score[i]! < 0) score[i] = 0;
    return { score };
  },
};
export const pcaKMeansDetector = asAnyDetector(pcaKMeans);

function fitOnInvariant(sample: PairSample): CvaFit {
  const { before, after, count } = sample.pixels;
  const statistic = irMadStatistic(sample.irMad(), before, after, new Uint8Array(count).fill(1));
  const limit = statistic.toSorted()[Math.floor(INVARIANT_SHARE * count)]!;
  const isInvariant = new Uint8Array(count);
  for (let i = 0; i < count; i++) isInvariant[i] = statistic[i]! <= limit ? 1 : 0;
  return fitCva(before, after, isInvariant);
}

const magnitudeOf = (fit: CvaFit, { before, after, isSeen }: ScoredWindow): Float32Array =>
  changeMagnitude(changeVectors(fit, before, after, isSeen));
