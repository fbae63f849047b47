import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTextBytes, type Nested } from '#cli/detect/textBytes.js';

function written(values: Nested): string {
  const bytes = createTextBytes(1);
  bytes.nested(values);
  return Buffer.from(bytes.take()).toString('utf8');
}

test('numbers are written as JSON writes them', () => {
  const ends = [0, -0, 1, 9, 10, 99, 100, 999, 1000, 999_999, 1e6, 123.000000001, -0.1, 0.999999999, 1e-6, 1e-9, 5e-7];
  const odd = [0.1 + 0.2, 1 / 3, Math.PI, 1e21, 1.7976931348623157e308, 5e-324, 999_999.9999999999, 2 ** 53];
  const values = [...ends, ...odd].flatMap((value) => [value, -value]);
  expect(written(values)).toBe(JSON.stringify(values));
});

test('so are any numbers, places with nine decimals above all', () => {
  const place = fc.integer({ min: -180e9, max: 180e9 }).map((units) => units / 1e9);
  const short = fc.integer({ min: -2000, max: 2000 }).map((units) => units / 1e9);
  const any = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.oneof(place, short, any, fc.integer())), (values) => {
      expect(written(values)).toBe(JSON.stringify(values));
    }),
    { numRuns: 500 },
  );
});

test('rings, and text of any script, come out in their order', () => {
  const coordinates = [[[[116.5, 39.25]], []], [[[-0.5, 0]]]];
  const bytes = createTextBytes(1);
  bytes.text('{"名":"耕地","c":');
  bytes.nested(coordinates);
  bytes.text('}');
  const length = bytes.length;
  const taken = bytes.take();
  expect(taken).toHaveLength(length);
  expect(Buffer.from(taken).toString('utf8')).toBe(`{"名":"耕地","c":${JSON.stringify(coordinates)}}`);
  expect(bytes).toHaveLength(0);
});
