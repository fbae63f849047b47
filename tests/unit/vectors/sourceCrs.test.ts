import { describe, expect, test } from '@jest/globals';
import proj4 from 'proj4';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { readFeatureCollection } from '#store/vectors/index.js';

/** A 100 m square at lon, lat in a Gauss–Krüger plane of CGCS2000, made by proj4 from the plane's own parameters. */
function squareIn({ meridian, falseEasting }: { meridian: number; falseEasting: number }, lon: number, lat: number) {
  const plane = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m`;
  const [x, y] = proj4('+proj=longlat +ellps=GRS80', plane, [lon, lat]) as [number, number];
  return [
    [x, y],
    [x + 100, y],
    [x + 100, y + 100],
    [x, y + 100],
    [x, y],
  ];
}

const collection = (ring: number[][], epsg: number | null, more: number[][][] = []) => ({
  type: 'FeatureCollection',
  ...(epsg === null ? {} : { crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } } }),
  features: [ring, ...more].map((each) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [each] },
  })),
});

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const PLANES = [
  ...range(4513, 4533).map((epsg) => ({ epsg, meridian: 3 * (epsg - 4488), falseEasting: (epsg - 4488) * 1e6 + 5e5 })),
  ...range(4534, 4554).map((epsg) => ({ epsg, meridian: 3 * (epsg - 4509), falseEasting: 5e5 })),
  ...range(4491, 4501).map((epsg) => ({
    epsg,
    meridian: 6 * (epsg - 4478) - 3,
    falseEasting: (epsg - 4478) * 1e6 + 5e5,
  })),
  ...range(4502, 4512).map((epsg) => ({ epsg, meridian: 6 * (epsg - 4489) - 3, falseEasting: 5e5 })),
];

describe('every Gauss–Krüger plane of CGCS2000', () => {
  test.each(PLANES)('EPSG:$epsg (meridian $meridian) is read where it lies, with its area on the plane', (plane) => {
    const lon = plane.meridian + 0.4;
    const read = readFeatureCollection(collection(squareIn(plane, lon, 40), plane.epsg), 'file');
    const [west, south] = read.features[0]!.geometry.coordinates.flat(2) as number[];
    expect(west).toBeCloseTo(lon, 9);
    expect(south).toBeCloseTo(40, 9);
    expect(read.features[0]!.planeAreaM2).toBeCloseTo(10_000, 3);
    // 0.4° beside the meridian at 40° N the plane is 34 km out: 1 + 34²/(2 · 6371²) in length, twice that in area.
    expect(geodesicAreaM2(read.features[0]!.geometry)).toBeCloseTo(10_000 * (1 - 2.9e-5), -0.5);
  });
});

describe('coordinates in another system than stated', () => {
  const hangzhou = { meridian: 120, falseEasting: 500_000 };
  const withZone = { meridian: 120, falseEasting: 40_500_000 };
  const swap = (ring: number[][]): number[][] => ring.map(([x, y]) => [y!, x!]);
  const degrees = [
    [120.1, 30.2],
    [120.2, 30.2],
    [120.2, 30.3],
    [120.1, 30.2],
  ];
  const codeOf = (ring: number[][], epsg: number | null) => {
    try {
      readFeatureCollection(collection(ring, epsg), 'file');
      return null;
    } catch (error) {
      return (error as { detail: { code: string; expected: string } }).detail;
    }
  };

  test.each([
    [
      'a zone number where the plane has none',
      squareIn(withZone, 120.1, 30.2),
      4549,
      'crs.outsideAreaOfUse',
      /EPSG:4528/,
    ],
    [
      'no zone number where the plane has one',
      squareIn(hangzhou, 120.1, 30.2),
      4528,
      'crs.outsideAreaOfUse',
      /EPSG:4549/,
    ],
    ['another zone number', squareIn(withZone, 120.1, 30.2), 4526, 'crs.outsideAreaOfUse', /EPSG:4528/],
    ['degrees in a metre system', degrees, 4549, 'crs.degreesInMetres', /metres of EPSG:4549/],
    ['northing before easting', swap(squareIn(hangzhou, 120.1, 30.2)), 4549, 'vector.axesSwapped', /easting, then/],
    ['latitude before longitude', swap(degrees), null, 'vector.axesSwapped', /longitude/],
    [
      'latitude before longitude in CGCS2000 west of 90° E',
      swap([
        [85.1, 43.2],
        [85.2, 43.2],
        [85.2, 43.3],
        [85.1, 43.2],
      ]),
      4490,
      'vector.axesSwapped',
      /longitude/,
    ],
    ['metres in degrees', squareIn(hangzhou, 120.1, 30.2), 4490, 'vector.wrongCrs', /crs/],
    [
      'a place in Europe in a system of China',
      [
        [10, 50],
        [10.1, 50],
        [10.1, 50.1],
        [10, 50],
      ],
      4490,
      'crs.outsideAreaOfUse',
      /China/,
    ],
    ['a system that needs a grid', squareIn(hangzhou, 120.1, 30.2), 27700, 'crs.needsGrid', /4326/],
  ])('%s is refused with what to try', (_what, ring, epsg, code, hint) => {
    const detail = codeOf(ring, epsg);
    expect(detail?.code).toBe(code);
    expect(detail?.expected).toMatch(hint);
  });

  test('a county across the edge of its zone is read with a warning', () => {
    const { report } = readFeatureCollection(collection(squareIn(hangzhou, 121.9, 30.2), 4549), 'file');
    expect(report.notes).toMatchObject([{ kind: 'warning', code: 'crs.partlyOutside' }]);
  });

  test('one feature far away is refused alone where the rest is to be read', () => {
    const near = [squareIn(hangzhou, 120.1, 30.2), squareIn(hangzhou, 120.2, 30.2)];
    const far = [
      [1e7, 1e7],
      [1.00001e7, 1e7],
      [1.00001e7, 1.00001e7],
      [1e7, 1e7],
    ];
    const { features, report } = readFeatureCollection(collection(far, 4549, near), 'file', {
      brokenFeatures: 'report',
    });
    expect(features).toHaveLength(2);
    expect(report.notes).toMatchObject([{ kind: 'warning' }, { kind: 'refused', feature: 'features[0]' }]);
  });
});
