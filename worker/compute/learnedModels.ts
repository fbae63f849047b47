import type { PixelWindow } from '#domain/raster.js';
import type { Recipe } from '#domain/recipe.js';
import { manifestOf, type LearnedFit } from '#pipelines/scene-to-change/learnedDetector.js';
import { learnedScore } from '#pipelines/scene-to-change/learnedTiles.js';
import type { PairModel } from '#pipelines/scene-to-change/pairModel.js';
import { rolesOfPair, type PairWindow } from '#pipelines/scene-to-change/pairPixels.js';
import { seenOf } from '#pipelines/scene-to-change/detector.js';
import { toReflectance } from '#pipelines/scene-to-change/reflectance.js';
import { openOnnxModel, type OnnxModel } from './onnxModel.js';

/** Threads are what the pool has: a model computes in the one that asks it. */
const THREADS = 1;

/** Models that are ready in this thread, by path and hash. */
const ready = new Map<string, Promise<OnnxModel>>();

export const isLearned = ({ detector }: Pick<Recipe, 'detector'>): boolean => detector === 'learned';

/**
 * Makes the recipe's model ready, or says why it cannot run here.
 * @throws BadInputError as `openOnnxModel` does
 */
export function modelOf({ parameters }: Pick<Recipe, 'parameters'>): Promise<OnnxModel> {
  const manifest = manifestOf(parameters);
  const path = String(parameters['model'] ?? '');
  const key = `${path} ${manifest.sha256}`;
  const known = ready.get(key);
  if (known !== undefined) return known;
  const model = openOnnxModel(path, manifest, THREADS);
  ready.set(key, model);
  model.catch(() => ready.delete(key));
  return model;
}

export async function closeModels(): Promise<void> {
  const models = [...ready.values()];
  ready.clear();
  for (const model of models) await model.then((opened) => opened.close()).catch(() => undefined);
}

export interface ModelPlace {
  readonly grid: { readonly width: number; readonly height: number };
  readonly window: PixelWindow;
  /** What the pair covers. */
  readonly read: PixelWindow;
}

/** The pair with the model's probabilities for the window, NaN round it and where it was not seen. */
export async function withModelScores(model: PairModel, pair: PairWindow, place: ModelPlace): Promise<PairWindow> {
  const { grid, window, read } = place;
  const manifest = manifestOf(model.parameters);
  const { run } = await modelOf(model);
  const isSeen = seenOf(rolesOfPair(pair, model.cloudBufferPixels));
  const { calibration } = model.fit as LearnedFit;
  const valuesOf = (date: 'before' | 'after'): readonly Float32Array[] =>
    calibration === null
      ? pair[date]
      : pair[date].map((values, band) => toReflectance(values, calibration[date], band));
  const placed = { ...pair, before: valuesOf('before'), after: valuesOf('after'), isSeen, x: read.x, y: read.y };
  const scores = await learnedScore(manifest, placed, window, grid, run);
  const modelScores = new Float32Array(read.width * read.height).fill(NaN);
  for (let row = 0; row < window.height; row++) {
    const from = row * window.width;
    const to = (window.y - read.y + row) * read.width + window.x - read.x;
    modelScores.set(scores.subarray(from, from + window.width), to);
  }
  return { ...pair, modelScores };
}
