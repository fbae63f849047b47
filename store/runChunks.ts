import { sql } from 'kysely';
import type { Db } from './database.js';

/**
 * Keeps the result of one chunk while its run is detecting; the first result stays. Returns false where the run needs
 * none (already kept, joined or failed).
 */
export async function saveChunk(db: Db, runId: string, chunk: number, result: Uint8Array): Promise<boolean> {
  const bytes = Buffer.from(result.buffer, result.byteOffset, result.byteLength);
  const inserted = await sql`
    INSERT INTO run_chunks (run_id, chunk, result)
    SELECT id, ${chunk}, ${bytes} FROM runs WHERE id = ${runId} AND status = 'detecting'
    ON CONFLICT DO NOTHING
  `.execute(db);
  return (inserted.numAffectedRows ?? 0n) > 0n;
}

/** True where the chunk's result is kept. */
export async function hasChunk(db: Db, runId: string, chunk: number): Promise<boolean> {
  const row = await db
    .selectFrom('run_chunks')
    .select('chunk')
    .where('run_id', '=', runId)
    .where('chunk', '=', chunk)
    .executeTakeFirst();
  return row !== undefined;
}

/** The kept result of a chunk, null where there is none. */
export async function loadChunk(db: Db, runId: string, chunk: number): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('run_chunks')
    .select('result')
    .where('run_id', '=', runId)
    .where('chunk', '=', chunk)
    .executeTakeFirst();
  return row?.result ?? null;
}

/** Numbers of the chunks from 0 to `total` − 1 whose results are not kept. */
export async function missingChunks(db: Db, runId: string, total: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('run_chunks').select('chunk').where('run_id', '=', runId).execute();
  const kept = new Set(rows.map((row) => row.chunk));
  return Array.from({ length: total }, (_, chunk) => chunk).filter((chunk) => !kept.has(chunk));
}

/** Removes the results of a run's chunks. */
export async function deleteChunks(db: Db, runId: string): Promise<void> {
  await db.deleteFrom('run_chunks').where('run_id', '=', runId).execute();
}
