import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import { ruleSetSchema, type RuleSet } from './ruleSet.js';

/** Id, version and hash (SHA-256 of the canonical JSON, first 16 hex digits): what a judgement carries of its rules. */
export function ruleSetReference(ruleSet: RuleSet): RuleSetReference {
  const hash = createHash('sha256').update(canonicalJson(ruleSet)).digest('hex').slice(0, 16);
  return { id: ruleSet.id, version: ruleSet.version, hash };
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

/** JSON with sorted keys and no white space, so that the same data always has the same text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
