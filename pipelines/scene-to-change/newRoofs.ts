import { boxGaussian } from '../kernels/boxGaussian.js';
import { graphSegments, segmentMeans, type SegmentOptions } from '../kernels/graphSegments.js';
import { localMaximum } from '../kernels/localMaximum.js';
import { medianOf } from '../kernels/robustStatistics.js';
import { asAnyDetector, COMMON_PARAMETERS, numberParameter, type Detector, type Parameters } from './detector.js';
import { cornersAround, greyness, segmentationPlanes, slabness } from './pictureEvidence.js';
import {
  clamp,
  fitPicturePair,
  lostStructure,
  measureSample,
  pairEvidence,
  PICTURE_BANDS,
  PICTURE_BLOCK,
  PICTURE_MARGIN,
  scoreOfEvidence,
  type PicturePair,
  type PicturePairFit,
} from './picturePair.js';

const { max, min } = Math;

/** What the detector learns of a pair. Plain JSON. */
export interface NewRoofsFit extends PicturePairFit {
  /** Median of the before picture's corners around. */
  readonly cornersBefore: number;
}

const DEFAULTS = {
  evidence: 3.5,
  grey: 1,
  slab: 0.5,
  bareSlab: 0.3,
  flat: 1.5,
  lost: 0.5,
  glare: 0.4,
  wasGrey: 0.3,
  wasCornered: 0.35,
  structureSigma: 20,
  slackPixels: 6,
  openingRadius: 2,
} as const;

/** What a roof looks like on the ground at half a metre; all in pixels. */
const SLAB_LINE = 49;
const GREY_SIGMA = 6;
const WAS_GREY_RADIUS = 4;
const SLACK_STEP = 3;
/** Segments of several sizes outvote the odd one that follows a shadow. */
const SEGMENTATIONS: readonly SegmentOptions[] = [
  { scale: 50 / 255, minimumPixels: 50 },
  { scale: 100 / 255, minimumPixels: 80 },
  { scale: 200 / 255, minimumPixels: 120 },
];

/**
 * New buildings in pictures of 0.3–0.7 m. At this resolution everything differs between two dates (light, season, lean of
 * walls); what speaks for a new roof is signed: grey, brighter than its surroundings and short, where the old structure is
 * gone and was not grey. The sum of the evidence is averaged over segments of the after picture. To find vanished
 * buildings, swap the dates.
 */
const detector: Detector<NewRoofsFit> = {
  name: 'newRoofs',
  source:
    'Huang & Zhang 2012, morphological building index, IEEE JSTARS 5(1); Lewis 1995, fast normalized cross-correlation; ' +
    'Felzenszwalb & Huttenlocher 2004, graph-based segmentation, IJCV 59(2); their combination and weights are our own',
  needs: { sensors: ['rgb', 'optical'], bands: () => PICTURE_BANDS, gsdM: () => [0.2, 0.75] },
  parameters: {
    evidence: { meaning: 'sum of evidence at which the score is 0.5', default: DEFAULTS.evidence, range: [0, 10] },
    grey: { meaning: 'weight of grey surroundings after', default: DEFAULTS.grey, range: [0, 5] },
    slab: {
      meaning: 'weight of brighter and shorter than the surroundings, gained',
      default: DEFAULTS.slab,
      range: [0, 5],
    },
    bareSlab: { meaning: 'weight of the same after, gained or not', default: DEFAULTS.bareSlab, range: [0, 5] },
    flat: { meaning: 'weight against what stands out of nothing', default: DEFAULTS.flat, range: [0, 5] },
    lost: { meaning: 'weight of lost structure', default: DEFAULTS.lost, range: [0, 5] },
    glare: { meaning: 'weight against glaring pixels after', default: DEFAULTS.glare, range: [0, 5] },
    wasGrey: { meaning: 'weight against places that were grey before', default: DEFAULTS.wasGrey, range: [0, 5] },
    wasCornered: {
      meaning: 'weight against places that had more corners before than most',
      default: DEFAULTS.wasCornered,
      range: [0, 5],
    },
    structureSigma: {
      meaning: 'window of the lost structure, standard deviation, pixels',
      default: DEFAULTS.structureSigma,
      range: [8, 24],
    },
    slackPixels: {
      meaning: 'displacement that is forgiven, pixels in each direction',
      default: DEFAULTS.slackPixels,
      range: [0, 12],
    },
    openingRadius: { ...COMMON_PARAMETERS['openingRadius']!, default: DEFAULTS.openingRadius },
  },
  cover: { to: 'builtUp' },
  liesOn: 'after',
  forgivenShiftPixels: 8,
  blockPixels: PICTURE_BLOCK,
  haloPixels: () => PICTURE_MARGIN,
  fit(sample) {
    const sigma = numberParameter(sample.parameters, 'structureSigma', DEFAULTS.structureSigma);
    const pictures = fitPicturePair(sample, sigma);
    const [corners] = measureSample(sample, pictures, ({ before }) => [cornersAround(before)]);
    return { fit: { ...pictures, cornersBefore: medianOf(corners!) }, warnings: [] };
  },
  score(fit, window, { parameters }) {
    const pair = pairEvidence(window, fit);
    const evidence = roofEvidence(fit, pair, parameters);
    const segments = graphSegments(segmentationPlanes(pair.after), window, window.isSeen, SEGMENTATIONS);
    const half = numberParameter(parameters, 'evidence', DEFAULTS.evidence);
    return { score: scoreOfEvidence(segmentMeans(evidence, segments), half, window.isSeen) };
  },
};

export const newRoofsDetector = asAnyDetector(detector);

function roofEvidence(fit: NewRoofsFit, pair: PicturePair, parameters: Parameters): Float32Array {
  const weight = (name: keyof typeof DEFAULTS): number => numberParameter(parameters, name, DEFAULTS[name]);
  const [grey, slab, bareSlab, lost] = [weight('grey'), weight('slab'), weight('bareSlab'), weight('lost')];
  const [glare, flat] = [weight('glare'), weight('flat')];
  const [wasGrey, wasCornered] = [weight('wasGrey'), weight('wasCornered')];
  const greyAfter = greyness(pair.after, fit.chromaMedians[1], GREY_SIGMA);
  const greyBefore = localMaximum(
    greyness(pair.before, fit.chromaMedians[0], GREY_SIGMA),
    pair.before,
    WAS_GREY_RADIUS,
  );
  const slabBefore = slabness(pair.before, SLAB_LINE);
  const slabAfter = slabness(pair.after, SLAB_LINE);
  const light = boxGaussian(pair.after.light, pair.after, 2);
  const gone = lostStructure(pair, fit, {
    sigma: weight('structureSigma'),
    slackPixels: weight('slackPixels'),
    slackStep: SLACK_STEP,
  });
  const cornersBefore = cornersAround(pair.before);
  const out = new Float32Array(light.length);
  for (let i = 0; i < out.length; i++) {
    out[i] =
      grey * clamp(greyAfter[i]! / 0.3, -2, 1.5) +
      slab * clamp((slabAfter[i]! - slabBefore[i]!) / 0.5, -2, 1.5) +
      bareSlab * clamp(slabAfter[i]! / 0.5, 0, 2) +
      flat * min(0, clamp(slabAfter[i]! / 0.5, -1, 2) - 0.5) +
      lost * clamp(gone[i]! / 0.19, 0, 5.3) -
      glare * max(0, light[i]! - 1) -
      wasGrey * clamp(greyBefore[i]! / 0.3, 0, 2) -
      wasCornered * max(0, (cornersBefore[i]! - fit.cornersBefore) / 0.72);
  }
  return out;
}
