import { existsSync } from 'node:fs';
import { NotFoundError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import { DEFAULT_RULE_SET, ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import type { Db } from '#store/database.js';
import { OPERATOR } from '#store/operator.js';
import { getRuleSet } from '#store/ruleSets.js';
import { readRules } from './check/checkInput.js';

/** A rule set as data, and what it is called. */
export interface ChosenRuleSet {
  readonly content: unknown;
  readonly reference: RuleSetReference;
}

/**
 * The rule set that a command line names: a JSON file, `ID/VERSION`, or a version of `defaultId`; stored or shipped.
 * @throws BadInputError for a file that does not fit the schema; NotFoundError for a version that is not there
 */
export async function chosenRuleSet(
  db: Db,
  named: string,
  defaultId: string = DEFAULT_RULE_SET.id,
): Promise<ChosenRuleSet> {
  if (existsSync(named) || named.endsWith('.json')) {
    const content = await readRules(named);
    return { content, reference: ruleSetReference(content) };
  }
  const [first, second] = named.split('/', 2) as [string, string?];
  const [id, version] = second === undefined ? [defaultId, first] : [first, second];
  const stored = await getRuleSet(db, OPERATOR, id, version);
  if (stored !== null) return stored;
  if (id === DEFAULT_RULE_SET.id && version === DEFAULT_RULE_SET.version) {
    return { content: DEFAULT_RULE_SET, reference: ruleSetReference(DEFAULT_RULE_SET) };
  }
  throw new NotFoundError('rule set', `${id}/${version}`);
}
