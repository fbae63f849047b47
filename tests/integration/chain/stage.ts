import type { Redis } from 'ioredis';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { createPool } from '#runtime/databasePool.js';
import { createRedis } from '#runtime/redis.js';
import { openDatabase, type Db } from '#store/database.js';
import { createMonitoringRuns } from '#worker/monitoringRuns.js';
import { startWorker, type RunningWorker, type WorkerOptions } from '#worker/startWorker.js';
import { testServices, type TestServices } from '../../support/services.js';
import { plantTinyCounty } from './tinyCounty.js';
import { startWorkerProcess, type WorkerProcess } from './workerProcesses.js';

/** 16 chunks of the tiny county. */
export const CHUNK_SIZE = 64;

/** Services of their own, with the tiny county in them. */
export interface Stage {
  readonly services: TestServices;
  readonly db: Db;
  readonly redis: Redis;
  /** Asks for the runs of the tiny county; their ids, oldest after scene first. */
  monitor(months?: number): Promise<readonly string[]>;
  /** A worker in this process. */
  work(options?: Partial<Pick<WorkerOptions, 'engine' | 'onJob'>>): RunningWorker;
  /** A worker in a process of its own. */
  workApart(): WorkerProcess;
  /** Ends the workers and the services. */
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const services = await testServices();
  const db = openDatabase(createPool(services.databaseUrl));
  const redis = createRedis(services.redisUrl);
  const workers: RunningWorker[] = [];
  const processes: WorkerProcess[] = [];
  return {
    services,
    db,
    redis,
    async monitor(months) {
      const area = await plantTinyCounty(db, services.config.dataDir, months);
      return (await createMonitoringRuns(db, area.id, DEFAULT_RULE_SET)).map(({ id }) => id);
    },
    work(options = {}) {
      const config = { ...services.config, computeThreads: 2, workerConcurrency: 2 };
      const worker = startWorker({ db, redis, config, chunkSize: CHUNK_SIZE, ...options });
      workers.push(worker);
      return worker;
    },
    workApart() {
      const worker = startWorkerProcess(services.config, CHUNK_SIZE);
      processes.push(worker);
      return worker;
    },
    async close() {
      await Promise.all([...workers.map((worker) => worker.close()), ...processes.map((process) => process.stop())]);
      redis.disconnect();
      await db.destroy();
      await services.stop();
    },
  };
}
