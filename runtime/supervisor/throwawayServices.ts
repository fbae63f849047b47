import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../config.js';
import { startServices, type RunningServices } from './privateServices.js';

/** Numbered Redis databases, so that each test file can have its own. */
export const THROWAWAY_REDIS_DATABASES = 512;

/** A server that loses its data on a power cut is quick, and good enough for tests. */
const QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** Private services of their own in a temporary folder, which `stop` deletes: for tests and benchmarks. */
export async function startThrowawayServices(): Promise<RunningServices> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pw-servers-'));
  const services = await startServices(loadConfig({ dataDir, databaseUrl: null, redisUrl: null }), {
    purpose: 'test',
    postgresSettings: QUICK,
    redisDatabases: THROWAWAY_REDIS_DATABASES,
  });
  async function stop(): Promise<void> {
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return { ...services, stop };
}
