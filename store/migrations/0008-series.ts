import { sql, type Kysely } from 'kysely';

/**
 * Series of watch areas: how they are watched and how they stand; runs over a series; and, of each such run, what the next
 * one continues from (its rasters lie in the data folder, `series/AREA/RUN`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE watch_areas ADD COLUMN series_monitor jsonb, ADD COLUMN series_health jsonb;
ALTER TABLE runs ADD COLUMN kind text NOT NULL DEFAULT 'pair', ADD COLUMN series_scene_ids uuid[];
CREATE INDEX runs_series ON runs (watch_area_id, created_at) WHERE kind = 'series';
CREATE TABLE series_states (
  run_id uuid PRIMARY KEY REFERENCES runs ON DELETE CASCADE, watch_area_id uuid NOT NULL REFERENCES watch_areas,
  head jsonb NOT NULL, reported bytea NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX series_states_area ON series_states (watch_area_id, created_at DESC);
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
DROP TABLE series_states;
DELETE FROM runs WHERE kind = 'series';
ALTER TABLE runs DROP COLUMN kind, DROP COLUMN series_scene_ids;
ALTER TABLE watch_areas DROP COLUMN series_monitor, DROP COLUMN series_health;
`,
    )
    .execute(db);
}
