import type pg from 'pg';

/** South-west corner and side of a prefecture, degrees: about 100 km. */
export const CORNER = [120, 30] as const;
export const SIDE_DEGREES = 1;
const COUNTIES = 8;
const TOWNS = 12;
/** The prefecture's code; counties are `3301nn`, towns `3301nntttt`. */
export const PREFECTURE = '3301';

/**
 * Fills the tables with alerts as two years of monitoring leave them, by SQL: outlines of 8 to 60 corners gathered round towns, most of them
 * closed, each with one to four patches, a history of one to nine entries, findings; permits for a third of them, officers, silences, flags.
 * Entries of the audit trail are not chained: nothing here verifies them.
 */
export async function fillAlerts(client: pg.Client, count: number): Promise<void> {
  await client.query('SELECT setseed(0.3)');
  await client.query(`
    CREATE TEMP TABLE towns AS SELECT n, '3301' || lpad((1 + n / ${TOWNS})::text, 2, '0') || lpad((1 + n % ${TOWNS})::text, 3, '0') AS code,
      ${CORNER[0]} + random() * ${SIDE_DEGREES} AS lon, ${CORNER[1]} + random() * ${SIDE_DEGREES} AS lat
    FROM generate_series(0, ${COUNTIES * TOWNS - 1}) AS n`);
  await client.query(`
    INSERT INTO users (id, name, password_hash, role, admin_code)
    SELECT gen_random_uuid(), 'officer ' || n, 'x', 'officer', '3301' FROM generate_series(1, 60) AS n`);
  await client.query(`
    CREATE TEMP TABLE drawn AS SELECT *, ST_Area(geometry::geography) AS area_m2 FROM (
    SELECT place.n, gen_random_uuid() AS id, random() AS fate, random() AS choice, towns.code,
      ST_Buffer(ST_SetSRID(ST_MakePoint(lon + reach * cos(angle), lat + reach * sin(angle)), 4326),
        0.0001 + 0.001 * random() ^ 3, 2 + (random() * 13)::int) AS geometry,
      now() - random() ^ 1.5 * interval '730 days' AS raised_at
    FROM (SELECT n, floor(random() ^ 2 * ${COUNTIES * TOWNS})::int AS town, random() * 2 * pi() AS angle,
      0.04 * sqrt(-2 * ln(1 - random())) AS reach FROM generate_series(1, ${count}) AS n) AS place
    JOIN towns ON towns.n = place.town) AS outlined`);
  await client.query(`
    INSERT INTO alerts (id, kind, severity, severity_rank, status, admin_code, area_m2, onset_from, onset_to, permit_case_numbers, explanation,
      geometry, raised_at, updated_at, assignee_id, due_on, supervised_at, determination, determined_at, revision)
    SELECT id,
      (ARRAY['buildWithoutApproval','basicFarmlandOccupied','exceedsApprovedExtent','croplandToNonAgricultural','zoneConflict'])[1 + floor(choice * 5)::int],
      severity, array_position(ARRAY['low','medium','high','critical'], severity) - 1, status, code, area_m2,
      (raised_at - interval '40 days')::date, (raised_at - interval '3 days')::date,
      CASE WHEN n % 3 = 0 THEN ARRAY['建字第' || n % 9000 || '号'] ELSE '{}' END,
      '{"zh":"在批准范围之外新增建筑,面积约一千平方米。","en":"New buildings of about 1000 square metres outside what was approved."}',
      geometry, raised_at, raised_at + interval '9 days',
      CASE WHEN status NOT IN ('new', 'closed') THEN (SELECT id FROM users WHERE name = 'officer ' || 1 + n % 60) END,
      CASE WHEN status <> 'closed' THEN (raised_at + interval '60 days')::date END,
      CASE WHEN status <> 'closed' AND n % 10 = 0 THEN raised_at + interval '61 days' END,
      CASE WHEN status IN ('closed', 'determined', 'caseFiled', 'ordered') THEN jsonb_build_object('outcome',
        (ARRAY['violation', 'violation', 'lawful', 'pseudoChange'])[1 + n % 4], 'reason', 'as the pictures show') END,
      CASE WHEN status = 'closed' THEN raised_at + interval '20 days' END, 1 + n % 9
    FROM (SELECT *, (ARRAY['low','low','low','medium','medium','high','critical'])[1 + floor(random() * 7)::int] AS severity,
      CASE WHEN fate < 0.08 THEN 'new' WHEN fate < 0.14 THEN 'deskReview' WHEN fate < 0.2 THEN 'fieldVerification' WHEN fate < 0.23 THEN 'determined'
        WHEN fate < 0.25 THEN 'caseFiled' WHEN fate < 0.27 THEN 'ordered' ELSE 'closed' END AS status FROM drawn) AS fated`);
  await addPatches(client);
  await client.query(`
    INSERT INTO audit_trail (sequence, at, actor, act, noun, noun_id, admin_code, detail, previous_hash, hash)
    SELECT row_number() OVER (), raised_at + step * interval '2 days', 'officer ' || n % 60, (ARRAY['raised','acknowledged','assigned','decided'])[1 + step % 4],
      'alert', id::text, code, jsonb_build_object('note', 'step ' || step), '', '' FROM drawn, generate_series(0, n % 9) AS step`);
  await client.query('UPDATE audit_head SET count = (SELECT max(sequence) FROM audit_trail)');
  await client.query(`
    INSERT INTO silences (id, admin_code, geometry, kind, reason, until, created_by)
    SELECT gen_random_uuid(), code, ST_Buffer(geometry, 0.002), CASE WHEN n % 2 = 0 THEN 'zoneConflict' END, 'known works', current_date + 90, 'officer'
    FROM drawn WHERE n % ${Math.max(1, Math.floor(count / 300))} = 0`);
  await client.query(`
    INSERT INTO flags (id, alert_id, case_number, status, kind, severity, admin_code, sequence)
    SELECT gen_random_uuid(), id, permit_case_numbers[1], CASE WHEN status = 'closed' THEN 'cleared' ELSE 'open' END, kind, severity, admin_code,
      row_number() OVER (ORDER BY raised_at) FROM alerts`);
  await client.query(`
    INSERT INTO flag_changes (sequence, flag_id, alert_id, case_number, status, kind, severity, admin_code, area_m2)
    SELECT flags.sequence, flags.id, alert_id, case_number, flags.status, flags.kind, flags.severity, flags.admin_code, area_m2
    FROM flags JOIN alerts ON alerts.id = alert_id`);
  await client.query('UPDATE flag_head SET sequence = (SELECT max(sequence) FROM flags)');
  await client.query('VACUUM ANALYZE');
}

/** Of one run: which run a patch came from does not matter to lists. */
async function addPatches(client: pg.Client): Promise<void> {
  await client.query(`
    INSERT INTO scenes (id, title, acquired_at, sensor, asset, grid, footprint, gsd_metres, content_hash, clear_share)
    SELECT gen_random_uuid(), 'scene', now(), 'optical', '{}', '{}', ST_MakeEnvelope(120, 30, 121, 31, 4326), 10, 'x', 1`);
  await client.query(`
    INSERT INTO watch_areas (id, name, admin_code, recipe, rule_set, geometry)
    SELECT gen_random_uuid(), 'prefecture', '3301', 'indexDifference', 'default', ST_MakeEnvelope(120, 30, 121, 31, 4326)`);
  await client.query(`
    INSERT INTO runs (id, watch_area_id, before_scene_ids, after_scene_id, after_time, natural_key, recipe, recipe_reference, rule_set, rule_set_reference, status)
    SELECT gen_random_uuid(), watch_areas.id, ARRAY[scenes.id], scenes.id, now(), 'x', '{}', '{}', '{}', '{}', 'done' FROM watch_areas, scenes`);
  await client.query(`
    CREATE TEMP TABLE looks AS SELECT gen_random_uuid() AS patch_id, row_number() OVER () AS ordinal, drawn.*, look
    FROM drawn, generate_series(0, n % 4) AS look`);
  await client.query(`
    INSERT INTO patches (id, run_id, ordinal, geometry, area_m2, from_class, to_class, confidence, onset_from, onset_to, before_time, after_time,
      assessed_share, registration_error_m, gsd_m, detector, recipe)
    SELECT patch_id, runs.id, ordinal, geometry, area_m2, 'cropland', 'building', 0.3 + 0.7 * random(), (raised_at - interval '40 days')::date,
      (raised_at - interval '3 days')::date, raised_at - interval '40 days', raised_at, 1, 4, 10, 'indexDifference', '{}' FROM looks, runs`);
  await client.query(`
    INSERT INTO alert_patches (alert_id, patch_id, lineage, joined_at)
    SELECT id, patch_id, CASE look WHEN 0 THEN 'raised' ELSE 'grown' END, raised_at + look * interval '20 days' FROM looks`);
}
