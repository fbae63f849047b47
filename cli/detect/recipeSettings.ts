import { InvalidArgumentError } from 'commander';
import type { Recipe } from '#domain/recipe.js';
import { parseRecipe } from '#pipelines/recipes/recipes.js';

type Value = number | string | boolean;
export type RecipeSetting = readonly [field: string, value: Value];

export const SETTINGS = [
  '--set <field=value>',
  'change one field of the recipe; repeatable: threshold.method=kMad, sievePixels=20, minimumAreaM2.builtUp=200, closingRadius=1',
] as const;

/** The option's parser. @param before what it was given so far */
export function collectSetting(text: string, before: readonly RecipeSetting[] = []): readonly RecipeSetting[] {
  const match = /^([\w.]+)=(.+)$/.exec(text);
  if (match === null) throw new InvalidArgumentError('Expected field=value.');
  return [...before, [match[1]!, valueOf(match[2]!)]];
}

function valueOf(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

/** Fields that a command may change; every other name is one of the detector's parameters. */
const FIELDS: readonly string[] = ['connectivity', 'sievePixels', 'outlines'];

/**
 * The recipe with fields of one's own. Its hash is then another one, its name stays. A new threshold method starts with its
 * own usual parameter unless `threshold.parameter` is set too. The detector checks its parameters when it learns the pair.
 * @throws BadInputError naming the field that no recipe may have so
 */
export function withSettings(recipe: Recipe, settings: readonly RecipeSetting[]): Recipe {
  if (settings.length === 0) return recipe;
  const threshold: Record<string, Value | null> = { ...recipe.threshold };
  const minimumAreaM2: Record<string, Value> = { ...recipe.minimumAreaM2 };
  const parameters: Record<string, Value> = { ...recipe.parameters };
  const fields: Record<string, Value> = {};
  if (settings.some(([field]) => field === 'threshold.method')) threshold['parameter'] = null;
  for (const [field, value] of settings) {
    const [group, name = ''] = splitOnce(field);
    if (group === 'threshold') threshold[name] = value;
    else if (group === 'minimumAreaM2') minimumAreaM2[name] = value;
    else if (FIELDS.includes(field)) fields[field] = value;
    else parameters[field] = value;
  }
  return parseRecipe({ ...recipe, ...fields, threshold, minimumAreaM2, parameters }, '--set');
}

function splitOnce(field: string): readonly [string, string?] {
  const dot = field.indexOf('.');
  return dot < 0 ? [field] : [field.slice(0, dot), field.slice(dot + 1)];
}
