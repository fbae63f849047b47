import { describe, expect, test } from '@jest/globals';
import type { Polygon } from 'geojson';
import { evaluateAlerts, overlapOfSmaller, type ScoredAlert, type TruthEvent } from '#samples/evaluate.js';
import { parseAlerts, parseTruth } from '#samples/evaluateInput.js';

/** A rectangle near 120° E 30° N; units are 0.001° (about 96 × 111 m). */
function box(x: number, y: number, width = 1, height = 1): Polygon {
  const lon = (u: number): number => 120 + u / 1000;
  const lat = (v: number): number => 30 + v / 1000;
  const corners = [
    [lon(x), lat(y)],
    [lon(x + width), lat(y)],
    [lon(x + width), lat(y + height)],
    [lon(x), lat(y + height)],
  ];
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}

const event = (id: string, verdict: TruthEvent['verdict'], kind: string | null, geometry: Polygon): TruthEvent => ({
  id,
  verdict,
  kind,
  visibleFrom: '2024-06-15',
  geometry,
});
const alert = (id: string, kind: string, geometry: Polygon, raisedOn: string | null = '2024-07-01'): ScoredAlert => ({
  id,
  kind,
  raisedOn,
  geometry,
});

const TRUTH = [
  event('E1', 'violation', 'buildWithoutApproval', box(0, 0)),
  event('E2', 'violation', 'buildWithoutApproval', box(10, 0)),
  event('E3', 'violation', 'permitExpired', box(20, 0)),
  event('E4', 'violation', 'basicFarmlandOccupied', box(30, 0)),
  event('E5', 'lawful', null, box(40, 0)),
  event('E6', 'pseudoChange', null, box(50, 0)),
];

describe('evaluation', () => {
  test('counts found, wrong kind, missed, lawful, pseudo-change and unchanged ground by hand', () => {
    const result = evaluateAlerts(TRUTH, [
      alert('A1', 'buildWithoutApproval', box(0.1, 0)),
      alert('A2', 'permitExpired', box(10, 0)),
      alert('A3', 'permitExpired', box(20, 0.5)),
      alert('A4', 'buildWithoutApproval', box(40, 0)),
      alert('A5', 'buildWithoutApproval', box(50, 0)),
      alert('A6', 'permitExpired', box(70, 0)),
    ]);
    expect(result).toMatchObject({
      violations: 4,
      found: 2,
      recall: 0.5,
      foundAnyKind: 3,
      recallAnyKind: 0.75,
      alerts: 6,
      trueAlerts: 3,
      precision: 0.5,
    });
    expect(result.byKind).toEqual({
      basicFarmlandOccupied: { events: 1, found: 0, recall: 0, alerts: 0, right: 0, precision: null },
      buildWithoutApproval: { events: 2, found: 1, recall: 0.5, alerts: 3, right: 1, precision: 1 / 3 },
      permitExpired: { events: 1, found: 1, recall: 1, alerts: 3, right: 1, precision: 1 / 3 },
    });
    expect(result.missed).toEqual([
      { eventId: 'E2', kind: 'buildWithoutApproval', alertKinds: ['permitExpired'] },
      { eventId: 'E4', kind: 'basicFarmlandOccupied', alertKinds: [] },
    ]);
    expect(result.falseAlerts).toEqual([
      { alertId: 'A4', kind: 'buildWithoutApproval', on: 'lawful', eventId: 'E5' },
      { alertId: 'A5', kind: 'buildWithoutApproval', on: 'pseudoChange', eventId: 'E6' },
      { alertId: 'A6', kind: 'permitExpired', on: 'none', eventId: null },
    ]);
  });

  test('an overlap of 9 % of the smaller is no match, of 11 % is one', () => {
    const match = (share: number) =>
      evaluateAlerts([TRUTH[0]!], [alert('A', 'buildWithoutApproval', box(1 - share, 0, 1, 1))]).found;
    expect(match(0.09)).toBe(0);
    expect(match(0.11)).toBe(1);
  });

  test('the smaller of the two is what counts: a large alert over a small event matches', () => {
    expect(overlapOfSmaller(box(-5, -5, 11, 11), box(0, 0))).toBeCloseTo(1, 6);
  });

  test('raised before the event could be seen is a false alert; on the day itself is not', () => {
    const on = (day: string) => evaluateAlerts([TRUTH[0]!], [alert('A', 'buildWithoutApproval', box(0, 0), day)]);
    expect(on('2024-06-14')).toMatchObject({ found: 0, trueAlerts: 0 });
    expect(on('2024-06-15')).toMatchObject({ found: 1, trueAlerts: 1 });
  });

  test('an alert over a lawful site and a violation is true', () => {
    const result = evaluateAlerts(TRUTH, [alert('A', 'basicFarmlandOccupied', box(30, 0, 11, 1))]);
    expect(result).toMatchObject({ trueAlerts: 1, falseAlerts: [] });
  });

  test('without alerts precision is unknown, not zero', () => {
    expect(evaluateAlerts(TRUTH, [])).toMatchObject({ recall: 0, precision: null });
  });

  test('holes do not count as overlap', () => {
    const ring = box(0, 0, 3, 3);
    const withHole: Polygon = {
      type: 'Polygon',
      coordinates: [ring.coordinates[0]!, box(1, 1).coordinates[0]!.toReversed()],
    };
    expect(overlapOfSmaller(withHole, box(1.2, 1.2, 0.5, 0.5))).toBe(0);
  });
});

describe('evaluation input', () => {
  const feature = (properties: object, id?: string) => ({ type: 'Feature', id, geometry: box(0, 0), properties });
  const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });

  test('the day an alert was raised is raisedAt before onsetTo, in UTC', () => {
    const [first, second, third] = parseAlerts(
      collection(
        feature({ kind: 'permitExpired', raisedAt: '2024-07-02T01:00:00+08:00', onsetTo: '2024-06-20' }, 'A1'),
        feature({ kind: 'permitExpired', onsetTo: '2024-06-20' }, 'A2'),
        feature({ kind: 'permitExpired' }, 'A3'),
      ),
      'alerts.geojson',
    );
    expect([first, second, third].map((each) => each!.raisedOn)).toEqual(['2024-07-01', '2024-06-20', null]);
    expect(first!.id).toBe('A1');
  });

  test('a wrong field is named with its path', () => {
    expect(() => parseAlerts(collection(feature({ kind: 'x', onsetTo: '2024-02-30' })), 'alerts.geojson')).toThrow(
      /alerts\.geojson: features\[0\]\.properties\.onsetTo/,
    );
    expect(() =>
      parseTruth(collection(feature({ verdict: 'odd', visibleFrom: '2024-01-01' })), 'truth.geojson'),
    ).toThrow(/truth\.geojson: features\[0\]\.properties\.verdict/);
    expect(() =>
      parseTruth(collection(feature({ verdict: 'violation', visibleFrom: '2024-01-01' })), 'truth.geojson'),
    ).toThrow(/without a kind/);
  });

  test('what is no FeatureCollection is refused', () => {
    expect(() => parseAlerts({ type: 'Feature' }, 'alerts.geojson')).toThrow(/alerts\.geojson: type/);
  });
});
