import { NotFoundError } from '#domain/errors.js';
import { deleteSavedFilter, listSavedFilters, saveFilter } from '#store/savedFilters.js';
import * as contract from '../contracts/savedFilters.js';
import { route } from '../route.js';

const list = route(contract.listSavedFilters, async ({ caller }, { db }) => ({
  body: { items: [...(await listSavedFilters(db, caller))] },
}));

const put = route(contract.putSavedFilter, async ({ params, body, caller }, { db }) => {
  const filter = { name: params.name, query: body.query };
  await saveFilter(db, caller, filter);
  return { body: filter };
});

const forget = route(contract.deleteSavedFilter, async ({ params, caller }, { db }) => {
  if (!(await deleteSavedFilter(db, caller, params.name))) throw new NotFoundError('saved filter', params.name);
  return { body: null };
});

export const savedFilterRoutes = [list, put, forget];
