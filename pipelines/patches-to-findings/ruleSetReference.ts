import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import { canonicalJson } from '#domain/id.js';
import type { RuleSetReading } from '#domain/ruleSet.js';
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

const IN_ENGLISH = z.locales.en().localeError;
const IN_CHINESE = z.locales.zhCN().localeError;

/** A rule set from parsed JSON, or everything that is wrong with it, each with its place. */
export function readRuleSet(value: unknown): RuleSetReading {
  const result = ruleSetSchema.safeParse(value, { error: IN_ENGLISH });
  if (result.success) return { content: result.data, reference: ruleSetReference(result.data), problems: [] };
  const inChinese = ruleSetSchema.safeParse(value, { error: IN_CHINESE }).error?.issues ?? [];
  const problems = result.error.issues.map((issue, i) => ({
    pointer: pointerOf(issue.path),
    message: { zh: chineseOf(issue) ?? inChinese[i]?.message ?? issue.message, en: issue.message },
  }));
  return { content: null, reference: null, problems };
}

/** What the schema's own checks say in Chinese. */
function chineseOf(issue: z.core.$ZodIssue): string | null {
  const zh = issue.code === 'custom' ? issue.params?.['zh'] : undefined;
  return typeof zh === 'string' ? zh : null;
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

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
