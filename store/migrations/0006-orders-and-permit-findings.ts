import { sql, type Kysely } from 'kysely';

/**
 * Orders to stop or correct that come from elsewhere than alerts, and what the rules say of permits and quotas on the day of a watch
 * area's last run: replaced by each run.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
CREATE TABLE enforcement_orders (
  id text PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('stopOrder', 'correctionOrder')), issued_on date NOT NULL,
  geometry geometry(Geometry, 4326) NOT NULL, admin_code text NOT NULL DEFAULT '', content_hash text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), recorded_by text);
CREATE INDEX enforcement_orders_geometry ON enforcement_orders USING gist (geometry);

CREATE TABLE permit_findings (
  watch_area_id uuid NOT NULL REFERENCES watch_areas ON DELETE CASCADE, case_number text NOT NULL, kind text NOT NULL,
  as_of date NOT NULL, explanation jsonb NOT NULL, admin_code text NOT NULL, run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE,
  since date NOT NULL, PRIMARY KEY (watch_area_id, case_number, kind));
CREATE INDEX permit_findings_case_number ON permit_findings (case_number);

CREATE TABLE quota_findings (
  watch_area_id uuid NOT NULL REFERENCES watch_areas ON DELETE CASCADE, layer_id text NOT NULL, layer_version text NOT NULL,
  feature_id text NOT NULL, quota_m2 double precision NOT NULL, used_m2 double precision NOT NULL, patch_ids uuid[] NOT NULL,
  as_of date NOT NULL, explanation jsonb NOT NULL, admin_code text NOT NULL, run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE,
  since date NOT NULL, PRIMARY KEY (watch_area_id, layer_id, layer_version, feature_id));
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE quota_findings, permit_findings, enforcement_orders`.execute(db);
}
