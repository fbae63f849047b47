import type { PixelWindow } from '#domain/raster.js';
import type { Recipe } from '#domain/recipe.js';
import { cutBytes, cutFloats, grow, relativeTo, toWholeBlocks } from '../kernels/planeWindow.js';
import { blankBandWarnings } from './blankBands.js';
import { findChangeCut, scoreHistogram, type ChangeCut } from './changeCut.js';
import { cloudScreenOf, screenClouds, screenReach } from './cloudScreen.js';
import { checkParameters, seenOf, type Parameters, type PixelScores, type ScoredWindow } from './detector.js';
import { detectorOf, DETECTORS } from './detectors.js';
import { maskShapeOf, reachOf, shapedMask } from './maskShape.js';
import { cutPair, rolesOfPair, type PairWindow } from './pairPixels.js';
import { cloudBufferOf, pairSample, type FitInput } from './pairSample.js';
import type { Radiometry } from './radiometry.js';
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

export { cloudBufferOf, type FitInput } from './pairSample.js';

/** Pixels round a window that its scores depend on. */
export function haloOf(recipe: Recipe): number {
  const detector = detectorOf(recipe);
  const { parameters } = recipe;
  // Blocks shape their mask within their own margin.
  const reach = detector.blockPixels === undefined ? reachOf(maskShapeOf(detector, parameters)) : 0;
  return detector.haloPixels(parameters) + reach + cloudBufferOf(recipe) + screenReach(cloudScreenOf(parameters));
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
  const needed = detector.needs.bands(recipe) ?? detector.needs.requiredBands?.(recipe) ?? [];
  const blank = blankBandWarnings(bands, sample.pixels, needed);
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
  return { model: { ...model, cut }, warnings: [...blank, ...warnings, ...(isRelative ? [RELATIVE_WARNING] : [])] };
}

const RELATIVE_WARNING =
  'the scenes hold raw numbers, not reflectance: land-cover classes are judged relative to the scene and less certain';

function scorePair(model: Omit<PairModel, 'cut'>, window: ScoredWindow): PixelScores {
  return DETECTORS[model.detector].score(model.fit, window, model);
}

function toScore(pair: PairWindow, roles: Uint8Array, corner?: ScoredWindow['corner']): ScoredWindow {
  return { ...pair, roles, isSeen: seenOf(roles), ...(corner && { corner }) };
}

/** What was found in a pair, row-major over all of it; meaningful inside the window that was asked for. */
export interface JudgedPair {
  readonly roles: Uint8Array;
  readonly scores: Float32Array;
  /** 1 where the score reaches the cut, the pixel's own evidence supports it, and the mask's shaping leaves it. */
  readonly isChanged: Uint8Array;
  /** What each member of an ensemble says: bit k for member k; null without members. */
  readonly votes: Uint8Array | null;
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
export function judgePair(model: PairModel, unscreened: PairWindow, { grid, window, read }: JudgedPlace): JudgedPair {
  const pair = screenClouds(unscreened, model.bands, cloudScreenOf(model.parameters));
  const detector = DETECTORS[model.detector];
  const { blockPixels } = detector;
  const roles = rolesOfPair(pair, model.cloudBufferPixels);
  const isVeiledAfter = model.radiometry && hideThinClouds(roles, pair, model.bands, model.radiometry);
  if (blockPixels === undefined) return { roles, isVeiledAfter, ...judgeAtOnce(model, toScore(pair, roles, read)) };
  const scores = new Float32Array(roles.length);
  const isChanged = new Uint8Array(roles.length);
  let votes: Uint8Array | null = null;
  for (const block of tilesOf(toWholeBlocks(window, blockPixels, grid), blockPixels)) {
    const around = grow(block, detector.haloPixels(model.parameters), grid);
    const local = relativeTo(around, read);
    const judged = judgeAtOnce(model, toScore(cutPair(pair, local), cutBytes(roles, read.width, local), around));
    const from = relativeTo(block, around);
    const to = relativeTo(block, read);
    for (let row = 0; row < block.height; row++) {
      const start = (from.y + row) * around.width + from.x;
      const target = (to.y + row) * read.width + to.x;
      scores.set(judged.scores.subarray(start, start + block.width), target);
      isChanged.set(judged.isChanged.subarray(start, start + block.width), target);
      if (judged.votes === null) continue;
      votes ??= new Uint8Array(roles.length);
      votes.set(judged.votes.subarray(start, start + block.width), target);
    }
  }
  return { roles, isVeiledAfter, scores, isChanged, votes };
}

/** A pixel must show this share of the cut by itself: strong change does not spill over its edges by smoothing. */
export const LEAST_OWN_SHARE = 0.6;

function judgeAtOnce(model: PairModel, window: ScoredWindow): Pick<JudgedPair, 'scores' | 'isChanged' | 'votes'> {
  const { score: scores, own = scores, votes = null } = scorePair(model, window);
  const { cut } = model.cut;
  const isChanged = new Uint8Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    isChanged[i] = scores[i]! >= cut && own[i]! >= LEAST_OWN_SHARE * cut ? 1 : 0;
  }
  const detector = DETECTORS[model.detector];
  const shaped = shapedMask(isChanged, window, maskShapeOf(detector, model.parameters));
  return { scores, isChanged: detector.drawEdges?.(shaped, window, model) ?? shaped, votes };
}
