import { webhookWaitSeconds } from '#domain/webhook.js';
import type { Sealing } from '#domain/sealing.js';
import { log } from '#runtime/log.js';
import type { Db } from '#store/database.js';
import {
  openedOrNull,
  putOffMessage,
  settleMessage,
  takeDueMessages,
  type OutgoingMessage,
} from '#store/notices/index.js';
import { repeat, type Background } from '../queue/repeat.js';
import type { Attempt, SignedPost } from '../webhooks/sendWebhook.js';
import type { Mailer } from './mailer.js';

const AT_ONCE = 20;
/** Longer than an attempt takes, so that nobody else makes it meanwhile. */
const LEASE_SECONDS = 120;
const LOOK_EVERY_MS = 5000;
/** Over about a day; a reminder that comes later reminds nobody. */
const MOST_ATTEMPTS = 10;

export interface MessageNeeds {
  readonly db: Db;
  /** Null: no e-mail is sent, and what waits is given up after three days. */
  readonly mailer: Pick<Mailer, 'send'> | null;
  readonly sealing: Sealing;
  readonly post: (post: SignedPost, at: Date) => Promise<Attempt>;
}

/** Sends what is due, and looks again every five seconds. */
export function startMessages(need: MessageNeeds): Background {
  const round = async (): Promise<void> => {
    while ((await sendMessages(need)) > 0);
  };
  return repeat(round, LOOK_EVERY_MS, (error) => log().warn({ err: error }, 'Messages:Send:Failed'));
}

/** One round: the attempts that are due. @returns how many were made */
export async function sendMessages(need: MessageNeeds): Promise<number> {
  const channels = need.mailer === null ? (['webhook'] as const) : (['mail', 'webhook'] as const);
  const due = await takeDueMessages(need.db, { channels, limit: AT_ONCE, leaseSeconds: LEASE_SECONDS });
  await Promise.all(due.map((message) => send(need, message)));
  return due.length;
}

async function send(need: MessageNeeds, message: OutgoingMessage): Promise<void> {
  const attempt = await attemptAt(need, message);
  if (attempt === null) return putOffMessage(need.db, message.id, { error: 'no address', waitSeconds: null });
  if ('status' in attempt && attempt.status >= 200 && attempt.status < 300) return settleMessage(need.db, message.id);
  const attempts = message.attempts + 1;
  const waitSeconds = attempts >= MOST_ATTEMPTS ? null : webhookWaitSeconds(attempts, 0.5);
  const error = 'error' in attempt ? attempt.error : `answered ${attempt.status}`;
  await putOffMessage(need.db, message.id, { error, waitSeconds });
}

/** Null where the person gave no address, or took it away meanwhile. What fails of one message is an attempt at that one. */
async function attemptAt({ mailer, post, sealing }: MessageNeeds, message: OutgoingMessage): Promise<Attempt | null> {
  const { id, email, webhookUrl } = message;
  if (message.channel === 'mail') return mailer === null || email === null ? null : mailer.send({ ...message, email });
  try {
    const secret = openedOrNull(sealing, message.userId, message.sealedSecret);
    if (webhookUrl === null || secret === null) return null;
    const body = Buffer.from(JSON.stringify(noticeEvent(message)));
    return await post({ url: webhookUrl, secret, id: `msg_${id}`, body }, new Date());
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** A notice in its CloudEvents 1.0 envelope. */
function noticeEvent({ id, content }: OutgoingMessage) {
  if (content.what !== 'notice') throw new TypeError('a webhook gets notices alone');
  const { notice } = content;
  return {
    specversion: '1.0',
    id,
    source: '/v1/notices',
    type: `planwatch.notice.${notice.kind}`,
    subject: notice.alertId === null ? `region/${notice.adminCode}` : `alert/${notice.alertId}`,
    time: notice.createdAt,
    datacontenttype: 'application/json',
    data: notice,
  };
}
