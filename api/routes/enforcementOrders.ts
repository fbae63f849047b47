import { saveOrders } from '#store/enforcementOrders.js';
import { parseOrders } from '#store/vectors/index.js';
import * as contract from '../contracts/enforcementOrders.js';
import { route } from '../route.js';

const create = route(contract.createOrders, async ({ body, caller }, { db }) => ({
  body: await saveOrders(db, parseOrders(body, 'body'), caller),
}));

export const enforcementOrderRoutes = [create];
