import { expect, test } from '@jest/globals';
import { en } from '../../../viewer/i18n/en.js';
import { zhCN } from '../../../viewer/i18n/zh-CN.js';

function flat(strings: object, path = ''): [key: string, text: string][] {
  return Object.entries(strings).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + name, value]] : flat(value as object, `${path}${name}.`),
  );
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();

test('every Chinese string has an English one with the same placeholders', () => {
  const english = new Map(flat(en));
  for (const [key, text] of flat(zhCN)) {
    expect({ key, placeholders: placeholders(english.get(key) ?? '(missing)') }).toEqual({
      key,
      placeholders: placeholders(text),
    });
  }
});

test('English has no strings of its own but the singular forms', () => {
  const chinese = new Set(flat(zhCN).map(([key]) => key));
  const more = flat(en).map(([key]) => key).filter((key) => !chinese.has(key)); // prettier-ignore
  expect(more.filter((key) => !chinese.has(key.replace(/_one$/, '_other')))).toEqual([]);
});

test('no string is empty, and none of the English ones is Chinese', () => {
  expect(flat(zhCN).filter(([, text]) => text.trim() === '')).toEqual([]);
  expect(flat(en).filter(([, text]) => text.trim() === '' || /\p{Script=Han}/u.test(text))).toEqual([]);
});
