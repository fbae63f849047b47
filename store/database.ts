import { Kysely, PostgresDialect } from 'kysely';
import { types, type CustomTypesConfig, type Pool } from 'pg';
import type { Database } from './tables.js';

export type { Database } from './tables.js';

/** What store functions take: the database, or a transaction in it. */
export type Db = Kysely<Database>;

const { builtins } = types;

/**
 * Days and instants arrive as the domain writes them: a day read as a Date would shift with the machine's time zone.
 * Counts arrive as numbers.
 */
const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.INT8, Number],
]);

const databaseTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS.get(oid) ?? types.getTypeParser(oid, format as 'text')) as CustomTypesConfig['getTypeParser'],
};

/** Opens the database on a pool whose connections, from now on, read values as the tables' types say. `destroy()` ends the pool. */
export function openDatabase(pool: Pool): Db {
  pool.options.types = databaseTypes;
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** Runs `work` in a transaction: the one it is already in, or a new one. */
export async function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
