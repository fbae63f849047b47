import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { Sealing } from '#domain/sealing.js';
import type { IsoTime } from '#domain/time.js';
import type { Webhook, WebhookDelivery, WebhookStatus } from '#domain/webhook.js';
import { appendAudit } from '../auditTrail.js';
import { inTransaction, type Db } from '../database.js';
import { actorOf } from '../operator.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from '../page.js';
import { inRegionOf } from '../watchAreas.js';
import { sealedFor } from './secrets.js';

/** `whsec_` and 256 random bits, as Standard Webhooks writes it. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Makes a receiver of the changes in the caller's region, from now on or from the beginning. Its secret is given back
 * this once; it is kept sealed, for signatures are made with it.
 */
export async function createWebhook(
  db: Db,
  caller: Caller,
  sealing: Sealing,
  { name, url, fromBeginning }: { readonly name: string; readonly url: string; readonly fromBeginning: boolean },
): Promise<{ readonly webhook: Webhook; readonly secret: string }> {
  const [id, secret] = [randomUUID(), newSecret()];
  return inTransaction(db, async (transaction) => {
    await transaction
      .insertInto('webhooks')
      .values({
        id,
        name,
        url,
        sealed_secret: sealing.seal(secret, sealedFor(id)),
        admin_code: caller.adminCode,
        up_to: fromBeginning ? 0 : sql<number>`(SELECT sequence FROM flag_head)`,
        created_by: caller.name,
      })
      .execute();
    await audit(transaction, caller, 'created', id, { name, url });
    return { webhook: await getWebhook(transaction, caller, id), secret };
  });
}

/** Receivers of the caller's region, by name. */
export async function listWebhooks(db: Db, caller: Caller): Promise<readonly Webhook[]> {
  const rows = await webhookRows(db, caller).orderBy('name').orderBy('id').execute();
  return rows.map(toWebhook);
}

/** @throws NotFoundError where there is none in the caller's region */
export async function getWebhook(db: Db, caller: Caller, id: string): Promise<Webhook> {
  const row = isUuid(id) ? await webhookRows(db, caller).where('id', '=', id).executeTakeFirst() : undefined;
  if (row === undefined) throw new NotFoundError('webhook', id);
  return toWebhook(row);
}

/** @throws NotFoundError; BadInputError (409) where it changed meanwhile */
export async function changeWebhook(
  db: Db,
  caller: Caller,
  id: string,
  change: {
    readonly name: string;
    readonly url: string;
    readonly status: 'active' | 'paused';
    readonly expectedRevision: number;
  },
): Promise<Webhook> {
  return inTransaction(db, async (transaction) => {
    const before = await getWebhook(transaction, caller, id);
    const { name, url, status, expectedRevision } = change;
    const changed = await transaction
      .updateTable('webhooks')
      .set({ name, url, status, disabled_because: null, revision: expectedRevision + 1 })
      .where('id', '=', id)
      .where('revision', '=', expectedRevision)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw changedMeanwhile(before, expectedRevision);
    // Who was away is asked again at once.
    if (status === 'active') await makeDue(transaction, id);
    await audit(transaction, caller, 'changed', id, { name, url, status });
    return getWebhook(transaction, caller, id);
  });
}

/** Gives a new secret; the old one signs nothing from now on. */
export async function rotateSecret(db: Db, caller: Caller, sealing: Sealing, id: string): Promise<string> {
  const secret = newSecret();
  await inTransaction(db, async (transaction) => {
    await getWebhook(transaction, caller, id);
    const sealed = { secret: null, sealed_secret: sealing.seal(secret, sealedFor(id)) };
    await transaction.updateTable('webhooks').set(sealed).where('id', '=', id).execute();
    await audit(transaction, caller, 'secretChanged', id, {});
  });
  return secret;
}

export async function deleteWebhook(db: Db, caller: Caller, id: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const { name, url } = await getWebhook(transaction, caller, id);
    await transaction.deleteFrom('webhooks').where('id', '=', id).execute();
    await audit(transaction, caller, 'deleted', id, { name, url });
  });
}

const NEWEST_FIRST: SortOrder = {
  name: 'webhookDeliveries',
  columns: [{ column: 'sequence', type: 'bigint' }],
  direction: 'desc',
};

/** What was and is to be delivered, newest change first. @throws NotFoundError */
export async function listDeliveries(
  db: Db,
  caller: Caller,
  id: string,
  filter: PageRequest & { readonly status?: WebhookDelivery['status'] | undefined },
): Promise<Page<WebhookDelivery>> {
  await getWebhook(db, caller, id);
  const size = pageSize(filter.limit);
  let query = db
    .selectFrom('webhook_deliveries')
    .select(['sequence', 'subject', 'attempts', 'next_attempt_at', 'last_status', 'last_error', 'delivered_at'])
    .select(cursorKey(NEWEST_FIRST).as('cursor_key'))
    .where('webhook_id', '=', id)
    .orderBy('sequence', 'desc')
    .limit(size + 1);
  if (filter.status !== undefined) {
    query = query.where('delivered_at', filter.status === 'delivered' ? 'is not' : 'is', null);
  }
  if (filter.cursor) query = query.where(afterCursor(NEWEST_FIRST, filter.cursor));
  return toPage(await query.execute(), size, NEWEST_FIRST, toDelivery);
}

/** Has a change delivered once more, whether or not it was before. @throws NotFoundError */
export async function resendDelivery(db: Db, caller: Caller, id: string, sequence: number): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await getWebhook(transaction, caller, id);
    const asked = await transaction
      .updateTable('webhook_deliveries')
      .set({ delivered_at: null, attempts: 0, next_attempt_at: sql<IsoTime>`now()` })
      .where('webhook_id', '=', id)
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    if (asked.numUpdatedRows === 0n) throw new NotFoundError('delivery', String(sequence));
    await audit(transaction, caller, 'resent', id, { sequence });
  });
}

export async function makeDue(db: Db, webhookId: string): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ attempts: 0, next_attempt_at: sql<IsoTime>`now()` })
    .where('webhook_id', '=', webhookId)
    .where('delivered_at', 'is', null)
    .execute();
}

function changedMeanwhile({ revision }: Webhook, expected: number): BadInputError {
  return new BadInputError('the webhook changed meanwhile', {
    code: 'webhook.contradicts',
    where: 'expectedRevision',
    found: String(expected),
    expected: String(revision),
  });
}

async function audit(
  db: Db,
  caller: Caller,
  act: string,
  nounId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const { adminCode } = caller;
  await appendAudit(db, [{ ...actorOf(caller), act: `webhook.${act}`, noun: 'webhook', nounId, adminCode, detail }]);
}

function webhookRows(db: Db, caller: Caller) {
  return db
    .selectFrom('webhooks')
    .select([
      'id',
      'name',
      'url',
      'admin_code',
      'status',
      'disabled_because',
      'up_to',
      'created_by',
      'created_at',
      'revision',
    ])
    .select(
      sql<number>`(SELECT count(*)::int FROM webhook_deliveries WHERE webhook_id = webhooks.id AND delivered_at IS NULL)`.as(
        'waiting',
      ),
    )
    .where(inRegionOf(caller, 'admin_code'));
}

type WebhookRow = Awaited<ReturnType<ReturnType<typeof webhookRows>['execute']>>[number];

function toWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    adminCode: row.admin_code,
    status: row.status as WebhookStatus,
    disabledBecause: row.disabled_because,
    upTo: row.up_to,
    waiting: row.waiting,
    createdBy: row.created_by,
    createdAt: row.created_at,
    revision: row.revision,
  };
}

interface DeliveryRow {
  sequence: number;
  subject: string;
  attempts: number;
  next_attempt_at: IsoTime;
  last_status: number | null;
  last_error: string | null;
  delivered_at: IsoTime | null;
}

function toDelivery(row: DeliveryRow): WebhookDelivery {
  const isDelivered = row.delivered_at !== null;
  return {
    sequence: row.sequence,
    subject: row.subject,
    status: isDelivered ? 'delivered' : 'waiting',
    attempts: row.attempts,
    nextAttemptAt: isDelivered ? null : row.next_attempt_at,
    lastStatus: row.last_status,
    lastError: row.last_error,
    deliveredAt: row.delivered_at,
  };
}
