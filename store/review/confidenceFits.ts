import { sql } from 'kysely';
import { fitConfidence, type ConfidenceFit } from '#domain/confidenceFit.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { appendAudit } from '../auditTrail.js';
import { inTransaction, type Db } from '../database.js';
import { actorOf } from '../operator.js';
import { inRegionOf } from '../watchAreas.js';
import { raisingPatch } from './statistics.js';

/** A fit as it is kept; versions count from 1 and none is ever changed. */
export interface KeptFit extends ConfidenceFit {
  readonly version: number;
  readonly adminCode: string;
  readonly createdBy: string;
  readonly createdAt: IsoTime;
}

/**
 * Fits confidence to the determinations of the caller's region, and keeps the fit as the next version.
 * @throws BadInputError where there are not enough
 */
export async function fitToDeterminations(db: Db, caller: Caller): Promise<KeptFit> {
  return inTransaction(db, async (transaction) => {
    // By id, a hash: neighbours in this order have nothing else in common.
    const { rows } = await sql<{ confidence: number; is_change: boolean }>`
      SELECT p.confidence, alerts.determination ->> 'outcome' <> 'pseudoChange' AS is_change
      FROM alerts ${raisingPatch(sql.ref('alerts.id'))}
      WHERE ${inRegionOf(caller, 'alerts.admin_code')} AND p.confidence IS NOT NULL
        AND alerts.determination ->> 'outcome' IN ('violation', 'lawful', 'pseudoChange')
      ORDER BY alerts.id`.execute(transaction);
    const fit = fitConfidence(rows.map((row) => ({ confidence: row.confidence, isChange: row.is_change })));
    await sql`LOCK TABLE confidence_fits IN SHARE ROW EXCLUSIVE MODE`.execute(transaction);
    const { last } = await transaction
      .selectFrom('confidence_fits')
      .select((eb) => eb.fn.coalesce(eb.fn.max('version'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow();
    const { adminCode } = caller;
    const row = await transaction
      .insertInto('confidence_fits')
      .values({ version: last + 1, admin_code: adminCode, fit: JSON.stringify(fit), created_by: caller.name })
      .returning(['version', 'created_at'])
      .executeTakeFirstOrThrow();
    const noun = { noun: 'confidenceFit', nounId: String(row.version), adminCode };
    await appendAudit(transaction, [{ ...actorOf(caller), act: 'fitted', ...noun, detail: { ...fit } }]);
    return { ...fit, version: row.version, adminCode, createdBy: caller.name, createdAt: row.created_at };
  });
}

/** Fits that were made for regions in the caller's, newest first. */
export async function listFits(db: Db, caller: Caller): Promise<readonly KeptFit[]> {
  const rows = await db
    .selectFrom('confidence_fits')
    .select(['version', 'admin_code', 'fit', 'created_by', 'created_at'])
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    ...(row.fit as ConfidenceFit),
    version: row.version,
    adminCode: row.admin_code,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }));
}
