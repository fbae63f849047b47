import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createApiKey } from '#store/apiKeys.js';
import { apiUnderTest, askAt, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty } from './monitoredCounty.js';

let api: ApiUnderTest;
let alertIds: readonly string[];
beforeAll(async () => {
  api = await apiUnderTest();
  ({ alertIds } = await monitoredCounty(api, 2));
  for (const id of alertIds) {
    const body = { act: { act: 'comment', note: '现场已看' }, expectedRevision: 1 };
    await api.ask(`/v1/alerts/${id}/acts`, { body, as: 'supervisor' });
  }
});
afterAll(() => api.stop());

interface Verification {
  readonly isUnbroken: boolean;
  readonly count: number;
  readonly head: string;
  readonly faults: readonly { readonly sequence: number; readonly fault: string }[];
}
const verification = async (query = ''): Promise<Verification> =>
  (await api.ask(`/v1/audit/verification${query}`, { as: 'supervisor' })).json as Verification;

test('the export holds every entry of the region, a line each, oldest first', async () => {
  const { text } = await api.ask('/v1/audit.jsonl', { as: 'supervisor' });
  const entries = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { sequence: number; nounId: string });
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.map(({ nounId }) => nounId)).toEqual(expect.arrayContaining([...alertIds]));
  const { key } = await createApiKey(api.db, { name: 'elsewhere', role: 'supervisor', adminCode: '440100' });
  const other = await askAt(api.url, '/v1/audit.jsonl', {}, key);
  expect(other.text).not.toContain(alertIds[0]);
});

test('an unbroken trail is told with its end; an edited entry is found, and so is a trail written anew since', async () => {
  const before = await verification();
  expect(before).toMatchObject({ isUnbroken: true, faults: [] });
  expect(before.count).toBeGreaterThanOrEqual(2);
  const forged = before.head.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  expect((await verification(`?head=${forged}`)).faults).toEqual([{ sequence: before.count, fault: 'edited' }]);
  await sql`ALTER TABLE audit_trail DISABLE TRIGGER USER`.execute(api.db);
  await sql`UPDATE audit_trail SET actor = 'nobody' WHERE sequence = 1`.execute(api.db);
  const { isUnbroken, faults } = await verification();
  expect(isUnbroken).toBe(false);
  expect(faults[0]).toEqual({ sequence: 1, fault: 'edited' });
});
