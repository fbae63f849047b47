import { describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import { notesOf, parseGeoJson } from '#store/vectors/index.js';

const SQUARE = [
  [
    [120, 30],
    [120.001, 30],
    [120.001, 30.001],
    [120, 30.001],
    [120, 30],
  ],
];
const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', properties, geometry });
const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });
const collection = (features: unknown, more: object = {}) => ({ type: 'FeatureCollection', ...more, features });
const read = (value: unknown) => parseGeoJson(JSON.stringify(value), 'a.geojson');
const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } });

function refusal(work: () => unknown): BadInputError {
  try {
    work();
  } catch (error) {
    if (error instanceof BadInputError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('what is refused, and where', () => {
  const ring = (...points: unknown[]) => collection([feature(polygon([points]))]);
  test.each([
    ['a text that is no feature collection', 'hello', 'vector.notObject', 'a.geojson'],
    ['a single feature', feature(polygon(SQUARE)), 'vector.notFeatureCollection', 'a.geojson: type'],
    ['features that are no list', collection({}), 'vector.notArray', 'a.geojson: features'],
    ['an empty list', collection([]), 'vector.empty', 'a.geojson: features'],
    ['only features without geometry', collection([feature(null)]), 'vector.empty', 'a.geojson: features'],
    ['an item that is no feature', collection([{ type: 'Thing' }]), 'vector.notFeature', 'a.geojson: features[0].type'],
    [
      'a point among areas',
      collection([feature(polygon(SQUARE)), feature({ type: 'Point', coordinates: [120, 30] })]),
      'vector.notPolygon',
      'a.geojson: features[1].geometry.type',
    ],
    [
      'a collection of geometries',
      collection([feature({ type: 'GeometryCollection', geometries: [] })]),
      'vector.notPolygon',
      'a.geojson: features[0].geometry.type',
    ],
    [
      'a polygon without rings',
      collection([feature(polygon([]))]),
      'vector.noRing',
      'a.geojson: features[0].geometry.coordinates',
    ],
    [
      'a text for a coordinate',
      ring([120, 30], ['120.1', 30], [120, 31], [120, 30]),
      'vector.notPosition',
      'a.geojson: features[0].geometry.coordinates[0][1]',
    ],
    [
      'a null for a coordinate (how JSON writes NaN)',
      ring([120, 30], [120.1, Number.NaN], [120, 31], [120, 30]),
      'vector.notPosition',
      'a.geojson: features[0].geometry.coordinates[0][1]',
    ],
    [
      'a ring of two places',
      ring([120, 30], [120.1, 30], [120, 30]),
      'vector.degenerateRing',
      'a.geojson: features[0].geometry.coordinates[0]',
    ],
    [
      'a ring on one line',
      ring([120, 30], [120.1, 30], [120.2, 30], [120, 30]),
      'vector.degenerateRing',
      'a.geojson: features[0].geometry.coordinates[0]',
    ],
    [
      'projected metres without a system',
      ring([500000, 3320000], [500100, 3320000], [500100, 3320100], [500000, 3320000]),
      'vector.wrongCrs',
      'a.geojson: features[0].geometry.coordinates[0][0]',
    ],
    [
      'latitude before longitude',
      ring([30, 120], [30, 120.1], [30.1, 120.1], [30, 120]),
      'vector.axesSwapped',
      'a.geojson: features[0].geometry.coordinates[0][0]',
    ],
    [
      'a figure of eight',
      ring([120, 30], [120.1, 30.1], [120.1, 30], [120, 30.1], [120, 30]),
      'vector.selfIntersection',
      'a.geojson: features[0].geometry',
    ],
    [
      'properties that are a list',
      collection([{ ...feature(polygon(SQUARE)), properties: [1] }]),
      'vector.notObject',
      'a.geojson: features[0].properties',
    ],
    [
      'an unknown system',
      collection([feature(polygon(SQUARE))], crs('EPSG:99999')),
      'crs.unknown',
      'a.geojson: crs.properties.name',
    ],
    ['GCJ-02', collection([feature(polygon(SQUARE))], crs('GCJ-02')), 'crs.obfuscated', 'a.geojson: crs'],
    ['BD-09', collection([feature(polygon(SQUARE))], crs('bd09ll')), 'crs.obfuscated', 'a.geojson: crs'],
    [
      "Xi'an 1980",
      collection([feature(polygon(SQUARE))], crs('EPSG:4610')),
      'crs.oldDatum',
      'a.geojson: crs.properties.name',
    ],
    [
      'Beijing 1954',
      collection([feature(polygon(SQUARE))], crs('EPSG:2437')),
      'crs.oldDatum',
      'a.geojson: crs.properties.name',
    ],
  ])('%s', (_what, value, code, where) => {
    const { detail, message } = refusal(() => read(value));
    expect(detail).toMatchObject({ code, where });
    expect(message).toContain(where);
    expect(detail.expected ?? detail.where).toBeTruthy();
  });

  test('broken JSON names the file and what the parser met', () => {
    const { detail } = refusal(() => parseGeoJson('{"type": "FeatureCollection", "features": [', 'half.geojson'));
    expect(detail).toMatchObject({ code: 'vector.brokenJson', where: 'half.geojson' });
    expect(detail.found).toContain('JSON');
  });
});

describe('what is read', () => {
  test('a byte order mark, a third coordinate and clockwise rings do not matter', () => {
    const withHeight = SQUARE.map((ring) => ring.map(([x, y]) => [x, y, 12.5]).toReversed());
    const { features, report } = parseGeoJson(
      '\uFEFF' + JSON.stringify(collection([feature(polygon(withHeight))])),
      'a',
    );
    expect(features[0]!.geometry).toEqual({ type: 'Polygon', coordinates: SQUARE });
    expect(notesOf(report, 'repaired')).toEqual([]);
  });

  test('a valid polygon keeps every coordinate', () => {
    expect(read(collection([feature(polygon(SQUARE))])).features[0]!.geometry.coordinates).toEqual(SQUARE);
  });

  test.each(['EPSG:4549', 'urn:ogc:def:crs:EPSG::4549', 'http://www.opengis.net/def/crs/EPSG/0/4549'])(
    'the legacy crs member %s is honoured',
    (name) => {
      // cs2cs +init=epsg:4549 → EPSG:4326 of (500000, 3320000)
      const metres = [
        [
          [500000, 3320000],
          [500100, 3320000],
          [500100, 3320100],
          [500000, 3320100],
          [500000, 3320000],
        ],
      ];
      const [first] = read(collection([feature(polygon(metres))], crs(name))).features;
      const [lon, lat] = first!.geometry.coordinates[0]![0] as number[];
      expect(lon).toBeCloseTo(120, 9);
      expect(lat).toBeCloseTo(29.998977037841584, 9);
    },
  );

  test('CGCS2000 degrees are taken as WGS84', () => {
    const value = collection([feature(polygon(SQUARE))], crs('urn:ogc:def:crs:EPSG::4490'));
    expect(read(value).features[0]!.geometry.coordinates).toEqual(SQUARE);
  });

  test('a small loop is removed and reported with its feature', () => {
    const loop = [
      [
        [120, 30],
        [120.01, 30],
        [120.01, 30.01],
        [120.0099, 30.0102],
        [120.0101, 30.0102],
        [120.00995, 30.0099],
        [120, 30.01],
        [120, 30],
      ],
    ];
    const { features, report } = read(collection([feature(polygon(SQUARE)), feature(polygon(loop))]));
    expect(notesOf(report, 'repaired')).toEqual([expect.stringMatching(/^features\[1\]: self-intersection removed/)]);
    expect(features).toHaveLength(2);
  });

  test('an open ring is closed and reported', () => {
    const { features, report } = read(collection([feature(polygon([SQUARE[0]!.slice(0, 4)]))]));
    expect(features[0]!.geometry.coordinates).toEqual(SQUARE);
    expect(notesOf(report, 'repaired')).toEqual(['features[0]: ring closed']);
  });

  test('a hole without area is removed and reported', () => {
    const pointHole = [
      ...SQUARE,
      [
        [120.0005, 30.0005],
        [120.0005, 30.0005],
        [120.0005, 30.0005],
      ],
    ];
    const { features, report } = read(collection([feature(polygon(pointHole))]));
    expect(features[0]!.geometry.coordinates).toEqual(SQUARE);
    expect(notesOf(report, 'repaired')).toEqual(['features[0]: hole without area removed']);
  });

  test('overlapping parts of a MultiPolygon are united and reported', () => {
    const shifted = [SQUARE[0]!.map(([x, y]) => [x! + 0.0005, y!])];
    const { features, report } = read(collection([feature({ type: 'MultiPolygon', coordinates: [SQUARE, shifted] })]));
    expect(features[0]!.geometry.type).toBe('Polygon');
    expect(notesOf(report, 'repaired')).toEqual(['features[0]: overlapping polygons united']);
  });

  test('features without geometry and exact duplicates are left out and reported', () => {
    const { features, report } = read(collection([feature(polygon(SQUARE)), feature(null), feature(polygon(SQUARE))]));
    expect(features.map(({ where }) => where)).toEqual(['features[0]']);
    expect(notesOf(report, 'leftOut')).toEqual(['features[1]: no geometry', 'features[2]: the same as features[0]']);
  });

  test('unknown properties are kept', () => {
    const properties = { 地类: '水田', nested: { a: [1] } };
    expect(read(collection([feature(polygon(SQUARE), properties)])).features[0]!.properties).toEqual(properties);
  });
});
