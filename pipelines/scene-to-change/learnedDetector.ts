import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import { asAnyDetector, type Detector, type Parameters } from './detector.js';
import { parseLearnedManifest, type LearnedManifest } from './learnedContract.js';
import type { Calibration } from './reflectance.js';

/** Plain JSON. */
export interface LearnedFit {
  /** How values become what the model was trained on; null: the numbers of the files. */
  readonly calibration: { readonly before: Calibration; readonly after: Calibration } | null;
}

/**
 * Change by a learned model in the form of an ONNX file, which runs outside of the pipelines: its probabilities come with
 * the window. The recipe holds the model's manifest, so that everything but the weights is data; those are known by their hash.
 */
const detector: Detector<LearnedFit> = {
  name: 'learned',
  source:
    'the model’s own, named in its manifest; overlapping tiles: Ronneberger, Fischer & Brox 2015, MICCAI, 234–241',
  needs: {
    sensors: ['optical', 'rgb', 'sar'],
    bands: ({ parameters }) => manifestOf(parameters).bands,
    gsdM: ({ parameters }) => manifestOf(parameters).gsdMetres,
  },
  parameters: {
    model: { meaning: 'path of the ONNX file', default: '' },
    manifest: { meaning: 'the model’s manifest, JSON', default: '' },
  },
  cover: { to: 'unknown' },
  haloPixels: (parameters) => manifestOf(parameters).side,
  fit(sample) {
    if (manifestOf(sample.parameters).units === 'stored') return { fit: { calibration: null }, warnings: [] };
    const { before, after } = sample.radiometry();
    if (before.kind !== 'relative' && after.kind !== 'relative') {
      return { fit: { calibration: { before, after } }, warnings: [] };
    }
    throw new BadInputError('the model needs reflectance', {
      code: 'model.units',
      where: 'pair',
      found: 'raw numbers',
      expected: 'scenes whose files or manifests say how values become reflectance',
    });
  },
  score(_, { modelScores, isSeen }) {
    if (modelScores === undefined) throw new TypeError('a learned detector needs the scores of its model');
    return { score: modelScores.map((value, i) => (isSeen[i] === 1 ? value : NaN)) };
  },
};

export const learnedDetector = asAnyDetector(detector);

const parsed = new Map<string, LearnedManifest>();

/** The manifest that a learned recipe holds. @throws BadInputError where it holds none, or a wrong one */
export function manifestOf(parameters: Parameters): LearnedManifest {
  const text = parameters['manifest'];
  if (typeof text !== 'string' || text === '') {
    throw new BadInputError('a learned recipe holds the manifest of its model', {
      code: 'model.manifest',
      where: 'parameter manifest',
      found: text === undefined ? 'none' : String(text),
      expected: 'a recipe file whose parameter model names a manifest',
    });
  }
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const manifest = parseLearnedManifest(JSON.parse(text), 'parameter manifest');
  parsed.clear();
  parsed.set(text, manifest);
  return manifest;
}

/**
 * The recipe of a model with its manifest in it; where it states no threshold of its own, the manifest's cut is it.
 */
export function learnedRecipe(recipe: Recipe, manifest: LearnedManifest, modelPath: string): Recipe {
  return {
    ...recipe,
    threshold: { method: 'fixed', parameter: recipe.threshold.parameter ?? manifest.cut },
    parameters: { ...recipe.parameters, model: modelPath, manifest: JSON.stringify(manifest) },
  };
}
