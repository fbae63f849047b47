import { sql, type Kysely } from 'kysely';

/**
 * Rule sets as versioned data: drafts may change, what was published never does. What a run was judged with, and runs judged again
 * (replays), which change no alert.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
CREATE TABLE rule_sets (
  id text NOT NULL, version text NOT NULL, content json NOT NULL, hash text NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')), revision integer NOT NULL DEFAULT 1,
  admin_code text NOT NULL, note text, created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(), published_by text, published_at timestamptz, publish_note text,
  PRIMARY KEY (id, version), CHECK ((status = 'published') = (published_at IS NOT NULL)));
CREATE INDEX rule_sets_in_force ON rule_sets (id, published_at DESC) WHERE status = 'published';
CREATE FUNCTION refuse_published_rule_set_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a published rule set does not change'; END $$;
CREATE TRIGGER published_rule_sets_stay BEFORE UPDATE OR DELETE ON rule_sets
  FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION refuse_published_rule_set_change();

ALTER TABLE runs ADD COLUMN judged_with jsonb;
CREATE TABLE replays (
  id uuid PRIMARY KEY, run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE, rule_set jsonb NOT NULL,
  rule_set_reference jsonb NOT NULL, as_known text NOT NULL CHECK (as_known IN ('then', 'now')),
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'done', 'failed')), outcome jsonb, error text,
  created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(), finished_at timestamptz);
CREATE INDEX replays_run ON replays (run_id, created_at DESC);
CREATE INDEX replays_unfinished ON replays (created_at) WHERE status = 'queued';
CREATE TABLE replay_differences (
  replay_id uuid NOT NULL REFERENCES replays ON DELETE CASCADE, ordinal integer NOT NULL, patch_id uuid NOT NULL, alert_id uuid,
  change text NOT NULL, difference jsonb NOT NULL, PRIMARY KEY (replay_id, ordinal));
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
DROP TABLE replay_differences, replays, rule_sets;
DROP FUNCTION refuse_published_rule_set_change;
ALTER TABLE runs DROP COLUMN judged_with;
`,
    )
    .execute(db);
}
