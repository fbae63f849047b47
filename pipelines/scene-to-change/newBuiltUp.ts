import { boxGaussian } from '../kernels/boxGaussian.js';
import { graphSegments, segmentMeans, type SegmentOptions } from '../kernels/graphSegments.js';
import { localMaximum } from '../kernels/localMaximum.js';
import { medianOf, quantileOf } from '../kernels/robustStatistics.js';
import {
  asAnyDetector,
  COMMON_PARAMETERS,
  numberParameter,
  type Detector,
  type PairSample,
  type Parameters,
} from './detector.js';
import {
  chromaOf,
  cornersAround,
  greyness,
  segmentationPlanes,
  slabness,
  type PictureEvidence,
} from './pictureEvidence.js';
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

const { log, min } = Math;

/** What the detector learns of a pair. Plain JSON. */
export interface NewBuiltUpFit extends PicturePairFit {
  /** Gain in corners where the structure stayed: the difference in sharpness between the pictures. */
  readonly sharpness: number;
  /** Median change of CIELAB b*: the difference in tint. */
  readonly tint: number;
  /** Median change of the logarithm of chroma: the difference in saturation. */
  readonly saturation: number;
}

const DEFAULTS = {
  evidence: 2.1,
  corners: 1,
  slab: 0.5,
  bluer: 0.5,
  light: 0.35,
  lighter: 0.15,
  grey: 0.3,
  greyer: 0.2,
  wasGrey: 0.3,
  kept: 6,
  keptLimit: 0.8,
  keptAround: 3,
  keptAroundLimit: 0.6,
  structureSigma: 12,
  openingRadius: 2,
} as const;

/** All in pixels. */
const TONE_SIGMA = 6;
const SLAB_LINE = 49;
const WAS_GREY_RADIUS = 4;
/** Where structure is looked for in wider surroundings, and how far it may have moved. */
const AROUND = { sigma: 20, slackPixels: 6, slackStep: 3 } as const;
/** Segments of several sizes outvote the odd one that follows a field. */
const SEGMENTATIONS: readonly SegmentOptions[] = [
  { scale: 20 / 255, minimumPixels: 30 },
  { scale: 50 / 255, minimumPixels: 50 },
  { scale: 100 / 255, minimumPixels: 100 },
];
/** Share of the pixels with the best-kept structure that tell the difference in sharpness. */
const KEPT_SHARE = 0.15;

/**
 * New built-up ground in pictures of 0.7–3 m: more corners (edges of two directions) than before, slabs that stand out of
 * their surroundings, light, grey and bluer than the fields they replaced, where the old structure is gone near and
 * around and was not grey. Many weak signs of round weights rather than few strong ones: which of them holds differs from
 * place to place. Averaged over segments of the after picture. To find vanished buildings, swap the dates.
 */
const detector: Detector<NewBuiltUpFit> = {
  name: 'newBuiltUp',
  source:
    'Shi & Tomasi 1994, good features to track, CVPR; Huang & Zhang 2012, morphological building index, IEEE JSTARS 5(1); ' +
    'Lewis 1995, fast normalized cross-correlation; Felzenszwalb & Huttenlocher 2004, IJCV 59(2); combination our own',
  needs: { sensors: ['rgb', 'optical'], bands: () => PICTURE_BANDS, gsdM: () => [0.5, 3.5] },
  parameters: {
    evidence: { meaning: 'sum of evidence at which the score is 0.5', default: DEFAULTS.evidence, range: [0, 10] },
    corners: { meaning: 'weight of corners gained', default: DEFAULTS.corners, range: [0, 5] },
    slab: { meaning: 'weight of brighter and shorter than the surroundings', default: DEFAULTS.slab, range: [0, 5] },
    bluer: { meaning: 'weight of having become bluer', default: DEFAULTS.bluer, range: [0, 5] },
    light: { meaning: 'weight of light surroundings after', default: DEFAULTS.light, range: [0, 5] },
    lighter: { meaning: 'weight of having become lighter', default: DEFAULTS.lighter, range: [0, 5] },
    grey: { meaning: 'weight of grey surroundings after', default: DEFAULTS.grey, range: [0, 5] },
    greyer: { meaning: 'weight of having become greyer', default: DEFAULTS.greyer, range: [0, 5] },
    wasGrey: { meaning: 'weight against places that were grey before', default: DEFAULTS.wasGrey, range: [0, 5] },
    kept: { meaning: 'weight against kept structure', default: DEFAULTS.kept, range: [0, 20] },
    keptLimit: {
      meaning: 'lost share of structure below which it counts as kept',
      default: DEFAULTS.keptLimit,
      range: [0, 1],
    },
    keptAround: {
      meaning: 'weight against structure kept in wider surroundings, displaced or not',
      default: DEFAULTS.keptAround,
      range: [0, 20],
    },
    keptAroundLimit: {
      meaning: 'lost share of structure in wider surroundings below which it counts as kept',
      default: DEFAULTS.keptAroundLimit,
      range: [0, 1],
    },
    structureSigma: {
      meaning: 'window of the lost structure, standard deviation, pixels',
      default: DEFAULTS.structureSigma,
      range: [8, 24],
    },
    openingRadius: { ...COMMON_PARAMETERS['openingRadius']!, default: DEFAULTS.openingRadius },
  },
  cover: { to: 'builtUp' },
  liesOn: 'after',
  forgivenShiftPixels: 6,
  blockPixels: PICTURE_BLOCK,
  haloPixels: () => PICTURE_MARGIN,
  fit(sample) {
    const pictures = fitPicturePair(sample, sigmaOf(sample.parameters));
    return { fit: { ...pictures, ...fitDifferences(sample, pictures) }, warnings: [] };
  },
  score(fit, window, { parameters }) {
    const pair = pairEvidence(window, fit);
    const evidence = builtEvidence(fit, pair, parameters);
    const segments = graphSegments(segmentationPlanes(pair.after), window, window.isSeen, SEGMENTATIONS);
    const half = numberParameter(parameters, 'evidence', DEFAULTS.evidence);
    return { score: scoreOfEvidence(segmentMeans(evidence, segments), half, window.isSeen) };
  },
};

export const newBuiltUpDetector = asAnyDetector(detector);

const sigmaOf = (parameters: Parameters): number =>
  numberParameter(parameters, 'structureSigma', DEFAULTS.structureSigma);

/** Differences of the sample that are the pictures', not the ground's. */
function fitDifferences(
  sample: PairSample,
  pictures: PicturePairFit,
): Pick<NewBuiltUpFit, 'sharpness' | 'tint' | 'saturation'> {
  const sigma = sigmaOf(sample.parameters);
  const [corners, lost, tints, chromas] = measureSample(sample, pictures, (pair) => [
    cornersGained(pair),
    lostStructure(pair, pictures, { sigma, slackPixels: 0, slackStep: 1 }),
    tintGained(pair),
    saturationGained(pair),
  ]) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const limit = quantileOf(lost, KEPT_SHARE);
  return {
    sharpness: medianOf(corners.filter((_, i) => lost[i]! <= limit)),
    tint: medianOf(tints),
    saturation: medianOf(chromas),
  };
}

/** Change of CIELAB b*: above 0 where yellower. */
function tintGained({ before, after }: PicturePair): Float32Array {
  const tints = new Float32Array(after.b.length);
  for (let i = 0; i < tints.length; i++) tints[i] = after.b[i]! - before.b[i]!;
  return tints;
}

function cornersGained({ before, after }: PicturePair): Float32Array {
  const first = cornersAround(before);
  const second = cornersAround(after);
  for (let i = 0; i < second.length; i++) second[i]! -= first[i]!;
  return second;
}

/** Change of the logarithm of the surroundings' chroma. */
function saturationGained({ before, after }: PicturePair): Float32Array {
  const first = chromaAround(before);
  const second = chromaAround(after);
  for (let i = 0; i < second.length; i++) second[i] = log((second[i]! + 2) / (first[i]! + 2));
  return second;
}

function chromaAround(picture: PictureEvidence): Float32Array {
  return boxGaussian(chromaOf(picture), picture, TONE_SIGMA);
}

function builtEvidence(fit: NewBuiltUpFit, pair: PicturePair, parameters: Parameters): Float32Array {
  const weight = (name: keyof typeof DEFAULTS): number => numberParameter(parameters, name, DEFAULTS[name]);
  const [corners, slab, bluer] = [weight('corners'), weight('slab'), weight('bluer')];
  const [light, lighter] = [weight('light'), weight('lighter')];
  const [grey, greyer, wasGrey] = [weight('grey'), weight('greyer'), weight('wasGrey')];
  const [kept, keptLimit] = [weight('kept'), weight('keptLimit')];
  const [keptAround, keptAroundLimit] = [weight('keptAround'), weight('keptAroundLimit')];
  const { before, after } = pair;
  const gained = cornersGained(pair);
  const slabAfter = slabness(after, SLAB_LINE);
  const toneBefore = boxGaussian(before.light, before, TONE_SIGMA);
  const toneAfter = boxGaussian(after.light, after, TONE_SIGMA);
  const tint = boxGaussian(tintGained(pair), after, TONE_SIGMA);
  const saturation = saturationGained(pair);
  const greyAfter = greyness(after, fit.chromaMedians[1], TONE_SIGMA);
  const greyBefore = localMaximum(greyness(before, fit.chromaMedians[0], TONE_SIGMA), before, WAS_GREY_RADIUS);
  const gone = lostStructure(pair, fit, { sigma: sigmaOf(parameters), slackPixels: 0, slackStep: 1 });
  const goneAround = lostStructure(pair, fit, AROUND);
  const out = new Float32Array(toneAfter.length);
  for (let i = 0; i < out.length; i++) {
    out[i] =
      corners * clamp((gained[i]! - fit.sharpness) / 0.72, -2, 2) +
      slab * clamp(slabAfter[i]! / 0.5, 0, 2) +
      bluer * clamp((fit.tint - tint[i]!) / 3.5, -2, 2) +
      light * clamp(toneAfter[i]! / 0.6, -2, 2) +
      lighter * clamp((toneAfter[i]! - toneBefore[i]!) / 0.6, -2, 2) +
      grey * clamp(greyAfter[i]! / 0.3, -2, 1.5) +
      greyer * clamp((fit.saturation - saturation[i]!) / 0.3, -2, 2) -
      wasGrey * clamp(greyBefore[i]! / 0.3, 0, 2) +
      min(0, kept * (gone[i]! - keptLimit)) +
      min(0, keptAround * (goneAround[i]! - keptAroundLimit));
  }
  return out;
}
