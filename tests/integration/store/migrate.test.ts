import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createPool } from '#runtime/databasePool.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { openDatabase, type Db } from '#store/database.js';
import { migrate, pendingMigrations } from '#store/migrate.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
const FILES = readdirSync(join(PROJECT_ROOT, 'store/migrations')).map((file) => file.replace(/\.ts$/, ''));

test('several processes that migrate an empty database at once apply everything once', async () => {
  await sql`DROP SCHEMA public CASCADE`.execute(stored.db);
  await sql`CREATE SCHEMA public`.execute(stored.db);
  expect(await pendingMigrations(stored.db)).toEqual(FILES.toSorted());
  const others: Db[] = Array.from({ length: 4 }, () => openDatabase(createPool(stored.url, { max: 2 })));
  const applied = await Promise.all(others.map(migrate));
  await Promise.all(others.map((db) => db.destroy()));
  expect(applied.flat()).toEqual(FILES.toSorted());
  expect(await pendingMigrations(stored.db)).toEqual([]);
});

test('a database that is away is said to be unavailable', async () => {
  const nowhere = openDatabase(createPool('postgres://planwatch@127.0.0.1:1/none'));
  await expect(migrate(nowhere)).rejects.toMatchObject({ kind: 'unavailable', service: 'database' });
  await nowhere.destroy();
});
