import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '#store/apiKeys.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

let api: ApiUnderTest;
let other: Record<string, string>;
beforeAll(async () => {
  api = await apiUnderTest();
  const { key } = await createApiKey(api.db, { role: 'officer', adminCode: '330106', name: 'other' });
  other = { Authorization: `Bearer ${key}` };
});
afterAll(() => api.stop());

const put = (name: string, query: string) =>
  api.ask(`/v1/saved-filters/${encodeURIComponent(name)}`, { method: 'PUT', body: { query } });
const listed = async (headers?: Record<string, string>) =>
  (
    (await api.ask('/v1/saved-filters', headers === undefined ? {} : { headers, as: null })).json as {
      items: unknown[];
    }
  ).items;

test('a filter is kept under its name, replaced, listed to its owner alone, and forgotten', async () => {
  expect((await put('本周督办', 'severity=critical')).status).toBe(200);
  expect((await put('本周督办', 'severity=critical&overdue=true')).status).toBe(200);
  expect(await listed()).toEqual([{ name: '本周督办', query: 'severity=critical&overdue=true' }]);
  expect(await listed(other)).toEqual([]);
  const address = `/v1/saved-filters/${encodeURIComponent('本周督办')}`;
  expect((await api.ask(address, { method: 'DELETE', headers: other, as: null })).status).toBe(404);
  expect((await api.ask(address, { method: 'DELETE' })).status).toBe(204);
  expect(await listed()).toEqual([]);
});

test('what is no query string, and the fifty-first filter, are refused', async () => {
  expect(await put('a', 'severity = critical')).toMatchObject({ status: 400, json: { where: 'body.query' } });
  for (let n = 0; n < 50; n++) expect((await put(`f${n}`, '')).status).toBe(200);
  expect(await put('one more', '')).toMatchObject({ status: 422, json: { code: 'savedFilter.tooMany' } });
  expect((await put('f7', 'sort=dueOn')).status).toBe(200);
});
