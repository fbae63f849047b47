import { sql, type Kysely } from 'kysely';

/**
 * Plan layers and permits as versioned data. A layer version is imported as a draft and published by a second act; what was
 * in force, and since when that was known, is kept in `layer_states`, which only grows. Permits keep who recorded them and
 * for which region; projects gather them. Field mappings are kept by name, codes of land and zone use in a table of the office.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE layers
  ADD COLUMN status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
  ADD COLUMN admin_code text NOT NULL DEFAULT '', ADD COLUMN legal_basis text, ADD COLUMN update_cycle_months integer,
  ADD COLUMN source jsonb NOT NULL DEFAULT '{}', ADD COLUMN quality jsonb, ADD COLUMN comparison jsonb,
  ADD COLUMN imported_by text, ADD COLUMN published_at timestamptz, ADD COLUMN published_by text, ADD COLUMN publish_note text;
UPDATE layers SET status = 'published', published_at = recorded_at;
CREATE INDEX layers_published ON layers (id, valid_from DESC) WHERE status = 'published';

CREATE TABLE layer_states (
  id bigserial PRIMARY KEY, layer_id text NOT NULL, layer_version text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), status text NOT NULL CHECK (status IN ('published', 'withdrawn')),
  valid_from date NOT NULL, valid_to date, actor text, note text,
  FOREIGN KEY (layer_id, layer_version) REFERENCES layers);
CREATE INDEX layer_states_version ON layer_states (layer_id, layer_version, recorded_at DESC);
INSERT INTO layer_states (layer_id, layer_version, recorded_at, status, valid_from, valid_to)
  SELECT id, version, recorded_at, 'published', valid_from, valid_to FROM layers ORDER BY recorded_at, id, version;
CREATE FUNCTION refuse_layer_state_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was known about layers is append-only'; END $$;
CREATE TRIGGER layer_states_are_append_only BEFORE UPDATE OR DELETE ON layer_states
  FOR EACH ROW EXECUTE FUNCTION refuse_layer_state_change();

ALTER TABLE permits ADD COLUMN admin_code text NOT NULL DEFAULT '', ADD COLUMN recorded_by text;
ALTER TABLE permits ALTER COLUMN recorded_at SET DEFAULT clock_timestamp();
CREATE INDEX permits_project ON permits (project_id) WHERE project_id IS NOT NULL;
CREATE TABLE projects (
  id text PRIMARY KEY, title text, developer text, note text, admin_code text NOT NULL DEFAULT '',
  recorded_at timestamptz NOT NULL DEFAULT now(), recorded_by text, revision integer NOT NULL DEFAULT 1);
INSERT INTO projects (id) SELECT DISTINCT project_id FROM permits WHERE project_id IS NOT NULL;

CREATE TABLE field_mappings (
  name text PRIMARY KEY, target text NOT NULL CHECK (target IN ('layer', 'permits')), mapping jsonb NOT NULL,
  admin_code text NOT NULL DEFAULT '', revision integer NOT NULL DEFAULT 1, updated_by text, updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE land_codes (
  code text PRIMARY KEY, title text NOT NULL, class text NOT NULL, updated_by text, updated_at timestamptz NOT NULL DEFAULT now());
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
DROP TABLE land_codes, field_mappings, projects, layer_states;
DROP FUNCTION refuse_layer_state_change;
DROP INDEX permits_project, layers_published;
ALTER TABLE permits ALTER COLUMN recorded_at SET DEFAULT now();
ALTER TABLE permits DROP COLUMN admin_code, DROP COLUMN recorded_by;
DELETE FROM layers WHERE status <> 'published';
ALTER TABLE layers DROP COLUMN status, DROP COLUMN admin_code, DROP COLUMN legal_basis, DROP COLUMN update_cycle_months,
  DROP COLUMN source, DROP COLUMN quality, DROP COLUMN comparison, DROP COLUMN imported_by, DROP COLUMN published_at,
  DROP COLUMN published_by, DROP COLUMN publish_note;
`,
    )
    .execute(db);
}
