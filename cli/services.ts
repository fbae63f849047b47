import { realpathSync } from 'node:fs';
import type { Config, ServiceConfig } from '#runtime/config.js';
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
