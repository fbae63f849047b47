import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forEachEqualRun } from '#pipelines/kernels/runLengths.js';

const raster = fc
  .record({
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 5 }),
    offset: fc.integer({ max: 3, min: 0 }),
  })
  .chain(({ width, height, offset }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      offset: fc.constant(offset),
      values: fc.array(fc.constantFrom(0, 0, 0, 1, 1, 2, 255), {
        minLength: width * height,
        maxLength: width * height,
      }),
    }),
  );

/** The bytes at a place in memory that need not be a multiple of four. */
function placed(values: readonly number[], offset: number): Uint8Array {
  const bytes = new Uint8Array(values.length + offset).subarray(offset);
  bytes.set(values);
  return bytes;
}

describe('runs of equal values', () => {
  test('painted, they are the raster, and no two that touch are equal; differences say the same', () => {
    fc.assert(
      fc.property(raster, ({ width, height, offset, values }) => {
        const differences = values.map((value, i) => (i % width === 0 ? value : value - values[i - 1]!));
        for (const [bytes, isDifferenced] of [
          [placed(values, offset), false],
          [placed(differences, offset), true],
        ] as const) {
          const painted: number[][] = [[]];
          let last = -1;
          forEachEqualRun(
            bytes,
            { width, height, isDifferenced },
            {
              visit(start, end, value) {
                const row = painted.at(-1)!;
                expect(start).toBe(row.length);
                expect(value).not.toBe(last);
                while (row.length < end) row.push(value);
                last = value;
              },
              endRow() {
                painted.push([]);
                last = -1;
              },
            },
          );
          expect(painted.pop()).toEqual([]);
          expect(painted.every((row) => row.length === width)).toBe(true);
          expect(painted.flat()).toEqual(values);
        }
      }),
    );
  });
});
