import { sql, type Kysely } from 'kysely';

/**
 * What people do with alerts: status by the life cycle of `domain/alertLife.ts`, terms, determinations, silences; the
 * hash-chained audit trail, which replaces the history of alerts; flags for the approval system and their changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE alerts
  ADD COLUMN revision integer NOT NULL DEFAULT 1,
  ADD COLUMN acknowledged_at timestamptz, ADD COLUMN acknowledged_by text,
  ADD COLUMN assignee_id uuid REFERENCES users, ADD COLUMN due_on date, ADD COLUMN due_paused_on date,
  ADD COLUMN supervised_at timestamptz, ADD COLUMN determination jsonb, ADD COLUMN determined_at timestamptz,
  ADD COLUMN determined_by uuid, ADD COLUMN enforcement_case_number text, ADD COLUMN orders jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN rectification jsonb, ADD COLUMN closed_at timestamptz, ADD COLUMN verified_by_satellite_at timestamptz,
  ADD COLUMN due_rank integer GENERATED ALWAYS AS (coalesce(due_on - DATE '2000-01-01', 999999)) STORED;
UPDATE alerts SET status = CASE status WHEN 'open' THEN 'new' WHEN 'acknowledged' THEN 'deskReview'
  WHEN 'inFieldVerification' THEN 'fieldVerification' WHEN 'confirmed' THEN 'determined' WHEN 'rejected' THEN 'closed'
  WHEN 'closedOut' THEN 'closed' ELSE status END;
CREATE INDEX alerts_due ON alerts (due_on) WHERE status <> 'closed';
CREATE INDEX alerts_due_order ON alerts (due_rank, id);
CREATE INDEX alerts_assignee ON alerts (assignee_id) WHERE status <> 'closed';
CREATE INDEX alerts_case_numbers ON alerts USING gin (permit_case_numbers);

CREATE TABLE audit_trail (
  sequence bigint PRIMARY KEY, at timestamptz NOT NULL, actor text NOT NULL, actor_id uuid, act text NOT NULL, noun text NOT NULL,
  noun_id text NOT NULL, admin_code text NOT NULL, detail jsonb NOT NULL, previous_hash text NOT NULL, hash text NOT NULL);
CREATE INDEX audit_trail_noun ON audit_trail (noun, noun_id, sequence);
CREATE INDEX audit_trail_at ON audit_trail (at);
CREATE TABLE audit_head (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), count bigint NOT NULL, hash text NOT NULL);
INSERT INTO audit_head (count, hash) VALUES (0, repeat('0', 64));
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
CREATE TRIGGER audit_trail_is_append_only BEFORE UPDATE OR DELETE ON audit_trail
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_trail_is_never_emptied BEFORE TRUNCATE ON audit_trail
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
DROP TABLE alert_history;

CREATE TABLE silences (
  id uuid PRIMARY KEY, admin_code text NOT NULL, geometry geometry(Geometry, 4326), case_number text, kind text,
  reason text NOT NULL, until date NOT NULL, created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), lifted_at timestamptz,
  CHECK (geometry IS NOT NULL OR case_number IS NOT NULL));
CREATE INDEX silences_geometry ON silences USING gist (geometry);
CREATE TABLE calendar_days (day date PRIMARY KEY, is_working boolean NOT NULL, name text);

CREATE TABLE flags (
  id uuid PRIMARY KEY, alert_id uuid NOT NULL REFERENCES alerts ON DELETE CASCADE, case_number text, status text NOT NULL,
  kind text NOT NULL, severity text NOT NULL, admin_code text NOT NULL, sequence bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX flags_case_number ON flags (case_number);
CREATE INDEX flags_alert ON flags (alert_id);
CREATE INDEX flags_sequence ON flags (sequence);
CREATE TABLE flag_changes (
  sequence bigint PRIMARY KEY, flag_id uuid NOT NULL REFERENCES flags ON DELETE CASCADE, alert_id uuid NOT NULL, case_number text,
  status text NOT NULL, kind text NOT NULL, severity text NOT NULL, admin_code text NOT NULL, area_m2 double precision NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX flag_changes_flag ON flag_changes (flag_id, sequence);
CREATE INDEX flag_changes_case_number ON flag_changes (case_number, sequence);
CREATE TABLE flag_head (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), sequence bigint NOT NULL);
INSERT INTO flag_head (sequence) VALUES (0);
CREATE TABLE flag_consumers (
  caller_id uuid PRIMARY KEY, name text NOT NULL, acknowledged_sequence bigint NOT NULL DEFAULT 0,
  acknowledged_at timestamptz NOT NULL DEFAULT now());
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
DROP TABLE flag_consumers, flag_head, flag_changes, flags, calendar_days, silences, audit_head, audit_trail;
DROP FUNCTION refuse_audit_change;
DROP INDEX alerts_case_numbers;
ALTER TABLE alerts DROP COLUMN due_rank, DROP COLUMN revision, DROP COLUMN acknowledged_at, DROP COLUMN acknowledged_by, DROP COLUMN assignee_id,
  DROP COLUMN due_on, DROP COLUMN due_paused_on, DROP COLUMN supervised_at, DROP COLUMN determination, DROP COLUMN determined_at,
  DROP COLUMN determined_by, DROP COLUMN enforcement_case_number, DROP COLUMN orders, DROP COLUMN rectification, DROP COLUMN closed_at,
  DROP COLUMN verified_by_satellite_at;
CREATE TABLE alert_history (
  id bigserial PRIMARY KEY, alert_id uuid NOT NULL REFERENCES alerts ON DELETE CASCADE, at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL, act text NOT NULL, detail jsonb NOT NULL);
CREATE INDEX alert_history_alert ON alert_history (alert_id, id);
`,
    )
    .execute(db);
}
