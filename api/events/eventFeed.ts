import { log } from '#runtime/log.js';
import type { Db } from '#store/database.js';
import { latestEventId } from '#store/events.js';

const POLL_MS = 1000;

/** Tells many listeners with one query a second that there is something new. Asks nothing while nobody listens. */
export interface EventFeed {
  /** Id of the newest event that is known of; asks the database where nobody has listened lately. */
  latest(): Promise<number>;
  /** True as soon as there is an event beyond `id`; false after `timeoutMs`, when `signal` aborts, or when the feed closes. */
  waitBeyond(id: number, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  /** Ends all waiting. */
  close(): void;
  readonly isClosed: boolean;
}

export function createEventFeed(db: Db, pollMs = POLL_MS): EventFeed {
  const waiting = new Set<() => void>();
  let latestId = 0;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const wakeAll = (): void => waiting.forEach((wake) => wake());

  const poll = async (): Promise<void> => {
    try {
      const id = await latestEventId(db);
      if (id > latestId) {
        latestId = id;
        wakeAll();
      }
    } catch (error) {
      log().warn({ err: error }, 'Events:Poll:Failed');
    }
    timer = null;
    schedule();
  };

  const schedule = (): void => {
    if (timer !== null || waiting.size === 0 || isClosed) return;
    timer = setTimeout(() => void poll(), pollMs);
  };

  return {
    async latest() {
      return Math.max(latestId, await latestEventId(db));
    },
    waitBeyond(id, timeoutMs, signal) {
      if (latestId > id) return Promise.resolve(true);
      if (isClosed || signal.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timeout);
          waiting.delete(finish);
          signal.removeEventListener('abort', finish);
          resolve(latestId > id);
        };
        const timeout = setTimeout(finish, timeoutMs);
        waiting.add(finish);
        signal.addEventListener('abort', finish);
        schedule();
      });
    },
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      wakeAll();
    },
    get isClosed() {
      return isClosed;
    },
  };
}
