import { listStandingFindings } from '#store/standingFindings.js';
import * as contract from '../contracts/standingFindings.js';
import { route } from '../route.js';

const list = route(contract.listStandingFindings, async ({ query, caller }, { db }) => ({
  body: await listStandingFindings(db, caller, query),
}));

export const standingFindingRoutes = [list];
