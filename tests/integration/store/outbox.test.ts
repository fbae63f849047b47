import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { listenTo } from '#store/notifications.js';
import {
  countWaitingMessages,
  dispatchOutbox,
  forgetDispatched,
  OUTBOX_CHANNEL,
  putInOutbox,
  type OutboxMessage,
} from '#store/outbox.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
beforeEach(() => sql`DELETE FROM outbox`.execute(stored.db));

const message = (runId: string): OutboxMessage => ({ topic: 'planRun', payload: { runId } });

/** Messages of this file are of one topic. */
const runOf = ({ payload }: OutboxMessage): string => ('runId' in payload ? payload.runId : '');

async function put(...runIds: readonly string[]): Promise<void> {
  for (const runId of runIds) await putInOutbox(stored.db, message(runId));
}

test('a message whose transaction fails is never seen', async () => {
  const failing = stored.db.transaction().execute(async (transaction) => {
    await putInOutbox(transaction, message('a'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await countWaitingMessages(stored.db)).toBe(0);
});

test('messages are delivered once, oldest first', async () => {
  await put('a', 'b', 'c');
  const delivered: OutboxMessage[] = [];
  const deliver = (each: OutboxMessage): Promise<void> => Promise.resolve(void delivered.push(each));
  expect(await dispatchOutbox(stored.db, deliver)).toBe(3);
  expect(await dispatchOutbox(stored.db, deliver)).toBe(0);
  expect(delivered).toEqual([message('a'), message('b'), message('c')]);
});

test('a dispatcher that dies after delivering leaves the message to be delivered again', async () => {
  await put('a', 'b');
  const delivered: string[] = [];
  const dying = dispatchOutbox(stored.db, (each) => {
    delivered.push(runOf(each));
    return runOf(each) === 'b' ? Promise.reject(new Error('killed')) : Promise.resolve();
  });
  await expect(dying).rejects.toThrow('killed');
  expect(await countWaitingMessages(stored.db)).toBe(2);
  await dispatchOutbox(stored.db, (each) => Promise.resolve(void delivered.push(runOf(each))));
  expect(delivered).toEqual(['a', 'b', 'a', 'b']);
  expect(await countWaitingMessages(stored.db)).toBe(0);
});

test('several dispatchers at once share the messages out', async () => {
  const all = Array.from({ length: 40 }, (_, i) => `run-${i}`);
  await put(...all);
  const delivered: string[] = [];
  const deliver = async (each: OutboxMessage): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    delivered.push(runOf(each));
  };
  await Promise.all(Array.from({ length: 4 }, () => dispatchOutbox(stored.db, deliver, 10)));
  expect(delivered.sort()).toEqual(all.sort());
});

test('a listener hears of a message when its transaction is done', async () => {
  let heard = 0;
  const listening = listenTo(stored.url, OUTBOX_CHANNEL, () => heard++);
  const until = async (count: number): Promise<void> => {
    while (heard < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await until(1); // once when it is connected
  await put('a');
  await until(2);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ${`planwatch ${OUTBOX_CHANNEL}`}`.execute(
    stored.db,
  );
  await until(3); // again when it has come back
  await put('b');
  await until(4);
  await listening.close();
});

test('what was dispatched long ago is forgotten, what waits is not', async () => {
  await put('old', 'waiting');
  await sql`UPDATE outbox SET dispatched_at = now() - interval '2 days' WHERE payload ->> 'runId' = 'old'`.execute(
    stored.db,
  );
  await forgetDispatched(stored.db);
  const { rows } = await sql<{ run: string }>`SELECT payload ->> 'runId' AS run FROM outbox`.execute(stored.db);
  expect(rows).toEqual([{ run: 'waiting' }]);
});
