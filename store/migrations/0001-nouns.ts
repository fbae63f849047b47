import { sql, type Kysely } from 'kysely';

/**
 * The six nouns, what they are judged against, who may ask, and the outbox. Geometries are EPSG:4326; CGCS2000
 * geographic (EPSG:4490) is treated as WGS84 by declared policy (docs/decisions). Areas are square metres, geodesic.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE EXTENSION IF NOT EXISTS postgis`.execute(db);
  await sql
    .raw(
      `
CREATE TABLE scenes (
  id uuid PRIMARY KEY, title text NOT NULL, acquired_at timestamptz NOT NULL, sensor text NOT NULL, platform text,
  asset jsonb NOT NULL, grid jsonb NOT NULL, footprint geometry(Geometry, 4326) NOT NULL, gsd_metres double precision NOT NULL,
  content_hash text NOT NULL UNIQUE, clear_share double precision NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX scenes_footprint ON scenes USING gist (footprint);
CREATE INDEX scenes_acquired_at ON scenes (acquired_at DESC, id DESC);

CREATE TABLE layers (
  id text NOT NULL, version text NOT NULL, kind text NOT NULL, title text NOT NULL, valid_from date NOT NULL, valid_to date,
  owner text, as_of date, content_hash text NOT NULL, feature_count integer NOT NULL, report jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, version));
CREATE TABLE layer_features (
  layer_id text NOT NULL, layer_version text NOT NULL, feature_id text NOT NULL, name text, properties jsonb NOT NULL,
  geometry geometry(Geometry, 4326) NOT NULL, PRIMARY KEY (layer_id, layer_version, feature_id),
  FOREIGN KEY (layer_id, layer_version) REFERENCES layers ON DELETE CASCADE);
CREATE INDEX layer_features_geometry ON layer_features USING gist (geometry);

CREATE TABLE permits (
  case_number text NOT NULL, revision integer NOT NULL, kind text NOT NULL, project_id text, stage text NOT NULL,
  granted_on date NOT NULL, valid_to date, withdrawn_on date, approved_use jsonb NOT NULL, approved_area_m2 double precision,
  footprint_area_m2 double precision, build_deadline date, conditions text, geometry geometry(Geometry, 4326) NOT NULL,
  content_hash text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (case_number, revision));
CREATE INDEX permits_geometry ON permits USING gist (geometry);

CREATE TABLE watch_areas (
  id uuid PRIMARY KEY, name text NOT NULL UNIQUE, admin_code text NOT NULL, recipe text NOT NULL, rule_set text NOT NULL,
  geometry geometry(Geometry, 4326) NOT NULL, created_at timestamptz NOT NULL DEFAULT now());

CREATE TABLE runs (
  id uuid PRIMARY KEY, watch_area_id uuid NOT NULL REFERENCES watch_areas, before_scene_ids uuid[] NOT NULL,
  after_scene_id uuid NOT NULL REFERENCES scenes, after_time timestamptz NOT NULL, natural_key text NOT NULL UNIQUE,
  recipe jsonb NOT NULL, recipe_reference jsonb NOT NULL, rule_set jsonb NOT NULL, rule_set_reference jsonb NOT NULL,
  status text NOT NULL, plan jsonb, chunks_total integer, patch_count integer, alert_count integer,
  assessed_share double precision, warnings jsonb NOT NULL DEFAULT '[]', error text,
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), finished_at timestamptz);
CREATE INDEX runs_status ON runs (status);
CREATE INDEX runs_watch_area ON runs (watch_area_id, after_time, id);
CREATE INDEX runs_created_at ON runs (created_at DESC, id DESC);
CREATE TABLE run_chunks (
  run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE, chunk integer NOT NULL, result bytea NOT NULL,
  PRIMARY KEY (run_id, chunk));

CREATE TABLE patches (
  id uuid PRIMARY KEY, run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE, ordinal integer NOT NULL,
  geometry geometry(Geometry, 4326) NOT NULL, area_m2 double precision NOT NULL, from_class text NOT NULL, to_class text NOT NULL,
  confidence double precision NOT NULL, onset_from date NOT NULL, onset_to date NOT NULL, before_time timestamptz NOT NULL,
  after_time timestamptz NOT NULL, assessed_share double precision NOT NULL, registration_error_m double precision NOT NULL,
  gsd_m double precision NOT NULL, detector text NOT NULL, recipe jsonb NOT NULL, judgement jsonb, UNIQUE (run_id, ordinal));
CREATE INDEX patches_geometry ON patches USING gist (geometry);

CREATE TABLE findings (
  patch_id uuid NOT NULL REFERENCES patches ON DELETE CASCADE, kind text NOT NULL, severity text NOT NULL,
  area_m2 double precision NOT NULL, finding jsonb NOT NULL, rule_set jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (patch_id, kind));

CREATE TABLE alerts (
  id uuid PRIMARY KEY, kind text NOT NULL, severity text NOT NULL, severity_rank smallint NOT NULL, status text NOT NULL,
  admin_code text NOT NULL, area_m2 double precision NOT NULL, onset_from date NOT NULL, onset_to date NOT NULL,
  permit_case_numbers text[] NOT NULL, explanation jsonb NOT NULL, geometry geometry(Geometry, 4326) NOT NULL,
  raised_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX alerts_geometry ON alerts USING gist (geometry);
CREATE INDEX alerts_order ON alerts (severity_rank DESC, raised_at DESC, id DESC);
CREATE TABLE alert_patches (
  alert_id uuid NOT NULL REFERENCES alerts ON DELETE CASCADE, patch_id uuid NOT NULL REFERENCES patches ON DELETE CASCADE,
  lineage text NOT NULL, joined_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (alert_id, patch_id));
CREATE INDEX alert_patches_patch ON alert_patches (patch_id);
CREATE TABLE alert_history (
  id bigserial PRIMARY KEY, alert_id uuid NOT NULL REFERENCES alerts ON DELETE CASCADE, at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL, act text NOT NULL, detail jsonb NOT NULL);
CREATE INDEX alert_history_alert ON alert_history (alert_id, id);

CREATE TABLE users (
  id uuid PRIMARY KEY, name text NOT NULL UNIQUE, password_hash text NOT NULL, role text NOT NULL, admin_code text NOT NULL,
  disabled_at timestamptz, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE api_keys (
  id uuid PRIMARY KEY, name text NOT NULL, key_hash text NOT NULL UNIQUE, role text NOT NULL, admin_code text NOT NULL,
  revoked_at timestamptz, created_at timestamptz NOT NULL DEFAULT now());

CREATE TABLE outbox (
  id bigserial PRIMARY KEY, topic text NOT NULL, payload jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
  dispatched_at timestamptz);
CREATE INDEX outbox_waiting ON outbox (id) WHERE dispatched_at IS NULL;
CREATE TABLE events (
  id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), name text NOT NULL, admin_code text NOT NULL, data jsonb NOT NULL);
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      'DROP TABLE events, outbox, api_keys, users, alert_history, alert_patches, alerts, findings, patches, run_chunks, runs, watch_areas, permits, layer_features, layers, scenes',
    )
    .execute(db);
}
