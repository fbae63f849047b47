import { checkCompliance } from '../compliance.js';
import * as contract from '../contracts/compliance.js';
import { route } from '../route.js';
import { requireRuleSetInForce } from '../ruleSetChoice.js';

const check = route(contract.checkCompliance, async ({ body, caller }, { db, catalogue }) => {
  const { content } = await requireRuleSetInForce(db, catalogue, caller, catalogue.defaultRuleSet, 'catalogue');
  return { body: await checkCompliance(db, caller, body, content) };
});

export const complianceRoutes = [check];
