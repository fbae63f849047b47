import { sql, type Kysely } from 'kysely';

/** Secrets of webhooks are kept sealed. What stood in clear stays until a worker, who has the key, seals it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE webhooks
  ADD COLUMN sealed_secret text, ALTER COLUMN secret DROP NOT NULL,
  ADD CONSTRAINT webhooks_one_secret CHECK (num_nonnulls(secret, sealed_secret) = 1);
`,
    )
    .execute(db);
}

/** Without the key nothing can be opened: receivers with sealed secrets get new ones, which they must be told. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE webhooks DROP CONSTRAINT webhooks_one_secret;
UPDATE webhooks SET status = 'disabled', disabled_because = 'the secret was lost',
  secret = 'whsec_' || encode(sha256((random()::text || gen_random_uuid()::text)::bytea), 'base64') WHERE secret IS NULL;
ALTER TABLE webhooks DROP COLUMN sealed_secret, ALTER COLUMN secret SET NOT NULL;
`,
    )
    .execute(db);
}
