import { sql, type Kysely } from 'kysely';

/** Receivers of flag changes, and what was and is to be delivered to each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
CREATE TABLE webhooks (
  id uuid PRIMARY KEY, name text NOT NULL, url text NOT NULL, secret text NOT NULL, admin_code text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'disabled')), disabled_because text,
  up_to bigint NOT NULL, created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), revision integer NOT NULL DEFAULT 1);
CREATE TABLE webhook_deliveries (
  webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE, sequence bigint NOT NULL, subject text NOT NULL,
  attempts integer NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL DEFAULT now(), last_status integer, last_error text,
  delivered_at timestamptz, PRIMARY KEY (webhook_id, sequence));
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, subject, sequence) WHERE delivered_at IS NULL;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_attempt_at) WHERE delivered_at IS NULL;
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('DROP TABLE webhook_deliveries, webhooks').execute(db);
}
