import type { IsoTime } from './time.js';

/** `active` delivers; `paused` by a person; `disabled` by the software, which says why. What comes meanwhile waits. */
export const WEBHOOK_STATUSES = ['active', 'paused', 'disabled'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** Where another system wants every change of flags in its region. */
export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly adminCode: string;
  readonly status: WebhookStatus;
  /** Why it was disabled; null where it was not. */
  readonly disabledBecause: string | null;
  /** Changes up to this sequence are delivered or wait as deliveries. */
  readonly upTo: number;
  readonly waiting: number;
  readonly createdBy: string;
  readonly createdAt: IsoTime;
  readonly revision: number;
}

export type DeliveryStatus = 'waiting' | 'delivered';

export interface WebhookDelivery {
  readonly sequence: number;
  /** Case number, or `alert/…`. */
  readonly subject: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAt: IsoTime | null;
  /** Status of the last answer; null where none came. */
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly deliveredAt: IsoTime | null;
}

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 6 * 3600;
/** About three days: longer than a weekend nobody looks at the receiver. */
export const MOST_ATTEMPTS = 18;

/**
 * Seconds to wait after so many failed attempts: three times as long each time, up to six hours, spread so that what
 * failed together does not come back together.
 * @param attempts 1 or more
 * @param chance 0–1
 */
export function webhookWaitSeconds(attempts: number, chance: number): number {
  const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** (attempts - 1));
  return wait * (0.8 + 0.4 * chance);
}
