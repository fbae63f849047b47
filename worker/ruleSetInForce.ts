import { parseRuleSet, ruleSetById, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import type { Db } from '#store/database.js';
import { ruleSetInForce } from '#store/ruleSets.js';

/**
 * What runs that name a rule set are judged by: the version that was published last, or else the one that is shipped.
 * @throws BadInputError where there is neither, or it does not fit the schema any more
 */
export async function loadRuleSetInForce(db: Db, id: string): Promise<RuleSet> {
  const published = await ruleSetInForce(db, id);
  if (published === null) return ruleSetById(id);
  return parseRuleSet(published.content, `rule set ${id} ${published.reference.version}`);
}
