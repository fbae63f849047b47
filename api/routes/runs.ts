import { NotFoundError } from '#domain/errors.js';
import { createRun, getRun, listRuns } from '#store/runs.js';
import { getWatchArea } from '#store/watchAreas.js';
import * as contract from '../contracts/runs.js';
import { route } from '../route.js';
import { requireRuleSetInForce } from '../ruleSetChoice.js';

const list = route(contract.listRuns, async ({ query, caller }, { db }) => ({
  body: await listRuns(db, caller, query),
}));

const read = route(contract.readRun, async ({ params, caller }, { db }) => {
  const run = await getRun(db, caller, params.id);
  if (run === null) throw new NotFoundError('run', params.id);
  return { body: run };
});

const create = route(contract.createRun, async ({ body, caller }, { db, catalogue }) => {
  const area = await getWatchArea(db, caller, body.watchAreaId);
  if (area === null) throw new NotFoundError('watch area', body.watchAreaId);
  const recipe = catalogue.requireRecipe(body.recipe ?? area.recipe, 'body.recipe');
  const ruleSet = await requireRuleSetInForce(db, catalogue, caller, area.ruleSet, `watch area ${area.name}: ruleSet`);
  const { run, created } = await createRun(db, {
    watchAreaId: area.id,
    beforeSceneIds: body.beforeSceneIds ?? [body.beforeSceneId].filter((id) => id !== undefined),
    afterSceneId: body.afterSceneId,
    recipe: recipe.content,
    recipeReference: recipe.reference,
    ruleSet: ruleSet.content,
    ruleSetReference: ruleSet.reference,
  });
  return { status: created ? 201 : 200, body: run };
});

export const runRoutes = [list, read, create];
