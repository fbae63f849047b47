import { describe, expect, test } from '@jest/globals';
import { shiftBetween } from '#pipelines/kernels/phaseCorrelation.js';

const SIZE = 64;

/** A picture without repetition: many waves of random direction, evaluated wherever asked. */
function texture(seed: number): (x: number, y: number) => number {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const waves = Array.from({ length: 120 }, () => {
    const angle = 2 * Math.PI * random();
    const frequency = 0.02 + 0.25 * random();
    return [frequency * Math.cos(angle), frequency * Math.sin(angle), 2 * Math.PI * random(), 0.2 + random()] as const;
  });
  return (x, y) => waves.reduce((sum, [u, v, p, a]) => sum + a * Math.cos(2 * Math.PI * (u * x + v * y) + p), 0);
}

const sample = (picture: (x: number, y: number) => number, dx: number, dy: number, gain = 1): Float32Array =>
  Float32Array.from({ length: SIZE * SIZE }, (_, i) => 40 + gain * picture((i % SIZE) - dx, Math.floor(i / SIZE) - dy));

describe('phase correlation', () => {
  test.each([
    [0, 0],
    [0.3, -0.2],
    [-0.45, 0.5],
    [1.25, 0.8],
    [-6, 4.4],
  ])('finds a shift of %d, %d to a twentieth of a pixel, whatever the gain', (dx, dy) => {
    const picture = texture(17);
    const shift = shiftBetween(sample(picture, 0, 0), sample(picture, dx, dy, 1.7), SIZE)!;
    const tolerance = 0.05;
    expect(Math.abs(shift.x - dx)).toBeLessThan(tolerance);
    expect(Math.abs(shift.y - dy)).toBeLessThan(tolerance);
  });

  test('says nothing of a block without texture', () => {
    expect(shiftBetween(new Float32Array(SIZE * SIZE).fill(7), sample(texture(3), 0, 0), SIZE)).toBeNull();
  });

  test('is sure of the same picture and not of another', () => {
    const same = shiftBetween(sample(texture(5), 0, 0), sample(texture(5), 0.4, 0), SIZE)!;
    const other = shiftBetween(sample(texture(5), 0, 0), sample(texture(6), 0, 0), SIZE)!;
    expect(same.quality).toBeGreaterThan(0.3);
    expect(other.quality).toBeLessThan(0.2);
  });
});
