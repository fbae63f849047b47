import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig, type ServiceConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { createRedis } from '#runtime/redis.js';
import type { RunningServices } from '#runtime/supervisor/privateServices.js';
import { startThrowawayServices, THROWAWAY_REDIS_DATABASES } from '#runtime/supervisor/throwawayServices.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';

/** Real services for one test file: a database and a Redis number that nobody else uses. */
export interface TestServices {
  /** Fresh, migrated, with PostGIS. */
  readonly databaseUrl: string;
  /** Fresh, a numbered database of its own. */
  readonly redisUrl: string;
  /** Runs statements as the owner of the database and gives the last one's rows. */
  query(text: string): Promise<readonly unknown[]>;
  /** Everything a composition root wants; `dataDir` is a fresh temporary folder. */
  readonly config: ServiceConfig;
  /** Drops the database, empties Redis, deletes the folder. Call it in `afterAll`, after closing what uses them. */
  stop(): Promise<void>;
}

/**
 * Uses the servers that `npm test` started (named in PLANWATCH_TEST_…), or, where a test file is run alone, starts
 * servers for it. As in
 *
 *     let services: TestServices;
 *     beforeAll(async () => { services = await testServices(); });
 *     afterAll(() => services.stop());
 */
export async function testServices(): Promise<TestServices> {
  const folder = mkdtempSync(join(tmpdir(), 'pw-test-'));
  const servers = await findServers();
  try {
    const databaseUrl = await freshDatabase(servers.databaseUrl);
    const redisUrl = await freshRedis(servers.redisUrl);
    const config = Object.freeze({ ...loadConfig({ dataDir: folder, port: 0 }), databaseUrl, redisUrl });
    return {
      databaseUrl,
      redisUrl,
      config,
      query: (text) => queryOnce(databaseUrl, text),
      stop: () => stop(servers, config),
    };
  } catch (error) {
    await servers.own?.stop();
    throw error;
  }
}

interface Servers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Where they were started for this file alone, with their folder. */
  readonly own: RunningServices | null;
}

async function findServers(): Promise<Servers> {
  const { PLANWATCH_TEST_DATABASE_URL: databaseUrl, PLANWATCH_TEST_REDIS_URL: redisUrl } = process.env;
  if (databaseUrl !== undefined && redisUrl !== undefined) return { databaseUrl, redisUrl, own: null };
  const own = await startThrowawayServices();
  return { databaseUrl: own.config.databaseUrl, redisUrl: own.config.redisUrl, own };
}

function withDatabaseName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A copy of a migrated template, which whoever comes first makes. Its name follows from the migrations' text. */
async function freshDatabase(serverUrl: string): Promise<string> {
  const template = `template_${migrationsHash()}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7263)');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, serverUrl, template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  return withDatabaseName(serverUrl, name);
}

async function makeTemplate(client: pg.Client, serverUrl: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft}`);
  await client.query(`CREATE DATABASE ${draft}`);
  const db = openDatabase(createPool(withDatabaseName(serverUrl, draft), { max: 2 }));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

function migrationsHash(): string {
  const folder = join(PROJECT_ROOT, 'store/migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Numbers go round: by the time one comes again, its first user has long stopped. */
async function freshRedis(serverUrl: string): Promise<string> {
  const counter = createRedis(serverUrl);
  const number = 1 + ((await counter.incr('planwatch:test:databases')) % (THROWAWAY_REDIS_DATABASES - 1));
  await counter.select(number);
  await counter.flushdb();
  counter.disconnect();
  const url = new URL(serverUrl);
  if (url.protocol === 'unix:') url.searchParams.set('db', String(number));
  else url.pathname = `/${number}`;
  return url.href;
}

async function stop(servers: Servers, config: ServiceConfig): Promise<void> {
  if (servers.own === null) await dropDatabase(servers.databaseUrl, config.databaseUrl);
  await servers.own?.stop();
  rmSync(config.dataDir, { recursive: true, force: true });
}

async function dropDatabase(serverUrl: string, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${new URL(databaseUrl).pathname.slice(1)} WITH (FORCE)`);
  await client.end();
}

async function queryOnce(databaseUrl: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const result = (await client.query(text)) as unknown as pg.QueryResult | pg.QueryResult[];
    return (Array.isArray(result) ? result.at(-1)! : result).rows as unknown[];
  } finally {
    await client.end();
  }
}
