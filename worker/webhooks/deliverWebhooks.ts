import { log } from '#runtime/log.js';
import { MOST_ATTEMPTS, webhookWaitSeconds } from '#domain/webhook.js';
import type { Sealing } from '#domain/sealing.js';
import type { Db } from '#store/database.js';
import {
  disableWebhook,
  fanOut,
  putOff,
  settleDelivery,
  sealClearSecrets,
  takeDue,
  type OutgoingDelivery,
} from '#store/webhooks/index.js';
import { repeat, type Background } from '../queue/repeat.js';
import type { Attempt, WebhookSender } from './sendWebhook.js';

const AT_ONCE = 64;
/** Longer than an attempt takes, so that nobody else makes it meanwhile. */
const LEASE_SECONDS = 60;
const LOOK_EVERY_MS = 1000;

export interface WebhookNeeds {
  readonly db: Db;
  readonly sealing: Sealing;
  readonly send: WebhookSender;
  /** 0–1, to spread what failed together; default Math.random. */
  readonly chance?: () => number;
}

/** Delivers what is due, and looks again every second. */
export function startWebhooks(need: WebhookNeeds): Background {
  const round = async (): Promise<void> => {
    while ((await deliverWebhooks(need)) > 0);
  };
  return repeat(round, LOOK_EVERY_MS, (error) => log().warn({ err: error }, 'Webhooks:Deliver:Failed'));
}

/**
 * One round: puts down what changed, and makes the attempts that are due, several at once but of each case one.
 * @returns how many attempts were made
 */
export async function deliverWebhooks(need: WebhookNeeds): Promise<number> {
  await sealClearSecrets(need.db, need.sealing);
  await fanOut(need.db);
  const due = await takeDue(need.db, AT_ONCE, LEASE_SECONDS);
  await Promise.all(due.map((delivery) => deliver(need, delivery)));
  return due.length;
}

async function deliver({ db, send, chance = Math.random }: WebhookNeeds, delivery: OutgoingDelivery): Promise<void> {
  const attempt = await send(delivery, new Date());
  if ('status' in attempt && attempt.status >= 200 && attempt.status < 300) {
    return settleDelivery(db, delivery, attempt.status);
  }
  const attempts = delivery.attempts + 1;
  const error = 'error' in attempt ? attempt.error : `answered ${attempt.status}`;
  const waitSeconds = webhookWaitSeconds(attempts, chance());
  await putOff(db, delivery, { status: 'status' in attempt ? attempt.status : null, error, waitSeconds });
  const because = whyToGiveUp(attempt, attempts);
  if (because === null) return;
  await disableWebhook(db, delivery.webhookId, because);
  log().warn({ webhook: delivery.webhookId, because }, 'Webhooks:Disable:Done');
}

function whyToGiveUp(attempt: Attempt, attempts: number): string | null {
  if ('status' in attempt && attempt.status === 410) return 'answered 410: wants nothing more';
  return attempts >= MOST_ATTEMPTS ? `${attempts} attempts failed over days` : null;
}
