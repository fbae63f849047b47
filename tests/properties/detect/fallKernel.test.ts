import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTileJudge, type JudgedTile, type TileTask } from '#pipelines/change-to-patches/judgedTile.js';
import type { FusedSide } from '#pipelines/scene-to-change/fusedDifference.js';
import { createFallKernel } from '#worker/compute/fallKernel.js';
import { createRandom } from '../../support/detectScenes.js';

const WIDTH = 16;
const ROWS = 5;
const PIXELS = WIDTH * ROWS;

const words = (seed: number, most: number): Uint16Array => {
  const random = createRandom(seed);
  return Uint16Array.from({ length: 4 * PIXELS }, () => Math.floor(random() * (most + 1)));
};

const side = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  most: fc.constantFrom(3, 40, 5000, 65535),
  isDifferenced: fc.boolean(),
  nodata: fc.constantFrom(null, 0, 2, 65535, -1, 70000, 0.5),
  bands: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
  scale: fc.constantFrom(1, 1e-4),
});

const calibration = fc.record({
  gain: fc.array(fc.double({ min: 1e-6, max: 1.2, noNaN: true }), { minLength: 4, maxLength: 4 }),
  offset: fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 4 }),
});

const bandNames = fc.constantFrom(
  ['blue', 'green', 'red', 'nir'],
  ['nir', 'blue', 'red', 'green'],
  ['blue', 'red', 'nir', 'swir1'],
  ['swir2', 'nir', 'red', 'blue'],
  ['red', 'nir', 'swir1', 'swir2'],
);

/** A copy: what a judge gives is good until it judges again. */
const copyOf = ({ changed, notSeen, codes, fromCode, toCode, excess }: JudgedTile) => ({
  changed,
  notSeen,
  codes: codes.slice(),
  fromCode: fromCode.slice(),
  toCode: toCode.slice(),
  excess: excess.slice(),
});

const stated = { kind: 'stated', gain: [1e-4, 1e-4, 1e-4, 1e-4], offset: [0, 0, 0, 0] } as const;

describe('tiles judged by the WebAssembly kernel', () => {
  test('come out as in plain code', () => {
    const kernel = createFallKernel(PIXELS)!;
    expect(kernel).not.toBeNull();
    const plain = createTileJudge();
    fc.assert(
      fc.property(
        side,
        side,
        fc.tuple(calibration, calibration, bandNames),
        fc.integer({ min: 1, max: WIDTH }),
        fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })),
        fc.constantFrom(-1, 1),
        fc.constantFrom(0.05, 0.2, 1),
        (before, after, [was, is, bands], columns, [first, further], weight, cut) => {
          const at = { first, second: (first + further) % 4, stride: 4 };
          const sideOf = ({ seed, most, isDifferenced, ...layout }: typeof before): FusedSide => ({
            tile: { words: words(seed, most), isDifferenced },
            layout: { ...at, ...layout },
          });
          // The index's bands as the before side names them: both sides hold them at the same places of a pixel.
          const nameAt = (place: number): string => bands[before.bands.indexOf(place)]!;
          const task = (): TileTask => ({
            test: { first: nameAt(at.first), second: nameAt(at.second), weight, cut },
            bands,
            radiometry: { before: { kind: 'stated', ...was }, after: { kind: 'stated', ...is } },
            before: sideOf(before),
            after: sideOf({ ...after, bands: before.bands }),
            size: { width: WIDTH, columns, rows: ROWS },
          });
          expect(copyOf(kernel.judge(task()))).toEqual(copyOf(plain(task())));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('are taken as they stand in its memory', () => {
    const kernel = createFallKernel(PIXELS)!;
    const layout = { stride: 4, first: 3, second: 2, bands: [0, 1, 2, 3], nodata: 0, scale: 1 };
    const place = (memory: Uint8Array, values: Uint16Array): FusedSide => {
      const inside = new Uint16Array(memory.buffer, memory.byteOffset, values.length);
      inside.set(values);
      return { tile: { words: inside, isDifferenced: true }, layout };
    };
    const taskOf = (before: FusedSide, after: FusedSide): TileTask => ({
      test: { first: 'nir', second: 'red', weight: -1, cut: 0.2 },
      bands: ['blue', 'green', 'red', 'nir'],
      radiometry: { before: stated, after: stated },
      before,
      after,
      size: { width: WIDTH, columns: WIDTH, rows: ROWS },
    });
    const [first, second] = [words(3, 900), words(4, 900)];
    const [was, is] = [first, second].map((values): FusedSide => ({
      tile: { words: values.slice(), isDifferenced: true },
      layout,
    }));
    const expected = copyOf(createTileJudge()(taskOf(was!, is!)));
    expect(expected.changed).toBeGreaterThan(0);
    expect(copyOf(kernel.judge(taskOf(place(kernel.before, first), place(kernel.after, second))))).toEqual(expected);
  });
});
