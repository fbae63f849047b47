/**
 * A worker process for tests of the chain, from the built code: `node chainWorker.mjs CHUNK_SIZE` with the services in the
 * environment. Tells its parent of every job, and ends itself on SIGTERM, or when its parent is gone.
 */
import { loadConfig, requireServices } from '../../dist/runtime/config.js';
import { createPool } from '../../dist/runtime/databasePool.js';
import { createRedis } from '../../dist/runtime/redis.js';
import { openDatabase } from '../../dist/store/database.js';
import { startWorker } from '../../dist/worker/startWorker.js';

const config = requireServices(loadConfig());
const db = openDatabase(createPool(config.databaseUrl));
const redis = createRedis(config.redisUrl);
const worker = startWorker({
  db,
  redis,
  config,
  chunkSize: Number(process.argv[2]),
  onJob: (report) => process.send?.(report),
});

async function close() {
  await worker.close();
  redis.disconnect();
  await db.destroy();
  process.exit(0);
}
process.on('SIGTERM', () => void close());
process.on('disconnect', () => process.exit(1));
