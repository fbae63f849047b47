import { sql } from 'kysely';
import type { AuditAct } from '#domain/audit.js';
import { BadInputError } from '#domain/errors.js';
import { contentHashOf } from '#domain/id.js';
import type { Permit } from '#domain/permit.js';
import type { Caller } from '#domain/people.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf, OPERATOR, refuseOtherRegion } from './operator.js';

/** What became of one revision. */
export interface PermitReceipt {
  readonly caseNumber: string;
  readonly revision: number;
  /** `storedOlder`: kept in the history, while a higher revision stays the one that counts. */
  readonly outcome: 'stored' | 'storedOlder' | 'unchanged';
  readonly currentRevision: number;
}

export interface PermitsReceipt {
  readonly accepted: number;
  readonly unchanged: number;
  readonly items: readonly PermitReceipt[];
}

const INSERT_BATCH = 500;
/** Permits of one call that are named one by one in the audit trail. */
const NAMED_IN_AUDIT = 1000;

/**
 * Stores revisions of permits, all or none. Pushing again what stands stored changes nothing; an older revision is kept in
 * the history and never takes the place of a newer one.
 * @param adminCode region that they are kept for; default the caller's
 * @throws BadInputError where a permit ends before it begins, or a stored revision would change; ForbiddenError where it is
 *   kept for another region
 */
export async function savePermits(
  db: Db,
  permits: readonly Permit[],
  caller: Caller = OPERATOR,
  adminCode: string = caller.adminCode,
): Promise<PermitsReceipt> {
  permits.forEach(refuseReversedTerm);
  refuseOtherRegion(caller, adminCode, 'the permits');
  return inTransaction(db, async (transaction) => {
    const stored = new Set<string>();
    for (let start = 0; start < permits.length; start += INSERT_BATCH) {
      const batch = permits.slice(start, start + INSERT_BATCH);
      await refuseForeignPermits(transaction, batch, caller);
      for (const key of await insertBatch(transaction, batch, adminCode, caller.name)) stored.add(key);
      await refuseOtherContent(
        transaction,
        batch.filter((permit) => !stored.has(keyOf(permit))),
      );
    }
    await registerProjects(transaction, permits, adminCode, caller.name);
    const items = await receiptsOf(transaction, permits, stored);
    await appendAudit(transaction, auditOf(items, caller, adminCode));
    const accepted = items.filter(({ outcome }) => outcome !== 'unchanged').length;
    return { accepted, unchanged: items.length - accepted, items };
  });
}

const keyOf = ({ caseNumber, revision }: Pick<Permit, 'caseNumber' | 'revision'>): string =>
  JSON.stringify([caseNumber, revision]);

function refuseReversedTerm(permit: Permit): void {
  if (permit.validTo === null || permit.grantedOn <= permit.validTo) return;
  throw new BadInputError('the permit ends before it begins', {
    code: 'permit.reversedTerm',
    where: `permit ${permit.caseNumber}: validTo`,
    found: permit.validTo,
    expected: `${permit.grantedOn} (grantedOn) or later`,
  });
}

async function refuseForeignPermits(db: Db, permits: readonly Permit[], caller: Caller): Promise<void> {
  if (caller.adminCode === '') return;
  const rows = await db
    .selectFrom('permits')
    .select(['case_number', 'admin_code'])
    .distinct()
    .where('case_number', '=', sql<string>`ANY(${permits.map(({ caseNumber }) => caseNumber)})`)
    .execute();
  for (const row of rows) refuseOtherRegion(caller, row.admin_code, `permit ${row.case_number}`);
}

/** Inserts what is not there yet; gives the keys of what it inserted. */
async function insertBatch(
  db: Db,
  permits: readonly Permit[],
  adminCode: string,
  recordedBy: string,
): Promise<readonly string[]> {
  const rows = permits.map((permit) => ({
    ...permit,
    geometry: { type: permit.geometry.type, coordinates: permit.geometry.coordinates },
    contentHash: contentHashOf(permit),
  }));
  const inserted = await sql<{ case_number: string; revision: number }>`
    INSERT INTO permits (case_number, revision, kind, project_id, stage, granted_on, valid_to, withdrawn_on, approved_use,
      approved_area_m2, footprint_area_m2, build_deadline, conditions, geometry, content_hash, admin_code, recorded_by)
    SELECT "caseNumber", revision, kind, "projectId", stage, "grantedOn", "validTo", "withdrawnOn", "approvedUse",
      "approvedAreaM2", "footprintAreaM2", "buildDeadline", conditions,
      ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326), "contentHash", ${adminCode}, ${recordedBy}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS p("caseNumber" text, revision integer, kind text,
      "projectId" text, stage text, "grantedOn" date, "validTo" date, "withdrawnOn" date, "approvedUse" jsonb,
      "approvedAreaM2" float8, "footprintAreaM2" float8, "buildDeadline" date, conditions text, geometry jsonb,
      "contentHash" text)
    ON CONFLICT (case_number, revision) DO NOTHING
    RETURNING case_number, revision
  `.execute(db);
  return inserted.rows.map((row) => keyOf({ caseNumber: row.case_number, revision: row.revision }));
}

async function refuseOtherContent(db: Db, permits: readonly Permit[]): Promise<void> {
  if (permits.length === 0) return;
  const rows = await db
    .selectFrom('permits')
    .select(['case_number', 'revision', 'content_hash'])
    .where('case_number', '=', sql<string>`ANY(${permits.map(({ caseNumber }) => caseNumber)})`)
    .execute();
  const hashes = new Map(
    rows.map((row) => [keyOf({ caseNumber: row.case_number, revision: row.revision }), row.content_hash]),
  );
  for (const permit of permits) {
    if (hashes.get(keyOf(permit)) === contentHashOf(permit)) continue;
    throw new BadInputError('this revision of the permit stands stored with other content', {
      code: 'permit.revisionExists',
      where: `permit ${permit.caseNumber}: revision`,
      found: String(permit.revision),
      expected: 'a higher revision for changed content',
    });
  }
}

async function registerProjects(db: Db, permits: readonly Permit[], adminCode: string, by: string): Promise<void> {
  const ids = [...new Set(permits.flatMap(({ projectId }) => projectId ?? []))];
  if (ids.length === 0) return;
  await sql`
    INSERT INTO projects (id, admin_code, recorded_by) SELECT id, ${adminCode}, ${by} FROM unnest(${ids}::text[]) AS id
    ON CONFLICT (id) DO NOTHING
  `.execute(db);
}

async function receiptsOf(db: Db, permits: readonly Permit[], stored: ReadonlySet<string>): Promise<PermitReceipt[]> {
  const caseNumbers = [...new Set(permits.map(({ caseNumber }) => caseNumber))];
  const rows = await db
    .selectFrom('permits')
    .select((eb) => ['case_number', eb.fn.max('revision').as('revision')])
    .where('case_number', '=', sql<string>`ANY(${caseNumbers})`)
    .groupBy('case_number')
    .execute();
  const current = new Map(rows.map((row) => [row.case_number, row.revision]));
  return permits.map((permit) => {
    const currentRevision = current.get(permit.caseNumber) ?? permit.revision;
    const kept = currentRevision > permit.revision ? ('storedOlder' as const) : ('stored' as const);
    const outcome = stored.has(keyOf(permit)) ? kept : ('unchanged' as const);
    return { caseNumber: permit.caseNumber, revision: permit.revision, outcome, currentRevision };
  });
}

function auditOf(items: readonly PermitReceipt[], caller: Caller, adminCode: string): AuditAct[] {
  const stored = items.filter(({ outcome }) => outcome !== 'unchanged');
  const base = { ...actorOf(caller), act: 'permitRecorded', adminCode };
  if (stored.length > NAMED_IN_AUDIT) {
    const detail = { count: stored.length, contentHash: contentHashOf(stored) };
    return [{ ...base, act: 'permitsRecorded', noun: 'permits', nounId: '', detail }];
  }
  return stored.map(({ caseNumber, revision, outcome }) => ({
    ...base,
    noun: 'permit',
    nounId: caseNumber,
    detail: { revision, outcome },
  }));
}
