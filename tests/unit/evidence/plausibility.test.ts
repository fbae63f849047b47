import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import GeographicLib from 'geographiclib-geodesic';
import type { Polygon } from 'geojson';
import type { PhotoFacts } from '#domain/evidence.js';
import { photoChecks, sightOf, type PhotoContext } from '#domain/evidencePlausibility.js';

/** 0.001° × 0.001° with its south-west corner at 120.102 E, 30.180 N. */
const GROUND: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [120.102, 30.18],
      [120.103, 30.18],
      [120.103, 30.181],
      [120.102, 30.181],
      [120.102, 30.18],
    ],
  ],
};

const PHOTO: PhotoFacts = {
  widthPixels: 4000,
  heightPixels: 3000,
  takenAt: { at: '2024-03-20T02:15:30.000Z', source: 'camera' },
  position: { lonLat: [120.101, 30.1805], errorMetres: 5, source: 'camera' },
  headingDegrees: { value: 90, source: 'camera' },
  camera: null,
};
const CONTEXT: PhotoContext = {
  geometry: GROUND,
  onsetFrom: '2024-01-05',
  visitedOn: '2024-03-20',
  submittedAt: '2024-03-20T08:00:00.000Z',
  reuseCount: 0,
};
const outcomesOf = (photo: Partial<PhotoFacts>, context: Partial<PhotoContext> = {}): Record<string, string> =>
  Object.fromEntries(
    photoChecks({ ...PHOTO, ...photo }, { ...CONTEXT, ...context }).map(({ check, outcome }) => [check, outcome]),
  );
const geodesic = GeographicLib.Geodesic.WGS84;

describe('the sight of an area', () => {
  test('its distance and directions are those of the geodesic on the ellipsoid', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 500, noNaN: true }), fc.integer({ min: 0, max: 359 }), (metres, azimuth) => {
        const corner = geodesic.Direct(30.18, 120.102, azimuth, metres);
        const speck: Polygon = {
          type: 'Polygon',
          coordinates: [Array.from({ length: 4 }, () => [corner.lon2!, corner.lat2!])],
        };
        const { distanceMetres, bearingsDegrees } = sightOf([120.102, 30.18], speck);
        expect(Math.abs(distanceMetres - metres)).toBeLessThan(0.02);
        const turn = ((bearingsDegrees[0]! - azimuth + 540) % 360) - 180;
        expect(Math.abs(turn)).toBeLessThan(0.02);
      }),
    );
  });

  test('is nothing inside, and not inside in a hole', () => {
    expect(sightOf([120.1025, 30.1805], GROUND)).toEqual({ distanceMetres: 0, bearingsDegrees: [] });
    const hole = [
      [120.1024, 30.1804],
      [120.1024, 30.1806],
      [120.1026, 30.1806],
      [120.1026, 30.1804],
      [120.1024, 30.1804],
    ];
    const ring: Polygon = { ...GROUND, coordinates: [...GROUND.coordinates, hole] };
    const expected = geodesic.Inverse(30.1805, 120.1025, 30.1805, 120.1026).s12!;
    expect(sightOf([120.1025, 30.1805], ring).distanceMetres).toBeCloseTo(expected, 2);
  });
});

describe('checks of a photo', () => {
  test('one taken 96 m west of the ground, looking east on the day of the visit, is plausible throughout', () => {
    const checks = photoChecks(PHOTO, CONTEXT);
    expect(checks.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'plausible'));
    const metres = geodesic.Inverse(30.1805, 120.101, 30.1805, 120.102).s12!;
    expect(checks[0]).toMatchObject({ check: 'distance', limit: 205 });
    expect(checks[0]!.found).toBeCloseTo(metres, 1);
  });

  test.each([
    [{ position: { lonLat: [120.098, 30.1805] as const, errorMetres: 5, source: 'camera' as const } }, {}, 'distance'],
    [{ headingDegrees: { value: 270, source: 'camera' as const } }, {}, 'heading'],
    [{ takenAt: { at: '2023-12-31T02:00:00.000Z', source: 'camera' as const } }, { visitedOn: '2023-12-31' }, 'onset'],
    [{ takenAt: { at: '2024-03-21T16:00:00.000Z', source: 'camera' as const } }, { visitedOn: '2024-03-22' }, 'onset'],
    [{}, { visitedOn: '2024-03-19' }, 'visit'],
    [{}, { reuseCount: 1 }, 'reuse'],
  ])('names what is doubtful (%#)', (photo, context, check) => {
    const outcomes = outcomesOf(photo, context);
    expect(Object.keys(outcomes).filter((name) => outcomes[name] === 'doubtful')).toEqual([check]);
  });

  test('what the photo does not say is unknown, not doubtful', () => {
    expect(outcomesOf({ position: null, takenAt: null })).toEqual({
      distance: 'unknown',
      heading: 'unknown',
      onset: 'unknown',
      visit: 'unknown',
      reuse: 'plausible',
    });
  });

  test('a camera that turns its back by less than the limit beside the ground is plausible, by more it is not', () => {
    // Corners lie at about 60° and 120°: 30° beside the nearer is allowed 45°, 46° beside it is not.
    const bearing = geodesic.Inverse(30.1805, 120.101, 30.181, 120.102).azi1!;
    const heading = (beside: number) => ({ headingDegrees: { value: bearing - beside, source: 'camera' as const } });
    expect(outcomesOf(heading(44))['heading']).toBe('plausible');
    expect(outcomesOf(heading(46))['heading']).toBe('doubtful');
  });
});
