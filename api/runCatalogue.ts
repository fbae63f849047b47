import { BadInputError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import type { RuleSetReading } from '#domain/ruleSet.js';
import type { Recipe, RecipeReference } from '#domain/recipe.js';

export interface NamedRecipe {
  readonly content: Recipe;
  readonly reference: RecipeReference;
}

export interface NamedRuleSet {
  /** The rule set as data, kept whole with each run. */
  readonly content: unknown;
  readonly reference: RuleSetReference;
}

/**
 * The recipes and rule sets that runs may name. The composition root hands them in, since the API does not know the
 * pipelines. The first of each is the default.
 */
export interface RunCatalogueEntries {
  readonly recipes: readonly [NamedRecipe, ...NamedRecipe[]];
  /** Shipped with the software; an office's own stand in the database. */
  readonly ruleSets: readonly [NamedRuleSet, ...NamedRuleSet[]];
  /** Validates a rule set. */
  readonly readRuleSet: (value: unknown) => RuleSetReading;
  /** JSON Schema that it validates with. */
  readonly ruleSetSchema: Readonly<Record<string, unknown>>;
}

export interface RunCatalogue extends Pick<RunCatalogueEntries, 'ruleSets' | 'readRuleSet' | 'ruleSetSchema'> {
  readonly defaultRecipe: string;
  readonly defaultRuleSet: string;
  /** @throws BadInputError naming the recipes there are */
  requireRecipe(name: string, where: string): NamedRecipe;
}

export function createRunCatalogue({ recipes, ruleSets, ...reading }: RunCatalogueEntries): RunCatalogue {
  const recipeByName = new Map(recipes.map((recipe) => [recipe.reference.name, recipe]));
  return {
    ...reading,
    ruleSets,
    defaultRecipe: recipes[0].reference.name,
    defaultRuleSet: ruleSets[0].reference.id,
    requireRecipe: (name, where) => required(recipeByName, name, { code: 'run.unknownRecipe', where }),
  };
}

function required<T>(byName: ReadonlyMap<string, T>, name: string, at: { code: string; where: string }): T {
  const entry = byName.get(name);
  if (entry !== undefined) return entry;
  const expected = `one of ${[...byName.keys()].join(', ')}`;
  throw new BadInputError('not known', { ...at, found: name, expected });
}
