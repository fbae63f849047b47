import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import { canonicalJson } from '#domain/id.js';
import { ruleSetSchema, type RuleSet } from './ruleSet.js';

/** Rule sets are not changed once made; hashing one for every patch would cost more than judging it. */
const references = new WeakMap<RuleSet, RuleSetReference>();

/** Id, version and hash (SHA-256 of the canonical JSON, first 16 hex digits): what a judgement carries of its rules. */
export function ruleSetReference(ruleSet: RuleSet): RuleSetReference {
  const known = references.get(ruleSet);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(canonicalJson(ruleSet)).digest('hex').slice(0, 16);
  const reference = { id: ruleSet.id, version: ruleSet.version, hash };
  references.set(ruleSet, reference);
  return reference;
}

/** A rule set from parsed JSON, or a BadInputError with the path of the first field that is wrong. */
export function parseRuleSet(value: unknown, where: string): RuleSet {
  const result = ruleSetSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = z.core.toDotPath(issue?.path ?? []);
  throw new BadInputError('the rule set does not fit its schema', {
    code: 'ruleSet.invalid',
    where: path === '' ? where : `${where}: ${path}`,
    found: issue?.message ?? 'an unknown problem',
    expected: 'a rule set (see the rule guide)',
  });
}
