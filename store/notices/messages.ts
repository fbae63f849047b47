import { sql } from 'kysely';
import { idOf } from '#domain/id.js';
import type { Notice } from '#domain/notice.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import type { Db } from '../database.js';

export type MessageChannel = 'mail' | 'webhook';

/** A new alert as a digest names it. */
export interface DigestAlert {
  readonly id: string;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly areaM2: number;
  readonly adminCode: string;
}

/** A day's digest: what a person was told, and the office's most serious new alerts; `more` are counted only. */
export interface Digest {
  readonly day: IsoDate;
  readonly notices: readonly Notice[];
  readonly alerts: readonly DigestAlert[];
  readonly more: number;
}

export type MessageContent =
  { readonly what: 'notice'; readonly notice: Notice } | { readonly what: 'digest'; readonly digest: Digest };

export interface NewMessage {
  readonly userId: string;
  readonly channel: MessageChannel;
  readonly occasion: string;
  readonly content: MessageContent;
}

/** Puts messages down to be sent; of one occasion, person and channel there is one. @returns how many are new */
export async function queueMessages(db: Db, messages: readonly NewMessage[], at: IsoTime): Promise<number> {
  if (messages.length === 0) return 0;
  const inserted = await db
    .insertInto('notice_messages')
    .values(
      messages.map(({ userId, channel, occasion, content }) => ({
        id: idOf('noticeMessage', userId, channel, occasion),
        user_id: userId,
        channel,
        occasion,
        content: JSON.stringify(content),
        created_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.length;
}

/** One message on its way. */
export interface OutgoingMessage {
  /** The same at every attempt. */
  readonly id: string;
  readonly channel: MessageChannel;
  readonly content: MessageContent;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly email: string | null;
  readonly webhookUrl: string | null;
  /** Opens as a secret of the person `userId`. */
  readonly sealedSecret: string | null;
  readonly userId: string;
}

/** News of days ago is none: what could not be sent by then is given up. */
const MOST_HOURS_WAITING = 72;

/**
 * Takes messages that are due for `leaseSeconds`, oldest first; nobody else gets them meanwhile. What is neither settled nor
 * put off within that time is due again.
 */
export async function takeDueMessages(
  db: Db,
  { channels, limit, leaseSeconds }: { channels: readonly MessageChannel[]; limit: number; leaseSeconds: number },
): Promise<readonly OutgoingMessage[]> {
  await sql`UPDATE notice_messages SET given_up_at = now() WHERE sent_at IS NULL AND given_up_at IS NULL
    AND next_attempt_at < now() - make_interval(hours => ${MOST_HOURS_WAITING})`.execute(db);
  const { rows } = await sql<MessageRow>`
    WITH due AS (
      SELECT id FROM notice_messages
      WHERE sent_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now() AND channel = ANY(${[...channels]})
      ORDER BY next_attempt_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    taken AS (
      UPDATE notice_messages m SET next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
      FROM due WHERE m.id = due.id RETURNING m.*)
    SELECT taken.id, taken.user_id, taken.channel, taken.content, taken.attempts, users.email, c.choices ->> 'webhookUrl' AS webhook_url,
      c.webhook_secret
    FROM taken JOIN users ON users.id = taken.user_id LEFT JOIN notice_choices c ON c.user_id = taken.user_id
    ORDER BY taken.created_at, taken.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    content: row.content,
    attempts: row.attempts,
    email: row.email,
    webhookUrl: row.webhook_url,
    sealedSecret: row.webhook_secret,
    userId: row.user_id,
  }));
}

interface MessageRow {
  id: string;
  user_id: string;
  channel: MessageChannel;
  content: MessageContent;
  attempts: number;
  email: string | null;
  webhook_url: string | null;
  webhook_secret: string | null;
}

export async function settleMessage(db: Db, id: string): Promise<void> {
  await db
    .updateTable('notice_messages')
    .set((eb) => ({ sent_at: sql<string>`now()`, attempts: eb('attempts', '+', 1), last_error: null }))
    .where('id', '=', id)
    .execute();
}

/** Notes a failed attempt; `waitSeconds` null: there is no other. */
export async function putOffMessage(
  db: Db,
  id: string,
  { error, waitSeconds }: { readonly error: string; readonly waitSeconds: number | null },
): Promise<void> {
  await db
    .updateTable('notice_messages')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      last_error: error.slice(0, 500),
      ...(waitSeconds === null
        ? { given_up_at: sql<string>`now()` }
        : { next_attempt_at: sql<string>`now() + make_interval(secs => ${waitSeconds})` }),
    }))
    .where('id', '=', id)
    .execute();
}
