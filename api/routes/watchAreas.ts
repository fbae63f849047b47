import { adminCodePrefix } from '#domain/adminCode.js';
import { ForbiddenError } from '#domain/errors.js';
import { listWatchAreas, saveWatchArea } from '#store/watchAreas.js';
import * as contract from '../contracts/watchAreas.js';
import { route } from '../route.js';
import { requireRuleSetInForce } from '../ruleSetChoice.js';

const list = route(contract.listWatchAreas, async ({ caller }, { db }) => ({
  body: { items: await listWatchAreas(db, caller) },
}));

const create = route(contract.createWatchArea, async ({ body, caller }, { db, catalogue }) => {
  if (!body.adminCode.startsWith(adminCodePrefix(caller.adminCode))) {
    throw new ForbiddenError(`adminCode ${body.adminCode} is outside the caller's region ${caller.adminCode}`, true);
  }
  const recipe = catalogue.requireRecipe(body.recipe ?? catalogue.defaultRecipe, 'body.recipe').reference.name;
  const named = body.ruleSet ?? catalogue.defaultRuleSet;
  const { id: ruleSet } = (await requireRuleSetInForce(db, catalogue, caller, named, 'body.ruleSet')).reference;
  const area = { name: body.name, adminCode: body.adminCode, recipe, ruleSet, geometry: body.geometry };
  const { watchArea, created } = await saveWatchArea(db, area);
  return { status: created ? 201 : 200, body: watchArea };
});

export const watchAreaRoutes = [list, create];
