import { expect, test } from '@jest/globals';
import { compareRuleSets } from '#domain/ruleSetChanges.js';
import { DEFAULT_RULE_SET, type Rule } from '#pipelines/patches-to-findings/index.js';

const copy = (): typeof DEFAULT_RULE_SET => structuredClone(DEFAULT_RULE_SET);
const withRule = (kind: Rule['kind'], change: Partial<Rule>): typeof DEFAULT_RULE_SET => ({
  ...DEFAULT_RULE_SET,
  rules: DEFAULT_RULE_SET.rules.map((rule) => (rule.kind === kind ? { ...rule, ...change } : rule)),
});

test('names, and the order of rules, codes and classes, are no change', () => {
  const other = {
    ...copy(),
    version: 'other',
    title: { zh: '别名', en: 'other' },
    rules: copy()
      .rules.toReversed()
      .map((rule) => ({ ...rule, toClasses: rule.toClasses.toReversed() })),
    surveyClasses: copy().surveyClasses.toReversed(),
  };
  expect(compareRuleSets(DEFAULT_RULE_SET, copy())).toEqual([]);
  expect(compareRuleSets(DEFAULT_RULE_SET, other)).toEqual([]);
});

test('a value that differs is named by its rule, with both values', () => {
  const before = DEFAULT_RULE_SET.rules.find(({ kind }) => kind === 'buildWithoutApproval')!.toleranceM2;
  expect(compareRuleSets(DEFAULT_RULE_SET, withRule('buildWithoutApproval', { toleranceM2: 1234.5 }))).toEqual([
    { path: '/rules/buildWithoutApproval/toleranceM2', before, after: 1234.5 },
  ]);
});

test('rules and codes that came or went are told whole', () => {
  const [first, ...rest] = DEFAULT_RULE_SET.rules;
  const fewer = { ...DEFAULT_RULE_SET, rules: rest };
  expect(compareRuleSets(DEFAULT_RULE_SET, fewer)).toEqual([
    { path: `/rules/${first!.kind}`, before: first, after: null },
  ]);
  expect(compareRuleSets(fewer, DEFAULT_RULE_SET)).toEqual([
    { path: `/rules/${first!.kind}`, before: null, after: first },
  ]);
  const coded = {
    ...DEFAULT_RULE_SET,
    useClasses: [...DEFAULT_RULE_SET.useClasses, { codePrefix: 'a/b~', classes: [] }],
  };
  expect(compareRuleSets(DEFAULT_RULE_SET, coded)).toEqual([
    { path: '/useClasses/a~1b~0', before: null, after: { codePrefix: 'a/b~', classes: [] } },
  ]);
});

test('a list that holds a key twice is compared as a whole', () => {
  const twice = [
    { codePrefix: '07', classes: ['builtUp'] },
    { codePrefix: '07', classes: [] },
  ];
  const changes = compareRuleSets({ useClasses: twice }, { useClasses: twice.slice(0, 1) });
  expect(changes.map(({ path }) => path)).toEqual(['/useClasses']);
});
