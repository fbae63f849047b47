import { sql } from 'kysely';
import { adminCodesAround } from '#domain/adminCode.js';
import type { AlertAct, Determination } from '#domain/alertLife.js';
import { statusAfter } from '#domain/alertLife.js';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import { isDrawn, NO_REVIEW_PLAN, type ReviewPlan } from '#domain/secondReview.js';
import type { IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import { appendAudit } from '../auditTrail.js';
import { inTransaction, type Db } from '../database.js';
import { actorOf } from '../operator.js';
import { inRegionOf } from '../watchAreas.js';

/** The plan of exactly the caller's region. */
export async function ownReviewPlan(db: Db, { adminCode }: Pick<Caller, 'adminCode'>): Promise<ReviewPlan> {
  const row = await planRows(db).where('admin_code', '=', adminCode).executeTakeFirst();
  return row === undefined ? NO_REVIEW_PLAN : { ...(row.plan as ReviewPlan), version: row.version };
}

/** The plan that an alert's determination is drawn by: of the smallest region around it that has one. */
async function planFor(db: Db, adminCode: string): Promise<ReviewPlan> {
  const row = await planRows(db)
    .where(sql<boolean>`(admin_code = ANY(${adminCodesAround(adminCode)}) OR starts_with(${adminCode}, admin_code))`)
    .executeTakeFirst();
  return row === undefined ? NO_REVIEW_PLAN : { ...(row.plan as ReviewPlan), version: row.version };
}

/** The smallest region first, then the newest. */
function planRows(db: Db) {
  return db
    .selectFrom('review_plans')
    .select(['version', 'plan'])
    .orderBy(sql`length(rtrim(admin_code, '0'))`, 'desc')
    .orderBy('version', 'desc')
    .limit(1);
}

/** Puts a plan in force for the caller's region, in place of the version that was seen. @throws BadInputError where another came between */
export async function saveReviewPlan(db: Db, caller: Caller, plan: ReviewPlan): Promise<ReviewPlan> {
  return inTransaction(db, async (transaction) => {
    await sql`LOCK TABLE review_plans IN SHARE ROW EXCLUSIVE MODE`.execute(transaction);
    const current = await ownReviewPlan(transaction, caller);
    if (current.version !== plan.version) {
      throw new BadInputError('the plan changed since it was looked at', {
        code: 'reviewPlan.contradicts',
        where: 'version',
        found: String(plan.version),
        expected: String(current.version),
      });
    }
    const next = { ...plan, version: plan.version + 1 };
    await transaction
      .insertInto('review_plans')
      .values({
        admin_code: caller.adminCode,
        version: next.version,
        plan: JSON.stringify(next),
        created_by: caller.name,
      })
      .execute();
    const detail = { ...next };
    const noun = { noun: 'reviewPlan', nounId: String(next.version), adminCode: caller.adminCode };
    await appendAudit(transaction, [{ ...actorOf(caller), act: 'planned', ...noun, detail }]);
    return next;
  });
}

interface Determined {
  readonly alertId: string;
  readonly kind: ViolationKind;
  readonly adminCode: string;
  readonly determination: Determination;
}

/** Draws a determination for a second decision, where the plan says so; called in the transaction that makes it. */
export async function drawForReview(db: Db, caller: Caller, determined: Determined, at: IsoTime): Promise<void> {
  if (!isUuid(caller.id)) return;
  const plan = await planFor(db, determined.adminCode);
  const { alertId, kind, adminCode, determination } = determined;
  if (!isDrawn(plan, { alertId, kind, officerId: caller.id })) return;
  await db
    .insertInto('second_reviews')
    .values({
      alert_id: alertId,
      admin_code: adminCode,
      plan_version: plan.version,
      first: JSON.stringify(determination),
      first_by: caller.id,
      first_name: caller.name,
      drawn_at: at,
    })
    .onConflict((conflict) => conflict.column('alert_id').doNothing())
    .execute();
}

/** Withdraws what was drawn of a determination that is no more; a second decision once made stands. */
export async function undrawReview(db: Db, alertId: string): Promise<void> {
  await db.deleteFrom('second_reviews').where('alert_id', '=', alertId).where('decided_at', 'is', null).execute();
}

/** An alert that waits for its second decision; nothing of the first is in it. */
export interface OpenReview {
  readonly alertId: string;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly adminCode: string;
  readonly areaM2: number;
  readonly drawnAt: IsoTime;
  /** Whether the caller took it, and so decides it. */
  readonly isOwn: boolean;
}

const MOST_LISTED = 500;

/** What waits in the caller's region and is not another's, oldest first; never what the caller worked on. */
export async function listOpenReviews(db: Db, caller: Caller): Promise<readonly OpenReview[]> {
  const { rows } = await sql<{
    alert_id: string;
    kind: ViolationKind;
    severity: Severity;
    admin_code: string;
    area_m2: number;
    drawn_at: IsoTime;
    is_own: boolean;
  }>`
    SELECT r.alert_id, a.kind, a.severity, r.admin_code, a.area_m2, r.drawn_at, r.reviewer_id IS NOT NULL AS is_own
    FROM second_reviews r JOIN alerts a ON a.id = r.alert_id
    WHERE r.decided_at IS NULL AND ${inRegionOf(caller, 'r.admin_code')} AND coalesce(r.reviewer_id::text, ${caller.id}) = ${caller.id}
      AND NOT ${workedOn(caller)}
    ORDER BY r.drawn_at, r.alert_id LIMIT ${MOST_LISTED}`.execute(db);
  return rows.map((row) => ({
    alertId: row.alert_id,
    kind: row.kind,
    severity: row.severity,
    adminCode: row.admin_code,
    areaM2: row.area_m2,
    drawnAt: row.drawn_at,
    isOwn: row.is_own,
  }));
}

/** True where the caller acted on the alert of `r` before: who knows the first decision cannot make a second. */
const workedOn = ({ id }: Caller) =>
  sql<boolean>`EXISTS (SELECT FROM audit_trail t WHERE t.noun = 'alert' AND t.noun_id = r.alert_id::text
    AND t.actor_id::text = ${id} AND t.act <> 'reviewTaken')`;

/**
 * Takes an alert to decide it a second time. From now on its first decision is kept from the caller until they have decided.
 * @throws NotFoundError where none waits that the caller may take
 */
export async function takeReview(db: Db, caller: Caller, alertId: string, at: IsoTime): Promise<void> {
  await inTransaction(db, async (transaction) => {
    if (!isUuid(alertId) || !isUuid(caller.id)) throw new NotFoundError('second review', alertId);
    const { rows } = await sql<{ admin_code: string }>`
      UPDATE second_reviews r SET reviewer_id = ${caller.id}, reviewer_name = ${caller.name}, claimed_at = ${at}
      WHERE r.alert_id = ${alertId} AND r.decided_at IS NULL AND r.reviewer_id IS NULL
        AND ${inRegionOf(caller, 'r.admin_code')} AND NOT ${workedOn(caller)}
      RETURNING r.admin_code`.execute(transaction);
    if (rows.length === 0) throw new NotFoundError('second review', alertId);
    await audit(transaction, caller, { alertId, adminCode: rows[0]!.admin_code, act: 'reviewTaken', detail: {} });
  });
}

/**
 * Makes the second decision. It changes nothing of the alert: where the two differ, people talk.
 * @returns the first decision, and whether they agree
 * @throws NotFoundError where the caller has not taken it, or has decided
 * @throws BadInputError where the reason does not fit the outcome
 */
export async function decideReview(
  db: Db,
  caller: Caller,
  { alertId, determination }: { readonly alertId: string; readonly determination: Determination },
  at: IsoTime,
): Promise<{ readonly first: Determination; readonly agrees: boolean }> {
  // The same reasons are asked for as at the first decision.
  statusAfter('deskReview', { act: 'determine', determination } satisfies AlertAct);
  return inTransaction(db, async (transaction) => {
    const row = isUuid(alertId)
      ? await transaction
          .updateTable('second_reviews')
          .set({ second: JSON.stringify(determination), decided_at: at })
          .where('alert_id', '=', alertId)
          .where(sql<boolean>`reviewer_id::text = ${caller.id}`)
          .where('decided_at', 'is', null)
          .returning(['first', 'admin_code'])
          .executeTakeFirst()
      : undefined;
    if (row === undefined) throw new NotFoundError('second review of your own', alertId);
    const first = row.first as Determination;
    const agrees = first.outcome === determination.outcome;
    const detail = { ...determination, agrees };
    await audit(transaction, caller, { alertId, adminCode: row.admin_code, act: 'reviewDecided', detail });
    return { first, agrees };
  });
}

interface ReviewAct {
  readonly alertId: string;
  readonly adminCode: string;
  readonly act: 'reviewTaken' | 'reviewDecided';
  readonly detail: Readonly<Record<string, unknown>>;
}

async function audit(db: Db, caller: Caller, { alertId, adminCode, act, detail }: ReviewAct): Promise<void> {
  await appendAudit(db, [{ ...actorOf(caller), act, noun: 'alert', nounId: alertId, adminCode, detail }]);
}
