import { describe, expect, test } from '@jest/globals';
import {
  lineAt,
  numberOrText,
  placeOfPointer,
  readRuleText,
  rulesOf,
  valueAt,
  withValueAt,
} from '../../../viewer/state/ruleDraft.js';

const CONTENT = { gsdShare: 1, 'a/b': { '~': 2 }, rules: [{ kind: 'x', toleranceM: 3 }, { kind: 'y' }] };

describe('values by JSON Pointer', () => {
  test.each([
    ['/gsdShare', 1],
    ['/a~1b/~0', 2],
    ['/rules/0/toleranceM', 3],
    ['/rules/1/toleranceM', undefined],
    ['/nothing/at/all', undefined],
    ['', CONTENT],
  ])('%j is %j', (pointer, value) => {
    expect(valueAt(CONTENT, pointer)).toEqual(value);
  });

  test('one is changed, the others and the original stay', () => {
    const changed = withValueAt(CONTENT, '/rules/0/toleranceM', 'wide');
    expect(changed).toEqual({ ...CONTENT, rules: [{ kind: 'x', toleranceM: 'wide' }, { kind: 'y' }] });
    expect(CONTENT.rules[0]).toEqual({ kind: 'x', toleranceM: 3 });
    expect(withValueAt(CONTENT, '/a~1b/~0', 7)).toMatchObject({ 'a/b': { '~': 7 } });
  });
});

test.each([
  ['12', 12],
  [' 0.5 ', 0.5],
  ['', ''],
  ['wide', 'wide'],
  ['1e999', '1e999'],
])('what was typed as %j is kept as %j', (text, value) => {
  expect(numberOrText(text)).toBe(value);
});

test('the form shows rules of any shape', () => {
  expect(rulesOf({ rules: [{ kind: 'x', enabled: false, toleranceM: 'wide', severity: 4 }, 7] })).toEqual([
    { kind: 'x', enabled: false, toleranceM: 'wide', toleranceM2: '', severity: '4' },
    { kind: '', enabled: true, toleranceM: '', toleranceM2: '', severity: '' },
  ]);
  expect(rulesOf({ rules: 'none' })).toEqual([]);
});

describe('rules as text', () => {
  const TEXT = JSON.stringify(CONTENT, null, 2);

  test('are read where they are an object, and the place is told where they are none', () => {
    expect(readRuleText(TEXT)).toEqual({ content: CONTENT, wrongAt: null });
    expect(readRuleText('[1]')).toEqual({ content: null, wrongAt: 0 });
    expect(readRuleText('')).toMatchObject({ content: null });
    expect(readRuleText('{"a": 1,\n "b": }')).toEqual({ content: null, wrongAt: 15 });
    expect(readRuleText('{"a": 1 // why\n}').content).toBeNull();
  });

  test('show where a pointer leads, or the nearest around it', () => {
    const at = (pointer: string): string => {
      const { from, to } = placeOfPointer(TEXT, pointer);
      return TEXT.slice(from, to);
    };
    expect(at('/rules/0/toleranceM')).toBe('3');
    expect(at('/a~1b/~0')).toBe('2');
    expect(JSON.parse(at('/rules/1/toleranceM'))).toEqual({ kind: 'y' });
    expect(at('')).toBe('{');
    expect(lineAt(TEXT, placeOfPointer(TEXT, '/rules/0/toleranceM').from)).toBe(9);
  });
});
