import { sql, type Kysely } from 'kysely';

/**
 * How people sign in and what keys may do: passwords that must be changed, a second factor with recovery codes, accounts of
 * an identity provider; keys with a scope and an end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE users
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN email text, ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  ADD COLUMN password_changed_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN last_signed_in_at timestamptz,
  ADD COLUMN totp_secret text, ADD COLUMN totp_confirmed_at timestamptz, ADD COLUMN totp_last_step bigint NOT NULL DEFAULT 0,
  ADD COLUMN oidc_issuer text, ADD COLUMN oidc_subject text, ADD COLUMN revision integer NOT NULL DEFAULT 1,
  ADD UNIQUE (oidc_issuer, oidc_subject);
CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, code_hash text NOT NULL, used_at timestamptz,
  PRIMARY KEY (user_id, code_hash));
ALTER TABLE api_keys
  ADD COLUMN rights text[], ADD COLUMN expires_at timestamptz, ADD COLUMN created_by text, ADD COLUMN last_used_at timestamptz;
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE api_keys DROP COLUMN rights, DROP COLUMN expires_at, DROP COLUMN created_by, DROP COLUMN last_used_at;
DROP TABLE recovery_codes;
UPDATE users SET password_hash = '', disabled_at = coalesce(disabled_at, now()) WHERE password_hash IS NULL;
ALTER TABLE users
  ALTER COLUMN password_hash SET NOT NULL, DROP COLUMN email, DROP COLUMN must_change_password, DROP COLUMN password_changed_at,
  DROP COLUMN last_signed_in_at, DROP COLUMN totp_secret, DROP COLUMN totp_confirmed_at, DROP COLUMN totp_last_step,
  DROP COLUMN oidc_issuer, DROP COLUMN oidc_subject, DROP COLUMN revision;
`,
    )
    .execute(db);
}
