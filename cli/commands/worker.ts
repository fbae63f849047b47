import type { Command } from 'commander';
import { loadConfig, requireServices } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { startLog } from '#runtime/log.js';
import { createRedis } from '#runtime/redis.js';
import { createShutdown } from '#runtime/shutdown.js';
import { keepHeapSmall } from '#runtime/smallHeap.js';
import { openDatabase } from '#store/database.js';
import { wholeNumber } from '../options.js';
import { allowRemoteSources } from '../remoteSources.js';
import { requireReachable } from '../services.js';

interface WorkerFlags {
  readonly data?: string;
  readonly threads?: number;
  readonly concurrency?: number;
  readonly logFile?: string;
  readonly withParent?: boolean;
}

export function register(program: Command): void {
  program
    .command('worker')
    .description('work on queued jobs, on the servers that DATABASE_URL and REDIS_URL name; start as many as you like')
    .option('--data <dir>', 'folder with rasters, the same for every API and worker (PLANWATCH_DATA, ./data)')
    .option('--threads <number>', 'threads to compute with (PLANWATCH_COMPUTE_THREADS)', wholeNumber(1, 256))
    .option('--concurrency <number>', 'jobs at a time (PLANWATCH_WORKER_CONCURRENCY)', wholeNumber(1, 64))
    .option('--log-file <file>', 'file to append the log to, instead of standard error')
    .option('--with-parent', 'end when the process that started this one does')
    .action(work);
}

async function work({ data, threads, concurrency, logFile, withParent }: WorkerFlags): Promise<void> {
  keepHeapSmall();
  const flags = { dataDir: data, computeThreads: threads, workerConcurrency: concurrency };
  const config = requireServices(loadConfig(flags));
  allowRemoteSources(config);
  startLog({ level: config.logLevel, name: 'worker', file: logFile });
  await requireReachable(config);
  const { startWorker } = await import('#worker/startWorker.js');
  const shutdown = createShutdown();
  const pool = createPool(config.databaseUrl, { max: config.databasePoolSize, applicationName: 'planwatch worker' });
  const db = openDatabase(pool);
  const redis = createRedis(config.redisUrl);
  shutdown.add('database', () => db.destroy());
  shutdown.add('redis', () => redis.disconnect());
  const worker = startWorker({ db, redis, config });
  shutdown.add('worker', () => worker.close());
  if (withParent === true) endWithParent(() => shutdown.close());
}

/** The channel to the parent closes however the parent ends, also by `kill -9`, and may have closed by now. */
function endWithParent(close: () => Promise<void>): void {
  const end = (): void => void close().then(() => process.exit(0));
  if (process.connected) process.once('disconnect', end);
  else end();
}
