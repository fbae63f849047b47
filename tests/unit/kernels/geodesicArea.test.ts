import { describe, expect, test } from '@jest/globals';
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

  test('short edges agree with GeographicLib from the equator to the Arctic', () => {
    const ellipsoid = new geographicLib.Geodesic.Geodesic(6378137, 1 / 298.257222101);
    for (const latitude of [0, 18, 31, 45, 53, 80]) {
      const ring = box(113, latitude, 0.012, 0.009);
      const exact = ellipsoid.Polygon(false);
      for (const [lon, lat] of ring) exact.AddPoint(lat, lon);
      const area = Math.abs(exact.Compute(false, true).area!);
      expect(Math.abs(geodesicAreaM2(polygon(ring)) - area) / area).toBeLessThan(5e-8);
    }
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
