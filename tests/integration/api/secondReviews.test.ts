import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { idOf } from '#domain/id.js';
import { linkAlertPatches, saveNewAlerts } from '#store/alertChanges.js';
import { verifyAudit } from '#store/auditVerification.js';
import { createApiKey } from '#store/apiKeys.js';
import { savePatches } from '#store/patches.js';
import { createRun } from '#store/runs.js';
import { alertOf, patchOf, square, watchedArea } from '../store/examples.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';

let api: ApiUnderTest;
let runId: string;
const COUNTY = '330106';
const keys = new Map<string, string>();

beforeAll(async () => {
  api = await apiUnderTest();
  for (const [name, role] of [
    ['first', 'officer'],
    ['second', 'officer'],
    ['chief', 'supervisor'],
  ] as const) {
    keys.set(name, (await createApiKey(api.db, { role, adminCode: COUNTY, name })).key);
  }
  const { runOf } = await watchedArea(api.db, 'reviewed', 2, COUNTY);
  runId = (await createRun(api.db, runOf(1))).run.id;
  await savePatches(
    api.db,
    runId,
    Array.from({ length: 80 }, (_, i) => patchOf(square(120 + i / 500, 30), { confidence: i % 4 === 0 ? 0.4 : 0.9 })),
  );
});
afterAll(() => api.stop());

const askAs = (name: string, path: string, asking: { method?: string; body?: unknown } = {}): Promise<Answer> =>
  api.ask(path, { ...asking, as: null, headers: { Authorization: `Bearer ${keys.get(name)!}` } });

async function raise(place: number): Promise<string> {
  const patchId = idOf('patch', runId, place);
  const id = idOf('alert', patchId);
  await saveNewAlerts(api.db, [alertOf(id)]);
  await linkAlertPatches(api.db, [{ alertId: id, patchId, lineage: 'raised' }]);
  return id;
}
async function determine(name: string, id: string, determination: object): Promise<Answer> {
  const { properties } = (await api.ask(`/v1/alerts/${id}`)).json as { properties: { revision: number } };
  const body = { expectedRevision: properties.revision, act: { act: 'determine', determination } };
  return askAs(name, `/v1/alerts/${id}/acts`, { body });
}
const openTo = async (name: string): Promise<readonly string[]> =>
  ((await askAs(name, '/v1/second-reviews')).json as { items: { alertId: string }[] }).items.map(
    (item) => item.alertId,
  );
const HARVEST = { outcome: 'pseudoChange', reason: 'harvest' };

test('nothing is drawn before there is a plan, and a plan replaces only the one that was seen', async () => {
  await determine('first', await raise(0), { outcome: 'pseudoChange', reason: 'flood' });
  expect(await openTo('second')).toEqual([]);
  const plan = { version: 0, seed: '2026', share: 1, shareByKind: {}, shareByOfficer: {} };
  expect((await askAs('first', '/v1/review-plan', { method: 'PUT', body: plan })).status).toBe(403);
  expect(await askAs('chief', '/v1/review-plan', { method: 'PUT', body: plan })).toMatchObject({
    json: { version: 1 },
  });
  const again = await askAs('chief', '/v1/review-plan', { method: 'PUT', body: plan });
  expect(again).toMatchObject({ status: 409, json: { code: 'reviewPlan.contradicts' } });
});

describe('a second decision', () => {
  let id: string;
  test('waits for others than who decided first, and tells nothing of the first', async () => {
    id = await raise(1);
    await determine('first', id, { ...HARVEST, note: '秋收' });
    expect(await openTo('first')).toEqual([]);
    expect(await openTo('second')).toEqual([id]);
    expect((await askAs('first', `/v1/second-reviews/${id}/take`, { method: 'POST' })).status).toBe(404);
    expect((await askAs('second', `/v1/second-reviews/${id}/take`, { method: 'POST' })).status).toBe(204);
    expect(await openTo('chief')).toEqual([]);
    const seen = [
      `/v1/alerts/${id}`,
      `/v1/alerts/${id}/history`,
      '/v1/alerts',
      '/v1/second-reviews',
      '/ogc/collections/alerts/items',
    ];
    for (const path of seen) {
      const { status, text } = await askAs('second', path);
      expect([path, status]).toEqual([path, 200]);
      expect([path, /harvest|秋收/.test(text)]).toEqual([path, false]);
      // A list leaves it out; alone it is as it was before anybody decided.
      if (path.includes('/items') || path === '/v1/alerts') expect([path, text.includes(id)]).toEqual([path, false]);
    }
    // Another sees it as it is.
    expect((await askAs('chief', `/v1/alerts/${id}`)).text).toContain('harvest');
  });

  test('is made before anything else, once, and then tells the first', async () => {
    const act = await determine('second', id, { outcome: 'violation' });
    expect(act).toMatchObject({ status: 422, json: { code: 'alert.secondReview' } });
    const decide = (determination: object): Promise<Answer> =>
      askAs('second', `/v1/second-reviews/${id}/decision`, { body: { determination } });
    expect(await decide({ outcome: 'pseudoChange' })).toMatchObject({ status: 422, json: { code: 'alert.reason' } });
    expect(await decide({ outcome: 'violation' })).toMatchObject({
      status: 200,
      json: { agrees: false, first: { outcome: 'pseudoChange', reason: 'harvest' } },
    });
    expect((await decide({ outcome: 'violation' })).status).toBe(404);
    const { json } = await askAs('second', `/v1/alerts/${id}`);
    expect(json).toMatchObject({ properties: { status: 'closed', determination: { reason: 'harvest' } } });
    expect((await verifyAudit(api.db, null)).faults).toEqual([]);
  });

  test('counts by officer, rule and detector', async () => {
    const agreed = await raise(2);
    await determine('first', agreed, HARVEST);
    await askAs('second', `/v1/second-reviews/${agreed}/take`, { method: 'POST' });
    await askAs('second', `/v1/second-reviews/${agreed}/decision`, { body: { determination: HARVEST } });
    const { json } = await askAs('chief', '/v1/review-statistics');
    const half = { pairs: 2, agreed: 1, share: 0.5 };
    expect(json).toMatchObject({
      waiting: 0,
      overall: half,
      byOfficer: [{ key: 'first', ...half }],
      byRule: [{ key: 'buildWithoutApproval', ...half }],
      byDetector: [{ key: 'indexDifference', ...half }],
      disagreements: [{ alertId: id, firstBy: 'first', secondBy: 'second', second: { outcome: 'violation' } }],
    });
  });

  test('is not asked for where the first was taken back or the alert reopened', async () => {
    const taken = await raise(3);
    await determine('first', taken, HARVEST);
    expect(await openTo('second')).toContain(taken);
    await askAs('first', `/v1/alerts/${taken}/undo`, { body: { expectedRevision: 2 } });
    expect(await openTo('second')).toEqual([]);
  });
});

test('precision and the calibration of confidence come from determinations', async () => {
  expect(await askAs('chief', '/v1/confidence-fits', { method: 'POST' })).toMatchObject({
    status: 422,
    json: { code: 'confidence.tooFew' },
  });
  expect((await askAs('first', '/v1/confidence-fits', { method: 'POST' })).status).toBe(403);
  for (let place = 10; place < 80; place++) {
    const id = await raise(place);
    const outcome =
      place % 4 === 0
        ? HARVEST
        : place % 5 === 0
          ? { outcome: 'lawful', reason: 'agriFacility' }
          : { outcome: 'violation' };
    // Decided as an act would, without seventy requests.
    const determination = JSON.stringify({ note: null, reason: null, ...outcome });
    await sql`UPDATE alerts SET determination = ${determination}::jsonb WHERE id = ${id}`.execute(api.db);
  }
  const { precision } = (await askAs('chief', '/v1/review-statistics')).json as {
    precision: Record<string, unknown[]>;
  };
  // 17 of 70 places are multiples of 4, 11 of the others multiples of 5; before them 3 were harvest, one taken back.
  expect(precision['season']).toEqual([
    {
      key: 'spring',
      outcomes: { violation: 42, lawful: 11, pseudoChange: 20, unclear: 0 },
      precision: expect.closeTo(42 / 73, 12),
      changeShare: expect.closeTo(53 / 73, 12),
      pseudoChangeReasons: [
        { reason: 'harvest', count: 19 },
        { reason: 'flood', count: 1 },
      ],
    },
  ]);
  expect(precision['class']).toMatchObject([{ key: 'builtUp' }]);
  const made = await askAs('chief', '/v1/confidence-fits', { method: 'POST' });
  expect(made).toMatchObject({ status: 201, json: { version: 1, count: 73, changes: 53, createdBy: 'chief' } });
  const { brierBefore, brierAfter } = made.json as { brierBefore: number; brierAfter: number };
  expect(brierAfter).toBeLessThan(brierBefore);
  await askAs('chief', '/v1/confidence-fits', { method: 'POST' });
  const { items } = (await askAs('chief', '/v1/confidence-fits')).json as { items: { version: number }[] };
  expect(items.map(({ version }) => version)).toEqual([2, 1]);
});
