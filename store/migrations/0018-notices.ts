import { sql, type Kysely } from 'kysely';

/**
 * What people are told: notices in the viewer, how each person wants them, and the messages (e-mail, webhook) that wait to go out.
 * `occasion` is what a notice or message is about, so that a job that runs twice tells nobody twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
CREATE TABLE notices (
  id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, occasion text NOT NULL, kind text NOT NULL,
  alert_id uuid REFERENCES alerts ON DELETE CASCADE, admin_code text NOT NULL, detail jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(), read_at timestamptz, digested_at timestamptz, UNIQUE (user_id, occasion));
CREATE INDEX notices_unread ON notices (user_id) WHERE read_at IS NULL;
CREATE INDEX notices_order ON notices (user_id, created_at, id);
CREATE TABLE notice_choices (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE, choices jsonb NOT NULL, webhook_secret text,
  updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE notice_messages (
  id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, channel text NOT NULL CHECK (channel IN ('mail', 'webhook')),
  occasion text NOT NULL, content jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(), last_error text, sent_at timestamptz, given_up_at timestamptz,
  UNIQUE (user_id, channel, occasion));
CREATE INDEX notice_messages_due ON notice_messages (next_attempt_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('DROP TABLE notice_messages, notice_choices, notices').execute(db);
}
