import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startThrowawayServices } from '#runtime/supervisor/throwawayServices.js';
import type { Ground, PlaneRing } from './archive.js';

export interface PeerResult {
  /** By the clock, with as many parallel workers as PostgreSQL wants; best of three. */
  readonly seconds: number;
  /** Of one process alone; least of three. */
  readonly cpuSeconds: number;
  readonly pairs: number;
  readonly areaM2: number;
}

/**
 * What PostGIS makes of the same areas: the bare intersection areas of patches and permits, on the plane, indexed.
 * Nothing is judged, and loading is not counted.
 */
export async function intersectionAreas(ground: Ground): Promise<PeerResult> {
  const services = await startThrowawayServices();
  const client = new pg.Client({ connectionString: services.config.databaseUrl });
  try {
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS postgis');
    await load(client, 'patches', ground.patches);
    await load(client, 'permits', ground.permits);
    const query = `
      SELECT count(*)::int AS pairs, sum(ST_Area(ST_Intersection(a.area, b.area))) AS area
      FROM patches a JOIN permits b ON ST_Intersects(a.area, b.area)`;
    let best = Infinity;
    let row = { pairs: 0, area: 0 };
    for (let run = 0; run < 3; run++) {
      const started = performance.now();
      row = (await client.query<typeof row>(query)).rows[0]!;
      best = Math.min(best, (performance.now() - started) / 1000);
    }
    await client.query('SET max_parallel_workers_per_gather = 0');
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    let cpuSeconds = Infinity;
    for (let run = 0; run < 3; run++) {
      const before = cpuOf(rows[0]!.pid);
      await client.query(query);
      cpuSeconds = Math.min(cpuSeconds, cpuOf(rows[0]!.pid) - before);
    }
    return { seconds: best, cpuSeconds, pairs: row.pairs, areaM2: row.area };
  } finally {
    await client.end();
    await services.stop();
  }
}

/** Ticks of the kernel's accounting in a second, on every Linux of today. */
const TICKS = 100;

/** Processor seconds of a process so far; NaN where the system does not tell. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return NaN;
  }
}

async function load(client: pg.Client, table: string, rings: readonly PlaneRing[]): Promise<void> {
  await client.query(`CREATE TABLE ${table} (id int, area geometry(Polygon))`);
  const step = 2000;
  for (let from = 0; from < rings.length; from += step) {
    const texts = rings.slice(from, from + step).map(wkt);
    await client.query(
      `INSERT INTO ${table} SELECT ordinality + $2, ST_GeomFromText(t) FROM unnest($1::text[]) WITH ORDINALITY AS w(t)`,
      [texts, from],
    );
  }
  await client.query(`CREATE INDEX ON ${table} USING gist (area)`);
  await client.query(`VACUUM ANALYZE ${table}`);
}

const wkt = (ring: PlaneRing): string => `POLYGON((${[...ring, ring[0]!].map(([x, y]) => `${x} ${y}`).join(',')}))`;
