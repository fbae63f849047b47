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

/**
 * A pool of connections to `url`, for the store's `openDatabase`, which decides how values read and ends the pool with
 * the database. A host that is a folder (`?host=/path`) is a unix socket.
 */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'planwatch',
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 0,
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on('error', (error) => log().warn({ err: error }, 'Database:Connection:Lost'));
  return pool;
}
