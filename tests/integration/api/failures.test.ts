import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

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

  test('and is away, answers are 503 with the time to wait, and readiness says so', async () => {
    await api.db.destroy();
    const ready = await api.ask('/readyz', { as: null });
    expect(ready).toMatchObject({ status: 503, json: { services: { database: 'down', redis: 'up' } } });
    const answer = await api.ask('/v1/layers', { as: 'approver' });
    expect(answer).toMatchObject({ status: 503, json: { code: 'service.unavailable' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await api.ask('/healthz', { as: null })).status).toBe(200);
  });
});
