import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSeriesWatching } from '#cli/up/seriesWatching.js';
import { startApi } from '#api/startApi.js';
import { createPool } from '#runtime/databasePool.js';
import { log } from '#runtime/log.js';
import { createRedis } from '#runtime/redis.js';
import { openDatabase } from '#store/database.js';
import { apiUnderTest, askAt, TEST_CATALOGUE, type ApiUnderTest } from './apiUnderTest.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest({ limits: { requestsPerMinute: 5 } });
});
afterAll(() => api.stop());

describe('too many requests', () => {
  test('of one caller are answered 429 with the time to wait, and others go on', async () => {
    for (let n = 0; n < 5; n++) expect((await api.ask('/v1/layers', { as: 'officer' })).status).toBe(200);
    const answer = await api.ask('/v1/layers', { as: 'officer' });
    expect(answer).toMatchObject({ status: 429, json: { code: 'request.tooMany' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await api.ask('/v1/layers', { as: 'steward' })).status).toBe(200);
  });
});

describe('when the database fails', () => {
  test('a defect shows nothing of itself but the request id', async () => {
    await api.db.schema.alterTable('layers').renameTo('layers_gone').execute();
    const answer = await api.ask('/v1/layers', { as: 'supervisor' });
    await api.db.schema.alterTable('layers_gone').renameTo('layers').execute();
    expect(answer).toMatchObject({ status: 500, json: { code: 'defect', requestId: answer.headers['x-request-id'] } });
    expect(answer.text).not.toMatch(/layers|relation|SELECT|\.ts|\.js/);
  });
});

describe('when a service is away', () => {
  /** Nothing listens on port 1. */
  const nowhere = { databaseUrl: 'postgres://nobody@127.0.0.1:1/none', redisUrl: 'redis://127.0.0.1:1' };

  test.each([
    ['database', { databaseUrl: nowhere.databaseUrl }, { database: 'down', redis: 'up' }],
    ['redis', { redisUrl: nowhere.redisUrl }, { database: 'up', redis: 'down' }],
  ] as const)('the %s: answers are 503 with the time to wait, and readiness says so', async (_what, urls, states) => {
    const { databaseUrl, redisUrl } = { ...api.services.config, ...urls };
    const db = openDatabase(createPool(databaseUrl, { max: 1 }));
    const redis = createRedis(redisUrl);
    const lonely = await startApi({
      config: { ...api.services.config, port: 0 },
      db,
      redis,
      log: log(),
      catalogue: TEST_CATALOGUE,
      series: createSeriesWatching({ rasterRoot: api.services.config.dataDir, threads: 0 }),
    });
    const headers = { Authorization: `Bearer ${api.keyOf('approver')}` };
    expect(await askAt(lonely.url, '/readyz')).toMatchObject({
      status: 503,
      json: { status: 'notReady', services: states },
    });
    const answer = await askAt(lonely.url, '/v1/layers', { headers });
    expect(answer).toMatchObject({ status: 503, json: { code: 'service.unavailable' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).not.toContain('127.0.0.1');
    expect((await askAt(lonely.url, '/healthz')).status).toBe(200);
    await lonely.close();
    redis.disconnect();
    await db.destroy();
  });
});
