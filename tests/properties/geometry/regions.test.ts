import { expect, test } from '@jest/globals';
import { Clipper } from 'clipper2-ts';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { createPlanarWindow, type Region } from '#pipelines/geometry/planarWindow.js';

const CENTRE = [120, 30] as const;
const LON_DEGREE_M = 96_486;
const LAT_DEGREE_M = 110_852;

/** A star around a place: rings from nearly round to sharply concave, never crossing themselves. */
const star = fc
  .tuple(
    fc.integer({ min: -150, max: 150 }),
    fc.integer({ min: -150, max: 150 }),
    fc.array(fc.integer({ min: 5, max: 120 }), { minLength: 3, maxLength: 14 }),
  )
  .map(([x, y, radii]): Polygon => {
    const ring = radii.map((radius, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      const [east, north] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      return [CENTRE[0] + east / LON_DEGREE_M, CENTRE[1] + north / LAT_DEGREE_M];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  });

/** A window far around everything, and regions of it. */
function placed(polygons: readonly Polygon[]) {
  const window = createPlanarWindow(polygons[0]!, 1000);
  return { window, regions: polygons.map((polygon) => window.region(polygon)) };
}

/** Units of Clipper's outlines in a square metre, from a region whose area both tell. */
const byClipper = (region: Region, like: Region): number =>
  (Clipper.areaPaths(region.paths()) * like.areaM2()) / Clipper.areaPaths(like.paths());

test('areas cut by convex pieces are those of outlines that Clipper makes', () => {
  fc.assert(
    fc.property(star, star, star, (first, second, third) => {
      const { window, regions } = placed([first, second, third]);
      const [a, b, c] = regions as [Region, Region, Region];
      const union = window.union([b, c]);
      const scale = a.areaM2() + b.areaM2() + c.areaM2();
      for (const made of [union, window.intersection(a, union), window.difference(a, union)]) {
        expect(Math.abs(made.areaM2() - byClipper(made, a))).toBeLessThan(2e-5 * scale);
      }
    }),
    { numRuns: 200 },
  );
});

test('what lies within and what lies without add up, in whatever order areas are united', () => {
  fc.assert(
    fc.property(star, fc.array(star, { minLength: 1, maxLength: 5 }), (first, others) => {
      const { window, regions } = placed([first, ...others]);
      const [a, ...rest] = regions as [Region, ...Region[]];
      const [union, turned] = [window.union(rest), window.union(rest.toReversed())];
      const [within, without] = [window.intersection(a, union).areaM2(), window.difference(a, union).areaM2()];
      expect(Math.abs(within + without - a.areaM2())).toBeLessThan(1e-6 * a.areaM2());
      expect(Math.abs(within - window.intersection(a, turned).areaM2())).toBeLessThan(1e-6 * a.areaM2());
    }),
    { numRuns: 200 },
  );
});
