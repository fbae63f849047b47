import { localVariance, structureCorrelation } from '../kernels/structureCorrelation.js';
import { boxGaussian, type Plane } from '../kernels/boxGaussian.js';
import { seenOf, type PairSample, type ScoredWindow } from './detector.js';
import { BadInputError } from '#domain/errors.js';
import { medianOf } from '../kernels/robustStatistics.js';
import {
  chromaOf,
  everyNth,
  MOST_MEASURED_PIXELS,
  pictureEvidence,
  pictureStatistics,
  standardBrightness,
  type PictureEvidence,
  type PictureStatistics,
  type RgbPlanes,
} from './pictureEvidence.js';

const { ceil, exp, max } = Math;

/** Bands of pictures, in the order of `RgbPlanes`. */
export const PICTURE_BANDS = ['red', 'green', 'blue'] as const;

/** Pictures' detectors work in blocks of this many pixels, with surroundings that hold their widest window. */
export const PICTURE_BLOCK = 512;
export const PICTURE_MARGIN = 64;

/** Both pictures' statistics. Plain JSON. */
export interface PicturePairFit {
  readonly before: PictureStatistics;
  readonly after: PictureStatistics;
  /** Added to local variances, so that flat ground correlates with nothing: before, after. */
  readonly varianceFloors: readonly [number, number];
  /** Median distance from grey: before, after. */
  readonly chromaMedians: readonly [number, number];
}

/** A measure of the sample's seen pixels, tile after tile, thinned to what medians need. */
export function measureSample(
  sample: PairSample,
  pictures: Pick<PicturePairFit, 'before' | 'after'>,
  measure: (pair: PicturePair) => readonly Float32Array[],
): Float32Array[] {
  const out: Float32Array[] = [];
  let n = 0;
  sample.tiles.forEach((tile, index) => {
    const roles = sample.roles[index]!;
    const isSeen = seenOf(roles);
    const planes = measure(pairEvidence({ ...tile, roles, isSeen }, pictures));
    while (out.length < planes.length) out.push(new Float32Array(sample.pixels.count));
    const { x, y, width, height } = tile.core;
    for (let row = y; row < y + height; row++) {
      for (let i = row * tile.width + x; i < row * tile.width + x + width; i++) {
        if (isSeen[i] === 0) continue;
        for (let k = 0; k < planes.length; k++) out[k]![n] = planes[k]![i]!;
        n += 1;
      }
    }
  });
  const step = max(1, ceil(sample.pixels.count / MOST_MEASURED_PIXELS));
  return out.map((values) => everyNth(values, step));
}

/** Share of the mean local variance that is added to each. */
const FLAT_SHARE = 0.02;

/** @param structureSigma window of the lost structure, pixels */
export function fitPicturePair(sample: PairSample, structureSigma: number): PicturePairFit {
  const before = pictureStatistics(planesOf(sample.pixels.before));
  const after = pictureStatistics(planesOf(sample.pixels.after));
  if (before.lightness.deviation < LEAST_CONTRAST || after.lightness.deviation < LEAST_CONTRAST) {
    throw new BadInputError('the scenes hold no picture', {
      code: 'pair.noVariation',
      where: 'red, green, blue',
      found: 'constant values on at least half of the pixels',
      expected: 'pictures with contrast on both dates',
    });
  }
  const chromas = measureSample(sample, { before, after }, (pair) => [chromaOf(pair.before), chromaOf(pair.after)]);
  return {
    before,
    after,
    varianceFloors: varianceFloors(sample, { before, after }, structureSigma),
    chromaMedians: [medianOf(chromas[0]!), medianOf(chromas[1]!)],
  };
}

/** Robust deviation of lightness (0–100) below which a picture is blank. */
const LEAST_CONTRAST = 0.05;

const planesOf = (bands: readonly Float32Array[]): RgbPlanes => [bands[0]!, bands[1]!, bands[2]!];

function varianceFloors(
  sample: PairSample,
  statistics: Pick<PicturePairFit, 'before' | 'after'>,
  sigma: number,
): [number, number] {
  const sums = [0, 0];
  let count = 0;
  sample.tiles.forEach((tile, index) => {
    const roles = sample.roles[index]!;
    const isSeen = seenOf(roles);
    const { before, after } = filledPlanes({ ...tile, roles, isSeen });
    const variances = [
      localVariance(standardBrightness(before, statistics.before), tile, sigma),
      localVariance(standardBrightness(after, statistics.after), tile, sigma),
    ];
    const { x, y, width, height } = tile.core;
    for (let row = y; row < y + height; row++) {
      for (let i = row * tile.width + x; i < row * tile.width + x + width; i++) {
        if (isSeen[i] === 0) continue;
        count += 1;
        sums[0]! += variances[0]![i]!;
        sums[1]! += variances[1]![i]!;
      }
    }
  });
  return [FLAT_SHARE * (sums[0]! / count) + 1e-6, FLAT_SHARE * (sums[1]! / count) + 1e-6];
}

/** Both dates' evidence. Pixels that were not seen on both dates take their seen surroundings' colour, on either date. */
export function pairEvidence(window: ScoredWindow, statistics: Pick<PicturePairFit, 'before' | 'after'>): PicturePair {
  const { before, after } = filledPlanes(window);
  return {
    before: pictureEvidence(before, window, statistics.before),
    after: pictureEvidence(after, window, statistics.after),
  };
}

function filledPlanes(window: ScoredWindow): { before: RgbPlanes; after: RgbPlanes } {
  const isAllSeen = !window.isSeen.includes(0);
  const fill = (bands: readonly Float32Array[]): RgbPlanes =>
    planesOf(isAllSeen ? bands : bands.map((values) => fillUnseen(values, window, window.isSeen)));
  return { before: fill(window.before), after: fill(window.after) };
}

/** Both dates' evidence over one window. */
export interface PicturePair {
  readonly before: PictureEvidence;
  readonly after: PictureEvidence;
}

/** Share of structure (0–1) that is gone, whatever light and small displacements did. */
export function lostStructure(
  { before, after }: PicturePair,
  fit: PicturePairFit,
  options: { readonly sigma: number; readonly slackPixels: number; readonly slackStep: number },
): Float32Array {
  const lost = structureCorrelation(before.logBrightness, after.logBrightness, before, {
    ...options,
    floors: fit.varianceFloors,
  });
  for (let i = 0; i < lost.length; i++) lost[i] = 1 - lost[i]!;
  return lost;
}

/** Reach of the seen colours into what was not seen, pixels. */
const FILL_SIGMA = 10;

function fillUnseen(values: Float32Array, plane: Plane, isSeen: Uint8Array): Float32Array {
  const seen = new Float32Array(values.length);
  const weighted = new Float32Array(values.length);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (isSeen[i] === 0) continue;
    seen[i] = 1;
    weighted[i] = values[i]!;
    sum += values[i]!;
    count += 1;
  }
  const mean = count > 0 ? sum / count : 0;
  const numerator = boxGaussian(weighted, plane, FILL_SIGMA);
  const denominator = boxGaussian(seen, plane, FILL_SIGMA);
  const out = new Float32Array(values.length);
  for (let i = 0; i < out.length; i++) {
    if (isSeen[i] === 1) out[i] = values[i]!;
    else out[i] = denominator[i]! > 1e-4 ? numerator[i]! / denominator[i]! : mean;
  }
  return out;
}

/** Evidence as a score between 0 and 1: 0.5 where it equals `half`; NaN where the pair was not seen. */
export function scoreOfEvidence(evidence: Float32Array, half: number, isSeen: Uint8Array): Float32Array {
  const out = new Float32Array(evidence.length);
  for (let i = 0; i < out.length; i++) out[i] = isSeen[i] === 0 ? NaN : 1 / (1 + exp(half - evidence[i]!));
  return out;
}

export function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}
