import { describe, expect, test } from '@jest/globals';
import { epsgDefinition } from '#store/rasters/crsRecognition.js';
import { placesWgs84, project } from '#store/rasters/projection.js';
import { transverseMercatorOf } from '#store/rasters/transverseMercator.js';

/** Computed with PROJ 9.1 through GDAL's Python binding, x and y in traditional order. */
const PROJ_PLACES: readonly [epsg: number, point: [number, number], expected: [number, number]][] = [
  [32631, [300000, 5000040], [0.4568605170080986, 45.12551356155953]],
  [32631, [409800.5, 4890240], [1.871924956125651, 44.15979669499244]],
  [32750, [166021.44, 9000000], [113.96253383932961, -9.033980459830508]],
  [32750, [833978.5, 1116915], [133.76353057303598, -79.57961536628595]],
  [4549, [548146.4, 3342389.9], [120.49999985941085, 30.20000000810933]],
  [4549, [400000, 3500000], [118.94609292241742, 31.61820613942729]],
  [4528, [40548146.4, 3342389.9], [120.49999985941082, 30.20000000810933]],
  [4491, [13700000, 4000000], [77.2210968521316, 36.109697960497776]],
  [32651, [-500000, 6000000], [107.98124991478976, 53.1954649815718]],
];

function place(epsg: number, points: readonly (readonly [number, number])[]): number[] {
  const coordinates = Float64Array.from(points.flat());
  placesWgs84(epsg)(coordinates, points.length);
  return [...coordinates];
}

describe('many points at once from the plane to WGS84', () => {
  test.each(PROJ_PLACES)('EPSG:%i as PROJ, to a hundredth of a micrometre', (epsg, point, expected) => {
    expect(transverseMercatorOf(epsgDefinition(epsg)!.proj4)).not.toBeNull();
    const found = place(epsg, [point]);
    expect(Math.abs(found[0]! - expected[0])).toBeLessThan(1e-13 * 360);
    expect(Math.abs(found[1]! - expected[1])).toBeLessThan(1e-13 * 360);
  });

  test('every point is converted by itself, and only as many as asked', () => {
    const coordinates = Float64Array.from([500000, 3400000, 510000, 3410000, 1, 2]);
    placesWgs84(4549)(coordinates, 2);
    expect([...coordinates.subarray(0, 2)]).toEqual(place(4549, [[500000, 3400000]]));
    expect([...coordinates.subarray(2, 4)]).toEqual(place(4549, [[510000, 3410000]]));
    expect([...coordinates.subarray(4)]).toEqual([1, 2]);
  });

  test.each([2437, 3857, 4490, 2263])('EPSG:%i is no such plane, and converted as any other', (epsg) => {
    expect(transverseMercatorOf(epsgDefinition(epsg)!.proj4)).toBeNull();
    const point: [number, number] = epsg === 4490 ? [120.5, 30.2] : [400000, 300000];
    expect(place(epsg, [point])).toEqual(project(epsg, 4326, point));
  });
});
