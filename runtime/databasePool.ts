import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { log } from './log.js';

export interface PoolOptions {
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Milliseconds after which the server ends a statement; 0 (default): never. */
  readonly statementTimeoutMs?: number;
}

const { builtins } = pg.types;

/** Days and instants arrive as the domain writes them (`2024-03-17`, `2024-03-17T02:31:00.000Z`), counts as numbers. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.INT8, Number],
]);

const keepText = (text: string): string => text;

function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return PARSERS.get(oid) ?? (pg.types.getTypeParser(oid, format as 'text') as typeof keepText);
}

/** A pool of connections to `url`; a host that is a folder (`?host=/path`) is a unix socket. */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'planwatch',
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 0,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on('error', (error) => log().warn({ err: error }, 'Database:Connection:Lost'));
  return pool;
}

/** Kysely over a pool of its own; `destroy()` closes it. `Schema` is the store's table types. */
export function createDatabase<Schema>(url: string, options: PoolOptions = {}): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: createPool(url, options) }) });
}
