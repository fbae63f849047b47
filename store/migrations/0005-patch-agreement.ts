import { sql, type Kysely } from 'kysely';

/** How far the members of an ensemble agreed on a patch; null where one detector found it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE patches ADD COLUMN agreement jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE patches DROP COLUMN agreement`.execute(db);
}
