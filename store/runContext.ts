import { sql, type RawBuilder } from 'kysely';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Layer, LayerFeature } from '#domain/layer.js';
import type { EnforcementOrder, SettledAlert } from '#domain/order.js';
import type { Patch } from '#domain/patch.js';
import type { Permit } from '#domain/permit.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { ordersNearPatches } from './enforcementOrders.js';
import { geoJsonOf, NEAR_DEGREES } from './geometry.js';
import { toLayerFeature } from './layers.js';
import { layersInForce } from './layersInForce.js';
import { regionCodeAt } from './regionCode.js';
import { loadPatchesWhere } from './patches.js';
import { isCurrentRevision, permitRows, toPermit } from './permits.js';
import { settledAlertsNearPatches } from './settledAlerts.js';

/** What the patches of a run are judged against. */
export interface RunContext {
  /** Layer versions in force on the day of the after scene, or when a patch of the run was first seen. */
  readonly layers: readonly Layer[];
  /** Features of those versions near each patch, by patch id. */
  readonly featuresOfPatch: ReadonlyMap<string, readonly LayerFeature[]>;
  /** Permits (highest revision) near each patch, by patch id. */
  readonly permitsOfPatch: ReadonlyMap<string, readonly Permit[]>;
  readonly ordersOfPatch: ReadonlyMap<string, readonly EnforcementOrder[]>;
  readonly settledAlertsOfPatch: ReadonlyMap<string, readonly SettledAlert[]>;
  /** Patches of the watch area, seen up to the day, that lie on the permits: what shows that these are used. */
  readonly patchesOnPermits: readonly Patch[];
}

/**
 * Loads what a run's patches are judged against; `onsetTo` is the day of its after scene.
 * @param asKnownAt what was recorded up to this instant; null: what is known now
 */
export async function loadRunContext(
  db: Db,
  runId: string,
  onsetTo: IsoDate,
  asKnownAt: IsoTime | null = null,
): Promise<RunContext> {
  const layers = await layersOfRun(db, runId, onsetTo, asKnownAt);
  const permitsOfPatch = await permitsNearPatches(db, runId, isCurrentRevision(asKnownAt));
  const caseNumbers = [...new Set([...permitsOfPatch.values()].flat().map(({ caseNumber }) => caseNumber))];
  return {
    layers,
    featuresOfPatch: await featuresNearPatches(db, runId, layers),
    permitsOfPatch,
    ordersOfPatch: await ordersNearPatches(db, runId, asKnownAt),
    settledAlertsOfPatch: await settledAlertsNearPatches(db, runId, asKnownAt),
    patchesOnPermits: await patchesOnPermits(db, runId, { caseNumbers, onsetTo }),
  };
}

/** A pair sees everything on one day; the patches of a series were first seen on many. */
async function layersOfRun(
  db: Db,
  runId: string,
  lastDay: IsoDate,
  asKnownAt: IsoTime | null,
): Promise<readonly Layer[]> {
  const rows = await db.selectFrom('patches').select('onset_to').distinct().where('run_id', '=', runId).execute();
  const versions = new Map<string, Layer>();
  for (const day of new Set([...rows.map((row) => row.onset_to).sort(), lastDay])) {
    for (const layer of await layersInForce(db, day, asKnownAt)) {
      versions.set(JSON.stringify([layer.id, layer.version]), layer);
    }
  }
  return [...versions.values()];
}

/** Features of given layer versions near each patch of a run, by patch id. */
export async function featuresNearPatches(
  db: Db,
  runId: string,
  layers: readonly Layer[],
): Promise<Map<string, LayerFeature[]>> {
  const inForce = JSON.stringify(layers.map(({ id, version }) => ({ id, version })));
  const pairs = await sql<{ patch_id: string; layer_id: string; layer_version: string; feature_id: string }>`
    SELECT p.id AS patch_id, f.layer_id, f.layer_version, f.feature_id
    FROM patches p
    JOIN layer_features f ON ST_DWithin(p.geometry, f.geometry, ${NEAR_DEGREES})
    JOIN jsonb_to_recordset(${inForce}::jsonb) AS v(id text, version text)
      ON v.id = f.layer_id AND v.version = f.layer_version
    WHERE p.run_id = ${runId}
    ORDER BY p.ordinal, f.layer_id, f.feature_id
  `.execute(db);
  const keyOf = (row: { layer_id: string; layer_version: string; feature_id: string }) =>
    JSON.stringify([row.layer_id, row.layer_version, row.feature_id]);
  const wanted = [...new Map(pairs.rows.map((row) => [keyOf(row), row])).values()];
  const rows = await db
    .selectFrom('layer_features')
    .innerJoin('layers', (join) =>
      join.onRef('layers.id', '=', 'layer_id').onRef('layers.version', '=', 'layer_version'),
    )
    .select(['layer_id', 'layer_version', 'kind', 'feature_id', 'name', 'properties'])
    .select(geoJsonOf('geometry').as('geometry_json'))
    .where(
      sql<boolean>`(layer_id, layer_version, feature_id) IN (SELECT layer_id, layer_version, feature_id
        FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w(layer_id text, layer_version text, feature_id text))`,
    )
    .execute();
  const features = new Map(rows.map((row) => [keyOf(row), toLayerFeature(row)]));
  return groupByPatch(pairs.rows, (row) => features.get(keyOf(row))!);
}

/** @param isMeant chooses one revision of each case number */
export async function permitsNearPatches(
  db: Db,
  runId: string,
  isMeant: RawBuilder<boolean>,
): Promise<Map<string, Permit[]>> {
  const pairs = await sql<{ patch_id: string; case_number: string }>`
    SELECT DISTINCT p.id AS patch_id, permits.case_number
    FROM patches p JOIN permits ON ST_DWithin(p.geometry, permits.geometry, ${NEAR_DEGREES})
    WHERE p.run_id = ${runId} AND ${isMeant}
    ORDER BY p.id, permits.case_number
  `.execute(db);
  const caseNumbers = [...new Set(pairs.rows.map((row) => row.case_number))];
  const rows = await permitRows(db, 'exact')
    .where(isMeant)
    .where('case_number', '=', sql<string>`ANY(${caseNumbers})`)
    .execute();
  const permits = new Map(rows.map((row) => [row.case_number, toPermit(row)]));
  return groupByPatch(pairs.rows, (row) => permits.get(row.case_number)!);
}

async function patchesOnPermits(
  db: Db,
  runId: string,
  { caseNumbers, onsetTo }: { readonly caseNumbers: readonly string[]; readonly onsetTo: IsoDate },
): Promise<readonly Patch[]> {
  if (caseNumbers.length === 0) return [];
  return loadPatchesWhere(
    db,
    sql<boolean>`patches.onset_to <= ${onsetTo}::date
      AND patches.run_id IN (SELECT id FROM runs WHERE watch_area_id = (SELECT watch_area_id FROM runs WHERE id = ${runId}))
      AND EXISTS (SELECT FROM permits WHERE case_number = ANY(${caseNumbers}) AND ST_Intersects(permits.geometry, patches.geometry))`,
  );
}

/** Items of rows by the patch that each row names, in the rows' order. */
export function groupByPatch<Row extends { patch_id: string }, T>(
  rows: readonly Row[],
  itemOf: (row: Row) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.patch_id);
    if (group === undefined) groups.set(row.patch_id, [itemOf(row)]);
    else group.push(itemOf(row));
  }
  return groups;
}

/**
 * The administrative code of each area: that of the smallest `adminRegion` feature in force on the day which holds a
 * point inside the area; null where none does.
 */
export async function adminCodesOf(
  db: Db,
  areas: readonly AreaGeometry[],
  day: IsoDate,
): Promise<readonly (string | null)[]> {
  if (areas.length === 0) return [];
  const regions = (await layersInForce(db, day)).filter((layer) => layer.kind === 'adminRegion');
  const { rows } = await sql<{ code: string | null }>`
    SELECT ${regionCodeAt(sql`areas.centre`, regions)} AS code
    FROM (
      SELECT ordinal, ST_PointOnSurface(ST_SetSRID(ST_GeomFromGeoJSON(area), 4326)) AS centre
      FROM json_array_elements(${JSON.stringify(areas)}::json) WITH ORDINALITY AS a(area, ordinal)
    ) AS areas
    ORDER BY areas.ordinal
  `.execute(db);
  return rows.map((row) => row.code);
}
