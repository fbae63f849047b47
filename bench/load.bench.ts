import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createPool } from '#runtime/databasePool.js';
import { environmentOf } from '#runtime/config.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { startThrowawayServices } from '#runtime/supervisor/throwawayServices.js';
import { createApiKey } from '#store/apiKeys.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';
import { alertQueries } from './load/alertQueries.js';
import { fillAlerts, PREFECTURE } from './load/fillAlerts.js';
import { openLoop, percentile } from './load/openLoop.js';

/**
 * Lists, filters, tiles and single alerts over HTTP at a fixed rate, against tables that this script fills and an API in a process of its own:
 * `npm run bench load -- --alerts=100000 --rate=50 --seconds=60`. The goal is a 95th percentile of 200 ms. Then the feed of flags, page after
 * page: the goal is 2000 flags a second.
 */
const { values } = parseArgs({
  options: {
    alerts: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
  },
});
const [alerts, rate, seconds] = [Number(values.alerts), Number(values.rate), Number(values.seconds)];
const WARM_UP_SECONDS = 5;
const FEED_PAGE = 1000;

const services = await startThrowawayServices();
const { databaseUrl } = services.config;
const client = new pg.Client({ connectionString: databaseUrl });
let api: ChildProcess | null = null;
try {
  const db = openDatabase(createPool(databaseUrl, { max: 2 }));
  await migrate(db);
  await client.connect();
  await fillAlerts(client, alerts);
  const chosen = await client.query<{ id: string }>('SELECT id FROM alerts ORDER BY id LIMIT 1000');
  const keyOf = async (adminCode: string): Promise<string> =>
    (await createApiKey(db, { role: 'supervisor', adminCode, name: `bench ${adminCode}` })).key;
  const keys = {
    office: await keyOf(''),
    county: await keyOf(`${PREFECTURE}01`),
    town: await keyOf(`${PREFECTURE}01001`),
  };
  await db.destroy();
  api = spawn(process.execPath, [join(PROJECT_ROOT, 'bin/planwatch.mjs'), 'api', '--port', '0'], {
    env: { ...environmentOf(services.config), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(api);
  const ids = chosen.rows.map(({ id }) => id);
  const mix = alertQueries(rate * (WARM_UP_SECONDS + seconds), keys, ids);
  const warm = rate * WARM_UP_SECONDS;
  await openLoop(url, mix.slice(0, warm), rate);
  const before = cpuSecondsOf([api.pid!, ...(await serverPids(client))]);
  const { byName, failures, mostAtOnce } = await openLoop(url, mix.slice(warm), rate);
  const after = cpuSecondsOf([api.pid!, ...(await serverPids(client))]);
  const asked = mix.length - warm;
  const all = [...byName.values()].flat().sort((a, b) => a - b);
  const lines = [['all', all] as const, ...[...byName].sort(([a], [b]) => a.localeCompare(b))].map(([name, times]) => {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(0).padStart(6));
    return `${name.padEnd(12)}${String(times.length).padStart(6)}${p50}${p95}${p99}${times.at(-1)!.toFixed(0).padStart(7)}`;
  });
  const cpu = (name: 'api' | 'database'): string => (((after[name] - before[name]) * 1000) / asked).toFixed(1);
  process.stdout.write(
    `${alerts} alerts, ${asked} requests at ${rate}/s, up to ${mostAtOnce} at once, ${failures.length} failed; ms from when each was due\n` +
      `               n   p50   p95   p99    max\n${lines.join('\n')}\n` +
      `CPU ms a request: API ${cpu('api')}, database ${cpu('database')}\n` +
      failures
        .slice(0, 3)
        .map((failure) => `${failure}\n`)
        .join(''),
  );
  const flags = await readFeed(url, keys.office);
  process.stdout.write(
    `feed: ${flags.count} flags in pages of ${FEED_PAGE}: ${Math.round(flags.count / flags.seconds)} a second\n`,
  );
} finally {
  api?.kill();
  await client.end();
  await services.stop();
}

async function readyUrl({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout! })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length);
  }
  throw new Error('the API ended before it was ready');
}

async function serverPids(client: pg.Client): Promise<readonly number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
}

/** CPU seconds of the first process, and of the others together; `/proc` counts in hundredths. */
function cpuSecondsOf([apiPid, ...others]: readonly number[]): { readonly api: number; readonly database: number } {
  const alive = new Set(readdirSync('/proc'));
  const secondsOf = (pid: number): number => {
    if (!alive.has(String(pid))) return 0;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  return { api: secondsOf(apiPid!), database: others.reduce((sum, pid) => sum + secondsOf(pid), 0) };
}

async function readFeed(url: string, key: string): Promise<{ readonly count: number; readonly seconds: number }> {
  const begin = performance.now();
  let [count, after] = [0, 0];
  for (;;) {
    const answer = await fetch(`${url}/v1/flags?after=${after}&limit=${FEED_PAGE}`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    const page = (await answer.json()) as { events: unknown[]; next: number; hasMore: boolean };
    count += page.events.length;
    after = page.next;
    if (!page.hasMore) return { count, seconds: (performance.now() - begin) / 1000 };
  }
}
