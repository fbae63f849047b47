import type { Recipe } from '#domain/recipe.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { detectTruePair, type TruePairResult } from './detectTruePair.js';
import type { Family } from './families.js';
import { pooledF1 } from './metrics.js';

/** Cuts that are tried round a recipe's own, in its evidence. */
const STEPS = [-0.8, -0.4, 0, 0.4, 0.8] as const;

export interface LeftOut {
  readonly family: string;
  readonly recipe: string;
  /** Pooled F1 with the recipe's own cut. */
  readonly inSample: number;
  /** Pooled F1 where each pair is cut as suits the others best. */
  readonly leftOut: number;
  /** Cuts that the others chose, lowest and highest. */
  readonly cuts: readonly [number, number];
}

/** Whether a family has a cut that was chosen on its pairs, and enough pairs to leave one out. */
export const canLeaveOut = ({ recipe, pairs }: Family): boolean =>
  pairs.length > 2 && typeof recipeByName(recipe).parameters['evidence'] === 'number' && pairs[0]!.coding === 'binary';

/** Detects every pair with several cuts, and each with the one that its fellows would have chosen. */
export async function leaveOneOut(dataFolder: string, family: Family): Promise<LeftOut> {
  const recipe = recipeByName(family.recipe);
  const own = Number(recipe.parameters['evidence']);
  const results: TruePairResult[][] = [];
  for (const pair of family.pairs) {
    const byCut: TruePairResult[] = [];
    for (const step of STEPS) byCut.push(await detectTruePair(dataFolder, pair, { recipe: cutAt(recipe, own + step) }));
    results.push(byCut);
  }
  const chosen = results.map((_, left) => bestStep(results.filter((__, other) => other !== left)));
  const cuts = chosen.map((step) => own + STEPS[step]!);
  return {
    family: family.name,
    recipe: recipe.name,
    inSample: pooledF1(results.map((byCut) => byCut[STEPS.indexOf(0)]!)).f1,
    leftOut: pooledF1(results.map((byCut, i) => byCut[chosen[i]!]!)).f1,
    cuts: [Math.min(...cuts), Math.max(...cuts)],
  };
}

function bestStep(results: readonly TruePairResult[][]): number {
  const f1s = STEPS.map((_, step) => pooledF1(results.map((byCut) => byCut[step]!)).f1);
  return f1s.indexOf(Math.max(...f1s));
}

const cutAt = (recipe: Recipe, evidence: number): Recipe => ({
  ...recipe,
  parameters: { ...recipe.parameters, evidence },
});
