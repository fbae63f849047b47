import { expect, test } from '@jest/globals';
import { DEFAULT_RULE_SET, readRuleSet, ruleSetReference } from '#pipelines/patches-to-findings/index.js';

test('a rule set that fits is read with its reference', () => {
  expect(readRuleSet(JSON.parse(JSON.stringify(DEFAULT_RULE_SET)))).toEqual({
    content: DEFAULT_RULE_SET,
    reference: ruleSetReference(DEFAULT_RULE_SET),
    problems: [],
  });
});

const [first, second] = DEFAULT_RULE_SET.rules;

test.each([
  ['/rules/1/toleranceM', { rules: [first, { ...second, toleranceM: -1 }] }],
  ['/rules/0/toClasses/0', { rules: [{ ...first, toClasses: ['houses'] }] }],
  ['/rules/1/kind', { rules: [first, first] }],
  ['/baseDate', { baseDate: '2024-02-30' }],
  ['/belonging', { belonging: undefined }],
  ['/title/zh', { title: { zh: '', en: 'x' } }],
  ['', { surprise: 1 }],
])('a problem at %j is named by its JSON Pointer, in both languages', (pointer, change) => {
  const { content, problems } = readRuleSet({ ...DEFAULT_RULE_SET, ...change });
  expect(content).toBeNull();
  expect(problems.map((problem) => problem.pointer)).toEqual([pointer]);
  expect(problems[0]!.message.zh).toMatch(/\p{Script=Han}/u);
  expect(problems[0]!.message.en).not.toMatch(/\p{Script=Han}/u);
});

test('every problem is told, not the first alone', () => {
  const { problems } = readRuleSet({ ...DEFAULT_RULE_SET, gsdShare: 2, minimumAssessedShare: 'much' });
  expect(problems.map(({ pointer }) => pointer)).toEqual(['/gsdShare', '/minimumAssessedShare']);
});

test.each([[null], [[]], ['text'], [7]])('%j is no rule set', (value) => {
  expect(readRuleSet(value).problems.map(({ pointer }) => pointer)).toEqual(['']);
});
