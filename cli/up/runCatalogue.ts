import type { RunCatalogueEntries } from '#api/runCatalogue.js';
import type { Recipe } from '#domain/recipe.js';
import { DEFAULT_RULE_SET, readRuleSet, ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import { jsonSchemaOf } from '../check/schemas.js';
import { DEFAULT_RECIPE, RECIPES, recipeReference } from '#pipelines/recipes/recipes.js';

const named = (content: Recipe) => ({ content, reference: recipeReference(content) });

/** Everything that runs may name, defaults first. */
export const RUN_CATALOGUE: RunCatalogueEntries = {
  recipes: [named(DEFAULT_RECIPE), ...RECIPES.filter((recipe) => recipe !== DEFAULT_RECIPE).map(named)],
  ruleSets: [{ content: DEFAULT_RULE_SET, reference: ruleSetReference(DEFAULT_RULE_SET) }],
  readRuleSet,
  ruleSetSchema: jsonSchemaOf('rule-set'),
};
