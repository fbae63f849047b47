import { describe, expect, test } from '@jest/globals';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import {
  measureShift,
  nextCorrection,
  residualPixels,
  type Registration,
} from '#pipelines/scene-to-change/registration.js';
import { judgeRegistration } from '#worker/compute/registerPair.js';

const SIZE = 64;
const NO_SHIFT = { x: 0, y: 0 };

/** Blocks of a noise picture, its content moved by whole pixels; smoothed, so that it has texture of several sizes. */
function pictureOf(seed: number): (x: number, y: number) => number {
  const noise = (x: number, y: number): number => {
    let h = Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263) ^ Math.imul(seed, 2_246_822_519);
    h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  };
  return (x, y) => {
    let sum = 0;
    for (let k = 0; k < 9; k++) sum += noise(x + (k % 3), y + Math.floor(k / 3));
    return sum;
  };
}

const blockPair = (seed: number, place: number, dx: number, dy: number) => {
  const picture = pictureOf(seed);
  const cut = (x0: number, y0: number): Float32Array =>
    Float32Array.from({ length: SIZE * SIZE }, (_, i) => picture(x0 + (i % SIZE), y0 + Math.floor(i / SIZE)));
  return { before: cut(place, 100), after: cut(place - dx, 100 - dy) };
};

describe('the shift of a pair', () => {
  test.each([
    [0, 0],
    [2, -3],
    [17, 9],
    [-21, 14],
  ])('of %d, %d pixels is found among blocks of which a third was not seen or changed', (dx, dy) => {
    const blocks = Array.from({ length: 9 }, (_, i) => {
      if (i === 4) return null;
      return i % 3 === 0
        ? { ...blockPair(7, 90 * i, 0, 0), after: blockPair(8, 90 * i, 0, 0).after }
        : blockPair(7, 90 * i, dx, dy);
    });
    const found = measureShift(blocks, SIZE, true)!;
    expect(Math.hypot(found.x - dx, found.y - dy)).toBeLessThan(0.1 + 0.04 * Math.hypot(dx, dy));
  });

  test('is not known where nothing was seen, nothing varies, or nothing is common', () => {
    expect(measureShift([null, null], SIZE, true)).toBeNull();
    expect(measureShift([], 0, true)).toBeNull();
    const flat = new Float32Array(SIZE * SIZE);
    expect(measureShift([{ before: flat, after: flat }], SIZE, true)).toBeNull();
    for (let seed = 1; seed <= 6; seed++) {
      const unlike = Array.from({ length: 6 }, (_, i) => ({
        before: blockPair(seed, 90 * i, 0, 0).before,
        after: blockPair(seed + 50, 90 * i, 0, 0).after,
      }));
      expect(measureShift(unlike, SIZE, true)).toBeNull();
    }
  });

  test('of blocks that disagree has a spread', () => {
    const blocks = Array.from({ length: 12 }, (_, i) => blockPair(3, 90 * i, i < 7 ? 1 : -2, 0));
    const found = measureShift(blocks, SIZE, true)!;
    expect(Math.hypot(found.x - 1, found.y)).toBeLessThan(0.2);
    expect(found.spread).toBeLessThan(0.2);
    const torn = Array.from({ length: 12 }, (_, i) => blockPair(3, 90 * i, i < 5 ? 1 : -2, i % 2 === 0 ? 0 : 2));
    expect(measureShift(torn, SIZE, true)!.spread).toBeGreaterThan(1);
  });
});

describe('a correction', () => {
  test('leaves alone what lies close, moves whole pixels where those are near, fractions else', () => {
    expect(nextCorrection({ x: 0.1, y: -0.11 }, NO_SHIFT)).toBeNull();
    expect(nextCorrection({ x: 2.05, y: -0.4 }, NO_SHIFT)).toEqual({ x: 2, y: -0.4 });
    expect(nextCorrection({ x: 0.02, y: 0.03 }, { x: 2, y: -0.4 })).toBeNull();
    expect(nextCorrection({ x: 0.02, y: 0.09 }, { x: 2, y: -0.4 })).toEqual({ x: 2, y: -0.31000000000000005 });
  });
});

describe('what is left after correction', () => {
  const registration: Registration = {
    corrected: { x: 2, y: -0.4 },
    rest: { x: 0.03, y: 0.04 },
    spread: 0,
    significance: 20,
    blocks: 9,
  };
  const paths = { before: 'b.tif', after: 'a.tif' };
  const irMad = { recipe: recipeByName('irMad'), gsdM: 10 };

  test('is carried on in metres, and the correction told', () => {
    expect(residualPixels(registration)).toBeCloseTo(0.05, 10);
    const { registrationErrorM, warnings } = judgeRegistration(registration, paths, irMad);
    expect(registrationErrorM).toBeCloseTo(0.5, 10);
    expect(warnings).toEqual([
      'a.tif lies 2.00 pixels right and 0.40 pixels up of b.tif: corrected, 0.05 pixels (0.50 m) are left',
    ]);
    expect(judgeRegistration({ ...registration, corrected: NO_SHIFT }, paths, irMad).warnings).toEqual([]);
  });

  test('is refused where blocks disagree by more than the detector forgives', () => {
    const torn = { ...registration, spread: 2.5 };
    expect(() => judgeRegistration(torn, paths, irMad)).toThrow('2.50 pixels (25.0 m) apart');
    const roofs = { recipe: recipeByName('newRoofs'), gsdM: 0.5 };
    expect(judgeRegistration(torn, paths, roofs).registrationErrorM).toBeCloseTo(1.25, 2);
  });

  test('is half a pixel where nothing could be measured', () => {
    const { registrationErrorM, warnings } = judgeRegistration(null, paths, irMad);
    expect(registrationErrorM).toBe(5);
    expect(warnings).toEqual(['b.tif: registration could not be measured']);
  });
});
