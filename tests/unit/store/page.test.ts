import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, pageSize, toPage, type SortOrder } from '#store/page.js';

const ORDER: SortOrder = { name: 'things', columns: [{ column: 'id', type: 'text' }], direction: 'asc' };

test('a cursor gives back any key it was made of, for the same order only', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (key) => {
      const cursor = encodeCursor('things', key);
      expect(cursor).toMatch(/^[\w-]*$/);
      expect(decodeCursor('things', key.length, cursor)).toEqual(key);
      expect(() => decodeCursor('others', key.length, cursor)).toThrow('not a cursor of this list');
      expect(() => decodeCursor('things', key.length + 1, cursor)).toThrow('not a cursor of this list');
    }),
  );
});

test('text that is no cursor is refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor('things', 1, text)).toThrow('not a cursor of this list');
    }),
  );
});

test('a page ends the list exactly where no row is left over', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id, cursor_key: [id] }));
  const idsOf = (size: number) => toPage(rows, size, ORDER, ({ id }) => id);
  expect(idsOf(3)).toEqual({ items: ['a', 'b', 'c'], nextCursor: null });
  expect(idsOf(2)).toEqual({ items: ['a', 'b'], nextCursor: encodeCursor('things', ['b']) });
  expect(toPage([], 2, ORDER, (row) => row)).toEqual({ items: [], nextCursor: null });
});

test('a page has 100 items where nobody says otherwise, and 1000 at most', () => {
  expect(pageSize(undefined)).toBe(100);
  expect(pageSize(1000)).toBe(1000);
  expect(() => pageSize(1001)).toThrow('found 1001; expected a whole number from 1 to 1000');
});
