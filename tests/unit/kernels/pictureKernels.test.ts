import { describe, expect, test } from '@jest/globals';
import { closeByDisk, openByDisk, openBySquare } from '#pipelines/kernels/binaryMorphology.js';
import { boxGaussian, boxWidths } from '#pipelines/kernels/boxGaussian.js';
import { cornerness } from '#pipelines/kernels/cornerness.js';
import { gaussianDerivatives } from '#pipelines/kernels/gaussianDerivatives.js';
import { graphSegments, segmentMeans } from '#pipelines/kernels/graphSegments.js';
import { rgbToLab } from '#pipelines/kernels/lab.js';
import { lineTopHat } from '#pipelines/kernels/lineTopHat.js';
import { localVariance, structureCorrelation } from '#pipelines/kernels/structureCorrelation.js';
import { totalVariation } from '#pipelines/kernels/totalVariation.js';
import { seededNumbers } from '../../support/pictureFiles.js';

const plane = { width: 48, height: 40 };
const LENGTH = plane.width * plane.height;
const place = (x: number, y: number): number => y * plane.width + x;

function drawn(valueAt: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: LENGTH }, (_, i) => valueAt(i % plane.width, Math.floor(i / plane.width)));
}

function noise(seed: number): Float32Array {
  const next = seededNumbers(seed);
  return Float32Array.from({ length: LENGTH }, () => next() - 0.5);
}

describe('smoothing', () => {
  test.each([0.7, 1.5, 2, 6, 20])('with sigma %d leaves a constant as it is, also at the edges', (sigma) => {
    for (const value of boxGaussian(new Float32Array(LENGTH).fill(3), plane, sigma)) expect(value).toBeCloseTo(3, 5);
  });

  test.each([1, 2, 3, 4])('with sigma %d spreads a point like a Gaussian: same sum, variance sigma²', (sigma) => {
    const point = new Float32Array(LENGTH);
    point[place(24, 20)] = 1;
    const smooth = boxGaussian(point, plane, sigma);
    let sum = 0;
    let squares = 0;
    smooth.forEach((value, i) => {
      sum += value;
      squares += value * ((i % plane.width) - 24) ** 2;
    });
    expect(sum).toBeCloseTo(1, 4);
    expect(Math.abs(squares - sigma ** 2)).toBeLessThan(0.12 * sigma ** 2);
  });

  test('is made of odd boxes whose variances sum up to that of the Gaussian, as near as odd boxes can', () => {
    for (const sigma of [2, 6, 12, 20]) {
      const widths = boxWidths(sigma);
      expect(widths.every((width) => width % 2 === 1)).toBe(true);
      const variance = widths.reduce((sum, width) => sum + (width * width - 1) / 12, 0);
      expect(Math.abs(Math.sqrt(variance) - sigma)).toBeLessThan(0.25);
    }
  });

  test('turns a ramp into its slope', () => {
    const { dx, dy } = gaussianDerivatives(
      drawn((x, y) => 2 * x - 3 * y),
      plane,
      1,
    );
    expect(dx[place(24, 20)]).toBeCloseTo(2, 3);
    expect(dy[place(24, 20)]).toBeCloseTo(-3, 3);
  });
});

describe('colours', () => {
  test('of sRGB become CIELAB under D65 (values of the CIE for the primaries)', () => {
    const { lightness, a, b } = rgbToLab(
      Float32Array.of(255, 255, 0, 0, 0, 119),
      Float32Array.of(255, 0, 255, 0, 0, 119),
      Float32Array.of(255, 0, 0, 255, 0, 119),
    );
    const expected = [
      [100, 0, 0],
      [53.24, 80.09, 67.2],
      [87.73, -86.18, 83.18],
      [32.3, 79.19, -107.86],
      [0, 0, 0],
      [50.03, 0, 0],
    ];
    expected.forEach(([l, first, second], i) => {
      expect(Math.abs(lightness[i]! - l!)).toBeLessThan(0.02);
      expect(Math.abs(a[i]! - first!)).toBeLessThan(0.05);
      expect(Math.abs(b[i]! - second!)).toBeLessThan(0.05);
    });
  });
});

describe('shapes', () => {
  test('a slab shorter than the line stands out by its height, a wide field and a long road along it do not', () => {
    const slab = lineTopHat(
      drawn((x, y) => (x >= 20 && x < 26 && y >= 18 && y < 24 ? 1 : 0)),
      plane,
      15,
    );
    expect(slab[place(22, 20)]).toBeCloseTo(1, 6);
    expect(slab[place(5, 5)]).toBeCloseTo(0, 6);
    const field = lineTopHat(
      drawn((x) => (x < 24 ? 1 : 0)),
      plane,
      15,
    );
    // Far enough from the picture's edge, which cuts diagonal lines short.
    for (let x = 0; x < plane.width; x++) expect(field[place(x, 20)]).toBeCloseTo(0, 6);
    const road = lineTopHat(
      drawn((x) => (x >= 20 && x < 23 ? 1 : 0)),
      plane,
      15,
    );
    // Only the direction along the road keeps it.
    expect(road[place(21, 20)]).toBeCloseTo(0.75, 6);
  });

  test('a corner answers, an edge and a plain do not', () => {
    const corners = cornerness(
      drawn((x, y) => (x < 24 && y < 20 ? 1 : 0)),
      plane,
    );
    expect(corners[place(23, 19)]).toBeGreaterThan(0.01);
    expect(corners[place(23, 8)]).toBeLessThan(1e-4);
    expect(corners[place(40, 34)]).toBeLessThan(1e-6);
  });

  test('opening removes what the disk does not fit into and keeps what it does', () => {
    const mask = Uint8Array.from(drawn((x, y) => (y === 5 || (x >= 10 && x < 19 && y >= 20 && y < 29) ? 1 : 0)));
    const opened = openByDisk(mask, plane, 2);
    expect(opened[place(30, 5)]).toBe(0);
    expect(opened[place(14, 24)]).toBe(1);
    for (let i = 0; i < LENGTH; i++) expect(opened[i]!).toBeLessThanOrEqual(mask[i]!);
    expect(openByDisk(opened, plane, 2)).toEqual(opened);
  });

  test('opening by a square marks the union of the squares that fit', () => {
    const mask = Uint8Array.from(noise(5), (value) => (value > 0.25 ? 1 : 0));
    for (const side of [1, 2, 3]) {
      const fits = (x: number, y: number): boolean =>
        x >= 0 &&
        y >= 0 &&
        x + side <= plane.width &&
        y + side <= plane.height &&
        Array.from({ length: side * side }, (_, k) => mask[place(x + (k % side), y + Math.floor(k / side))]).every(
          (value) => value === 1,
        );
      const expected = drawn((x, y) =>
        Array.from({ length: side * side }, (_, k) => fits(x - (k % side), y - Math.floor(k / side))).includes(true)
          ? 1
          : 0,
      );
      expect(openBySquare(mask, plane, side)).toEqual(Uint8Array.from(expected));
    }
  });

  test('opening and closing are the unions and intersections of disks that their definitions say', () => {
    const mask = Uint8Array.from(noise(9), (value) => (value > 0.35 ? 1 : 0));
    const radius = 2;
    // x² + y² <= r² + 1/2: 21 pixels.
    const disk = Array.from({ length: 25 }, (_, k) => [(k % 5) - 2, Math.floor(k / 5) - 2] as const).filter(
      ([dx, dy]) => dx * dx + dy * dy <= radius * radius + 0.5,
    );
    const value = (of: Uint8Array, x: number, y: number): number =>
      x < 0 || y < 0 || x >= plane.width || y >= plane.height ? 0 : of[place(x, y)]!;
    const each = (decide: (x: number, y: number) => boolean): Uint8Array =>
      Uint8Array.from(drawn((x, y) => (decide(x, y) ? 1 : 0)));
    const fits = (x: number, y: number): boolean => disk.every(([dx, dy]) => value(mask, x + dx, y + dy) === 1);
    const misses = (x: number, y: number): boolean => disk.every(([dx, dy]) => value(mask, x + dx, y + dy) === 0);
    // Opened: in some disk that lies inside. Closed: in no disk that lies outside.
    expect(openByDisk(mask, plane, radius)).toEqual(each((x, y) => disk.some(([dx, dy]) => fits(x + dx, y + dy))));
    expect(closeByDisk(mask, plane, radius)).toEqual(each((x, y) => disk.every(([dx, dy]) => !misses(x + dx, y + dy))));
  });
});

describe('segments', () => {
  const halves = drawn((x) => (x < 24 ? 0 : 5));
  const seen = new Uint8Array(LENGTH).fill(1);
  const options = { scale: 1, minimumPixels: 20 };

  test('follow an edge, whatever the noise on either side', () => {
    const noisy = halves.map((value, i) => value + 0.2 * noise(4)[i]!);
    const [segments] = graphSegments([noisy], plane, seen, [options]);
    expect(segments![place(0, 0)]).toBe(segments![place(23, 39)]);
    expect(segments![place(24, 0)]).toBe(segments![place(47, 39)]);
    expect(new Set(segments).size).toBe(2);
  });

  test('are not below the minimum where they have neighbours', () => {
    const [segments] = graphSegments([noise(5)], plane, seen, [{ scale: 0.01, minimumPixels: 30 }]);
    const sizes = new Map<number, number>();
    segments!.forEach((segment) => sizes.set(segment, (sizes.get(segment) ?? 0) + 1));
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(30);
  });

  test('leave pixels that were not seen alone, and do not join across them', () => {
    const holed = seen.slice();
    for (let y = 0; y < plane.height; y++) holed[place(12, y)] = 0;
    const [segments] = graphSegments([halves], plane, holed, [options]);
    expect(segments![place(11, 5)]).not.toBe(segments![place(13, 5)]);
    expect(segments![place(12, 5)]).not.toBe(segments![place(12, 6)]);
  });

  test('average values; several segmentations are averaged', () => {
    const [two] = graphSegments([halves], plane, seen, [options]);
    const one = new Int32Array(LENGTH);
    const values = drawn((x) => (x < 24 ? 2 : 6));
    expect(segmentMeans(values, [two!])[0]).toBeCloseTo(2, 6);
    expect(segmentMeans(values, [two!, one])[0]).toBeCloseTo(3, 6);
  });
});

describe('structure', () => {
  const options = { sigma: 8, slackPixels: 0, slackStep: 1, floors: [1e-6, 1e-6] } as const;
  const first = noise(1);

  test('is kept under any gain and offset of the light', () => {
    const brighter = first.map((value) => 3 * value + 7);
    for (const value of structureCorrelation(first, brighter, plane, options)) expect(value).toBeGreaterThan(0.999);
  });

  test('is lost where another picture stands', () => {
    const lost = structureCorrelation(first, noise(2), plane, options);
    expect(Math.max(...lost)).toBeLessThan(0.3);
  });

  test('that only moved is found again within the slack', () => {
    const moved = drawn((x, y) => first[place(Math.max(0, x - 3), y)]!);
    const still = structureCorrelation(first, moved, plane, options);
    const found = structureCorrelation(first, moved, plane, { ...options, slackPixels: 3, slackStep: 3 });
    expect(still[place(24, 20)]).toBeLessThan(0.3);
    expect(found[place(24, 20)]).toBeGreaterThan(0.95);
  });

  test('varies as its pixels do', () => {
    // Uniform over a range of 1: variance 1/12.
    expect(localVariance(first, plane, 8)[place(24, 20)]).toBeCloseTo(1 / 12, 1);
    expect(Math.max(...localVariance(new Float32Array(LENGTH).fill(4), plane, 8))).toBeLessThan(1e-5);
  });
});

describe('total variation', () => {
  test('flattens noise and keeps the edge', () => {
    const grain = noise(9);
    const step = drawn((x, y) => (x < 24 ? 0 : 2) + 0.4 * grain[place(x, y)]!);
    const flat = totalVariation(step, plane, { weight: 0.4, tolerance: 1e-5, maxIterations: 300 });
    const spread = (from: number, to: number): number => {
      const row = flat.slice(place(from, 20), place(to, 20));
      return Math.max(...row) - Math.min(...row);
    };
    expect(spread(4, 22)).toBeLessThan(0.1);
    expect(spread(26, 44)).toBeLessThan(0.1);
    expect(flat[place(25, 20)]! - flat[place(22, 20)]!).toBeGreaterThan(1.5);
  });

  test('leaves a constant as it is', () => {
    const flat = totalVariation(new Float32Array(LENGTH).fill(5), plane, {
      weight: 1,
      tolerance: 1e-4,
      maxIterations: 50,
    });
    for (const value of flat) expect(value).toBeCloseTo(5, 6);
  });
});
