import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { canonicalJson } from '#domain/id.js';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import {
  DETECTOR_NAMES,
  OUTLINE_STYLES,
  THRESHOLD_METHODS,
  type Recipe,
  type RecipeReference,
  type ThresholdMethod,
} from '#domain/recipe.js';
import { SENSOR_KINDS } from '#domain/scene.js';
import { CLASSIC_RECIPES, ENSEMBLE_RECIPES } from './classicRecipes.js';
import { NEW_BUILT_UP, NEW_ROOFS, SAR_LOG_RATIO } from './pictureRecipes.js';

/** Smallest patch by class (general survey practice): buildings and facilities 200 m², farmland 400 m², other 600 m². */
const MINIMUM_AREA_M2: Recipe['minimumAreaM2'] = {
  default: 600,
  builtUp: 200,
  greenhouse: 200,
  solar: 200,
  road: 200,
  earthworks: 400,
  cropland: 400,
};

/** General change of any multispectral pair: needs no calibration, finds every kind of change. */
const IR_MAD: Recipe = {
  name: 'irMad',
  version: '1',
  detector: 'irMad',
  sensors: ['optical', 'rgb'],
  parameters: { smoothingSigma: 0.7, cloudBufferPixels: 2, maximumRounds: 30, tolerance: 1e-4, noiseFloor: 0.1 },
  threshold: { method: 'otsuClipped', parameter: 0.99 },
  connectivity: 4,
  sievePixels: 5,
  minimumAreaM2: MINIMUM_AREA_M2,
};

/**
 * New construction, works, film and panels on open land: the relative change of all bands, counted as far as the ground
 * became something that people build. Quiet where crops grow, ripen or are harvested. Needs reflectance.
 */
const NEW_CONSTRUCTION: Recipe = {
  name: 'newConstruction',
  version: '3',
  detector: 'indexDifference',
  sensors: ['optical'],
  parameters: {
    smoothingSigma: 0.7,
    cloudBufferPixels: 2,
    only: 'built',
    edges: 'halfCovered',
    normalised: false,
    'weight.lnBlue': 1,
    'weight.lnGreen': 1,
    'weight.lnRed': 1,
    'weight.lnNir': 1,
    'weight.lnSwir1': 1,
    'weight.lnSwir2': 1,
  },
  threshold: { method: 'fixed', parameter: 0.2 },
  connectivity: 4,
  sievePixels: 8,
  minimumAreaM2: MINIMUM_AREA_M2,
};

/** Vegetation that came or went. */
const VEGETATION_CHANGE: Recipe = {
  name: 'vegetationChange',
  version: '1',
  detector: 'indexDifference',
  sensors: ['optical'],
  parameters: { smoothingSigma: 0.7, cloudBufferPixels: 2, signed: false, 'weight.ndvi': 1 },
  threshold: { method: 'otsuClipped', parameter: 0.99 },
  connectivity: 4,
  sievePixels: 5,
  minimumAreaM2: MINIMUM_AREA_M2,
};

/**
 * Plants that went, as a quick first look over large scenes: NDVI of the values as they are falls by 0.2. Every pixel by
 * itself, so that a pair costs little more than reading it.
 */
const VEGETATION_LOSS: Recipe = {
  name: 'vegetationLoss',
  version: '1',
  detector: 'indexDifference',
  sensors: ['optical'],
  parameters: {
    smoothingSigma: 0,
    cloudBufferPixels: 2,
    signed: true,
    normalised: false,
    calibrated: false,
    'weight.ndvi': -1,
  },
  threshold: { method: 'fixed', parameter: 0.2 },
  connectivity: 4,
  sievePixels: 20,
  minimumAreaM2: MINIMUM_AREA_M2,
};

export const RECIPES: readonly Recipe[] = [
  IR_MAD,
  NEW_CONSTRUCTION,
  VEGETATION_CHANGE,
  VEGETATION_LOSS,
  NEW_ROOFS,
  NEW_BUILT_UP,
  SAR_LOG_RATIO,
  ...CLASSIC_RECIPES,
  ...ENSEMBLE_RECIPES,
];
/** What watch areas are monitored with: quiet through the seasons. */
export const DEFAULT_RECIPE: Recipe = NEW_CONSTRUCTION;
/** What a single multispectral pair is compared with where nobody says otherwise: any change, any sensor's numbers. */
export const PAIR_RECIPE: Recipe = IR_MAD;

const positive = z.number().positive();

/** What a threshold's parameter may be, by method; the others take none. */
const THRESHOLD_RANGES: Partial<Record<ThresholdMethod, readonly [least: number, most: number]>> = {
  otsuClipped: [0.5, 1],
  chiSquare: [1e-12, 0.5],
  kMad: [0.5, 100],
  fixed: [0, Number.MAX_VALUE],
};

export const recipeSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  detector: z.enum(DETECTOR_NAMES),
  sensors: z.array(z.enum(SENSOR_KINDS)).min(1),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  threshold: z
    .strictObject({ method: z.enum(THRESHOLD_METHODS), parameter: z.number().nullable() })
    .check(({ value: { method, parameter }, issues }) => {
      const [least, most] = THRESHOLD_RANGES[method] ?? [NaN, NaN];
      if (parameter === null || (parameter >= least && parameter <= most)) return;
      const message = Number.isNaN(least)
        ? `${method} takes no parameter: null`
        : `${method} takes ${least} to ${most}, found ${parameter}`;
      issues.push({ code: 'custom', path: ['parameter'], message, input: parameter });
    }),
  connectivity: z.union([z.literal(4), z.literal(8)]),
  sievePixels: z.int().min(1).max(100_000),
  minimumAreaM2: z
    .partialRecord(z.enum(['default', ...LAND_COVER_CLASSES]), positive.or(z.literal(0)))
    .refine((areas) => areas.default !== undefined, 'default is missing'),
  outlines: z.enum(OUTLINE_STYLES).optional(),
});

/** @throws BadInputError naming the field that is wrong */
export function parseRecipe(value: unknown, where: string): Recipe {
  const result = recipeSchema.safeParse(value);
  if (result.success) return result.data as Recipe;
  const [issue] = result.error.issues;
  throw new BadInputError(`not a recipe: ${issue?.message ?? 'wrong form'}`, {
    code: 'recipe.invalid',
    where: [where, ...(issue?.path ?? [])].join('.'),
  });
}

/** @throws BadInputError listing the names there are */
export function recipeByName(name: string): Recipe {
  const recipe = RECIPES.find((candidate) => candidate.name === name);
  if (recipe !== undefined) return recipe;
  throw new BadInputError('unknown recipe', {
    code: 'recipe.unknown',
    where: 'recipe',
    found: name,
    expected: `one of ${RECIPES.map((candidate) => candidate.name).join(', ')}, or a file`,
  });
}

/**
 * Name, version and a hash of the whole content, as patches carry it. Where a model lies says nothing: its own hash stands
 * in the manifest.
 */
export function recipeReference(recipe: Recipe): RecipeReference {
  const { model: _, ...parameters } = recipe.parameters;
  const hash = createHash('sha256')
    .update(canonicalJson({ ...recipe, parameters }))
    .digest('hex')
    .slice(0, 16);
  return { name: recipe.name, version: recipe.version, hash };
}
