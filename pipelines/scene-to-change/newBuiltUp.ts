import { boxGaussian } from '../kernels/boxGaussian.js';
import { cornerness } from '../kernels/cornerness.js';
import { graphSegments, segmentMeans, type SegmentOptions } from '../kernels/graphSegments.js';
import { medianOf, quantileOf } from '../kernels/robustStatistics.js';
import { asAnyDetector, numberParameter, seenOf, type Detector, type PairSample, type Parameters } from './detector.js';
import { openByRecipe } from './newRoofs.js';
import { everyNth, MOST_MEASURED_PIXELS, segmentationPlanes, slabness } from './pictureEvidence.js';
import {
  clamp,
  fitPicturePair,
  lostStructure,
  pairEvidence,
  PICTURE_BANDS,
  PICTURE_BLOCK,
  PICTURE_MARGIN,
  scoreOfEvidence,
  type PicturePairFit,
} from './picturePair.js';

/** What the detector learns of a pair. Plain JSON. */
export interface NewBuiltUpFit extends PicturePairFit {
  /** Gain in corners where the structure stayed: the difference in sharpness between the pictures. */
  readonly sharpness: number;
  /** Median change of CIELAB b*: the difference in tint. */
  readonly tint: number;
}

const DEFAULTS = {
  evidence: 1.75,
  corners: 1,
  light: 0.5,
  bluer: 0.5,
  slab: 0.3,
  kept: 6,
  keptLimit: 0.8,
  structureSigma: 12,
  openingRadius: 2,
} as const;

/** All in pixels. */
const CORNER_SIGMA = 8;
const TONE_SIGMA = 6;
const SLAB_LINE = 49;
const CORNER_FLOOR = 0.001;
/** Segments of several sizes outvote the odd one that follows a field. */
const SEGMENTATIONS: readonly SegmentOptions[] = [
  { scale: 20 / 255, minimumPixels: 30 },
  { scale: 50 / 255, minimumPixels: 50 },
  { scale: 100 / 255, minimumPixels: 100 },
];
/** Share of the pixels with the best-kept structure that tell the difference in sharpness. */
const KEPT_SHARE = 0.15;

/**
 * New built-up ground in pictures of 0.7–3 m: more corners (edges of two directions), lighter and bluer than the fields it
 * replaced, where the old structure is gone; averaged over segments of the after picture. To find vanished buildings, swap
 * the dates.
 */
const detector: Detector<NewBuiltUpFit> = {
  name: 'newBuiltUp',
  source:
    'Shi & Tomasi 1994, good features to track, CVPR; Huang & Zhang 2012, morphological building index, IEEE JSTARS 5(1); ' +
    'Lewis 1995, fast normalized cross-correlation; Felzenszwalb & Huttenlocher 2004, IJCV 59(2); combination our own',
  needs: { sensors: ['rgb', 'optical'], bands: () => PICTURE_BANDS, gsdM: [0.5, 3.5] },
  parameters: {
    evidence: { meaning: 'sum of evidence at which the score is 0.5', default: DEFAULTS.evidence, range: [0, 10] },
    corners: { meaning: 'weight of corners gained', default: DEFAULTS.corners, range: [0, 5] },
    light: { meaning: 'weight of light surroundings after', default: DEFAULTS.light, range: [0, 5] },
    bluer: { meaning: 'weight of having become bluer', default: DEFAULTS.bluer, range: [0, 5] },
    slab: {
      meaning: 'weight of brighter and shorter than the surroundings, gained',
      default: DEFAULTS.slab,
      range: [0, 5],
    },
    kept: { meaning: 'weight against kept structure', default: DEFAULTS.kept, range: [0, 20] },
    keptLimit: {
      meaning: 'lost share of structure below which it counts as kept',
      default: DEFAULTS.keptLimit,
      range: [0, 1],
    },
    structureSigma: {
      meaning: 'window of the lost structure, standard deviation, pixels',
      default: DEFAULTS.structureSigma,
      range: [8, 24],
    },
    openingRadius: {
      meaning: 'what is narrower than a disk of this radius is dropped, pixels',
      default: DEFAULTS.openingRadius,
      range: [0, 20],
    },
  },
  cover: { to: 'builtUp', certainty: 0.7 },
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
  shapeMask: (changed, window, parameters) => openByRecipe(changed, window, parameters, DEFAULTS.openingRadius),
};

export const newBuiltUpDetector = asAnyDetector(detector);

const sigmaOf = (parameters: Parameters): number =>
  numberParameter(parameters, 'structureSigma', DEFAULTS.structureSigma);

type PicturePair = ReturnType<typeof pairEvidence>;

/** Sharpness and tint of the sample. */
function fitDifferences(sample: PairSample, pictures: PicturePairFit): Pick<NewBuiltUpFit, 'sharpness' | 'tint'> {
  const { count } = sample.pixels;
  const corners = new Float32Array(count);
  const lost = new Float32Array(count);
  const tints = new Float32Array(count);
  let n = 0;
  sample.tiles.forEach((tile, index) => {
    const roles = sample.roles[index]!;
    const isSeen = seenOf(roles);
    const pair = pairEvidence({ ...tile, roles, isSeen }, pictures);
    const gained = cornersGained(pair);
    const gone = lostStructure(pair, pictures, { sigma: sigmaOf(sample.parameters), slackPixels: 0, slackStep: 1 });
    const { x, y, width, height } = tile.core;
    for (let row = y; row < y + height; row++) {
      for (let i = row * tile.width + x; i < row * tile.width + x + width; i++) {
        if (isSeen[i] === 0) continue;
        corners[n] = gained[i]!;
        lost[n] = gone[i]!;
        tints[n++] = pair.after.b[i]! - pair.before.b[i]!;
      }
    }
  });
  const step = Math.max(1, Math.ceil(count / MOST_MEASURED_PIXELS));
  const thinLost = everyNth(lost, step);
  const limit = quantileOf(thinLost, KEPT_SHARE);
  const kept = everyNth(corners, step).filter((_, i) => thinLost[i]! <= limit);
  return { sharpness: medianOf(kept), tint: medianOf(everyNth(tints, step)) };
}

function cornersGained({ before, after }: PicturePair): Float32Array {
  const first = boxGaussian(cornerness(before.light, before), before, CORNER_SIGMA);
  const second = boxGaussian(cornerness(after.light, after), after, CORNER_SIGMA);
  for (let i = 0; i < second.length; i++) {
    second[i] = Math.log((second[i]! + CORNER_FLOOR) / (first[i]! + CORNER_FLOOR));
  }
  return second;
}

function builtEvidence(fit: NewBuiltUpFit, pair: PicturePair, parameters: Parameters): Float32Array {
  const weight = (name: keyof typeof DEFAULTS): number => numberParameter(parameters, name, DEFAULTS[name]);
  const [corners, light, bluer, slab] = [weight('corners'), weight('light'), weight('bluer'), weight('slab')];
  const [kept, keptLimit] = [weight('kept'), weight('keptLimit')];
  const { before, after } = pair;
  const gained = cornersGained(pair);
  const tone = boxGaussian(after.light, after, TONE_SIGMA);
  const tints = new Float32Array(after.b.length);
  for (let i = 0; i < tints.length; i++) tints[i] = after.b[i]! - before.b[i]!;
  const tint = boxGaussian(tints, after, TONE_SIGMA);
  const slabBefore = slabness(before, SLAB_LINE);
  const slabAfter = slabness(after, SLAB_LINE);
  const gone = lostStructure(pair, fit, { sigma: sigmaOf(parameters), slackPixels: 0, slackStep: 1 });
  const out = new Float32Array(tone.length);
  for (let i = 0; i < out.length; i++) {
    out[i] =
      corners * clamp((gained[i]! - fit.sharpness) / 0.72, -2, 2) +
      light * clamp(tone[i]! / 0.6, -2, 2) +
      bluer * clamp((fit.tint - tint[i]!) / 3.5, -2, 2) +
      slab * clamp((slabAfter[i]! - slabBefore[i]!) / 0.56, -2, 2) +
      Math.min(0, kept * (gone[i]! - keptLimit));
  }
  return out;
}
