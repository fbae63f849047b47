import { sql } from 'kysely';
import type { Db } from './database.js';

/** Resolves where the database answers; rejects where it does not. */
export async function pingDatabase(db: Db): Promise<void> {
  await sql`SELECT 1`.execute(db);
}
