import { describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import {
  changeDirection,
  changeMagnitude,
  changeSector,
  changeVectors,
  fitCva,
} from '#pipelines/scene-to-change/cva.js';

const PIXELS = 40;
const all = new Uint8Array(PIXELS).fill(1);
/** Band values 0, 10, 0, 10, …: mean 5, deviation 5. */
const steps = (gain = 1, offset = 0): Float32Array =>
  Float32Array.from({ length: PIXELS }, (_, i) => (i % 2) * 10 * gain + offset);

describe('change vectors', () => {
  test('gain and offset come from the invariant pixels only', () => {
    const after = steps(2, 7);
    const isInvariant = all.slice();
    for (let i = 0; i < 6; i++) {
      after[i] = 5000;
      isInvariant[i] = 0;
    }
    const fit = fitCva([steps()], [after], isInvariant);
    expect(fit.gain[0]).toBeCloseTo(0.5, 10);
    expect(fit.offset[0]).toBeCloseTo(-3.5, 10);
    expect(fit.pixels).toBe(34);
  });

  test('sigma is the spread of what the line leaves over, and never mere rounding', () => {
    // After: deviates from before by +1, -1 in turn within equal pairs, so that mean and correlation are known.
    const noisy = steps().map((v, i) => v + (i % 4 < 2 ? 1 : -1));
    const fit = fitCva([steps(), steps()], [noisy, steps(3)], all);
    // Deviations: before 5, after √26, covariance 25: 25 + 25 - 2 · 25 · 5/√26.
    expect(fit.sigma[0]).toBeCloseTo(Math.sqrt(50 - 250 / Math.sqrt(26)), 6);
    expect(fit.sigma[1]).toBeCloseTo(0.005, 10);
  });

  const fit = { gain: [1, 1], offset: [0, 0], sigma: [2, 1], pixels: PIXELS };
  const before = [Float32Array.of(10, 10, 10, 0), Float32Array.of(10, 10, 10, 0)];
  const after = [Float32Array.of(16, 10, 4, 0), Float32Array.of(6, 10, 14, 0)];
  const vectors = changeVectors(fit, before, after, Uint8Array.of(1, 1, 1, 0));

  test('components are in deviations and the magnitude is their length', () => {
    expect([...vectors[0]!]).toEqual([3, 0, -3, NaN]);
    expect([...vectors[1]!]).toEqual([-4, 0, 4, NaN]);
    expect([...changeMagnitude(vectors)]).toEqual([5, 0, 5, NaN]);
  });

  test('sectors say which bands rose', () => {
    expect([...changeSector(vectors)]).toEqual([0b01, 0, 0b10, 0]);
  });

  test('directions are angles to the reference: 0 the same, π the reverse, π/2 unrelated', () => {
    const same = changeDirection(vectors, [3, -4]);
    expect(same[0]).toBeCloseTo(0, 3);
    expect(same[1]).toBeNaN();
    expect(same[2]).toBeCloseTo(Math.PI, 3);
    expect(same[3]).toBeNaN();
    expect(changeDirection(vectors, [4, 3])[0]).toBeCloseTo(Math.PI / 2, 6);
  });

  test('refuses too few invariant pixels and bands that do not vary', () => {
    expect(() => fitCva([steps()], [steps()], new Uint8Array(PIXELS))).toThrow('at least 30 invariant pixels');
    expect(() => fitCva([steps(0)], [steps()], all)).toThrow(BadInputError);
  });
});
