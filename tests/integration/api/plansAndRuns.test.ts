import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Polygon } from 'geojson';
import { createApiKey } from '#store/apiKeys.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, square, type MonitoredCounty } from './monitoredCounty.js';

let api: ApiUnderTest;
let county: MonitoredCounty;
beforeAll(async () => {
  api = await apiUnderTest({ limits: { bodyBytes: 200_000 } });
  county = await monitoredCounty(api);
});
afterAll(() => api.stop());

const areaOf = (ring: [number, number][]): Polygon => ({ type: 'Polygon', coordinates: [ring] });

/** A bow tie: its edges cross in the middle, and nobody can say what was meant. */
const BOW_TIE = areaOf([
  [120, 30],
  [120.001, 30.001],
  [120.001, 30],
  [120, 30.001],
  [120, 30],
]);

/** A square whose last corner is overshot by a hair. */
const OVERSHOT = areaOf([
  [120, 30],
  [120.01, 30],
  [120.01, 30.01],
  [120, 30.01],
  [120.00001, 30.01001],
  [120, 30],
]);

function layerBody(geometry: Polygon, overrides: object = {}) {
  return {
    id: 'redline',
    version: '2024',
    kind: 'ecologicalRedline',
    title: '生态保护红线',
    validFrom: '2024-01-01',
    features: {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', id: 'R1', geometry, properties: { name: '西溪' } }],
    },
    ...overrides,
  };
}

function permitBody(caseNumber: string, properties: object = {}, geometry: Polygon = square(0, 0)) {
  const all = { caseNumber, kind: 'buildingPermit', grantedOn: '2024-01-01', validTo: '2025-12-31', ...properties };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: all }] };
}

const postLayer = (body: unknown): Promise<Answer> => api.ask('/v1/layers', { body, as: 'steward' });
const postPermits = (body: unknown): Promise<Answer> => api.ask('/v1/permits', { body, as: 'approver' });

describe('a plan layer', () => {
  test('is stored once, listed, and read by box', async () => {
    expect(await postLayer(layerBody(square(0, 0)))).toMatchObject({
      status: 201,
      json: { isNew: true, layer: { id: 'redline', featureCount: 1, validTo: null } },
    });
    expect(await postLayer(layerBody(square(0, 0)))).toMatchObject({ status: 200, json: { isNew: false } });
    expect((await api.ask('/v1/layers')).json).toMatchObject({ items: [] });
    expect((await api.ask('/v1/layers/redline/2024/features', { as: 'officer' })).status).toBe(404);
    const publish = { body: {}, as: 'supervisor' } as const;
    expect(await api.ask('/v1/layers/redline/2024/publish', publish)).toMatchObject({
      status: 200,
      json: { status: 'published', publishedBy: 'test supervisor', states: [{ status: 'published' }] },
    });
    const other = await postLayer(layerBody(square(3, 3)));
    expect(other).toMatchObject({ status: 409, json: { code: 'layer.versionExists' } });
    expect((await api.ask('/v1/layers')).json).toMatchObject({ items: [{ id: 'redline', version: '2024' }] });
    const inside = await api.ask('/v1/layers/redline/2024/features?bbox=120,29.99,120.001,29.991');
    expect(inside.json).toMatchObject({ numberMatched: 1, features: [{ id: 'R1', properties: { name: '西溪' } }] });
    expect((await api.ask('/v1/layers/redline/2024/features?bbox=1,1,2,2')).json).toMatchObject({ numberMatched: 0 });
    expect((await api.ask('/v1/layers/redline/1999/features')).status).toBe(404);
  });

  test('is on vector tiles under its own name', async () => {
    const tile = await api.ask('/tiles/layers/redline/2024/12/3413/1690.mvt');
    expect(tile.text).toContain('redline');
    expect((await api.ask('/tiles/layers/redline/1999/0/0/0.mvt')).status).toBe(404);
  });

  test.each([
    ['a term that ends before it begins', { validTo: '2023-01-01' }, 422, 'layer.reversedTerm'],
    ['an unknown kind', { kind: 'moon' }, 400, 'request.body'],
    ['a day that does not exist', { validFrom: '2024-02-30' }, 400, 'request.body'],
    ['no features', { features: { type: 'FeatureCollection', features: [] } }, 422, 'vector.empty'],
    ['features of another shape', { features: { type: 'Feature' } }, 422, 'vector.notFeatureCollection'],
    ['an id that would be a path', { id: '../etc' }, 400, 'request.body'],
  ])('with %s is refused, and nothing is stored', async (_what, overrides, status, code) => {
    const body = layerBody(square(0, 0), { version: 'bad', ...overrides });
    expect(await postLayer(body)).toMatchObject({ status, json: { code } });
    expect((await api.ask('/v1/layers')).json).toMatchObject({ items: [{ version: '2024' }] });
  });

  test('with edges that cross is mended and says so, or refused where that would be a guess', async () => {
    const refused = await postLayer(layerBody(BOW_TIE, { id: 'crossing' }));
    expect(refused.status).toBe(422);
    expect((refused.json as { found: string }).found).toContain('features[0].geometry');
    const answer = await postLayer(layerBody(OVERSHOT, { id: 'crossing' }));
    expect(answer.status).toBe(201);
    expect((answer.json as { problems: { where: string }[] }).problems[0]?.where).toContain('features[0]');
  });
});

describe('permits', () => {
  test('are accepted once, by case number and box, in their latest revision', async () => {
    expect((await postPermits(permitBody('A-1'))).json).toMatchObject({ accepted: 1, unchanged: 0, problems: [] });
    expect((await postPermits(permitBody('A-1'))).json).toMatchObject({ accepted: 0, unchanged: 1 });
    expect((await postPermits(permitBody('A-1', { revision: 2, stage: 'building' }))).json).toMatchObject({
      accepted: 1,
    });
    const { json } = await api.ask('/v1/permits?caseNumber=A-1');
    expect(json).toMatchObject({
      features: [{ id: 'A-1', properties: { revision: 2, stage: 'building' } }],
      nextCursor: null,
    });
    expect((await api.ask('/v1/permits?bbox=1,1,2,2')).json).toMatchObject({ features: [] });
  });

  test('of which one is wrong are refused all together', async () => {
    const good = permitBody('B-1').features;
    const bad = permitBody('B-2', { validTo: '2020-01-01' }).features;
    const answer = await postPermits({ type: 'FeatureCollection', features: [...good, ...bad] });
    expect(answer).toMatchObject({ status: 422, json: { code: 'permit.reversedTerm', found: '2020-01-01' } });
    expect((answer.json as { where: string }).where).toContain('features[1].properties.validTo');
    expect((await api.ask('/v1/permits?caseNumber=B-1')).json).toMatchObject({ features: [] });
  });

  test('with other content under a stored revision are a conflict', async () => {
    await postPermits(permitBody('C-1'));
    const answer = await postPermits(permitBody('C-1', { conditions: 'changed' }));
    expect(answer).toMatchObject({ status: 409, json: { code: 'permit.revisionExists' } });
  });
});

describe('a run', () => {
  const body = () => ({
    watchAreaId: county.watchAreaId,
    beforeSceneIds: [county.beforeSceneId],
    afterSceneId: county.afterSceneId,
  });

  test('asked for twice is one run', async () => {
    const answer = await api.ask('/v1/runs', { body: body(), as: 'supervisor' });
    expect(answer).toMatchObject({ status: 200, json: { id: county.runId, status: 'queued', chunksDone: 0 } });
    expect((await api.ask(`/v1/runs/${county.runId}`)).json).toEqual(answer.json);
    expect((await api.ask('/v1/runs?status=queued')).json).toMatchObject({ items: [{ id: county.runId }] });
    expect((await api.ask('/v1/runs?status=done')).json).toMatchObject({ items: [] });
  });

  test.each([
    ['neither beforeSceneId nor beforeSceneIds', { beforeSceneIds: undefined }, 400, 'request.body'],
    ['an unknown recipe', { recipe: 'guess' }, 422, 'run.unknownRecipe'],
    ['an unknown scene', { afterSceneId: '00000000-0000-8000-8000-000000000000' }, 404, 'noun.notFound'],
    ['an unknown watch area', { watchAreaId: '00000000-0000-8000-8000-000000000000' }, 404, 'noun.notFound'],
  ])('with %s is refused', async (_what, overrides, status, code) => {
    expect(await api.ask('/v1/runs', { body: { ...body(), ...overrides } })).toMatchObject({ status, json: { code } });
  });

  test('with the scenes the wrong way round is refused', async () => {
    const swapped = { ...body(), beforeSceneIds: [county.afterSceneId], afterSceneId: county.beforeSceneId };
    const answer = await api.ask('/v1/runs', { body: swapped });
    expect(answer).toMatchObject({ status: 422, json: { code: 'run.order', where: 'beforeSceneIds[0]' } });
  });

  test('needs a watch area of its own name', async () => {
    const area = { name: '余杭', adminCode: '330110', geometry: square(5, 5) };
    expect(await api.ask('/v1/watch-areas', { body: area })).toMatchObject({
      status: 409,
      json: { code: 'watchArea.nameTaken' },
    });
  });

  test('of a region that is not the caller’s cannot be started or seen', async () => {
    const { key } = await createApiKey(api.db, { role: 'supervisor', adminCode: '330200', name: 'elsewhere' });
    const elsewhere = { as: null, headers: { Authorization: `Bearer ${key}` } };
    expect((await api.ask('/v1/runs', { body: body(), ...elsewhere })).status).toBe(404);
    expect((await api.ask(`/v1/runs/${county.runId}`, elsewhere)).status).toBe(404);
    expect((await api.ask('/v1/watch-areas', elsewhere)).json).toEqual({ items: [] });
    const area = { name: 'theirs', adminCode: '330110', geometry: square(0, 0) };
    expect((await api.ask('/v1/watch-areas', { body: area, ...elsewhere })).status).toBe(403);
  });
});

describe('an idempotency key', () => {
  const area = (name: string) => ({ name, adminCode: '330110', geometry: square(0, 0) });
  const post = (key: string, name: string): Promise<Answer> =>
    api.ask('/v1/watch-areas', { body: area(name), headers: { 'Idempotency-Key': key } });

  test('gives the first answer again for the same body, 409 for another', async () => {
    const first = await post('k1', 'one');
    expect(first.status).toBe(201);
    const again = await post('k1', 'one');
    expect(again).toMatchObject({ status: 201, json: first.json });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await post('k1', 'two')).toMatchObject({ status: 409, json: { code: 'idempotency.differentBody' } });
    const areas = (await api.ask('/v1/watch-areas')).json as { items: { name: string }[] };
    expect(areas.items.map(({ name }) => name)).not.toContain('two');
  });

  test('of a request that failed may be used again', async () => {
    const bad = await api.ask('/v1/watch-areas', {
      body: { ...area('three'), recipe: 'guess' },
      headers: { 'Idempotency-Key': 'k2' },
    });
    expect(bad.status).toBe(422);
    expect((await post('k2', 'three')).status).toBe(201);
  });

  test('sent many times at once makes one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('k3', 'four')));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
    expect(statuses).toContain(201);
    expect(answers.filter(({ status, headers }) => status === 201 && !headers['idempotency-replayed'])).toHaveLength(1);
  });

  test('is each caller’s own', async () => {
    await post('k4', 'five');
    const other = await api.ask('/v1/watch-areas', {
      body: area('six'),
      headers: { 'Idempotency-Key': 'k4' },
      as: 'supervisor',
    });
    expect(other.status).toBe(201);
  });
});

describe('a body', () => {
  const send = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    api.ask('/v1/permits', { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });

  test.each([
    ['that is not JSON', '{"a":', {}, 400, 'request.json'],
    ['that is JSON but no object', '7', {}, 400, 'request.json'],
    ['of another type', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'request.mediaType'],
    ['in an unknown encoding', '{}', { 'Content-Encoding': 'zoo' }, 415, 'request.mediaType'],
    ['beyond the limit', JSON.stringify({ a: 'x'.repeat(250_000) }), {}, 413, 'request.tooLarge'],
    ['that is empty', '', {}, 400, 'request'],
  ])('%s is refused', async (_what, body, headers, status, code) => {
    const answer = await send(body, headers);
    expect(answer.status).toBe(status);
    expect((answer.json as { code: string }).code.startsWith(code)).toBe(true);
  });

  test('that grows beyond the limit when it is unpacked is refused', async () => {
    const body = gzipSync(JSON.stringify({ a: 'x'.repeat(2_000_000) }));
    expect(body.length).toBeLessThan(10_000);
    expect((await send(body, { 'Content-Encoding': 'gzip' })).status).toBe(413);
  });

  test('of a stranger is not even read', async () => {
    const answer = await api.ask('/v1/permits', { method: 'POST', body: '{"a":', as: null });
    expect(answer.status).toBe(401);
  });
});
