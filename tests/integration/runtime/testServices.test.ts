import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPool } from '#runtime/databasePool.js';
import { createRedis } from '#runtime/redis.js';
import { testServices, type TestServices } from '../../support/services.js';

let first: TestServices;
let second: TestServices;

beforeAll(async () => {
  [first, second] = await Promise.all([testServices(), testServices()]);
});
afterAll(async () => {
  await Promise.all([first?.stop(), second?.stop()]);
});

test('a test file finds a migrated database with PostGIS', async () => {
  const pool = createPool(first.databaseUrl);
  const { rows } = await pool.query<{ tables: string }>(
    `SELECT count(*) AS tables FROM pg_tables WHERE tablename IN ('scenes', 'alerts', 'spatial_ref_sys')`,
  );
  await pool.end();
  expect(rows[0]?.tables).toBe('3');
});

test('two test files do not see each other', async () => {
  const [one, other] = [createRedis(first.redisUrl), createRedis(second.redisUrl)];
  await one.set('seen', 'yes');
  expect(await other.get('seen')).toBeNull();
  expect(first.databaseUrl).not.toBe(second.databaseUrl);
  await Promise.all([one.quit(), other.quit()]);
});
