import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '#store/apiKeys.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { savePermits } from '#store/permitRecording.js';
import { featureOf, layerOf, permitOf } from '../store/examples.js';
import { apiUnderTest, askAt, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, square } from './monitoredCounty.js';

let api: ApiUnderTest;
let alertIds: readonly string[];
beforeAll(async () => {
  api = await apiUnderTest();
  ({ alertIds } = await monitoredCounty(api, 3));
  const save = (change: Parameters<typeof layerOf>[0], features: ReturnType<typeof featureOf>[]) =>
    saveLayerVersion(api.db, { layer: layerOf(change), features });
  await save({ id: 'redline', validTo: '2025-12-31' }, [featureOf('r1', square(1, 6, 2))]);
  await save({ id: 'redline', version: '2026', validFrom: '2026-01-01' }, [featureOf('r1', square(50, 6, 2))]);
  await save({ id: 'regions', kind: 'adminRegion' }, [
    featureOf('a', square(0, 0, 20), { code: '330110' }),
    featureOf('b', square(20, 0, 20), { code: '330106' }),
  ]);
  await savePermits(api.db, [permitOf('建字2024-9', { geometry: square(1, 6, 0.5) })]);
});
afterAll(() => api.stop());

/** 0.001° × 0.001° at 29.996° N between parallels and meridians (Snyder 3-12), square metres. */
const CELL = 10_696.1;
const SITE = square(1, 6, 1);
const proposalOf = (change: Record<string, unknown> = {}) => ({
  geometry: SITE,
  use: ['0701'],
  on: '2024-06-01',
  ...change,
});

interface Check {
  readonly verdict: string;
  readonly adminCode: string | null;
  readonly area: { m2: number; hectares: number; mu: number };
  readonly conflicts: readonly {
    kind: string;
    area: { m2: number };
    alert: { id: string } | null;
    explanation: { zh: string };
  }[];
  readonly geometry: { coordinates: number[][][] };
  readonly notes: string[];
}
const check = async (change: Record<string, unknown> = {}): Promise<Check> =>
  (await api.ask('/v1/compliance-checks', { body: proposalOf(change), as: 'approver' })).json as Check;

test('an approver is told the line, the permit and the open alert on the parcel, each with its area', async () => {
  const { verdict, adminCode, conflicts } = await check();
  expect([verdict, adminCode]).toEqual(['conflict', '330110']);
  expect(conflicts.map(({ kind }) => kind)).toEqual(['controlLine', 'permit', 'openAlert']);
  // A quarter of the site: squares of half its side.
  const [line, permit, alert] = conflicts.map(({ area }) => area.m2);
  expect(permit! / line!).toBeCloseTo(0.25, 4);
  expect(alert! / line!).toBeCloseTo(0.25, 4);
  expect(conflicts[2]!.alert!.id).toBe(alertIds[0]);
});

test('the day decides which version of a line is in force', async () => {
  expect((await check({ on: '2025-12-31' })).conflicts.map(({ kind }) => kind)).toContain('controlLine');
  expect((await check({ on: '2026-01-01' })).conflicts.map(({ kind }) => kind)).not.toContain('controlLine');
});

test.each([
  [
    'EPSG:4490',
    [
      [120.001, 29.996],
      [120.002, 29.996],
      [120.002, 29.997],
      [120.001, 29.997],
    ],
  ],
  // The plane of the meridian 120° E by GDAL, with the zone's number in front of the easting and without: x is 500 km on the meridian.
  [
    'EPSG:4528',
    [
      [40_500_096.49, 3_319_669.989],
      [40_500_192.978, 3_319_669.989],
      [40_500_192.978, 3_319_780.842],
      [40_500_096.49, 3_319_780.842],
    ],
  ],
  [
    'EPSG:4549',
    [
      [500_096.49, 3_319_669.989],
      [500_192.978, 3_319_669.989],
      [500_192.978, 3_319_780.842],
      [500_096.49, 3_319_780.842],
    ],
  ],
])('corners may be given in %s', async (crs, corners) => {
  const { area, geometry, notes } = await check({ crs, geometry: { type: 'Polygon', coordinates: [corners] } });
  expect(notes.join()).toMatch(/ring closed/);
  expect(geometry.coordinates[0]![0]![0]).toBeCloseTo(120.001, 6);
  expect(geometry.coordinates[0]![0]![1]).toBeCloseTo(29.996, 6);
  expect(area.m2 / CELL).toBeCloseTo(1, 4);
  expect(area.mu).toBeCloseTo((area.m2 * 3) / 2000, 6);
});

describe('what cannot be checked is refused with its place', () => {
  const ring = SITE.coordinates[0]!;
  const crossing = [ring[0]!, ring[2]!, ring[1]!, ring[3]!, ring[0]!];
  const many = Array.from({ length: 20_001 }, (_, i) => [
    120 + Math.cos(i / 3200) / 1e3,
    30 + Math.sin(i / 3200) / 1e3,
  ]);
  test.each<[string, Record<string, unknown>, number, string, RegExp]>([
    ['unknown system', { crs: 'EPSG:99999' }, 422, 'crs.unknown', /^crs$/],
    ['GCJ-02', { crs: 'GCJ-02' }, 422, 'crs.obfuscated', /^crs$/],
    ['degrees in metres', { crs: 'EPSG:4549' }, 422, 'crs.degreesInMetres', /geometry/],
    [
      'another zone',
      {
        crs: 'EPSG:4527',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [40_500_000, 3_319_000],
              [40_500_100, 3_319_000],
              [40_500_100, 3_319_100],
            ],
          ],
        },
      },
      422,
      'crs.outsideAreaOfUse',
      /geometry/,
    ],
    [
      'axes swapped',
      { crs: 'EPSG:4490', geometry: { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] } },
      422,
      'vector.axesSwapped',
      /geometry/,
    ],
    [
      'a ring that crosses itself',
      { geometry: { type: 'Polygon', coordinates: [crossing] } },
      422,
      'vector.selfIntersection',
      /geometry/,
    ],
    [
      'too many corners',
      { geometry: { type: 'Polygon', coordinates: [many] } },
      422,
      'vector.tooManyCorners',
      /geometry/,
    ],
    ['a point', { geometry: { type: 'Point', coordinates: [120, 30] } }, 400, 'request.body', /geometry/],
    [
      'no numbers',
      { geometry: { type: 'Polygon', coordinates: [[['a', 1]]] } },
      400,
      'request.body',
      /coordinates\[0\]\[0\]\[0\]/,
    ],
    ['half a province', { geometry: square(0, 0, 1000) }, 422, 'proposal.tooLarge', /geometry/],
    ['unknown use', { use: ['0701', '77'] }, 422, 'proposal.unknownUse', /use\[1\]/],
    ['no use', { use: [] }, 400, 'request.body', /use/],
    ['no such day', { on: '2024-02-30' }, 400, 'request.body', /on/],
    ['a field that is none', { usage: '0701' }, 400, 'request.body', /body/],
  ])('%s', async (_, change, status, code, where) => {
    const answer = await api.ask('/v1/compliance-checks', { body: proposalOf(change) });
    expect(answer).toMatchObject({ status, json: { code } });
    expect((answer.json as { where: string }).where).toMatch(where);
  });
});

test('a county’s approver checks parcels of the own county, and sees no other county’s alerts', async () => {
  const keyOf = async (adminCode: string) =>
    (await createApiKey(api.db, { role: 'approver', adminCode, name: adminCode })).key;
  const ask = async (adminCode: string, geometry: unknown) =>
    askAt(api.url, '/v1/compliance-checks', { body: proposalOf({ geometry }) }, await keyOf(adminCode));
  expect((await ask('330106', SITE)).status).toBe(403);
  expect((await ask('330110', SITE)).status).toBe(200);
  // The second alert carries 330106, though it lies in 330110.
  const second = square(2, 6, 0.5);
  const kinds = async (adminCode: string) =>
    ((await ask(adminCode, second)).json as Check).conflicts.map(({ kind }) => kind);
  expect(await kinds('330100')).toContain('openAlert');
  expect(await kinds('330110')).not.toContain('openAlert');
});

test('nothing is stored', async () => {
  const countOf = async () =>
    (
      await api.services.query(
        'SELECT (SELECT count(*) FROM audit_trail) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM findings) AS n',
      )
    )[0];
  const before = await countOf();
  await check();
  expect(await countOf()).toEqual(before);
});
