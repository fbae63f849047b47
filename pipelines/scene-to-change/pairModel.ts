import { BadInputError } from '#domain/errors.js';
import type { PixelWindow } from '#domain/raster.js';
import type { Recipe } from '#domain/recipe.js';
import { cutBytes, cutFloats, grow, relativeTo, toWholeBlocks } from '../kernels/planeWindow.js';
import { findChangeCut, scoreHistogram, type ChangeCut } from './changeCut.js';
import {
  checkParameters,
  numberParameter,
  seenOf,
  type PairSample,
  type Parameters,
  type PixelScores,
  type ScoredWindow,
} from './detector.js';
import { detectorOf, DETECTORS } from './detectors.js';
import { fitIrMad, IR_MAD_DEFAULTS, type IrMadFit, type IrMadParameters } from './irMad.js';
import { cutPair, rolesOfPair, seenCorePixels, type PairWindow, type SampleTile } from './pairPixels.js';
import { fitRadiometry, type Radiometry } from './radiometry.js';
import { tilesOf } from './sampleLayout.js';
import { hideThinClouds } from './thinCloud.js';

/** Everything that a pair's pixels are judged by: made once from a sample, applied to every chunk. Plain JSON. */
export interface PairModel {
  readonly bands: readonly string[];
  readonly detector: Recipe['detector'];
  readonly parameters: Parameters;
  /** What the detector learnt; only it knows the form. */
  readonly fit: unknown;
  readonly cut: ChangeCut;
  /** How values become reflectance, which classes are told by; null where the detector states classes itself. */
  readonly radiometry: Radiometry | null;
  readonly cloudBufferPixels: number;
  readonly sampledPixels: number;
}

/** Fewer common clear pixels in the sample say nothing about a pair. */
const FEWEST_SAMPLED_PIXELS = 200;

export const cloudBufferOf = ({ parameters }: Recipe): number => numberParameter(parameters, 'cloudBufferPixels', 2);

/** Pixels round a window that its scores depend on. */
export function haloOf(recipe: Recipe): number {
  return detectorOf(recipe).haloPixels(recipe.parameters) + cloudBufferOf(recipe);
}

export interface FitInput {
  /** Sample of the pair; each tile with a margin of `haloOf(recipe)` where the raster has one. */
  readonly tiles: readonly SampleTile[];
  readonly bands: readonly string[];
  readonly recipe: Recipe;
  readonly gsdM: number;
}

/**
 * Fits the recipe's detector, its cut and the radiometry of a pair.
 * @throws BadInputError where too little was seen on both dates, or the bands hold nothing
 */
export function fitPair(input: FitInput): { model: PairModel; warnings: string[] } {
  const { tiles, bands, recipe } = input;
  const detector = detectorOf(recipe);
  checkParameters(detector, recipe);
  const sample = pairSample(input);
  const { fit, warnings } = detector.fit(sample);
  const radiometry = detector.cover === 'spectral' ? sample.radiometry() : null;
  const model: Omit<PairModel, 'cut'> = {
    bands,
    detector: recipe.detector,
    parameters: recipe.parameters,
    fit,
    radiometry,
    cloudBufferPixels: cloudBufferOf(recipe),
    sampledPixels: sample.pixels.count,
  };
  // A fixed threshold needs no scores.
  const scored = recipe.threshold.method === 'fixed' ? [] : [...tiles.keys()];
  const scores = scored.map((index) => {
    const tile = tiles[index]!;
    return cutFloats(scorePair(model, toScore(tile, sample.roles[index]!)).score, tile.width, tile.core);
  });
  const cut = findChangeCut(scoreHistogram(scores), recipe, detector.degreesOfFreedom?.(fit) ?? 1);
  const isRelative = radiometry?.after.kind === 'relative';
  return { model: { ...model, cut }, warnings: [...warnings, ...(isRelative ? [RELATIVE_WARNING] : [])] };
}

function pairSample({ tiles, bands, recipe, gsdM }: FitInput): PairSample {
  const cloudBufferPixels = cloudBufferOf(recipe);
  const roles = tiles.map((tile) => rolesOfPair(tile, cloudBufferPixels));
  const pixels = seenCorePixels(tiles, roles);
  if (pixels.count < FEWEST_SAMPLED_PIXELS) {
    throw new BadInputError('too little was seen on both dates', {
      code: 'pair.tooLittleSeen',
      where: 'pair',
      found: `${pixels.count} clear pixels in the sample`,
      expected: `at least ${FEWEST_SAMPLED_PIXELS}`,
    });
  }
  const irMad = once((): IrMadFit => {
    const fit = fitIrMad(thin(pixels.before), thin(pixels.after), irMadParameters(recipe));
    if (fit === null) throw emptyBands(bands);
    return fit;
  });
  const radiometry = once(() => fitRadiometry(bands, pixels, irMad()));
  return { bands, parameters: recipe.parameters, gsdM, tiles, roles, pixels, irMad, radiometry };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
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

function irMadParameters({ detector, parameters }: Recipe): IrMadParameters {
  return {
    maximumRounds:
      detector === 'irMad'
        ? numberParameter(parameters, 'maximumRounds', IR_MAD_DEFAULTS.maximumRounds)
        : ROUNDS_FOR_RADIOMETRY,
    tolerance: numberParameter(parameters, 'tolerance', IR_MAD_DEFAULTS.tolerance),
    noiseFloor: numberParameter(parameters, 'noiseFloor', IR_MAD_DEFAULTS.noiseFloor),
  };
}

const RELATIVE_WARNING =
  'the scenes hold raw numbers, not reflectance: land-cover classes are judged relative to the scene and less certain';

function scorePair(model: Omit<PairModel, 'cut'>, window: ScoredWindow): PixelScores {
  return DETECTORS[model.detector].score(model.fit, window, model);
}

function toScore(pair: PairWindow, roles: Uint8Array): ScoredWindow {
  return { ...pair, roles, isSeen: seenOf(roles) };
}

/** What was found in a pair, row-major over all of it; meaningful inside the window that was asked for. */
export interface JudgedPair {
  readonly roles: Uint8Array;
  readonly scores: Float32Array;
  /** 1 where the score reaches the cut, the pixel's own evidence supports it, and the detector's shaping leaves it. */
  readonly isChanged: Uint8Array;
  /** 1 where a thin cloud lies over the after scene; null where that cannot be told. */
  readonly isVeiledAfter: Uint8Array | null;
}

export interface JudgedPlace {
  /** Size of the whole raster. */
  readonly grid: { readonly width: number; readonly height: number };
  readonly window: PixelWindow;
  /** What the pair covers: `readWindowOf` the window. */
  readonly read: PixelWindow;
}

/** What has to be read to judge a window: whole blocks where the detector works in blocks, with the halo. */
export function readWindowOf(recipe: Recipe, window: PixelWindow, grid: JudgedPlace['grid']): PixelWindow {
  return grow(toWholeBlocks(window, detectorOf(recipe).blockPixels ?? 1, grid), haloOf(recipe), grid);
}

/** Scores a window and decides what changed; the outcome for a pixel does not depend on the window. */
export function judgePair(model: PairModel, pair: PairWindow, { grid, window, read }: JudgedPlace): JudgedPair {
  const detector = DETECTORS[model.detector];
  const { blockPixels } = detector;
  const roles = rolesOfPair(pair, model.cloudBufferPixels);
  const isVeiledAfter = model.radiometry && hideThinClouds(roles, pair, model.bands, model.radiometry);
  if (blockPixels === undefined) return { roles, isVeiledAfter, ...judgeAtOnce(model, toScore(pair, roles)) };
  const scores = new Float32Array(roles.length);
  const isChanged = new Uint8Array(roles.length);
  for (const block of tilesOf(toWholeBlocks(window, blockPixels, grid), blockPixels)) {
    const around = grow(block, detector.haloPixels(model.parameters), grid);
    const local = relativeTo(around, read);
    const judged = judgeAtOnce(model, toScore(cutPair(pair, local), cutBytes(roles, read.width, local)));
    const from = relativeTo(block, around);
    const to = relativeTo(block, read);
    for (let row = 0; row < block.height; row++) {
      const start = (from.y + row) * around.width + from.x;
      const target = (to.y + row) * read.width + to.x;
      scores.set(judged.scores.subarray(start, start + block.width), target);
      isChanged.set(judged.isChanged.subarray(start, start + block.width), target);
    }
  }
  return { roles, isVeiledAfter, scores, isChanged };
}

/** A pixel must show this share of the cut by itself: strong change does not spill over its edges by smoothing. */
const LEAST_OWN_SHARE = 0.6;

function judgeAtOnce(model: PairModel, window: ScoredWindow): Pick<JudgedPair, 'scores' | 'isChanged'> {
  const { score: scores, own = scores } = scorePair(model, window);
  const { cut } = model.cut;
  const isChanged = new Uint8Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    isChanged[i] = scores[i]! >= cut && own[i]! >= LEAST_OWN_SHARE * cut ? 1 : 0;
  }
  const shaped = DETECTORS[model.detector].shapeMask?.(isChanged, window, model.parameters);
  return { scores, isChanged: shaped ?? isChanged };
}

function emptyBands(bands: readonly string[]): BadInputError {
  return new BadInputError('the scenes hold no picture', {
    code: 'pair.noVariation',
    where: `bands ${bands.join(', ')}`,
    found: 'constant values',
    expected: 'at least one band that varies on both dates',
  });
}
