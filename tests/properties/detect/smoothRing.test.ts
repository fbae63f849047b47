import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tracePixelPolygons } from '#pipelines/kernels/pixelPolygons.js';
import { runsOfCodes } from '#pipelines/kernels/runLengths.js';
import { smoothRing } from '#pipelines/kernels/smoothRing.js';

type Point = readonly [x: number, y: number];

const masks = fc
  .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: width * height, maxLength: width * height })
      .map((pixels) => runsOfCodes(Uint8Array.from(pixels), width, height)),
  );

const pointsOf = (ring: ArrayLike<number>): Point[] =>
  Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!]);

function areaOf(points: readonly Point[]): number {
  let twice = 0;
  points.forEach(([x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length]!;
    twice += x * nextY - nextX * y;
  });
  return twice / 2;
}

/** Twice the area of a triangle this small is rounding: its corners lie on one line. */
const ROUNDING = 1e-9;
const side = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number => {
  const twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  return Math.abs(twice) < ROUNDING ? 0 : Math.sign(twice);
};

/** Each line has the other's ends on both of its sides; lines of one diagonal that lie apart do not cross. */
const cross = (a: Point, b: Point, c: Point, d: Point): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

test('the area of every ring is kept, exteriors and holes', () => {
  fc.assert(
    fc.property(masks, (runs) => {
      for (const { rings } of tracePixelPolygons(runs)) {
        for (const ring of rings) {
          expect(areaOf(pointsOf(smoothRing(ring)))).toBeCloseTo(areaOf(pointsOf(ring)), 8);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('no two lines of any rings of a raster cross, so that polygons stay valid', () => {
  fc.assert(
    fc.property(masks, (runs) => {
      const rings = tracePixelPolygons(runs).flatMap((polygon) =>
        polygon.rings.map((ring) => pointsOf(smoothRing(ring))),
      );
      const lines = rings.flatMap((points, ring) =>
        points.map((point, i) => ({
          ring,
          i,
          count: points.length,
          from: point,
          to: points[(i + 1) % points.length]!,
        })),
      );
      const crossing = lines.flatMap((a, at) =>
        lines.slice(at + 1).filter((b) => {
          const isNext = a.ring === b.ring && (Math.abs(a.i - b.i) === 1 || Math.abs(a.i - b.i) === a.count - 1);
          return !isNext && cross(a.from, a.to, b.from, b.to);
        }),
      );
      expect(crossing).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('nothing leaves the edges of the pixels by more than 0.35', () => {
  fc.assert(
    fc.property(masks, (runs) => {
      for (const { rings } of tracePixelPolygons(runs)) {
        for (const ring of rings) {
          const corners = pointsOf(ring);
          for (const [x, y] of pointsOf(smoothRing(ring))) {
            const distances = corners.map(([fromX, fromY], i) => {
              const [toX, toY] = corners[(i + 1) % corners.length]!;
              const nearestX = Math.min(Math.max(x, Math.min(fromX, toX)), Math.max(fromX, toX));
              const nearestY = Math.min(Math.max(y, Math.min(fromY, toY)), Math.max(fromY, toY));
              return Math.hypot(x - nearestX, y - nearestY);
            });
            expect(Math.min(...distances)).toBeLessThanOrEqual(0.35 + 1e-9);
          }
        }
      }
    }),
  );
});

test('stairs become a slope: a long diagonal edge turns less than a quarter as much', () => {
  const side = 40;
  const mask = Uint8Array.from({ length: side * side }, (_, i) => (i % side <= 2 * Math.floor(i / side) ? 1 : 0));
  const [polygon] = tracePixelPolygons(runsOfCodes(mask, side, side));
  const turning = (points: readonly Point[]): number =>
    points.reduce((sum, [x, y], i) => {
      const [fromX, fromY] = points[(i + points.length - 1) % points.length]!;
      const [toX, toY] = points[(i + 1) % points.length]!;
      const turn = Math.atan2(toY - y, toX - x) - Math.atan2(y - fromY, x - fromX);
      return sum + Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
    }, 0);
  const ring = polygon!.rings[0]!;
  expect(turning(pointsOf(smoothRing(ring)))).toBeLessThan(turning(pointsOf(ring)) / 4);
});
