import { sql, type Kysely } from 'kysely';

/** Second decisions: the plan by which they are drawn, what was drawn, and fits of confidence to determinations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
CREATE TABLE review_plans (
  admin_code text NOT NULL, version integer NOT NULL, plan jsonb NOT NULL, created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (admin_code, version));
CREATE TABLE second_reviews (
  alert_id uuid PRIMARY KEY REFERENCES alerts ON DELETE CASCADE, admin_code text NOT NULL, plan_version integer NOT NULL,
  first jsonb NOT NULL, first_by uuid NOT NULL, first_name text NOT NULL, drawn_at timestamptz NOT NULL,
  reviewer_id uuid, reviewer_name text, claimed_at timestamptz, second jsonb, decided_at timestamptz);
CREATE INDEX second_reviews_open ON second_reviews (drawn_at) WHERE decided_at IS NULL;
CREATE INDEX second_reviews_blind ON second_reviews (reviewer_id, alert_id) WHERE decided_at IS NULL;
CREATE TABLE confidence_fits (
  version integer PRIMARY KEY, admin_code text NOT NULL, fit jsonb NOT NULL, created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now());
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('DROP TABLE confidence_fits, second_reviews, review_plans').execute(db);
}
