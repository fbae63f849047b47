import { sql, type RawBuilder } from 'kysely';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import type { Permit, PermitKind, PermitStage } from '#domain/permit.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { geoJsonOf, intersectsBbox } from './geometry.js';
import { isVisibleTo } from './layers.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';

/** A revision of a permit as it stands stored. */
export interface StoredPermit extends Permit {
  /** Region that it is kept for; '' for all. */
  readonly adminCode: string;
  readonly recordedAt: IsoTime;
  readonly recordedBy: string | null;
}

export interface PermitFilter extends PageRequest {
  readonly bbox?: BboxWgs84 | undefined;
  readonly caseNumber?: string | undefined;
  readonly projectId?: string | undefined;
  readonly kind?: PermitKind | undefined;
  readonly stage?: PermitStage | undefined;
  /** Case numbers that hold this text. */
  readonly search?: string | undefined;
  /** What was recorded up to this instant; default: now. */
  readonly asKnownAt?: IsoTime | undefined;
}

const BY_CASE_NUMBER: SortOrder = {
  name: 'permits',
  columns: [{ column: 'case_number', type: 'text' }],
  direction: 'asc',
};

/** Permits that the caller may see, by case number, each in its highest revision. */
export async function listPermits(db: Db, caller: Caller, filter: PermitFilter = {}): Promise<Page<StoredPermit>> {
  const size = pageSize(filter.limit);
  let query = currentPermitRows(db, 'display', filter.asKnownAt ?? null)
    .select(['admin_code', 'recorded_at', 'recorded_by'])
    .select(cursorKey(BY_CASE_NUMBER).as('cursor_key'))
    .where(isVisibleTo(caller, 'admin_code'))
    .orderBy('case_number')
    .limit(size + 1);
  if (filter.caseNumber !== undefined) query = query.where('case_number', '=', filter.caseNumber);
  if (filter.projectId !== undefined) query = query.where('project_id', '=', filter.projectId);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage);
  if (filter.search) query = query.where(sql<boolean>`position(${filter.search} in case_number) > 0`);
  if (filter.bbox !== undefined) query = query.where(intersectsBbox('geometry', filter.bbox));
  if (filter.cursor) query = query.where(afterCursor(BY_CASE_NUMBER, filter.cursor));
  return toPage(await query.execute(), size, BY_CASE_NUMBER, toStoredPermit);
}

/** Every revision of a case number that the caller may see, highest first. */
export async function listPermitRevisions(
  db: Db,
  caller: Caller,
  caseNumber: string,
): Promise<readonly StoredPermit[]> {
  const rows = await permitRows(db, 'display')
    .select(['admin_code', 'recorded_at', 'recorded_by'])
    .where('case_number', '=', caseNumber)
    .where(isVisibleTo(caller, 'admin_code'))
    .orderBy('revision', 'desc')
    .execute();
  return rows.map(toStoredPermit);
}

/**
 * True for the highest revision of a case number among those recorded.
 * @param asKnownAt recorded up to this instant; null: up to now
 */
export function isCurrentRevision(asKnownAt: IsoTime | null): RawBuilder<boolean> {
  const known = asKnownAt ?? 'infinity';
  return sql<boolean>`(permits.recorded_at <= ${known}::timestamptz AND NOT EXISTS (SELECT FROM permits later
    WHERE later.case_number = permits.case_number AND later.revision > permits.revision
      AND later.recorded_at <= ${known}::timestamptz))`;
}

/** Permits, of each case number the highest revision recorded up to an instant (null: up to now). */
export function currentPermitRows(db: Db, precision: 'exact' | 'display', asKnownAt: IsoTime | null = null) {
  return permitRows(db, precision).where(isCurrentRevision(asKnownAt));
}

/** Revisions of permits, all of them. */
export function permitRows(db: Db, precision: 'exact' | 'display') {
  return db
    .selectFrom('permits')
    .select(['case_number', 'revision', 'kind', 'project_id', 'stage', 'granted_on', 'valid_to', 'withdrawn_on'])
    .select(['approved_use', 'approved_area_m2', 'footprint_area_m2', 'build_deadline', 'conditions'])
    .select(geoJsonOf('geometry', precision).as('geometry_json'));
}

interface PermitRow {
  case_number: string;
  revision: number;
  kind: string;
  project_id: string | null;
  stage: string;
  granted_on: string;
  valid_to: string | null;
  withdrawn_on: string | null;
  approved_use: string[];
  approved_area_m2: number | null;
  footprint_area_m2: number | null;
  build_deadline: string | null;
  conditions: string | null;
  geometry_json: AreaGeometry;
}

export function toPermit(row: PermitRow): Permit {
  return {
    caseNumber: row.case_number,
    kind: row.kind as PermitKind,
    revision: row.revision,
    projectId: row.project_id,
    stage: row.stage as PermitStage,
    grantedOn: row.granted_on,
    validTo: row.valid_to,
    withdrawnOn: row.withdrawn_on,
    approvedUse: row.approved_use,
    approvedAreaM2: row.approved_area_m2,
    footprintAreaM2: row.footprint_area_m2,
    buildDeadline: row.build_deadline,
    conditions: row.conditions,
    geometry: row.geometry_json,
  };
}

type StoredPermitRow = PermitRow & { admin_code: string; recorded_at: IsoTime; recorded_by: string | null };

function toStoredPermit(row: StoredPermitRow): StoredPermit {
  return { ...toPermit(row), adminCode: row.admin_code, recordedAt: row.recorded_at, recordedBy: row.recorded_by };
}
