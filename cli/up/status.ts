import { kindOfError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import type { ServiceConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { createRedis } from '#runtime/redis.js';
import { readServiceState } from '#runtime/supervisor/serviceState.js';
import { openDatabase } from '#store/database.js';
import { listRuns } from '#store/runs.js';
import { readQueueStatus } from '#worker/queue/queueStatus.js';

export interface ServiceStatus {
  readonly status: 'up' | 'down' | 'notStarted';
  /** Its address or version, or why it is down. */
  readonly detail: string;
}

export interface Status {
  readonly dataDir: string;
  readonly services: Readonly<Record<'database' | 'redis' | 'api', ServiceStatus>>;
  /** Jobs of every kind by state; null where Redis is down. */
  readonly queue: Awaited<ReturnType<typeof readQueueStatus>> | null;
  /** The last ten. */
  readonly runs: Awaited<ReturnType<typeof listRuns>>['items'];
}

/** The command line on the machine itself sees every region. */
const LOCAL: Caller = { id: 'local', name: 'command line', role: 'admin', adminCode: '' };

const ANSWER_WITHIN_MS = 5_000;

export async function readStatus(config: ServiceConfig): Promise<Status> {
  const [database, redis, api] = await Promise.all([askDatabase(config), askRedis(config), askApi(config)]);
  const queue = redis.status === 'up' ? await readQueueStatus(config.redisUrl) : null;
  const { runs, ...databaseStatus } = database;
  return { dataDir: config.dataDir, services: { database: databaseStatus, redis, api }, queue, runs };
}

async function askDatabase({ databaseUrl }: ServiceConfig): Promise<ServiceStatus & Pick<Status, 'runs'>> {
  const pool = createPool(databaseUrl, { max: 1, applicationName: 'planwatch status' });
  const db = openDatabase(pool);
  try {
    const { rows } = await pool.query<{ server_version: string }>('SHOW server_version');
    const { items } = await listRuns(db, LOCAL, { limit: 10 });
    return { status: 'up', detail: `PostgreSQL ${rows[0]?.server_version}`, runs: items };
  } catch (error) {
    return { ...down(error), runs: [] };
  } finally {
    await db.destroy();
  }
}

async function askRedis({ redisUrl }: ServiceConfig): Promise<ServiceStatus> {
  const redis = createRedis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_WITHIN_MS });
  try {
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1];
    return { status: 'up', detail: `Redis ${version}` };
  } catch (error) {
    return down(error);
  } finally {
    redis.disconnect();
  }
}

/** The API of `planwatch up` on this folder; elsewhere it runs on its own and is not known here. */
async function askApi({ dataDir }: ServiceConfig): Promise<ServiceStatus> {
  const url = readServiceState(dataDir)?.apiUrl ?? null;
  if (url === null) return { status: 'notStarted', detail: '' };
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return answer.ok ? { status: 'up', detail: url } : { status: 'down', detail: `${url} answers ${answer.status}` };
  } catch (error) {
    return down(error);
  }
}

/** A defect is not a service that is down: it goes on. */
function down(error: unknown): ServiceStatus {
  if (kindOfError(error) === 'defect' && !(error instanceof Error)) throw error;
  return { status: 'down', detail: error instanceof Error ? error.message : String(error) };
}
