import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  testTile,
  type FusedDifference,
  type FusedOutcome,
  type FusedSide,
} from '#pipelines/scene-to-change/fusedDifference.js';
import { createFallKernel } from '#worker/compute/fallKernel.js';
import { createRandom } from '../../support/detectScenes.js';

const WIDTH = 16;
const ROWS = 5;
const PIXELS = WIDTH * ROWS;

const words = (seed: number, most: number): Uint16Array => {
  const random = createRandom(seed);
  return Uint16Array.from({ length: 4 * PIXELS }, () => Math.floor(random() * (most + 1)));
};

const outcome = (codes: Uint8Array = new Uint8Array(PIXELS)): FusedOutcome => ({
  codes,
  words: new Uint16Array(8 * PIXELS),
});

const side = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  most: fc.constantFrom(3, 40, 5000, 65535),
  isDifferenced: fc.boolean(),
  nodata: fc.constantFrom(null, 0, 2, 65535, -1, 70000, 0.5),
  bands: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
  scale: fc.constantFrom(1, 1e-4),
});

describe('the WebAssembly test of tiles', () => {
  test('leaves what the plain one leaves', () => {
    const kernel = createFallKernel(PIXELS)!;
    expect(kernel).not.toBeNull();
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: WIDTH }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(-1, 1),
        fc.constantFrom(0.05, 0.2, 1),
        (before, after, columns, first, further, weight, cut) => {
          const at = { first, second: (first + further) % 4, stride: 4 };
          const sideOf = ({ seed, most, isDifferenced, ...layout }: typeof before): FusedSide => ({
            tile: { words: words(seed, most), isDifferenced },
            layout: { ...at, ...layout },
          });
          const difference: FusedDifference = { first: 'nir', second: 'red', weight, cut };
          const size = { width: WIDTH, columns, rows: ROWS };
          const [plain, built] = [outcome(), outcome(kernel.codes)];
          const expected = testTile(difference, sideOf(before), sideOf(after), size, plain);
          expect(kernel.test(difference, sideOf(before), sideOf(after), size, built)).toEqual(expected);
          const pixels = columns * ROWS;
          expect(built.codes.slice(0, pixels)).toEqual(plain.codes.slice(0, pixels));
          expect(built.words.subarray(0, 8 * expected.changed)).toEqual(plain.words.subarray(0, 8 * expected.changed));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('takes words that stand in its memory as they are', () => {
    const kernel = createFallKernel(PIXELS)!;
    const layout = { stride: 4, first: 3, second: 2, bands: [0, 1, 2, 3], nodata: 0, scale: 1 };
    const difference: FusedDifference = { first: 'nir', second: 'red', weight: -1, cut: 0.2 };
    const size = { width: WIDTH, columns: WIDTH, rows: ROWS };
    const place = (memory: Uint8Array, values: Uint16Array): FusedSide => {
      const inside = new Uint16Array(memory.buffer, memory.byteOffset, values.length);
      inside.set(values);
      return { tile: { words: inside, isDifferenced: true }, layout };
    };
    const [first, second] = [words(3, 900), words(4, 900)];
    const plain = outcome();
    const sides = [first, second].map((values) => ({ tile: { words: values.slice(), isDifferenced: true }, layout }));
    const expected = testTile(difference, sides[0]!, sides[1]!, size, plain);
    const built = outcome(kernel.codes);
    const [was, is] = [place(kernel.before, first), place(kernel.after, second)];
    expect(kernel.test(difference, was, is, size, built)).toEqual(expected);
    expect(built.codes.slice(0, PIXELS)).toEqual(plain.codes);
  });
});
