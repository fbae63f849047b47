import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { createRedis } from '#runtime/redis.js';
import { startServices, type RunningServices } from '#runtime/supervisor/privateServices.js';
import { identityOf } from '#runtime/supervisor/processIdentity.js';
import { endProcess, eventually, runServicesProcess, type ServicesProcess } from '../../support/servicesProcess.js';

let folder: string;
const started: (() => Promise<void>)[] = [];

/** Below a folder that every user may enter, as a data folder usually is. */
beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), 'pw-sup-'));
  chmodSync(parent, 0o755);
  folder = join(parent, 'data');
  mkdirSync(folder, { mode: 0o755 });
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((stop) => stop()));
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const isRunning = (pid: number): boolean => identityOf(pid) !== null;

async function start(dataDir = folder): Promise<RunningServices> {
  const services = await startServices(loadConfig({ dataDir, databaseUrl: null, redisUrl: null }), { purpose: 'up' });
  started.push(() => services.stop());
  return services;
}

async function startElsewhere(): Promise<ServicesProcess> {
  const parent = await runServicesProcess(folder);
  started.push(() => endProcess(parent.child, 'SIGTERM'));
  return parent;
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const pool = createPool(url, { max: 1 });
  try {
    return (await pool.query<Row>(text)).rows;
  } finally {
    await pool.end();
  }
}

async function redisCommand<T>(url: string, work: (redis: ReturnType<typeof createRedis>) => Promise<T>): Promise<T> {
  const redis = createRedis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

test('services answer, listen on no port, keep every write, and a stop leaves nothing running', async () => {
  const services = await start();
  const pids = services.services.map((service) => service.pid());
  const { databaseUrl, redisUrl } = services.config;
  const settings = await query<{ name: string; setting: string }>(
    databaseUrl,
    `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'fsync') ORDER BY name`,
  );
  expect(settings).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'listen_addresses', setting: '' },
  ]);
  const kept = await redisCommand(redisUrl, (redis) =>
    Promise.all(['appendonly', 'appendfsync', 'maxmemory-policy', 'port'].map((name) => redis.config('GET', name))),
  );
  expect(kept).toEqual([
    ['appendonly', 'yes'],
    ['appendfsync', 'everysec'],
    ['maxmemory-policy', 'noeviction'],
    ['port', '0'],
  ]);

  await services.stop();
  expect(pids.map(isRunning)).toEqual([false, false]);
  expect(readdirSync(join(folder, 'run'))).toEqual([]);
  expect(existsSync(join(folder, 'planwatch.lock'))).toBe(false);
  expect(existsSync(join(folder, 'services.json'))).toBe(false);
});

test('a second launch on the same folder is refused, names the first, and leaves it alone', async () => {
  const first = await start();
  const pids = first.services.map((service) => service.pid());
  await expect(runServicesProcess(folder)).rejects.toThrow(
    `${folder} is in use: planwatch up runs there as process ${process.pid}`,
  );
  expect(pids.map(isRunning)).toEqual([true, true]);
  expect(await query(first.config.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
});

test('the next launch takes over what a parent killed with -9 left running, and stops it', async () => {
  const parent = await startElsewhere();
  await query(parent.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
  await redisCommand(parent.redisUrl, (redis) => redis.set('kept', 'yes'));
  await endProcess(parent.child, 'SIGKILL');
  const pids = parent.services.map(({ pid }) => pid);
  expect(pids.map(isRunning)).toEqual([true, true]);

  const next = await start();
  expect(
    next.services.map((service) => ({ name: service.name, adopted: service.adopted, pid: service.pid() })),
  ).toEqual(expect.arrayContaining(parent.services.map(({ name, pid }) => ({ name, adopted: true, pid }))));
  expect(await query(next.config.databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  expect(await redisCommand(next.config.redisUrl, (redis) => redis.get('kept'))).toBe('yes');
  await next.stop();
  expect(pids.map(isRunning)).toEqual([false, false]);
});

test('SIGTERM to the parent stops everything and ends it with 0', async () => {
  const parent = await startElsewhere();
  await endProcess(parent.child, 'SIGTERM');
  expect(parent.child.exitCode).toBe(0);
  expect(parent.services.map(({ pid }) => isRunning(pid))).toEqual([false, false]);
});

test('a service that dies is started again with its data, one that was taken over too', async () => {
  const parent = await startElsewhere();
  await redisCommand(parent.redisUrl, (redis) => redis.set('kept', 'yes'));
  await query(parent.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
  // Redis writes to disk once a second.
  await eventually('the key is on disk', () => appendOnlyText(folder).includes('kept'));
  await endProcess(parent.child, 'SIGKILL');
  const services = await start();
  const before = services.services.map((service) => service.pid());
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await eventually('both run again', () =>
    services.services.every((service, i) => service.pid() !== before[i] && isRunning(service.pid())),
  );
  await eventually('the database answers', () =>
    query<{ value: number }>(services.config.databaseUrl, 'SELECT value FROM kept').then(
      ([row]) => row?.value === 7,
      () => false,
    ),
  );
  expect(await redisCommand(services.config.redisUrl, (redis) => redis.get('kept'))).toBe('yes');
  await services.stop();
});

test('servers that others run are never touched, even where a stale file names their process', async () => {
  const foreignFolder = join(folder, '../foreign');
  mkdirSync(foreignFolder, { mode: 0o755 });
  const foreign = await start(foreignFolder);
  const foreignPids = new Map(foreign.services.map((service) => [service.name, service.pid()]));
  await (await start()).stop();
  const postmaster = readFileSync(join(foreignFolder, 'postgres/postmaster.pid'), 'utf8');
  writeFileSync(join(folder, 'postgres/postmaster.pid'), postmaster.replaceAll(foreignFolder, folder));
  writeFileSync(join(folder, 'redis/redis.pid'), `${foreignPids.get('Redis')}\n`);

  const services = await start();
  for (const service of services.services) {
    expect(service.adopted).toBe(false);
    expect(service.pid()).not.toBe(foreignPids.get(service.name));
  }
  await services.stop();
  expect([...foreignPids.values()].map(isRunning)).toEqual([true, true]);
  expect(await query(foreign.config.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await foreign.stop();
});

test('servers that the configuration names are used, and none are started beside them', async () => {
  const named = { databaseUrl: 'postgres://elsewhere/planwatch', redisUrl: 'redis://elsewhere' };
  const services = await startServices(loadConfig({ dataDir: folder, ...named }), { purpose: 'up' });
  expect(services.services).toEqual([]);
  expect(services.config).toMatchObject(named);
  expect(existsSync(join(folder, 'postgres'))).toBe(false);
  await services.stop();
});

test('a lock whose process has gone, or whose number another process bears by now, does not block', async () => {
  const stale = { pid: process.pid, startedAt: 'another-boot/1', purpose: 'up' };
  writeFileSync(join(folder, 'planwatch.lock'), JSON.stringify(stale));
  const services = await start();
  await services.stop();
  expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
});

test('a database of another major version is refused, naming both versions', async () => {
  await (await start()).stop();
  writeFileSync(join(folder, 'postgres/PG_VERSION'), '9\n');
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 9, found only \d+/);
  expect(existsSync(join(folder, 'planwatch.lock'))).toBe(false);
});

test('a folder with a path too long for a socket works', async () => {
  const deep = join(folder, 'very-long-name-'.repeat(8));
  mkdirSync(deep);
  const services = await start(deep);
  expect(services.config.databaseUrl.length).toBeLessThan(200);
  expect(await query(services.config.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await redisCommand(services.config.redisUrl, (redis) => redis.ping())).toBe('PONG');
  await services.stop();
});

test('a folder that only its owner may enter works, and stays closed to others', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const services = await start(closed);
  expect(await query(services.config.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(lstatSync(join(closed, 'postgres')).isDirectory()).toBe(true);
  expect(statSync(closed).mode & 0o007).toBe(0);
  await services.stop();
});

test('a folder below one that only its owner may enter works, by a link for the servers where need be', async () => {
  const inner = join(folder, 'closed/inner');
  mkdirSync(inner, { recursive: true });
  chmodSync(join(folder, 'closed'), 0o700);
  const services = await start(inner);
  const home = realpathSync(join(inner, 'postgres'));
  await query(services.config.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
  await services.stop();
  const again = await start(inner);
  expect(await query(again.config.databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  await again.stop();
  if (!home.startsWith(inner)) rmSync(join(home, '..'), { recursive: true });
});

function appendOnlyText(dataDir: string): string {
  const files = join(dataDir, 'redis/appendonlydir');
  return readdirSync(files)
    .map((name) => readFileSync(join(files, name), 'latin1'))
    .join('');
}
