import type { Caller } from '#domain/people.js';
import type { Db } from '#store/database.js';
import { listEventsAfter, type StoredEvent } from '#store/events.js';
import type { EventFeed } from './eventFeed.js';

export interface EventStreamOptions {
  readonly db: Db;
  readonly feed: EventFeed;
  readonly caller: Caller;
  /** Id of the last event the client has, or null: only what happens from now on. */
  readonly lastEventId: number | null;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** A comment is sent after this long without events, so that nobody between takes the line for dead. */
  readonly heartbeatMs?: number;
  /** The stream ends after this long; the browser comes back by itself and is authorized anew. */
  readonly lifetimeMs?: number;
}

const HEARTBEAT_MS = 15_000;
const LIFETIME_MS = 10 * 60_000;
const PAGE = 500;

/** The caller's events in the form of server-sent events, until the client goes, the feed closes or the time is up. */
export async function* eventStream(options: EventStreamOptions): AsyncGenerator<string> {
  const { db, feed, caller, signal, heartbeatMs = HEARTBEAT_MS, lifetimeMs = LIFETIME_MS } = options;
  const endsAt = Date.now() + lifetimeMs;
  yield 'retry: 2000\n\n';
  let lastId = options.lastEventId ?? (await feed.latest());
  while (!signal.aborted && !feed.isClosed && Date.now() < endsAt) {
    const page = await listEventsAfter(db, caller, lastId, PAGE);
    for (const event of page) {
      yield textOf(event);
      lastId = event.id;
    }
    if (page.length > 0) continue;
    const isNew = await feed.waitBeyond(lastId, Math.min(heartbeatMs, Math.max(1, endsAt - Date.now())), signal);
    if (!isNew) yield ': heartbeat\n\n';
    else lastId = await skipForeign(options, lastId);
  }
}

/** Events of other regions move the place on, too; or else they would wake this stream again and again. */
async function skipForeign({ db, feed, caller }: EventStreamOptions, lastId: number): Promise<number> {
  const latest = await feed.latest();
  const [first] = await listEventsAfter(db, caller, lastId, 1);
  return first === undefined ? latest : lastId;
}

function textOf({ id, name, data }: StoredEvent): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
