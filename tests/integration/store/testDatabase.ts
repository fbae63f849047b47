import { afterAll, beforeAll } from '@jest/globals';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase, type Db } from '#store/database.js';
import { testServices, type TestServices } from '../../support/services.js';

/** A fresh, migrated database for the tests of one file; opened before the first and dropped after the last. */
export function testDatabase(): { readonly db: Db; readonly url: string } {
  let services: TestServices;
  let db: Db;
  beforeAll(async () => {
    services = await testServices();
    db = openDatabase(createPool(services.databaseUrl));
  });
  afterAll(async () => {
    await db.destroy();
    await services.stop();
  });
  return {
    get db() {
      return db;
    },
    get url() {
      return services.databaseUrl;
    },
  };
}
