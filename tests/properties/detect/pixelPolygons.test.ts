import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coverOfWindow } from '#pipelines/kernels/polygonCover.js';
import { tracePixelPolygons } from '#pipelines/kernels/pixelPolygons.js';
import { runsOfCodes } from '#pipelines/kernels/runLengths.js';

const masks = fc
  .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: width * height, maxLength: width * height })
      .map((pixels) => ({ width, height, mask: Uint8Array.from(pixels) })),
  );

describe('outlines along pixel edges', () => {
  test('cover the marked pixels and nothing else', () => {
    fc.assert(
      fc.property(masks, ({ width, height, mask }) => {
        const polygons = tracePixelPolygons(runsOfCodes(mask, width, height));
        const rings = polygons.flatMap(({ rings: own }) => own.map((ring) => [...ring]));
        expect(coverOfWindow(rings, { x: 0, y: 0, width, height })).toEqual(mask);
        expect(polygons.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(mask.reduce((sum, pixel) => sum + pixel, 0));
      }),
      { numRuns: 300 },
    );
  });

  test('are simple rings that turn at every corner, exterior counter-clockwise on a map, holes clockwise', () => {
    fc.assert(
      fc.property(masks, ({ width, height, mask }) => {
        for (const { rings } of tracePixelPolygons(runsOfCodes(mask, width, height))) {
          rings.forEach((ring, index) => {
            const corners = Array.from(
              { length: ring.length / 2 },
              (_, i) => [ring[2 * i]!, ring[2 * i + 1]!] as const,
            );
            expect(new Set(corners.map(String)).size).toBe(corners.length);
            let twice = 0;
            corners.forEach(([x, y], i) => {
              const [nextX, nextY] = corners[(i + 1) % corners.length]!;
              const [, afterY] = corners[(i + 2) % corners.length]!;
              expect((x === nextX) !== (y === nextY)).toBe(true);
              expect((x === nextX) !== (nextY !== afterY)).toBe(true);
              twice += x * nextY - nextX * y;
            });
            // Rows go south: what turns clockwise in pixels turns counter-clockwise on the map.
            expect(twice < 0).toBe(index === 0);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
