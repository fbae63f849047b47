import { sql } from 'kysely';
import type { LandCode } from '#domain/landCodes.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Caller } from '#domain/people.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf, refuseOtherRegion } from './operator.js';

/** The office's own codes of land and zone use, by code; they win over those built in. */
export async function listOwnLandCodes(db: Db): Promise<readonly LandCode[]> {
  const rows = await db.selectFrom('land_codes').select(['code', 'title', 'class']).orderBy('code').execute();
  return rows.map((row) => ({ ...row, class: row.class as LandCoverClass }));
}

/** Replaces the office's own codes, all at once. Imports from now on go by them; what is stored stays. */
export async function replaceOwnLandCodes(db: Db, caller: Caller, codes: readonly LandCode[]): Promise<void> {
  refuseOtherRegion(caller, '', 'the table of codes');
  await inTransaction(db, async (transaction) => {
    await sql`LOCK TABLE land_codes IN EXCLUSIVE MODE`.execute(transaction);
    await transaction.deleteFrom('land_codes').execute();
    if (codes.length > 0) {
      const rows = codes.map((code) => ({ ...code, updated_by: caller.name }));
      await transaction.insertInto('land_codes').values(rows).execute();
    }
    const detail = { codes: codes.map(({ code, class: kind }) => `${code} ${kind}`) };
    const act = { ...actorOf(caller), act: 'landCodesReplaced', noun: 'landCodes', nounId: '', adminCode: '', detail };
    await appendAudit(transaction, [act]);
  });
}
