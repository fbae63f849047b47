import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import { PIXEL_ROLE, smoothingRadius, smoothWithValidity } from '../kernels/gaussianSmoothing.js';
import { findChangeCut, scoreHistogram, type ChangeCut } from './changeCut.js';
import {
  fitIndexDifference,
  indexDifferenceScore,
  reflectanceBands,
  type IndexDifferenceFit,
} from './indexDifference.js';
import { fitIrMad, IR_MAD_DEFAULTS, irMadStatistic, type IrMadFit, type IrMadParameters } from './irMad.js';
import { coreOf, rolesOfPair, seenCorePixels, type PairWindow, type SampleTile } from './pairPixels.js';
import { calibrate, calibrateThrough, type Calibration } from './reflectance.js';
import { fitRelativeGains, type RelativeGains } from './relativeRadiometry.js';

/** Everything that a pair's pixels are judged by: made once from a sample, applied to every chunk. Plain JSON. */
export interface PairModel {
  readonly bands: readonly string[];
  readonly detector:
    | { readonly name: 'irMad'; readonly fit: IrMadFit }
    | { readonly name: 'indexDifference'; readonly fit: IndexDifferenceFit };
  readonly cut: ChangeCut;
  readonly calibrationBefore: Calibration;
  /** Brings the after scene's values to reflectance on the before scene's scale. */
  readonly calibrationAfter: Calibration;
  /** Standard deviation of the smoothing, pixels. */
  readonly smoothingSigma: number;
  readonly cloudBufferPixels: number;
  readonly sampledPixels: number;
}

/** Fewer common clear pixels in the sample say nothing about a pair. */
const FEWEST_SAMPLED_PIXELS = 200;

const numberParameter = (recipe: Recipe, name: string, otherwise: number): number => {
  const value = recipe.parameters[name];
  return typeof value === 'number' ? value : otherwise;
};

export const smoothingSigmaOf = (recipe: Recipe): number => numberParameter(recipe, 'smoothingSigma', 0.7);
export const cloudBufferOf = (recipe: Recipe): number => numberParameter(recipe, 'cloudBufferPixels', 2);

/** Pixels round a window that its scores depend on. */
export function haloOf(recipe: Recipe): number {
  return smoothingRadius(smoothingSigmaOf(recipe)) + cloudBufferOf(recipe);
}

/**
 * Fits the recipe's detector, its cut and the radiometry of a pair.
 * @param tiles sample of the pair; each with a margin of `haloOf(recipe)` where the raster has one
 * @throws BadInputError where too little was seen on both dates, or the bands hold nothing
 */
export function fitPair(
  tiles: readonly SampleTile[],
  bands: readonly string[],
  recipe: Recipe,
): { model: PairModel; warnings: string[] } {
  const cloudBufferPixels = cloudBufferOf(recipe);
  const sample = seenCorePixels(tiles, cloudBufferPixels);
  if (sample.count < FEWEST_SAMPLED_PIXELS) {
    throw new BadInputError('too little was seen on both dates', {
      code: 'pair.tooLittleSeen',
      where: 'pair',
      found: `${sample.count} clear pixels in the sample`,
      expected: `at least ${FEWEST_SAMPLED_PIXELS}`,
    });
  }
  const warnings: string[] = [];
  const irMad = fitIrMad(thin(sample.before), thin(sample.after), irMadParameters(recipe));
  if (irMad === null) throw emptyBands(bands);
  warnings.push(...warningsOfFit(irMad, bands, recipe));
  const radiometry = fitRadiometry(bands, sample, irMad);
  if (radiometry.after.kind === 'relative') warnings.push(RELATIVE_WARNING);
  const detector: PairModel['detector'] =
    recipe.detector === 'irMad'
      ? { name: 'irMad', fit: irMad }
      : {
          name: 'indexDifference',
          fit: fitIndexDifference(
            recipe,
            reflectanceBands(bands, sample.before, radiometry.before),
            reflectanceBands(bands, sample.after, radiometry.after),
          ),
        };
  const model: Omit<PairModel, 'cut'> = {
    bands,
    detector,
    calibrationBefore: radiometry.before,
    calibrationAfter: radiometry.after,
    smoothingSigma: smoothingSigmaOf(recipe),
    cloudBufferPixels,
    sampledPixels: sample.count,
  };
  const scores = tiles.map((tile) =>
    coreOf(scorePair(model, tile, rolesOfPair(tile, cloudBufferPixels)).score, tile.width, tile.core),
  );
  const degrees = detector.name === 'irMad' ? detector.fit.bands.length : detector.fit.terms.length;
  return { model: { ...model, cut: findChangeCut(scoreHistogram(scores), recipe, degrees) }, warnings };
}

/** Coefficients settle with far fewer pixels than thresholds need. */
const MOST_FITTED_PIXELS = 100_000;

/** Every nth pixel, so that no more than the most are left. */
function thin(values: readonly Float32Array[]): Float32Array[] {
  const step = Math.ceil((values[0]?.length ?? 0) / MOST_FITTED_PIXELS);
  if (step <= 1) return [...values];
  return values.map((band) => Float32Array.from({ length: Math.ceil(band.length / step) }, (_, i) => band[i * step]!));
}

/** Rounds that are enough to find invariant pixels, where the variates themselves are not wanted. */
const ROUNDS_FOR_RADIOMETRY = 6;

function irMadParameters(recipe: Recipe): IrMadParameters {
  return {
    maximumRounds:
      recipe.detector === 'irMad'
        ? numberParameter(recipe, 'maximumRounds', IR_MAD_DEFAULTS.maximumRounds)
        : ROUNDS_FOR_RADIOMETRY,
    tolerance: numberParameter(recipe, 'tolerance', IR_MAD_DEFAULTS.tolerance),
    noiseFloor: numberParameter(recipe, 'noiseFloor', IR_MAD_DEFAULTS.noiseFloor),
  };
}

const RELATIVE_WARNING =
  'the scenes hold raw numbers, not reflectance: land-cover classes are judged relative to the scene and less certain';

/** Scores of a window's pixels: >= 0, larger means more change, NaN where the pair was not seen. */
export interface PairScores {
  /** Smoothed: what is compared with the cut. */
  readonly score: Float32Array;
  /** Of the pixel alone. */
  readonly own: Float32Array;
}

export function scorePair(model: Omit<PairModel, 'cut'>, pair: PairWindow, roles: Uint8Array): PairScores {
  const isSeen = roles.map((role) => (role === PIXEL_ROLE.seen ? 1 : 0));
  const smooth = (values: Float32Array): Float32Array =>
    smoothWithValidity({ values, roles, width: pair.width, height: pair.height, sigma: model.smoothingSigma });
  if (model.detector.name === 'irMad') {
    const statistic = irMadStatistic(model.detector.fit, pair.before, pair.after, isSeen);
    const score = smooth(statistic);
    return { score: takeRoots(score), own: takeRoots(statistic) };
  }
  const before = reflectanceBands(model.bands, pair.before, model.calibrationBefore);
  const after = reflectanceBands(model.bands, pair.after, model.calibrationAfter);
  const own = indexDifferenceScore(model.detector.fit, before, after, isSeen);
  return { score: smooth(own), own };
}

function takeRoots(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(values[i]!);
  return values;
}

/**
 * Where both scenes hold reflectance, invariant pixels may only correct what air and sun leave over. Larger gains, or
 * pixels that do not agree, say that the season moved them all.
 */
const PLAUSIBLE_GAIN: readonly [number, number] = [0.85, 1.18];
const MOST_OFFSET_SHARE = 0.1;
const LEAST_CORRELATION = 0.95;

function fitRadiometry(
  bands: readonly string[],
  sample: { readonly before: readonly Float32Array[]; readonly after: readonly Float32Array[]; readonly count: number },
  irMad: IrMadFit,
): { before: Calibration; after: Calibration } {
  const before = calibrate(bands, sample.before);
  const after = calibrate(bands, sample.after);
  const statistic = irMadStatistic(irMad, sample.before, sample.after, new Uint8Array(sample.count).fill(1));
  const gains = fitRelativeGains(sample.before, sample.after, statistic);
  if (gains === null) return { before, after };
  const isCalibrated = before.kind !== 'relative' && before.kind === after.kind;
  if (isCalibrated && !isPlausible(gains, sample.after)) return { before, after };
  return { before, after: calibrateThrough(gains, before) };
}

function isPlausible({ gain, offset, correlation }: RelativeGains, after: readonly Float32Array[]): boolean {
  return after.every((values, band) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return (
      gain[band]! >= PLAUSIBLE_GAIN[0] &&
      gain[band]! <= PLAUSIBLE_GAIN[1] &&
      Math.abs(offset[band]!) <= MOST_OFFSET_SHARE * Math.abs(mean) &&
      correlation[band]! >= LEAST_CORRELATION
    );
  });
}

function warningsOfFit(fit: IrMadFit, bands: readonly string[], recipe: Recipe): string[] {
  const warnings = fit.degenerateBands.map((band) => `band ${bands[band]} holds nothing of its own and was left out`);
  if (recipe.detector === 'irMad' && !fit.isConverged && fit.rounds > 1)
    warnings.push(`IR-MAD had not settled after ${fit.rounds} rounds`);
  return warnings;
}

function emptyBands(bands: readonly string[]): BadInputError {
  return new BadInputError('the scenes hold no picture', {
    code: 'pair.noVariation',
    where: `bands ${bands.join(', ')}`,
    found: 'constant values',
    expected: 'at least one band that varies on both dates',
  });
}
