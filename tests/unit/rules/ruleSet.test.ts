import { describe, expect, test } from '@jest/globals';
import { EVALUATED_VIOLATION_KINDS } from '#domain/violation.js';
import { BadInputError } from '#domain/errors.js';
import { DEFAULT_RULE_SET, parseRuleSet, ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import { featureOf, judge, layerOf, permitOf, rect, WITHOUT_CROPLAND_RULE } from './ground.js';

describe('rule sets are data', () => {
  test('the default fits its schema and has one rule of each kind, with legal basis in both languages', () => {
    const parsed = parseRuleSet(JSON.parse(JSON.stringify(DEFAULT_RULE_SET)), 'default');
    expect(parsed).toEqual(DEFAULT_RULE_SET);
    expect(parsed.rules.map(({ kind }) => kind).sort()).toEqual([...EVALUATED_VIOLATION_KINDS].sort());
    for (const { legalBasis } of parsed.rules) expect(legalBasis.zh).toMatch(/《.+》/);
  });

  test('the hash does not depend on the order of keys and changes with any value', () => {
    const reversed = Object.fromEntries(Object.entries(DEFAULT_RULE_SET).toReversed()) as typeof DEFAULT_RULE_SET;
    expect(ruleSetReference(reversed)).toEqual(ruleSetReference(DEFAULT_RULE_SET));
    const changed = { ...DEFAULT_RULE_SET, gsdShare: 0.9 };
    expect(ruleSetReference(changed).hash).not.toBe(ruleSetReference(DEFAULT_RULE_SET).hash);
    expect(ruleSetReference(DEFAULT_RULE_SET).hash).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ['rules[0].toleranceM', { ...DEFAULT_RULE_SET.rules[0], toleranceM: -1 }],
    ['rules[0].toClasses[0]', { ...DEFAULT_RULE_SET.rules[0], toClasses: ['houses'] }],
    ['rules[0].kind', { ...DEFAULT_RULE_SET.rules[0], kind: 'quotaExceeded' }],
  ])('a wrong field is refused by its path %s', (path, rule) => {
    const broken = { ...DEFAULT_RULE_SET, rules: [rule] };
    expect(() => parseRuleSet(broken, 'rules.json')).toThrow(BadInputError);
    expect(() => parseRuleSet(broken, 'rules.json')).toThrow(`rules.json: ${path}`);
  });

  test('two rules of one kind are refused', () => {
    const [first] = DEFAULT_RULE_SET.rules;
    expect(() => parseRuleSet({ ...DEFAULT_RULE_SET, rules: [first, first] }, 'r')).toThrow('a second rule for');
  });

  test('a rule that is switched off says nothing', () => {
    const rules = WITHOUT_CROPLAND_RULE.rules.map((rule) => ({
      ...rule,
      enabled: rule.kind !== 'buildWithoutApproval',
    }));
    expect(judge({}, { ruleSet: { ...DEFAULT_RULE_SET, rules } }).verdict).toBe('lawful');
  });

  test('a rule that accepts no exemption takes temporary land for no approval', () => {
    const rules = DEFAULT_RULE_SET.rules.map((rule) => ({ ...rule, exemptions: [] }));
    const permits = [permitOf({ kind: 'temporaryLand' })];
    expect(judge({}, { permits, ruleSet: { ...DEFAULT_RULE_SET, rules } }).leading).toBe('buildWithoutApproval');
  });

  test('judgements carry the reference of the rules they were made by', () => {
    expect(judge({}).ruleSet).toEqual(ruleSetReference(WITHOUT_CROPLAND_RULE));
  });

  test('numeric survey codes and class names both read', () => {
    const survey = layerOf('landClass');
    const redline = layerOf('ecologicalRedline');
    const breach = (properties: Record<string, unknown>) =>
      judge(
        { fromClass: 'vegetation', toClass: 'bare' },
        {
          layers: [survey, redline],
          features: [
            featureOf(survey, rect(-10, -10, 200, 200), { properties }),
            featureOf(redline, rect(-10, -10, 200, 200)),
          ],
        },
      ).leading;
    expect(breach({ class: 'forest' })).toBe('ecologicalRedlineBreach');
    expect(breach({ code: '03' })).toBe('ecologicalRedlineBreach');
    expect(breach({ code: '0103' })).toBeNull();
    expect(breach({ code: 'unheard of' })).toBeNull();
  });
});
