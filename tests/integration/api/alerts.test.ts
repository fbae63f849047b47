import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createApiKey } from '#store/apiKeys.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, type MonitoredCounty } from './monitoredCounty.js';

let api: ApiUnderTest;
let county: MonitoredCounty;
let neighbour: Record<string, string>;
beforeAll(async () => {
  api = await apiUnderTest();
  county = await monitoredCounty(api, 7);
  const { key } = await createApiKey(api.db, { role: 'officer', adminCode: '330106', name: 'neighbour' });
  neighbour = { Authorization: `Bearer ${key}` };
});
afterAll(() => api.stop());

interface AlertPageJson {
  features: { id: string; properties: { severity: string; areaM2: number; adminCode: string } }[];
  numberMatched: number;
  nextCursor: string | null;
}

const pageOf = (answer: Answer): AlertPageJson => answer.json as AlertPageJson;

async function allPages(query: string, limit: number): Promise<AlertPageJson['features']> {
  const features: AlertPageJson['features'] = [];
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = pageOf(await api.ask(`/v1/alerts?limit=${limit}${query}${at}`));
    expect(page.features.length).toBeLessThanOrEqual(limit);
    features.push(...page.features);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return features;
}

describe('the list of alerts', () => {
  test.each(['severity', 'raisedAt', 'areaM2'])('paged by %s gives each alert once', async (sort) => {
    const paged = await allPages(`&sort=${sort}`, 2);
    const whole = pageOf(await api.ask(`/v1/alerts?sort=${sort}`));
    expect(whole).toMatchObject({ numberMatched: 7, nextCursor: null });
    expect(paged.map(({ id }) => id)).toEqual(whole.features.map(({ id }) => id));
    expect(new Set(paged.map(({ id }) => id))).toEqual(new Set(county.alertIds));
  });

  test('puts the most severe first', async () => {
    const severities = (await allPages('', 100)).map(({ properties }) => properties.severity);
    expect(severities).toEqual(['critical', 'critical', 'critical', 'high', 'high', 'low', 'low']);
  });

  test.each([
    ['severity=critical,low', 5],
    ['severity=high', 2],
    ['kind=buildWithoutApproval', 7],
    ['kind=permitExpired', 0],
    ['status=closed', 0],
    [`caseNumber=${encodeURIComponent('建字2024-001')}`, 1],
    ['bbox=120.0009,29.9959,120.0011,29.9961', 1],
    ['bbox=0,0,1,1', 0],
  ])('filtered by %s has %i', async (filter, count) => {
    expect(pageOf(await api.ask(`/v1/alerts?${filter}`))).toMatchObject({ numberMatched: count });
  });

  test.each([
    ['severity=severe', 'query.severity'],
    ['bbox=1,2,3', 'query.bbox'],
    ['bbox=0,0,999,1', 'query.bbox'],
    ['limit=0', 'query.limit'],
    ['limit=1001', 'query.limit'],
    ['sort=name', 'query.sort'],
    ['sort=areaM2&sort=severity', 'query.sort'],
    ['cursor=nonsense', 'cursor'],
  ])('refuses %s and names the field', async (query, where) => {
    const answer = await api.ask(`/v1/alerts?${query}`);
    expect(answer.status).toBe(400);
    expect((answer.json as { where: string }).where.startsWith(where)).toBe(true);
  });

  test('is unchanged by 304 until an alert changes', async () => {
    const first = await api.ask('/v1/alerts');
    const again = await api.ask('/v1/alerts', { headers: { 'If-None-Match': first.headers.etag! } });
    expect(again).toMatchObject({ status: 304, text: '' });
    await api.db.updateTable('alerts').set({ status: 'deskReview' }).where('id', '=', county.alertIds[6]!).execute();
    const later = await api.ask('/v1/alerts', { headers: { 'If-None-Match': first.headers.etag! } });
    expect(later.status).toBe(200);
  });

  test('comes compressed to those who can read that', async () => {
    const answer = await api.ask('/v1/alerts', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
  });
});

describe('an alert', () => {
  test('comes with its patches, findings and scenes', async () => {
    const { json } = await api.ask(`/v1/alerts/${county.alertIds[0]}`);
    expect(json).toMatchObject({
      id: county.alertIds[0],
      properties: { permitCaseNumbers: ['建字2024-001'], explanation: { zh: '未批先建' } },
      patches: [{ id: county.patchIds[0], lineage: 'raised', toClass: 'builtUp' }],
      findings: [{ kind: 'buildWithoutApproval', patchId: county.patchIds[0] }],
      beforeSceneId: county.beforeSceneId,
      afterSceneId: county.afterSceneId,
    });
  });

  test('has a history', async () => {
    const { json } = await api.ask(`/v1/alerts/${county.alertIds[0]}/history`);
    expect(json).toMatchObject({ items: [{ actor: 'planwatch', act: 'raised', detail: { runId: county.runId } }] });
  });

  test('shows its patches and findings in their own lists', async () => {
    const patches = await api.ask(`/v1/patches?runId=${county.runId}&limit=3`);
    expect(patches.json).toMatchObject({ features: [{ id: county.patchIds[0] }, {}, {}] });
    expect((patches.json as { nextCursor: string }).nextCursor).not.toBeNull();
    const byPatch = await api.ask(`/v1/findings?patchId=${county.patchIds[0]}`);
    const byAlert = await api.ask(`/v1/findings?alertId=${county.alertIds[0]}`);
    expect(byPatch.json).toEqual(byAlert.json);
    expect((await api.ask('/v1/findings')).status).toBe(400);
  });

  test.each(['', '/history', '/chips/after.webp'])('of another region is not found (%s)', async (path) => {
    const mine = await api.ask(`/v1/alerts/${county.alertIds[1]}${path}`, { as: null, headers: neighbour });
    expect(mine.status).toBe(200);
    const foreign = await api.ask(`/v1/alerts/${county.alertIds[0]}${path}`, { as: null, headers: neighbour });
    expect(foreign).toMatchObject({ status: 404, json: { code: 'noun.notFound' } });
  });

  test('of another region is in no list and on no tile', async () => {
    const list = pageOf(await api.ask('/v1/alerts', { as: null, headers: neighbour }));
    expect(list.features.map(({ id }) => id)).toEqual([county.alertIds[1]]);
    const all = await api.ask('/tiles/alerts/14/13653/6759.mvt');
    const mine = await api.ask('/tiles/alerts/14/13653/6759.mvt', { as: null, headers: neighbour });
    expect(all.text).toContain(county.alertIds[0]);
    expect(mine.text).toContain(county.alertIds[1]);
    expect(mine.text).not.toContain(county.alertIds[0]);
  });
});

describe('a chip', () => {
  const chip = (query = '', epoch = 'after'): Promise<Answer> =>
    api.ask(`/v1/alerts/${county.alertIds[0]}/chips/${epoch}.webp${query}`);

  /** Pixels that are the yellow of the outline. */
  async function yellowPixels(webp: Buffer): Promise<number> {
    const { data } = await sharp(webp).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    let count = 0;
    for (let i = 0; i < data.length; i += 3) if (data[i]! > 200 && data[i + 1]! > 180 && data[i + 2]! < 90) count++;
    return count;
  }

  test('is 480 pixels square and has the outline on it unless asked not to', async () => {
    const answer = await chip('?stretch=0,1');
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ format: 'webp', width: 480, height: 480 });
    expect(await yellowPixels(answer.bytes)).toBeGreaterThan(100);
    expect(await yellowPixels((await chip('?stretch=0,1&outline=false')).bytes)).toBe(0);
  });

  test('before shows the earlier scene, after the later one', async () => {
    // The later scene is 0.03 brighter everywhere.
    const mean = async (epoch: string): Promise<number> => {
      const { bytes } = await chip('?stretch=0.1,0.2&outline=false&bands=red', epoch);
      const middle = await sharp(bytes).extract({ left: 200, top: 200, width: 80, height: 80 }).toBuffer();
      return (await sharp(middle).stats()).channels[0]!.mean;
    };
    const difference = (await mean('after')) - (await mean('before'));
    expect(Math.abs(difference - (255 * 0.03) / 0.1)).toBeLessThan(2);
  });

  test('of no epoch is refused', async () => {
    expect((await chip('', 'during')).status).toBe(400);
  });
});
