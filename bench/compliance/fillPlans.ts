import type pg from 'pg';

/** South-west corner and side of the ground, degrees: about 100 km. */
const CORNER = [120, 30] as const;
export const SIDE_DEGREES = 1;

/**
 * Fills the tables of plans, permits and alerts by SQL: a land survey and zones that cover the ground, patches of basic farmland, a
 * redline and a growth boundary of 40,000 corners each, colour lines, permits and open alerts.
 * @param features plan features in all
 */
export async function fillPlans(client: pg.Client, features: number): Promise<void> {
  const survey = Math.floor(Math.sqrt(features * 0.6));
  const zones = Math.floor(Math.sqrt(features * 0.15));
  const scattered = features - survey * survey - zones * zones - 2;
  await client.query('SELECT setseed(0.3)');
  await addLayer(
    client,
    'survey',
    'landClass',
    cells(survey, `jsonb_build_object('code', (ARRAY['0101','0103','0301','0702','1101'])[1 + (random() * 4)::int])`),
  );
  await addLayer(
    client,
    'zones',
    'zone',
    cells(zones, `jsonb_build_object('use', (ARRAY['0701','1001','0101','1401'])[1 + (random() * 3)::int])`),
  );
  await addLayer(client, 'farmland', 'permanentBasicFarmland', blobs(Math.floor(scattered * 0.7), 0.003));
  await addLayer(client, 'green', 'greenLine', blobs(Math.ceil(scattered * 0.3), 0.001));
  await addLayer(client, 'redline', 'ecologicalRedline', disc(0.3));
  await addLayer(client, 'boundary', 'urbanGrowthBoundary', disc(0.25));
  await client.query(`
    INSERT INTO permits (case_number, revision, kind, stage, granted_on, valid_to, approved_use, geometry, content_hash)
    SELECT 'P' || g.id, 1, 'buildingPermit', 'granted', '2024-01-01', '2027-01-01', '["0701"]', g.geometry, '' FROM (${blobs(20_000, 0.001)}) AS g`);
  await client.query(`
    INSERT INTO alerts (id, kind, severity, severity_rank, status, admin_code, area_m2, onset_from, onset_to, permit_case_numbers, explanation, geometry)
    SELECT gen_random_uuid(), 'buildWithoutApproval', 'high', 2, 'new', '330106', 1000, '2024-01-01', '2024-02-01', '{}',
      '{"zh":"疑似未批先建。","en":"Suspected."}', g.geometry FROM (${blobs(5000, 0.001)}) AS g`);
  await client.query('ANALYZE');
}

async function addLayer(client: pg.Client, id: string, kind: string, rows: string): Promise<void> {
  await client.query(
    `INSERT INTO layers (id, version, kind, title, valid_from, content_hash, feature_count, status)
     VALUES ($1, '1', $2, $1, '2023-01-01', '', 0, 'published')`,
    [id, kind],
  );
  await client.query(
    `INSERT INTO layer_states (layer_id, layer_version, status, valid_from) VALUES ($1, '1', 'published', '2023-01-01')`,
    [id],
  );
  await client.query(
    `INSERT INTO layer_features (layer_id, layer_version, feature_id, properties, geometry)
     SELECT $1, '1', g.id::text, g.properties, g.geometry FROM (${rows}) AS g`,
    [id],
  );
}

/** Cells side by side, their edges with corners every quarter. */
function cells(side: number, properties: string): string {
  const size = SIDE_DEGREES / side;
  const [lon, lat] = CORNER;
  return `SELECT i * ${side} + j AS id, ${properties} AS properties,
    ST_Segmentize(ST_MakeEnvelope(${lon} + i * ${size}, ${lat} + j * ${size}, ${lon} + (i + 1) * ${size}, ${lat} + (j + 1) * ${size}, 4326), ${size / 4}) AS geometry
    FROM generate_series(0, ${side - 1}) AS i, generate_series(0, ${side - 1}) AS j`;
}

/** Rounded outlines of 32 corners, scattered. */
function blobs(count: number, radius: number): string {
  const [lon, lat] = CORNER;
  return `SELECT id, '{}'::jsonb AS properties, ST_Buffer(ST_SetSRID(ST_MakePoint(${lon} + random() * ${SIDE_DEGREES}, ${lat} + random() * ${SIDE_DEGREES}), 4326),
    ${radius} * (0.3 + 0.7 * random()), 8) AS geometry FROM generate_series(1, ${count}) AS id`;
}

function disc(radius: number): string {
  const [lon, lat] = [CORNER[0] + SIDE_DEGREES / 2, CORNER[1] + SIDE_DEGREES / 2];
  return `SELECT 1 AS id, '{}'::jsonb AS properties, ST_Buffer(ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326), ${radius}, 10000) AS geometry`;
}
