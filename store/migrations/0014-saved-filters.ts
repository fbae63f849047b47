import { sql, type Kysely } from 'kysely';

/** Filters of the alert queue that a person keeps by a name of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE saved_filters (
    owner_id uuid NOT NULL, name text NOT NULL, query text NOT NULL, updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner_id, name))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE saved_filters`.execute(db);
}
