import { realpathSync } from 'node:fs';
import { UnavailableError } from '#domain/errors.js';
import type { Config, ServiceConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { createRedis } from '#runtime/redis.js';
import { startServices } from '#runtime/supervisor/privateServices.js';
import { readServiceState } from '#runtime/supervisor/serviceState.js';

/**
 * Runs a short command against the services of a data folder: those that the environment names; or the private ones, if
 * `planwatch up` runs on the folder; or private ones started for this command and stopped after it.
 * @throws UnavailableError where services cannot be had
 */
export async function withServices<T>(
  config: Config,
  purpose: string,
  work: (config: ServiceConfig) => Promise<T>,
): Promise<T> {
  const { databaseUrl, redisUrl } = config;
  if (databaseUrl !== null && redisUrl !== null) return work({ ...config, databaseUrl, redisUrl });
  const running = runningServices(config);
  if (running !== null) return work(running);
  const started = await startServices(config, { purpose });
  try {
    return await work(started.config);
  } finally {
    await started.stop();
  }
}

/** The configuration with the addresses of what runs on the data folder, or null where nothing does. */
export function runningServices(config: Config): ServiceConfig | null {
  let dataDir: string;
  try {
    dataDir = realpathSync(config.dataDir);
  } catch {
    return null;
  }
  const state = readServiceState(dataDir);
  return state && { ...config, dataDir, databaseUrl: state.databaseUrl, redisUrl: state.redisUrl };
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Asks both servers once. A process that starts without them would wait in silence; one that loses them later goes on.
 * @throws UnavailableError naming the variable, the server and what it said
 */
export async function requireReachable({ databaseUrl, redisUrl }: ServiceConfig): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1, applicationName: 'planwatch start' });
  const redis = createRedis(redisUrl, {
    lazyConnect: true,
    connectTimeout: ANSWER_WITHIN_MS,
    retryStrategy: () => null,
  });
  // What it says arrives with the failed command too.
  redis.removeAllListeners('error').on('error', () => undefined);
  try {
    await pool.query('SELECT 1').catch((error: unknown) => refuse('DATABASE_URL', databaseUrl, error));
    await redis.connect().catch((error: unknown) => refuse('REDIS_URL', redisUrl, error));
  } finally {
    redis.disconnect();
    await pool.end();
  }
}

/** The address without user, password and database. */
function refuse(variable: string, url: string, cause: unknown): never {
  const { protocol, host, pathname } = new URL(url);
  const place = host === '' ? `${protocol}//${pathname}` : `${protocol}//${host}`;
  throw new UnavailableError(`${variable}: no answer from ${place}`, variable, { cause });
}
