import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adminCodePrefix } from '#domain/adminCode.js';
import { canonicalJson, contentHashOf, idOf, isUuid } from '#domain/id.js';

test('the same natural key gives the same id, another gives another', () => {
  // SHA-256 of ["patch","run",7] as JSON, from another implementation, with version and variant bits set.
  expect(idOf('patch', 'run', 7)).toBe('99c9ba40-feee-8834-be4d-60b1229b9f83');
  expect(idOf('patch', 'run', 7)).not.toBe(idOf('patch', 'run', '7'));
  expect(idOf('patch', 'run', 7)).not.toBe(idOf('alert', 'run', 7));
});

test('ids are UUIDs of version 8', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, number) => {
      const id = idOf(text, number);
      expect(isUuid(id)).toBe(true);
      expect(id).toMatch(/^.{14}8.{4}[89ab]/);
    }),
  );
});

test('text that is no UUID names nothing', () => {
  for (const text of ['', 'x', '1', '00000000-0000-0000-0000-00000000000', "' OR true"])
    expect(isUuid(text)).toBe(false);
});

test('content is the same whatever the order of its fields', () => {
  expect(canonicalJson({ b: [2, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[2,{"c":null,"d":1}]}');
  expect(contentHashOf({ a: 1, b: 2 })).toBe(contentHashOf({ b: 2, a: 1 }));
  expect(contentHashOf([1, 2])).not.toBe(contentHashOf([2, 1]));
});

test.each([
  ['', ''],
  ['330106', '330106'],
  ['330100', '3301'],
  ['330000', '33'],
  ['3301', '3301'],
  ['330106001', '330106001'],
  ['330106000', '330106'],
  ['330100000', '3301'],
  ['330106001000', '330106001'],
  ['330106001200', '330106001200'],
  ['330106000000', '330106'],
])('the codes at or below "%s" begin with "%s"', (code, prefix) => {
  expect(adminCodePrefix(code)).toBe(prefix);
});
