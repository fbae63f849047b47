import { describe, expect, test } from '@jest/globals';
import type { CqlExpression } from '#domain/cql2.js';
import { readCqlJson } from '#domain/cql2Json.js';
import { parseCqlText } from '#domain/cql2Text.js';

/** Text and JSON of the same filter, after the examples of OGC 21-065r2. */
const SAME: readonly (readonly [text: string, node: CqlExpression])[] = [
  ["status = 'new'", { op: '=', args: [{ property: 'status' }, 'new'] }],
  ["owner = 'O''Brien'", { op: '=', args: [{ property: 'owner' }, "O'Brien"] }],
  ['"a ""b""" <> -1.5e3', { op: '<>', args: [{ property: 'a "b"' }, -1500] }],
  ['面积>=10', { op: '>=', args: [{ property: '面积' }, 10] }],
  [
    'a = 1 AND b = 2 OR NOT c = TRUE',
    {
      op: 'or',
      args: [
        {
          op: 'and',
          args: [
            { op: '=', args: [{ property: 'a' }, 1] },
            { op: '=', args: [{ property: 'b' }, 2] },
          ],
        },
        { op: 'not', args: [{ op: '=', args: [{ property: 'c' }, true] }] },
      ],
    },
  ],
  ['a IS NOT NULL', { op: 'not', args: [{ op: 'isNull', args: [{ property: 'a' }] }] }],
  ["a not like '建%'", { op: 'not', args: [{ op: 'like', args: [{ property: 'a' }, '建%'] }] }],
  ['a BETWEEN 1 AND 2', { op: 'between', args: [{ property: 'a' }, 1, 2] }],
  ["a IN ('x', 'y')", { op: 'in', args: [{ property: 'a' }, ['x', 'y']] }],
  ["a > DATE('2024-03-01')", { op: '>', args: [{ property: 'a' }, { date: '2024-03-01' }] }],
  [
    'S_INTERSECTS(geometry, BBOX(120, 30, 121, 31))',
    { op: 's_intersects', args: [{ property: 'geometry' }, { bbox: [120, 30, 121, 31] }] },
  ],
  [
    'S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0)))',
    {
      op: 's_intersects',
      args: [
        { property: 'geometry' },
        {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        },
      ],
    },
  ],
];

describe('a filter of CQL2', () => {
  test.each(SAME)('%s', (text, node) => {
    expect(parseCqlText(text)).toEqual(node);
    expect(readCqlJson(JSON.stringify(node))).toEqual(node);
  });

  test.each([
    ['', 'character 1'],
    ['status', 'character 7'],
    ["status = 'new' AND", 'character 19'],
    ['status = new', 'character 10'],
    ["status = 'new", 'character 9'],
    ["status = 'new'; DROP TABLE alerts", 'character 15'],
    ['a IN ()', 'character 7'],
    ["a > DATE('2024-02-30')", 'character'],
    [`${'('.repeat(100)}a = 1${')'.repeat(100)}`, 'character'],
    [`${'NOT '.repeat(100)}a = 1`, 'character'],
    [`a = '${'x'.repeat(9000)}'`, 'character 1'],
  ])('%s is refused where it stops making sense', (text, where) => {
    expect(() => parseCqlText(text)).toThrow(
      expect.objectContaining({
        detail: expect.objectContaining({ code: 'filter.cql2', where: expect.stringContaining(where) }),
      }),
    );
  });

  test.each([
    ['not JSON', '{', 'filter'],
    ['a number', '7', 'filter'],
    ['an unknown operator', '{"op":"exec","args":[1,2]}', 'filter/op'],
    ['a value that is none', '{"op":"=","args":[{"property":"a"},null]}', 'filter/args/1'],
    ['too few arguments', '{"op":"between","args":[{"property":"a"},1]}', 'filter/args'],
    [
      'rings that are none',
      '{"op":"s_intersects","args":[{"property":"a"},{"type":"Polygon","coordinates":[[[0,0]]]}]}',
      'filter/args/1',
    ],
  ])('as JSON, %s is refused', (_what, text, where) => {
    expect(() => readCqlJson(text)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code: 'filter.cql2', where }) }),
    );
  });
});
