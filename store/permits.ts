import { sql } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import { contentHashOf } from '#domain/id.js';
import type { Permit, PermitKind, PermitStage } from '#domain/permit.js';
import { inTransaction, type Db } from './database.js';
import { geoJsonOf, geometryFrom, intersectsBbox } from './geometry.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';

/**
 * Stores permits, all or none. A revision that stands stored with the same content is counted as unchanged.
 * @throws BadInputError where a permit ends before it begins, or a stored revision would change
 */
export async function savePermits(
  db: Db,
  permits: readonly Permit[],
): Promise<{ readonly accepted: number; readonly unchanged: number }> {
  permits.forEach(refuseReversedTerm);
  return inTransaction(db, async (transaction) => {
    let accepted = 0;
    for (const permit of permits) accepted += (await savePermit(transaction, permit)) ? 1 : 0;
    return { accepted, unchanged: permits.length - accepted };
  });
}

function refuseReversedTerm(permit: Permit): void {
  if (permit.validTo === null || permit.grantedOn <= permit.validTo) return;
  throw new BadInputError('the permit ends before it begins', {
    code: 'permit.reversedTerm',
    where: `permit ${permit.caseNumber}: validTo`,
    found: permit.validTo,
    expected: `${permit.grantedOn} (grantedOn) or later`,
  });
}

async function savePermit(db: Db, permit: Permit): Promise<boolean> {
  const contentHash = contentHashOf(permit);
  const inserted = await db
    .insertInto('permits')
    .values({
      case_number: permit.caseNumber,
      revision: permit.revision,
      kind: permit.kind,
      project_id: permit.projectId,
      stage: permit.stage,
      granted_on: permit.grantedOn,
      valid_to: permit.validTo,
      withdrawn_on: permit.withdrawnOn,
      approved_use: JSON.stringify(permit.approvedUse),
      approved_area_m2: permit.approvedAreaM2,
      footprint_area_m2: permit.footprintAreaM2,
      build_deadline: permit.buildDeadline,
      conditions: permit.conditions,
      geometry: geometryFrom(permit.geometry),
      content_hash: contentHash,
    })
    .onConflict((conflict) => conflict.columns(['case_number', 'revision']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return true;
  const stored = await db
    .selectFrom('permits')
    .select('content_hash')
    .where('case_number', '=', permit.caseNumber)
    .where('revision', '=', permit.revision)
    .executeTakeFirstOrThrow();
  if (stored.content_hash === contentHash) return false;
  throw new BadInputError('this revision of the permit stands stored with other content', {
    code: 'permit.revisionExists',
    where: `permit ${permit.caseNumber}: revision`,
    found: String(permit.revision),
    expected: 'a higher revision for changed content',
  });
}

export interface PermitFilter extends PageRequest {
  readonly bbox?: BboxWgs84 | undefined;
  readonly caseNumber?: string | undefined;
}

const BY_CASE_NUMBER: SortOrder = {
  name: 'permits',
  columns: [{ column: 'case_number', type: 'text' }],
  direction: 'asc',
};

/** Permits by case number, each in its highest revision. */
export async function listPermits(db: Db, filter: PermitFilter = {}): Promise<Page<Permit>> {
  const size = pageSize(filter.limit);
  let query = currentPermitRows(db, 'display')
    .select(cursorKey(BY_CASE_NUMBER).as('cursor_key'))
    .orderBy('case_number')
    .limit(size + 1);
  if (filter.caseNumber !== undefined) query = query.where('case_number', '=', filter.caseNumber);
  if (filter.bbox !== undefined) query = query.where(intersectsBbox('geometry', filter.bbox));
  if (filter.cursor) query = query.where(afterCursor(BY_CASE_NUMBER, filter.cursor));
  return toPage(await query.execute(), size, BY_CASE_NUMBER, toPermit);
}

/** True for the highest revision of a case number. */
export const IS_CURRENT_REVISION = sql<boolean>`NOT EXISTS (SELECT FROM permits later
  WHERE later.case_number = permits.case_number AND later.revision > permits.revision)`;

/** Permits, of each case number the highest revision. */
export function currentPermitRows(db: Db, precision: 'exact' | 'display') {
  return db
    .selectFrom('permits')
    .select(['case_number', 'revision', 'kind', 'project_id', 'stage', 'granted_on', 'valid_to', 'withdrawn_on'])
    .select(['approved_use', 'approved_area_m2', 'footprint_area_m2', 'build_deadline', 'conditions'])
    .select(geoJsonOf('geometry', precision).as('geometry_json'))
    .where(IS_CURRENT_REVISION);
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
