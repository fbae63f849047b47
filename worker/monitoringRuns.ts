import { NotFoundError } from '#domain/errors.js';
import type { Run } from '#domain/run.js';
import type { Scene } from '#domain/scene.js';
import { parseRuleSet, ruleSetReference, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import { recipeByName, recipeReference } from '#pipelines/recipes/recipes.js';
import type { Db } from '#store/database.js';
import { createRun } from '#store/runs.js';
import { scenesOver } from '#store/scenes.js';
import { loadWatchArea } from '#store/watchAreas.js';

/** Scenes that are compared with: the last one, and those before it that fill in where it could not see. */
const BEFORE_SCENES = 4;

/**
 * Asks for one run for each scene of a watch area but the first, in order of time: each is compared with the one before
 * it, and with up to three earlier ones where that could not see. Only scenes of the recipe's sensors and of the same
 * ground resolution are compared. Runs that stand already stay as they are, so that it can be called again after each scene.
 */
export async function createMonitoringRuns(db: Db, watchAreaId: string, ruleSet: RuleSet): Promise<readonly Run[]> {
  const area = await loadWatchArea(db, watchAreaId);
  if (area === null) throw new NotFoundError('watch area', watchAreaId);
  const recipe = recipeByName(area.recipe);
  const scenes = (await scenesOver(db, area.geometry)).filter(({ sensor }) => recipe.sensors.includes(sensor));
  const shared = {
    watchAreaId,
    recipe,
    recipeReference: recipeReference(recipe),
    ruleSet: parseRuleSet(ruleSet, `rule set ${area.ruleSet}`),
    ruleSetReference: ruleSetReference(ruleSet),
  };
  const runs: Run[] = [];
  for (const { before, after } of comparisons(scenes)) {
    const beforeSceneIds = before.map(({ id }) => id);
    const { run } = await createRun(db, { ...shared, beforeSceneIds, afterSceneId: after.id });
    runs.push(run);
  }
  return runs;
}

/** Which scenes to compare, oldest first. `scenes`: in order of time. */
export function comparisons(
  scenes: readonly Scene[],
): readonly { readonly before: readonly Scene[]; readonly after: Scene }[] {
  return scenes.flatMap((after, i) => {
    const earlier = scenes
      .slice(0, i)
      .filter((scene) => isComparable(scene, after))
      .reverse();
    return earlier.length === 0 ? [] : [{ before: earlier.slice(0, BEFORE_SCENES), after }];
  });
}

function isComparable(before: Scene, after: Scene): boolean {
  const ratio = before.gsdMetres / after.gsdMetres;
  const isEarlier = Date.parse(before.acquiredAt) < Date.parse(after.acquiredAt);
  return isEarlier && before.sensor === after.sensor && ratio > 0.9 && ratio < 1.1;
}
