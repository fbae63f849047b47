import { log } from '#runtime/log.js';
import type { Db } from '#store/database.js';
import { listenTo } from '#store/notifications.js';
import { OUTBOX_CHANNEL, dispatchOutbox } from '#store/outbox.js';
import { repeat } from './repeat.js';
import type { RunQueue } from './runQueue.js';

const POLL_MS = 1000;
const BATCH = 50;

/**
 * Moves messages from the outbox to the queue, as soon as they are announced and at least once a second. Any number of
 * processes may do so.
 */
export function startDispatcher(need: {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly queue: Pick<RunQueue, 'deliver'>;
}): { close(): Promise<void> } {
  const drain = async (): Promise<void> => {
    while ((await dispatchOutbox(need.db, need.queue.deliver, BATCH)) === BATCH);
  };
  const rounds = repeat(drain, POLL_MS, (error) => log().warn({ err: error }, 'Outbox:Dispatch:Failed'));
  const announcements = listenTo(need.databaseUrl, OUTBOX_CHANNEL, () => rounds.nudge());
  return {
    async close() {
      await announcements.close();
      await rounds.close();
    },
  };
}
