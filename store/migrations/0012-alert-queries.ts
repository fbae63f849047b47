import { sql, type Kysely } from 'kysely';

/**
 * What lists, counts and tiles of 100,000 alerts are answered from: the mark of an alert in web mercator as two numbers, and indexes that hold
 * all that counts and far-out tiles ask of, so that outlines and explanations are not read. Regions are prefixes: collation "C" finds them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
ALTER TABLE alerts
  ADD COLUMN mark_x double precision GENERATED ALWAYS AS
    ((ST_XMin(geometry) + ST_XMax(geometry)) / 2 * 20037508.342789244 / 180) STORED,
  ADD COLUMN mark_y double precision GENERATED ALWAYS AS
    (6378137 * ln(tan(pi() / 4 + radians((ST_YMin(geometry) + ST_YMax(geometry)) / 2) / 2))) STORED;
CREATE INDEX alerts_marks ON alerts (mark_x, mark_y) INCLUDE (severity_rank, severity, kind, status, admin_code, id);
CREATE INDEX alerts_region ON alerts (admin_code COLLATE "C", status, kind, severity, severity_rank, id);
DROP INDEX alerts_order, alerts_due_order;
CREATE INDEX alerts_order ON alerts (severity_rank DESC, raised_at DESC, id DESC) INCLUDE (kind, severity, status, admin_code);
CREATE INDEX alerts_raised ON alerts (raised_at DESC, id DESC) INCLUDE (severity_rank, kind, severity, status, admin_code);
CREATE INDEX alerts_area ON alerts (area_m2 DESC, id DESC) INCLUDE (severity_rank, kind, severity, status, admin_code);
CREATE INDEX alerts_due_order ON alerts (due_rank, id) INCLUDE (severity_rank, kind, severity, status, admin_code);
CREATE INDEX alerts_term ON alerts (due_on, admin_code COLLATE "C", id) WHERE due_on IS NOT NULL AND due_paused_on IS NULL;
CREATE INDEX alerts_supervised ON alerts (severity_rank DESC, raised_at DESC, id DESC) WHERE supervised_at IS NOT NULL AND status <> 'closed';
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
DROP INDEX alerts_supervised, alerts_term, alerts_due_order, alerts_area, alerts_raised, alerts_order, alerts_region;
CREATE INDEX alerts_order ON alerts (severity_rank DESC, raised_at DESC, id DESC);
CREATE INDEX alerts_due_order ON alerts (due_rank, id);
ALTER TABLE alerts DROP COLUMN mark_x, DROP COLUMN mark_y;
`,
    )
    .execute(db);
}
