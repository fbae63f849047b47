import { describe, expect, test } from '@jest/globals';
import { PIXEL_ROLE, smoothingRadius, smoothWithValidity } from '#pipelines/kernels/gaussianSmoothing.js';

const seen = (count: number): Uint8Array => new Uint8Array(count).fill(PIXEL_ROLE.seen);

describe('Gaussian smoothing with validity', () => {
  test('spreads an impulse by the products of normalised Gaussian weights', () => {
    const size = 11;
    const values = new Float32Array(size * size);
    values[5 * size + 5] = 1;
    const out = smoothWithValidity({ values, roles: seen(size * size), width: size, height: size, sigma: 0.7 });
    // exp(-k²/0.98) for k = -3..3, divided by their sum 1.754674...
    const sum = 1 + 2 * (Math.exp(-1 / 0.98) + Math.exp(-4 / 0.98) + Math.exp(-9 / 0.98));
    expect(out[5 * size + 5]).toBeCloseTo(1 / sum ** 2, 6);
    expect(out[5 * size + 6]).toBeCloseTo(Math.exp(-1 / 0.98) / sum ** 2, 6);
    expect(out[3 * size + 4]).toBeCloseTo((Math.exp(-4 / 0.98) * Math.exp(-1 / 0.98)) / sum ** 2, 6);
    expect(out[5 * size + 9]).toBe(0);
  });

  test('leaves a constant picture as it is, up to the edges and beside absent pixels', () => {
    const values = new Float32Array(48).fill(4);
    const roles = seen(48);
    roles[20] = PIXEL_ROLE.absent;
    const out = smoothWithValidity({ values, roles, width: 8, height: 6, sigma: 1.2 });
    out.forEach((value, i) => (i === 20 ? expect(value).toBeNaN() : expect(value).toBeCloseTo(4, 5)));
  });

  test('counts hidden pixels as nothing, so that hiding lowers the neighbours', () => {
    const values = new Float32Array(25).fill(4);
    const roles = seen(25);
    roles[12] = PIXEL_ROLE.hidden;
    const out = smoothWithValidity({ values, roles, width: 5, height: 5, sigma: 0.7 });
    expect(out[12]).toBeNaN();
    expect(out[11]).toBeLessThan(3.6);
  });

  test('gives a window with its halo the same bits as the whole picture', () => {
    const [width, height, sigma] = [40, 30, 0.7];
    const values = Float32Array.from({ length: width * height }, (_, i) => ((i * 7919) % 1013) / 7);
    const roles = Uint8Array.from(values, (_, i) => (i % 11 === 0 ? PIXEL_ROLE.hidden : PIXEL_ROLE.seen));
    const whole = smoothWithValidity({ values, roles, width, height, sigma });
    const halo = smoothingRadius(sigma);
    const [x0, y0, side] = [13, 9, 12];
    const outer = side + 2 * halo;
    const index = (i: number): number => (y0 - halo + Math.floor(i / outer)) * width + x0 - halo + (i % outer);
    const part = smoothWithValidity({
      values: Float32Array.from({ length: outer * outer }, (_, i) => values[index(i)]!),
      roles: Uint8Array.from({ length: outer * outer }, (_, i) => roles[index(i)]!),
      width: outer,
      height: outer,
      sigma,
    });
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        expect(part[(y + halo) * outer + x + halo]).toBe(whole[(y0 + y) * width + x0 + x]);
      }
    }
  });
});
