import { describe, expect, test } from '@jest/globals';
import { epsgDefinition, epsgOfParameters } from '#store/rasters/crsRecognition.js';
import { GEO_KEY } from '#store/rasters/geoKey.js';
import { footprintWgs84, pixelSizeMetres, project } from '#store/rasters/projection.js';

/** Computed with PROJ 9.1 through GDAL's Python binding, x and y in traditional order. */
const PROJ_VALUES: readonly [from: number, to: number, point: [number, number], expected: [number, number]][] = [
  [4490, 4549, [120.5, 30.2], [548146.4135418463, 3342389.899160444]],
  [4490, 4528, [120.5, 30.2], [40548146.413541846, 3342389.899160444]],
  [4490, 4508, [112, 23], [602526.1768396174, 2544887.193690999]],
  [4326, 3826, [121.5, 25], [300470.4123122943, 2765870.6336775683]],
  [4326, 32651, [121, 30], [307084.8948214147, 3320469.2864978905]],
  [4326, 3857, [104, 30.5], [11577227.042500451, 3567983.4559358214]],
  [32650, 4548, [400000, 3500000], [399959.98399314616, 3501400.5601251028]],
  [4326, 2193, [174.8, -41.3], [1750697.5213341913, 5426376.623168275]],
];

describe('projection', () => {
  test.each(PROJ_VALUES)('EPSG:%i to EPSG:%i agrees with PROJ to a millimetre', (from, to, point, expected) => {
    const [x, y] = project(from, to, point);
    expect(Math.abs(x - expected[0])).toBeLessThan(1e-3);
    expect(Math.abs(y - expected[1])).toBeLessThan(1e-3);
  });

  test('there and back is the same place', () => {
    for (const [from, to, point] of PROJ_VALUES) {
      const [x, y] = project(to, from, project(from, to, point));
      expect(Math.abs(x - point[0])).toBeLessThan(1e-6);
      expect(Math.abs(y - point[1])).toBeLessThan(1e-6);
    }
  });

  test('every Chinese code from 4490 to 4554 is known', () => {
    const missing = Array.from({ length: 65 }, (_, i) => 4490 + i).filter((code) => epsgDefinition(code) === null);
    expect(missing).toEqual([]);
  });

  test('an unknown code is refused by its number', () => {
    expect(() => project(4326, 999999, [0, 0])).toThrow(/EPSG code: unknown coordinate reference system; found 999999/);
  });

  test('a footprint is closed, counter-clockwise and in degrees', () => {
    const grid = {
      width: 100,
      height: 50,
      originX: 500000,
      originY: 3400000,
      pixelWidth: 10,
      pixelHeight: 10,
      epsg: 4549,
    };
    const footprint = footprintWgs84(grid);
    expect(footprint.type).toBe('Polygon');
    const ring = footprint.coordinates[0] as [number, number][];
    expect(ring.at(-1)).toEqual(ring[0]);
    const doubledArea = ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0);
    expect(doubledArea).toBeGreaterThan(0);
    expect(ring[0]![0]).toBeCloseTo(120, 9);
    expect(ring[0]![1]).toBeCloseTo(30.720617, 5);
  });

  test('pixel sizes are those of the plane, or measured on the ground', () => {
    const grid = { width: 10, height: 10, originX: 0, originY: 0, pixelWidth: 10, pixelHeight: 20 };
    expect(pixelSizeMetres({ ...grid, originX: 500000, originY: 3e6, epsg: 4549 })).toEqual({ width: 10, height: 20 });
    const mercator = pixelSizeMetres({ ...grid, originX: 0, originY: 8399737.889, epsg: 3857 });
    // At 60° north a metre of web Mercator is half a metre on the ground.
    expect(mercator.width).toBeCloseTo(5, 1);
    const degrees = pixelSizeMetres({
      ...grid,
      originX: 0,
      originY: 0,
      pixelWidth: 1e-3,
      pixelHeight: 1e-3,
      epsg: 4490,
    });
    expect(degrees.height).toBeCloseTo(111.19, 1);
  });
});

describe('recognising a CRS by its parameters', () => {
  const keys = (datum: number, meridian: number, easting: number, scale: number, northing = 0) =>
    new Map<number, number | string>([
      [GEO_KEY.geographicType, datum],
      [GEO_KEY.projectionMethod, 1],
      [GEO_KEY.naturalOriginLongitude, meridian],
      [GEO_KEY.naturalOriginLatitude, 0],
      [GEO_KEY.scaleAtNaturalOrigin, scale],
      [GEO_KEY.falseEasting, easting],
      [GEO_KEY.falseNorthing, northing],
    ]);

  test.each([
    ['UTM 51 north', keys(4326, 123, 500_000, 0.9996), 32651],
    ['UTM 25 south', keys(4326, -33, 500_000, 0.9996, 10_000_000), 32725],
    ['3° plane at 120° E', keys(4490, 120, 500_000, 1), 4549],
    ['3° plane zone 40', keys(4490, 120, 40_500_000, 1), 4528],
    ['6° plane zone 20', keys(4490, 117, 20_500_000, 1), 4498],
    ['a shifted origin', keys(4326, 121.4, 400_000, 0.9996), null],
    ['another datum', keys(4267, 123, 500_000, 0.9996), null],
  ])('%s', (_, given, expected) => {
    expect(epsgOfParameters(given)).toBe(expected);
  });

  test('recognised codes have the parameters they were recognised by', () => {
    for (let meridian = 75; meridian <= 135; meridian += 3) {
      const plain = epsgDefinition(epsgOfParameters(keys(4490, meridian, 500_000, 1))!)!;
      expect(plain.proj4).toContain(`+lon_0=${meridian} +k=1 +x_0=500000 `);
      const zone = meridian / 3;
      const prefixed = epsgDefinition(epsgOfParameters(keys(4490, meridian, zone * 1e6 + 500_000, 1))!)!;
      expect(prefixed.proj4).toContain(`+lon_0=${meridian} +k=1 +x_0=${zone}500000 `);
    }
    for (let zone = 13; zone <= 23; zone++) {
      const given = keys(4490, zone * 6 - 3, zone * 1e6 + 500_000, 1);
      expect(epsgDefinition(epsgOfParameters(given)!)!.proj4).toContain(`+x_0=${zone}500000 `);
    }
  });
});
