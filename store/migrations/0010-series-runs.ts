import { sql, type Kysely } from 'kysely';

/**
 * Runs over the series of a watch area: what kind a run is, what its looks were, what the next one continues from; and the
 * times in which a watch area was not seen clearly.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE runs ADD COLUMN kind text NOT NULL DEFAULT 'pair', ADD COLUMN series jsonb;
CREATE TABLE series_states (
  run_id uuid PRIMARY KEY REFERENCES runs ON DELETE CASCADE, watch_area_id uuid NOT NULL REFERENCES watch_areas ON DELETE CASCADE,
  state jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX series_states_area ON series_states (watch_area_id, created_at DESC);
CREATE TABLE watch_gaps (
  watch_area_id uuid NOT NULL REFERENCES watch_areas ON DELETE CASCADE, since date NOT NULL,
  noticed_at timestamptz NOT NULL DEFAULT now(), ended_on date, PRIMARY KEY (watch_area_id, since));
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('DROP TABLE watch_gaps, series_states; ALTER TABLE runs DROP COLUMN kind, DROP COLUMN series')
    .execute(db);
}
