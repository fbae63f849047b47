import { sql, type Kysely } from 'kysely';

/** How the series of a watch area is watched; null: it is not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE watch_areas ADD COLUMN series_monitor jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE watch_areas DROP COLUMN series_monitor`.execute(db);
}
