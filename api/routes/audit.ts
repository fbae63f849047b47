import { listAudit } from '#store/auditTrail.js';
import * as contract from '../contracts/audit.js';
import { route } from '../route.js';

const list = route(contract.listAudit, async ({ query, caller }, { db }) => ({
  body: await listAudit(db, caller, query),
}));

export const auditRoutes = [list];
