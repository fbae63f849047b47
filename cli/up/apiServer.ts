import { startApi, type RunningApi } from '#api/startApi.js';
import type { ServiceConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import type { Log } from '#runtime/log.js';
import { createRedis } from '#runtime/redis.js';
import { openDatabase, type Db } from '#store/database.js';
import { readQueueStatus, sumByState } from '#worker/queue/queueStatus.js';
import { RUN_CATALOGUE } from './runCatalogue.js';
import { createSeriesWatching } from './seriesWatching.js';

export interface ApiServer {
  readonly url: string;
  /** The database it works on, for whoever runs in the same process. */
  readonly db: Db;
  /** Ends requests first, then connections. */
  close(): Promise<void>;
}

/** Opens connections and serves HTTP on them. @throws UnavailableError where the port is taken */
export async function startApiServer(config: ServiceConfig, log: Log): Promise<ApiServer> {
  const pool = createPool(config.databaseUrl, { max: config.databasePoolSize, applicationName: 'planwatch api' });
  const db = openDatabase(pool);
  const redis = createRedis(config.redisUrl);
  let api: RunningApi | undefined;

  async function close(): Promise<void> {
    await api?.close();
    redis.disconnect();
    await db.destroy();
  }
  try {
    const queueCounts = async () => sumByState(await readQueueStatus(config.redisUrl));
    const series = createSeriesWatching({ rasterRoot: config.dataDir, threads: 1 });
    api = await startApi({ config, db, redis, log, catalogue: RUN_CATALOGUE, series, queueCounts });
    return { url: api.url, db, close };
  } catch (error) {
    await close();
    throw error;
  }
}
