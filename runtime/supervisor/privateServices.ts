import { mkdirSync, realpathSync } from 'node:fs';
import type { UnavailableError } from '#domain/errors.js';
import type { Config, ServiceConfig } from '../config.js';
import { takeLaunchLock } from './launchLock.js';
import { ensureDatabase, postgresRecipe, postgresUrl } from './privatePostgres.js';
import { redisRecipe, redisUrl } from './privateRedis.js';
import { prepareServiceFolders } from './serviceFolders.js';
import { removeServiceState, writeServiceState } from './serviceState.js';
import { superviseService, type SupervisedService } from './supervisedProcess.js';

export interface RunningServices {
  /** The configuration with both addresses filled in. */
  readonly config: ServiceConfig;
  /** The private ones; those that the environment names are not ours and not listed. */
  readonly services: readonly SupervisedService[];
  /** Lets `status` and `key create` find the API. */
  announceApi(url: string): void;
  /** Stops what was started, and frees the folder. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** What the folder is used for, shown to whoever finds it in use. */
  readonly purpose: string;
  /** Called when a service died too often; default: throw it as an uncaught exception. */
  readonly onGivenUp?: (error: UnavailableError) => void;
  readonly postgresSettings?: Readonly<Record<string, string>>;
  readonly redisDatabases?: number;
}

/**
 * Locks the data folder, starts (or takes over) private PostgreSQL and Redis where the configuration names none, and
 * supervises them.
 * @throws UnavailableError where the folder is in use or a service does not start
 */
export async function startServices(config: Config, options: ServiceOptions): Promise<RunningServices> {
  mkdirSync(config.dataDir, { recursive: true });
  const dataDir = realpathSync(config.dataDir);
  const lock = takeLaunchLock(dataDir, options.purpose);
  const services: SupervisedService[] = [];

  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= stopAll());

  async function stopAll(): Promise<void> {
    removeServiceState(dataDir);
    await Promise.all(services.map((service) => service.stop()));
    lock.release();
  }

  try {
    const addresses = await startMissing({ ...config, dataDir }, options, services);
    const complete: ServiceConfig = Object.freeze({ ...config, dataDir, ...addresses });
    const announce = (apiUrl: string | null): void =>
      writeServiceState(dataDir, { pid: process.pid, startedAt: new Date().toISOString(), ...addresses, apiUrl });
    announce(null);
    return { config: complete, services, announceApi: announce, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startMissing(
  config: Config,
  options: ServiceOptions,
  services: SupervisedService[],
): Promise<{ databaseUrl: string; redisUrl: string }> {
  if (config.databaseUrl !== null && config.redisUrl !== null) {
    return { databaseUrl: config.databaseUrl, redisUrl: config.redisUrl };
  }
  const folders = prepareServiceFolders(config.dataDir);
  const { onGivenUp = throwIt, postgresSettings: settings, redisDatabases: databases } = options;
  const supervise = async (recipe: Parameters<typeof superviseService>[0]): Promise<void> => {
    services.push(await superviseService(recipe, { onGivenUp }));
  };
  const started = await Promise.allSettled([
    config.databaseUrl === null && supervise(postgresRecipe({ config, folders, settings })),
    config.redisUrl === null && supervise(redisRecipe({ config, folders, databases })),
  ]);
  for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason;
  if (config.databaseUrl === null) await ensureDatabase(folders, 'planwatch');
  return {
    databaseUrl: config.databaseUrl ?? postgresUrl(folders, 'planwatch'),
    redisUrl: config.redisUrl ?? redisUrl(folders),
  };
}

function throwIt(error: UnavailableError): never {
  throw error;
}
