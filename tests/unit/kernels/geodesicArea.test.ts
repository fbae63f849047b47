import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import geographicLib from 'geographiclib-geodesic';
import type { AreaGeometry } from '#domain/geometry.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';

const polygon = (...rings: [number, number][][]): AreaGeometry => ({ type: 'Polygon', coordinates: rings });
const box = (west: number, south: number, width: number, height: number): [number, number][] => [
  [west, south],
  [west + width, south],
  [west + width, south + height],
  [west, south + height],
  [west, south],
];

/** PostGIS 3.3.2: ST_Area(ST_SetSRID(ST_GeomFromText(…), 4490)::geography, true). */
const POSTGIS: readonly [string, AreaGeometry, number][] = [
  ['100 m square', polygon(box(120, 30, 0.001, 0.001)), 10695.687028],
  [
    'an uneven kilometre',
    polygon([
      [119.95, 30.02],
      [119.962, 30.021],
      [119.958, 30.034],
      [119.951, 30.03],
      [119.95, 30.02],
    ]),
    1208316.524671,
  ],
  ['a square degree', polygon(box(120, 30, 1, 1)), 10642455822.1556],
  ['one with a hole', polygon(box(100, 52, 0.01, 0.01), box(100.002, 52.002, 0.002, 0.002)), 733513.161605],
  [
    'two parts',
    { type: 'MultiPolygon', coordinates: [[box(109, 18.2, 0.003, 0.004)], [box(109.01, 18.2, 0.002, 0.001)]] },
    163918.231507,
  ],
  [
    'half of China',
    polygon([
      [73.5, 39],
      [135, 48],
      [122, 53],
      [110, 20],
      [73.5, 39],
    ]),
    5989247235034.81,
  ],
];

describe('geodesic area on CGCS2000', () => {
  test.each(POSTGIS)('%s: as PostGIS', (_, area, expected) => {
    expect(Math.abs(geodesicAreaM2(area) - expected) / expected).toBeLessThan(1e-7);
  });

  test('short edges agree with GeographicLib to 1e-9, whatever their direction, from the equator to where Karney takes over', () => {
    const ellipsoid = new geographicLib.Geodesic.Geodesic(6378137, 1 / 298.257222101);
    /** What GeographicLib's own sum, counted from the equator, loses in its last digits. */
    const referenceM2 = 1e-3;
    const cases = fc.record({
      latitude: fc.double({ min: -74.9, max: 74.9, noNaN: true }),
      longitude: fc.double({ min: -179, max: 179, noNaN: true }),
      sizeDegrees: fc.constantFrom(0.0005, 0.002, 0.01, 0.018),
      corners: fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 3, maxLength: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ latitude, longitude, sizeDegrees, corners }) => {
        const ring = corners.map((reach, i): [number, number] => {
          const angle = (2 * Math.PI * i) / corners.length;
          const radius = (sizeDegrees / 2) * reach;
          return [longitude + radius * Math.cos(angle), latitude + radius * Math.sin(angle)];
        });
        const exact = ellipsoid.Polygon(false);
        for (const [lon, lat] of ring) exact.AddPoint(lat, lon);
        const area = Math.abs(exact.Compute(false, true).area!);
        const found = geodesicAreaM2(polygon([...ring, ring[0]!]));
        expect(Math.abs(found - area)).toBeLessThan(1e-9 * area + referenceM2);
      }),
      { numRuns: 500 },
    );
  });

  test('the direction of a ring and the antimeridian change nothing', () => {
    const ring = box(179.999, -17, 0.002, 0.001).map(([lon, lat]): [number, number] => [
      lon > 180 ? lon - 360 : lon,
      lat,
    ]);
    const plain = geodesicAreaM2(polygon(box(120, -17, 0.002, 0.001)));
    expect(geodesicAreaM2(polygon(ring))).toBeCloseTo(plain, 3);
    expect(geodesicAreaM2(polygon(ring.toReversed()))).toBeCloseTo(plain, 3);
  });
});
