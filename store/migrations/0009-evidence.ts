import { sql, type Kysely } from 'kysely';

/** What people hand in for alerts: files by content, and what the pictures say of themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
CREATE TABLE evidence (
  id uuid PRIMARY KEY, alert_id uuid NOT NULL REFERENCES alerts ON DELETE CASCADE, kind text NOT NULL, file_name text NOT NULL,
  media_type text NOT NULL, bytes bigint NOT NULL, sha256 text NOT NULL, object_key text NOT NULL, thumbnail_key text,
  note text, visited_on date, photo jsonb, checks jsonb NOT NULL, submitted_by text NOT NULL, submitted_by_id uuid NOT NULL,
  submitted_at timestamptz NOT NULL, withdrawn_at timestamptz, withdrawn_because text,
  UNIQUE (alert_id, sha256));
CREATE INDEX evidence_sha256 ON evidence (sha256);
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('DROP TABLE evidence;').execute(db);
}
