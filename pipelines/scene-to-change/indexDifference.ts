import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import type { Parameters } from './detector.js';
import { addToHistogram, createHistogram, quantileOf } from '../kernels/histogram.js';
import { medianAbsoluteDeviation, SIGMA_PER_MAD } from '../kernels/thresholds.js';
import { createJudgement, createLandCoverClassifier } from '../kernels/landCoverClassifier.js';
import { bandPlaces } from '../kernels/landCoverFeatures.js';
import { toReflectance, type Calibration } from './reflectance.js';
import { bandsOfIndex, indexValues, INDEX_NAMES, type NamedBands } from './spectralIndices.js';

/** One index of the combination, with the spread its difference has where nothing changed. Plain JSON. */
export interface IndexTerm {
  readonly index: string;
  readonly weight: number;
  readonly median: number;
  readonly sigma: number;
}

export interface IndexDifferenceFit {
  readonly terms: readonly IndexTerm[];
  /** True: only a change in the direction of the weights counts. */
  readonly isSigned: boolean;
  /** True: only as far as a pixel became built-up, earthworks, road, film or panels. */
  readonly isForBuilt: boolean;
}

/** Differences beyond this many deviations add no more evidence: one odd index must not outvote the others. */
const LARGEST_DEVIATION = 12;
/** Spread that a difference has at least, so that noiseless pairs do not turn rounding into change. */
const LEAST_SIGMA = 0.005;

/**
 * Weights by index name from recipe parameters `weight.<index>`.
 * @throws BadInputError where there are none, or a name is no index
 */
export function indexWeights(parameters: Parameters): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const [name, value] of Object.entries(parameters)) {
    if (!name.startsWith('weight.')) continue;
    const index = name.slice('weight.'.length);
    bandsOfIndex(index);
    if (typeof value === 'number' && value !== 0) weights.set(index, value);
  }
  if (weights.size > 0) return weights;
  throw new BadInputError('no index has a weight', {
    code: 'recipe.noIndex',
    where: 'recipe parameters',
    expected: `a parameter weight.<index> for one of ${INDEX_NAMES.join(', ')}`,
  });
}

/** Bands that a recipe's indices need. */
export function bandsForIndices({ parameters }: Pick<Recipe, 'parameters'>): string[] {
  return [...new Set([...indexWeights(parameters).keys()].flatMap((index) => bandsOfIndex(index)))];
}

/**
 * Median and spread of each index's difference over sampled pixels. Recipe parameters: `weight.<index>`; `signed` (only
 * change in the direction of the weights); `normalised` (default true: differences in deviations; false: as they are, for
 * a fixed threshold); `only: "built"` (scores count as far as the ground became something that people build).
 * @param before reflectance
 * @param after reflectance on the before scene's scale
 */
export function fitIndexDifference(parameters: Parameters, before: NamedBands, after: NamedBands): IndexDifferenceFit {
  const isNormalised = parameters['normalised'] !== false;
  const terms = [...indexWeights(parameters)].map(([index, weight]) => {
    if (!isNormalised) return { index, weight, median: 0, sigma: 1 };
    const difference = differenceOf(index, before, after);
    const histogram = createHistogram(-2, 2, 40_000);
    addToHistogram(histogram, difference);
    const median = quantileOf(histogram, 0.5);
    const sigma = Math.max(LEAST_SIGMA, SIGMA_PER_MAD * medianAbsoluteDeviation(histogram, median));
    return { index, weight, median: Number.isNaN(median) ? 0 : median, sigma };
  });
  return {
    terms,
    isSigned: parameters['signed'] === true,
    isForBuilt: parameters['only'] === 'built',
  };
}

/**
 * Weighted sum of the indices' deviations, in deviations of one index; >= 0. NaN where not seen. Signed: what speaks
 * against the direction counts as zero; unsigned: the root of the weighted sum of squares.
 */
export function indexDifferenceScore(
  fit: IndexDifferenceFit,
  before: NamedBands,
  after: NamedBands,
  isSeen: Uint8Array,
): Float32Array {
  const out = new Float32Array(isSeen.length);
  const totalWeight = fit.terms.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  for (const { index, weight, median, sigma } of fit.terms) {
    const difference = differenceOf(index, before, after);
    const share = weight / totalWeight;
    for (let i = 0; i < out.length; i++) {
      const z = Math.max(-LARGEST_DEVIATION, Math.min(LARGEST_DEVIATION, (difference[i]! - median) / sigma));
      out[i]! += fit.isSigned ? share * z : Math.abs(share) * z * z;
    }
  }
  for (let i = 0; i < out.length; i++) {
    if (isSeen[i] === 0) out[i] = NaN;
    else out[i] = fit.isSigned ? Math.max(0, out[i]!) : Math.sqrt(out[i]!);
  }
  if (fit.isForBuilt) weighByBuiltGain(out, before, after);
  return out;
}

/** Multiplies each score by how much more the pixel looks built after than before, 0–1. */
function weighByBuiltGain(scores: Float32Array, before: NamedBands, after: NamedBands): void {
  const names = [...before.keys()];
  const classify = createLandCoverClassifier(bandPlaces(names));
  const reflectance = new Float64Array(names.length);
  const judgement = createJudgement();
  const builtAt = (bands: readonly Float32Array[], i: number): number => {
    for (let band = 0; band < bands.length; band++) reflectance[band] = bands[band]![i]!;
    classify(reflectance, judgement);
    return judgement.built;
  };
  const from = [...before.values()];
  const to = [...after.values()];
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i]! > 0)) continue;
    const gained = builtAt(to, i);
    scores[i]! *= gained > 0 ? Math.max(0, gained - builtAt(from, i)) : 0;
  }
}

function differenceOf(index: string, before: NamedBands, after: NamedBands): Float32Array {
  const from = indexValues(index, before);
  const to = indexValues(index, after);
  for (let i = 0; i < to.length; i++) to[i] = to[i]! - from[i]!;
  return to;
}

/** Bands by name, as reflectance. */
export function reflectanceBands(
  names: readonly string[],
  values: readonly Float32Array[],
  calibration: Calibration,
): NamedBands {
  return new Map(names.map((name, band) => [name, toReflectance(values[band]!, calibration, band)]));
}
