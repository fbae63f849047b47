import { Readable } from 'node:stream';
import { BadInputError } from '#domain/errors.js';
import { readEvents } from '../contracts/operations.js';
import { eventStream } from '../events/eventStream.js';
import { route } from '../route.js';

const events = route(readEvents, ({ caller, http }, { db, events: feed }) => {
  const gone = new AbortController();
  http.res.once('close', () => gone.abort());
  const lastEventId = lastEventIdOf(http.get('Last-Event-ID'));
  const stream = Readable.from(eventStream({ db, feed, caller, lastEventId, signal: gone.signal }));
  http.socket.setNoDelay(true);
  return Promise.resolve({ body: stream, headers: HEADERS });
});

/** Nobody between may keep or gather events; a connection that carried a stream carries nothing after it. */
const HEADERS = { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', Connection: 'close' };

function lastEventIdOf(text: string): number | null {
  if (text === '') return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const detail = { code: 'request.header', where: 'Last-Event-ID', found: text.slice(0, 40), expected: 'a number' };
  throw new BadInputError('not the id of an event', detail);
}

export const eventRoutes = [events];
