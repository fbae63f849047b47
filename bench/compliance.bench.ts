import { parseArgs } from 'node:util';
import pg from 'pg';
import { startApi } from '#api/startApi.js';
import { RUN_CATALOGUE } from '../cli/up/runCatalogue.js';
import { createSeriesWatching } from '#cli/up/seriesWatching.js';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { log } from '#runtime/log.js';
import { createRedis } from '#runtime/redis.js';
import { startThrowawayServices } from '#runtime/supervisor/throwawayServices.js';
import { createApiKey } from '#store/apiKeys.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';
import { fillPlans, SIDE_DEGREES } from './compliance/fillPlans.js';

/**
 * Time of `POST /v1/compliance-checks`, whole requests over HTTP one after the other, against tables of plan features that this script fills:
 * `npm run bench compliance -- --features=100000 --checks=1000`. The goal is a 95th percentile of 150 ms.
 */
const { values } = parseArgs({
  options: { features: { type: 'string', default: '100000' }, checks: { type: 'string', default: '1000' } },
});
const WARM_UP = 20;
const services = await startThrowawayServices();
const { databaseUrl, redisUrl, dataDir } = services.config;
const db = openDatabase(createPool(databaseUrl, { max: 5 }));
const redis = createRedis(redisUrl);
try {
  await migrate(db);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await fillPlans(client, Number(values.features));
  await client.end();
  const { key } = await createApiKey(db, { role: 'approver', adminCode: '', name: 'bench' });
  const config = { ...loadConfig({ dataDir, port: 0 }), host: '127.0.0.1', port: 0 };
  const limits = { requestsPerMinute: 1e9 };
  const series = createSeriesWatching({ rasterRoot: dataDir, threads: 0 });
  const api = await startApi({ config, db, redis, log: log(), catalogue: RUN_CATALOGUE, series, limits });
  const proposals = proposalsOf(Number(values.checks) + WARM_UP);
  const times: number[] = [];
  let conflicts = 0;
  const cpuBefore = process.cpuUsage();
  for (const [i, proposal] of proposals.entries()) {
    const started = performance.now();
    const answer = await fetch(`${api.url}/v1/compliance-checks`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(proposal),
    });
    const check = (await answer.json()) as { conflicts?: unknown[] };
    if (!answer.ok) throw new Error(JSON.stringify(check));
    if (i >= WARM_UP) times.push(performance.now() - started);
    conflicts += check.conflicts!.length;
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  await api.close();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => `${sorted[Math.ceil(share * sorted.length) - 1]!.toFixed(1)} ms`;
  process.stdout.write(
    `${sorted.length} checks against ${values.features} plan features, 20000 permits, 5000 open alerts: p50 ${at(0.5)}, p95 ${at(0.95)}, ` +
      `p99 ${at(0.99)}, slowest ${at(1)}; ${((user + system) / 1000 / proposals.length).toFixed(1)} ms of CPU each beside the database; ` +
      `${(conflicts / proposals.length).toFixed(1)} conflicts each\n`,
  );
} finally {
  redis.disconnect();
  await db.destroy();
  await services.stop();
}

/** Parcels of 20 m to 500 m a side anywhere on the ground, every tenth an outline of 400 corners. */
function proposalsOf(count: number) {
  let state = 7;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, (_, i) => {
    const [lon, lat] = [120 + random() * (SIDE_DEGREES - 0.01), 30 + random() * (SIDE_DEGREES - 0.01)];
    const size = 0.0002 + random() * random() * 0.005;
    const corners = i % 10 === 0 ? 400 : 4;
    const ring = Array.from({ length: corners }, (_corner, k) => {
      const angle = (2 * Math.PI * k) / corners;
      return [lon + (size * (1 + Math.cos(angle))) / 2, lat + (size * (1 + Math.sin(angle))) / 2];
    });
    return { geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }, use: ['0701'], on: '2024-06-01' };
  });
}
