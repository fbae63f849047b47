import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, square, type MonitoredCounty } from './monitoredCounty.js';

jest.setTimeout(120_000);

let api: ApiUnderTest;
let county: MonitoredCounty;
beforeAll(async () => {
  api = await apiUnderTest();
  county = await monitoredCounty(api, 25);
  const features = [1, 2].map((number) => ({
    type: 'Feature',
    geometry: square(number, 6, 0.5),
    properties: {
      caseNumber: `建字2024-00${number}`,
      kind: 'buildingPermit',
      grantedOn: `2024-0${number}-01`,
      validTo: number === 1 ? '2024-06-30' : null,
    },
  }));
  await api.ask('/v1/permits', { body: { type: 'FeatureCollection', features } });
});
afterAll(() => api.stop());

interface Features {
  readonly features: readonly {
    id: string;
    geometry: { coordinates: number[][][] };
    properties: Record<string, unknown>;
  }[];
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly links: readonly { rel: string; href: string }[];
}

const itemsOf = (collection: string, query: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  api.ask(`/ogc/collections/${collection}/items?${new URLSearchParams(query).toString()}`, { as: 'officer' });
const read = async (collection: string, query: Readonly<Record<string, string>> = {}): Promise<Features> => {
  const answer = await itemsOf(collection, query);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json as Features;
};
const countOf = async (collection: string, query: Readonly<Record<string, string>>): Promise<number> =>
  (await read(collection, query)).numberMatched;
const EPSG = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

describe('collections', () => {
  test('are three, each with extent, systems and what can be asked for', async () => {
    const { json } = await api.ask('/ogc/collections', { as: 'officer' });
    const { collections } = json as { collections: { id: string; crs: string[]; extent: unknown }[] };
    expect(collections.map(({ id }) => id)).toEqual(['alerts', 'patches', 'permits']);
    expect(collections[0]).toMatchObject({
      extent: { temporal: { interval: [['2024-01-05T00:00:00Z', '2024-03-17T00:00:00Z']] } },
    });
    expect(collections[0]!.crs).toEqual(expect.arrayContaining([EPSG(4490), EPSG(4528), EPSG(4549), EPSG(3857)]));
    const queryables = await api.ask('/ogc/collections/permits/queryables', { as: 'officer' });
    expect(queryables.json).toMatchObject({ properties: { grantedOn: { type: 'string', format: 'date' } } });
    expect((await api.ask('/ogc/collections/users', { as: 'officer' })).status).toBe(404);
  });
});

describe('features', () => {
  test('are paged without missing or repeating any, and counted', async () => {
    const seen: string[] = [];
    let page = await read('alerts', { limit: '10' });
    for (;;) {
      expect(page.numberMatched).toBe(25);
      expect(page.numberReturned).toBe(page.features.length);
      seen.push(...page.features.map(({ id }) => id));
      const next = page.links.find(({ rel }) => rel === 'next');
      if (next === undefined) break;
      const { pathname, search } = new URL(next.href);
      page = (await api.ask(pathname + search, { as: 'officer' })).json as Features;
    }
    expect(seen.sort()).toEqual([...county.alertIds].sort());
  });

  test('are chosen by property, filter, box and time', async () => {
    expect(await countOf('alerts', { severity: 'critical' })).toBe(9);
    expect(await countOf('alerts', { filter: "severity = 'critical' AND areaM2 > 3000" })).toBe(5);
    expect(await countOf('alerts', { filter: "NOT (severity IN ('critical', 'low'))" })).toBe(8);
    const json = JSON.stringify({ op: '<', args: [{ property: 'areaM2' }, 2250] });
    expect(await countOf('patches', { filter: json, 'filter-lang': 'cql2-json' })).toBe(3);
    expect(await countOf('alerts', { filter: 'S_INTERSECTS(geometry, POINT(120.00125 29.99625))' })).toBe(1);
    expect(await countOf('alerts', { bbox: '120.0009,29.9959,120.0016,29.9966' })).toBe(1);
    expect(await countOf('alerts', { datetime: '2024-03-17/..' })).toBe(25);
    expect(await countOf('alerts', { datetime: '2024-03-18T00:00:00Z/..' })).toBe(0);
    expect(await countOf('permits', { datetime: '2024-07-15' })).toBe(1);
    expect(await countOf('permits', { filter: 'validTo IS NULL' })).toBe(1);
    expect(
      await countOf('permits', { filter: "caseNumber LIKE '建字2024-%' AND grantedOn >= DATE('2024-02-01')" }),
    ).toBe(1);
  });

  test('come in the system asked for, axes in its order: the corner of the first alert', async () => {
    const cornerIn = async (crs: string): Promise<readonly number[]> => {
      const { json, headers } = await api.ask(
        `/ogc/collections/alerts/items/${county.alertIds[0]!}?crs=${encodeURIComponent(crs)}`,
        { as: 'officer' },
      );
      expect(headers['content-crs']).toBe(`<${crs}>`);
      return (json as { geometry: { coordinates: number[][][] } }).geometry.coordinates[0]![0]!;
    };
    expect(await cornerIn(EPSG(4490))).toEqual([29.996, 120.001]);
    expect(await cornerIn(EPSG(4326))).toEqual([29.996, 120.001]);
    // gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4549 of GDAL 3.6.2: Y 500096.490, X 3319669.989.
    const [north, east] = await cornerIn(EPSG(4549));
    expect(north).toBeCloseTo(3_319_669.9886, 2);
    expect(east).toBeCloseTo(500_096.4901, 2);
    const [, zoned] = await cornerIn(EPSG(4528));
    expect(zoned! - east!).toBeCloseTo(40_000_000, 3);
  });

  test('a box in a plane chooses the same as one in degrees', async () => {
    const box = { bbox: '3319660,500090,3319720,500150', 'bbox-crs': EPSG(4549) };
    expect((await read('alerts', box)).features.map(({ id }) => id)).toEqual([county.alertIds[0]]);
    expect(await countOf('alerts', { bbox: '29.9959,120.0009,29.9966,120.0016', 'bbox-crs': EPSG(4326) })).toBe(1);
  });

  test.each([
    ['an unknown property', { filter: 'password = 1' }, 'filter.property'],
    ['text against a number', { filter: "areaM2 = 'x'" }, 'filter.value'],
    ['an unknown parameter', { colour: 'red' }, 'request.query'],
    ['no box', { bbox: '1,2,3' }, 'request.query'],
    ['no time', { datetime: 'yesterday' }, 'request.query'],
    ['an unknown system', { crs: EPSG(2437) }, 'ogc.crs'],
    ['a made-up cursor', { cursor: 'x' }, 'page.cursor'],
    [
      'a cursor of another kind',
      { cursor: Buffer.from('["features.alerts","x"]').toString('base64url') },
      'page.cursor',
    ],
  ])('%s is refused', async (_what, query, code) => {
    const answer = await itemsOf('alerts', query as unknown as Record<string, string>);
    expect(answer).toMatchObject({ json: { code } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

const OGRINFO = ['/usr/bin/ogrinfo', '/usr/local/bin/ogrinfo'].find((path) => existsSync(path));
(OGRINFO === undefined ? describe.skip : describe)('GDAL’s OAPIF driver', () => {
  const run = promisify(execFile);
  const ogrinfo = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, GDAL_HTTP_HEADERS: `Authorization: Bearer ${api.keyOf('officer')}` };
    const { stdout } = await run(OGRINFO!, ['-ro', `OAPIF:${api.url}/ogc`, ...args], { env, maxBuffer: 1e8 });
    return stdout;
  };

  test('lists the collections', async () => {
    const text = await ogrinfo();
    for (const id of ['alerts', 'patches', 'permits']) expect(text).toContain(id);
  });

  test('reads every feature over several pages, with its fields and geometry', async () => {
    const text = await ogrinfo('-oo', 'PAGE_SIZE=7', '-al', '-geom=SUMMARY', 'alerts');
    expect(text.match(/^OGRFeature\(alerts\)/gm)).toHaveLength(25);
    expect(text).toMatch(/areaM2: (Real|Integer)/);
    expect(text).toContain('POLYGON');
  });

  test('filters by attribute, place and both', async () => {
    const where = await ogrinfo('-so', '-where', "severity = 'critical' AND areaM2 > 3000", 'alerts');
    expect(where).toContain('Feature Count: 5');
    const box = await ogrinfo('-so', '-spat', '120.0009', '29.9959', '120.0016', '29.9966', 'patches');
    expect(box).toContain('Feature Count: 1');
    const permits = await ogrinfo('-so', '-where', "caseNumber = '建字2024-002'", 'permits');
    expect(permits).toContain('Feature Count: 1');
  });
});
