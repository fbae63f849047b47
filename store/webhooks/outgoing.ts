import { sql } from 'kysely';
import type { FlagChange } from '#domain/flag.js';
import { inTransaction, type Db } from '../database.js';
import { inRegionOf } from '../watchAreas.js';

/** One change on its way to one receiver. */
export interface OutgoingDelivery {
  readonly webhookId: string;
  readonly url: string;
  /** Opens as what `sealedFor` says. */
  readonly sealedSecret: string;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly change: FlagChange;
}

const CHANGES_AT_ONCE = 2000;

/**
 * Puts down for every active receiver what changed in its region since it was last looked at. Sequences are read in the
 * order of commits without gaps, so nothing is missed; the receiver's row is locked, so nothing is put down twice.
 * @returns how many deliveries were put down
 */
export async function fanOut(db: Db): Promise<number> {
  const webhooks = await db
    .selectFrom('webhooks')
    .select('id')
    .where('status', '<>', 'disabled')
    .where('up_to', '<', sql<number>`(SELECT sequence FROM flag_head)`)
    .execute();
  let count = 0;
  for (const { id } of webhooks) count += await inTransaction(db, (transaction) => fanOutTo(transaction, id));
  return count;
}

async function fanOutTo(db: Db, id: string): Promise<number> {
  const webhook = await db
    .selectFrom('webhooks')
    .select(['up_to', 'admin_code'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (webhook === undefined) return 0;
  const { up_to: upTo, admin_code: adminCode } = webhook;
  const last = await sql<{ last: number | null }>`SELECT max(sequence) AS last FROM (
    SELECT sequence FROM flag_changes WHERE sequence > ${upTo} ORDER BY sequence LIMIT ${CHANGES_AT_ONCE}) AS next`.execute(
    db,
  );
  const next = last.rows[0]?.last ?? null;
  if (next === null) return 0;
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO webhook_deliveries (webhook_id, sequence, subject)
    SELECT ${id}, sequence, coalesce(case_number, 'alert/' || alert_id) FROM flag_changes
    WHERE sequence > ${upTo} AND sequence <= ${next} AND ${inRegionOf({ adminCode }, 'admin_code')}
    ON CONFLICT DO NOTHING`.execute(db);
  await db.updateTable('webhooks').set({ up_to: next }).where('id', '=', id).execute();
  return Number(numAffectedRows);
}

/**
 * Takes what is due for `leaseSeconds`: of each case the oldest change that is not delivered, so that no later one overtakes
 * it. What is neither settled nor put off within that time is due again.
 */
export async function takeDue(db: Db, limit: number, leaseSeconds: number): Promise<readonly OutgoingDelivery[]> {
  const { rows } = await sql<DueRow>`
    WITH due AS (
      SELECT d.webhook_id, d.sequence FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
      WHERE w.status = 'active' AND w.sealed_secret IS NOT NULL AND d.delivered_at IS NULL AND d.next_attempt_at <= now()
        AND NOT EXISTS (SELECT FROM webhook_deliveries earlier WHERE earlier.webhook_id = d.webhook_id
          AND earlier.subject = d.subject AND earlier.sequence < d.sequence AND earlier.delivered_at IS NULL)
      ORDER BY d.sequence LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED),
    taken AS (
      UPDATE webhook_deliveries d SET next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
      FROM due WHERE d.webhook_id = due.webhook_id AND d.sequence = due.sequence
      RETURNING d.webhook_id, d.sequence, d.attempts)
    SELECT taken.webhook_id, taken.attempts, w.url, w.sealed_secret, c.*
    FROM taken JOIN webhooks w ON w.id = taken.webhook_id JOIN flag_changes c ON c.sequence = taken.sequence
    ORDER BY taken.sequence`.execute(db);
  return rows.map((row) => ({
    webhookId: row.webhook_id,
    url: row.url,
    sealedSecret: row.sealed_secret,
    attempts: row.attempts,
    change: {
      id: row.flag_id,
      alertId: row.alert_id,
      caseNumber: row.case_number,
      status: row.status,
      kind: row.kind,
      severity: row.severity,
      adminCode: row.admin_code,
      sequence: row.sequence,
      areaM2: row.area_m2,
      at: row.at,
    },
  }));
}

interface DueRow {
  webhook_id: string;
  attempts: number;
  url: string;
  sealed_secret: string;
  sequence: number;
  flag_id: string;
  alert_id: string;
  case_number: string | null;
  status: FlagChange['status'];
  kind: FlagChange['kind'];
  severity: FlagChange['severity'];
  admin_code: string;
  area_m2: number;
  at: string;
}

type DeliveryKey = Pick<OutgoingDelivery, 'webhookId'> & { readonly change: Pick<FlagChange, 'sequence'> };

export async function settleDelivery(db: Db, { webhookId, change }: DeliveryKey, status: number): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set((eb) => ({
      delivered_at: sql<string>`now()`,
      attempts: eb('attempts', '+', 1),
      last_status: status,
      last_error: null,
    }))
    .where('webhook_id', '=', webhookId)
    .where('sequence', '=', change.sequence)
    .execute();
}

export async function putOff(
  db: Db,
  { webhookId, change }: DeliveryKey,
  failure: { readonly status: number | null; readonly error: string; readonly waitSeconds: number },
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      last_status: failure.status,
      last_error: failure.error.slice(0, 500),
      next_attempt_at: sql<string>`now() + make_interval(secs => ${failure.waitSeconds})`,
    }))
    .where('webhook_id', '=', webhookId)
    .where('sequence', '=', change.sequence)
    .execute();
}

/** Asks a receiver nothing more until a person makes it active again; what waits, waits. */
export async function disableWebhook(db: Db, id: string, because: string): Promise<void> {
  await db
    .updateTable('webhooks')
    .set((eb) => ({ status: 'disabled', disabled_because: because, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', 'active')
    .execute();
}
