import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import type { Recipe } from '#domain/recipe.js';
import { MONITOR_NAMES, type MonitorName } from '#domain/series.js';

/** Named, versioned parameters of watching a series. */
export interface SeriesRecipe {
  readonly name: string;
  readonly version: string;
  readonly method: MonitorName;
  /** Harmonics; null: the method's default. */
  readonly order: number | null;
  readonly trend: boolean;
  /** Band or index that is followed; null: the only band, else an index that the bands allow. */
  readonly value: string | null;
  readonly parameters: Recipe['parameters'];
  readonly connectivity: 4 | 8;
  /** Broken pixels of one place belong together where their onsets are at most this many days apart. */
  readonly groupDays: number;
  /** Groups of fewer pixels are dropped. */
  readonly sievePixels: number;
  readonly minimumAreaM2: Recipe['minimumAreaM2'];
}

const schema = z.looseObject({
  name: z.string().min(1),
  version: z.string().min(1),
  method: z.enum(MONITOR_NAMES),
  order: z.int().min(0).max(20).nullable().default(null),
  trend: z.boolean().default(false),
  value: z.string().min(1).nullable().default(null),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  connectivity: z.union([z.literal(4), z.literal(8)]).default(8),
  groupDays: z.number().min(0).default(60),
  sievePixels: z.int().min(1).default(4),
  minimumAreaM2: z
    .partialRecord(z.enum(['default', ...LAND_COVER_CLASSES]), z.number().min(0))
    .default({})
    .transform((areas) => ({ default: 400, ...areas })),
});

/** Every method with its own defaults, under its name. */
export const SERIES_RECIPES: readonly SeriesRecipe[] = MONITOR_NAMES.map((method) =>
  schema.parse({ name: method, version: '1', method }),
);

/** @throws BadInputError where there is none of the name */
export function seriesRecipeByName(name: string): SeriesRecipe {
  const recipe = SERIES_RECIPES.find((each) => each.name === name);
  if (recipe !== undefined) return recipe;
  throw new BadInputError('no such series recipe', {
    code: 'recipe.unknown',
    where: 'recipe',
    found: name,
    expected: SERIES_RECIPES.map((each) => each.name).join(', '),
  });
}

/** @throws BadInputError naming the field that does not fit */
export function parseSeriesRecipe(value: unknown, where: string): SeriesRecipe {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = z.core.toDotPath(issue!.path);
  throw new BadInputError('not a series recipe', {
    code: 'recipe.field',
    where: path === '' ? where : `${where}.${path}`,
    expected: issue!.message,
  });
}
