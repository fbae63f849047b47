import { sql, type RawBuilder } from 'kysely';
import type { Lineage } from '#domain/alert.js';
import type { Judgement } from '#domain/finding.js';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import { idOf, isUuid } from '#domain/id.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { DetectedPatch, Patch, PatchAgreement } from '#domain/patch.js';
import type { Caller } from '#domain/people.js';
import type { RecipeReference } from '#domain/recipe.js';
import type { IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { geoJsonOf, intersectsBbox } from './geometry.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { inRegionOf } from './watchAreas.js';

/** A patch as people see it: with what the rules said, null until they were applied. */
export interface JudgedPatch extends Patch {
  readonly judgement: Judgement | null;
}

/** A patch of an alert, and how it relates to it. */
export interface AlertPatch extends JudgedPatch {
  readonly lineage: Lineage;
}

const INSERT_BATCH = 500;

/**
 * Stores the patches of a run in place of those it had. Ids follow from the run and the order of the patches, so the
 * same detection gives the same ids. Call before any alert took one of them up.
 */
export async function savePatches(db: Db, runId: string, patches: readonly DetectedPatch[]): Promise<void> {
  await db.deleteFrom('patches').where('run_id', '=', runId).execute();
  for (let start = 0; start < patches.length; start += INSERT_BATCH) {
    const rows = patches.slice(start, start + INSERT_BATCH).map((patch, i) => ({
      ...patch,
      id: idOf('patch', runId, start + i),
      ordinal: start + i,
      geometry: { type: patch.geometry.type, coordinates: patch.geometry.coordinates },
    }));
    await sql`
      INSERT INTO patches (id, run_id, ordinal, geometry, area_m2, from_class, to_class, confidence, onset_from, onset_to,
        before_time, after_time, assessed_share, registration_error_m, gsd_m, detector, recipe, agreement)
      SELECT id, ${runId}, ordinal, ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326), "areaM2", "fromClass", "toClass",
        confidence, "onsetFrom", "onsetTo", "beforeTime", "afterTime", "assessedShare", "registrationErrorM", "gsdM",
        detector, recipe, agreement
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS p(id uuid, ordinal int, geometry json, "areaM2" float8,
        "fromClass" text, "toClass" text, confidence float8, "onsetFrom" date, "onsetTo" date, "beforeTime" timestamptz,
        "afterTime" timestamptz, "assessedShare" float8, "registrationErrorM" float8, "gsdM" float8, detector text,
        recipe jsonb, agreement jsonb)
    `.execute(db);
  }
}

/** All patches of a run, in the detector's order, coordinates exact. */
export async function loadPatches(db: Db, runId: string): Promise<readonly Patch[]> {
  const rows = await patchRows(db, 'exact').where('patches.run_id', '=', runId).orderBy('ordinal').execute();
  return rows.map(toPatch);
}

/** Patches that a condition holds for, in the order of their onset, coordinates exact. */
export async function loadPatchesWhere(db: Db, condition: RawBuilder<boolean>): Promise<readonly Patch[]> {
  const rows = await patchRows(db, 'exact').where(condition).orderBy('onset_to').orderBy('patches.id').execute();
  return rows.map(toPatch);
}

export interface PatchFilter extends PageRequest {
  readonly runId?: string | undefined;
  readonly bbox?: BboxWgs84 | undefined;
}

const BY_RUN: SortOrder = {
  name: 'patches',
  columns: [
    { column: 'patches.run_id', type: 'uuid' },
    { column: 'patches.ordinal', type: 'int' },
  ],
  direction: 'asc',
};

/** Patches of the watch areas in the caller's region, by run and order in it. */
export async function listPatches(db: Db, caller: Caller, filter: PatchFilter = {}): Promise<Page<JudgedPatch>> {
  const size = pageSize(filter.limit);
  if (filter.runId !== undefined && !isUuid(filter.runId)) return { items: [], nextCursor: null };
  let query = patchRows(db, 'display')
    .innerJoin('runs', 'runs.id', 'patches.run_id')
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .select(cursorKey(BY_RUN).as('cursor_key'))
    .orderBy('patches.run_id')
    .orderBy('patches.ordinal')
    .limit(size + 1);
  if (filter.runId !== undefined) query = query.where('patches.run_id', '=', filter.runId);
  if (filter.bbox !== undefined) query = query.where(intersectsBbox('patches.geometry', filter.bbox));
  if (filter.cursor) query = query.where(afterCursor(BY_RUN, filter.cursor));
  return toPage(await query.execute(), size, BY_RUN, toJudgedPatch);
}

/** Patches of one alert in the caller's region, in the order in which they joined it. */
export async function listAlertPatches(db: Db, caller: Caller, alertId: string): Promise<readonly AlertPatch[]> {
  if (!isUuid(alertId)) return [];
  const rows = await patchRows(db, 'display')
    .innerJoin('alert_patches', 'alert_patches.patch_id', 'patches.id')
    .innerJoin('alerts', 'alerts.id', 'alert_patches.alert_id')
    .select('alert_patches.lineage')
    .where('alerts.id', '=', alertId)
    .where(inRegionOf(caller, 'alerts.admin_code'))
    .orderBy('patches.onset_to')
    .orderBy('patches.id')
    .execute();
  return rows.map((row) => ({ ...toJudgedPatch(row), lineage: row.lineage as Lineage }));
}

function patchRows(db: Db, precision: 'exact' | 'display') {
  return db
    .selectFrom('patches')
    .select(['patches.id', 'patches.run_id', 'patches.ordinal', 'patches.area_m2', 'patches.from_class'])
    .select(['patches.to_class', 'patches.confidence', 'patches.onset_from', 'patches.onset_to', 'patches.before_time'])
    .select(['patches.after_time', 'patches.assessed_share', 'patches.registration_error_m', 'patches.gsd_m'])
    .select(['patches.detector', 'patches.recipe', 'patches.agreement', 'patches.judgement'])
    .select(geoJsonOf('patches.geometry', precision).as('geometry_json'));
}

interface PatchRow {
  id: string;
  run_id: string;
  area_m2: number;
  from_class: string;
  to_class: string;
  confidence: number;
  onset_from: string;
  onset_to: string;
  before_time: IsoTime;
  after_time: IsoTime;
  assessed_share: number;
  registration_error_m: number;
  gsd_m: number;
  detector: string;
  recipe: unknown;
  agreement: unknown;
  judgement: unknown;
  geometry_json: AreaGeometry;
}

function toPatch(row: PatchRow): Patch {
  return {
    id: row.id,
    runId: row.run_id,
    geometry: row.geometry_json,
    areaM2: row.area_m2,
    fromClass: row.from_class as LandCoverClass,
    toClass: row.to_class as LandCoverClass,
    confidence: row.confidence,
    onsetFrom: row.onset_from,
    onsetTo: row.onset_to,
    beforeTime: row.before_time,
    afterTime: row.after_time,
    assessedShare: row.assessed_share,
    registrationErrorM: row.registration_error_m,
    gsdM: row.gsd_m,
    detector: row.detector,
    recipe: row.recipe as RecipeReference,
    ...(row.agreement !== null && { agreement: row.agreement as PatchAgreement }),
  };
}

function toJudgedPatch(row: PatchRow): JudgedPatch {
  return { ...toPatch(row), judgement: (row.judgement ?? null) as Judgement | null };
}
