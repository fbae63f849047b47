import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { appendEvent, forgetEvents, latestEventId, listEventsAfter } from '#store/events.js';
import { EVERYWHERE } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
const event = (n: number) => ({ name: 'run', adminCode: '330106', data: { n } });

test('a reader that remembers the last id misses nothing of what many writers append', async () => {
  const start = await latestEventId(stored.db);
  const seen: unknown[] = [];
  let last = start;
  let isWriting = true;
  const reading = (async () => {
    while (isWriting || (await latestEventId(stored.db)) > last) {
      for (const { id, data } of await listEventsAfter(stored.db, EVERYWHERE, last, 7)) {
        seen.push(data['n']);
        last = id;
      }
    }
  })();
  const write = (n: number): Promise<void> =>
    stored.db.transaction().execute(async (transaction) => {
      await sql`SELECT pg_sleep(${(n % 3) / 1000})`.execute(transaction);
      await appendEvent(transaction, event(n));
      await sql`SELECT pg_sleep(${((n + 1) % 3) / 1000})`.execute(transaction);
    });
  const all = Array.from({ length: 40 }, (_, n) => n);
  await Promise.all(
    [0, 1, 2, 3].map(async (k) => {
      for (const n of all) if (n % 4 === k) await write(n);
    }),
  );
  isWriting = false;
  await reading;
  expect([...seen].sort((a, b) => Number(a) - Number(b))).toEqual(all);
});

test('an event of a transaction that fails is never seen', async () => {
  const before = await latestEventId(stored.db);
  const failing = stored.db.transaction().execute(async (transaction) => {
    await appendEvent(transaction, event(-1));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await listEventsAfter(stored.db, EVERYWHERE, before)).toEqual([]);
});

test('events older than a week are forgotten', async () => {
  await appendEvent(stored.db, event(1000));
  await sql`UPDATE events SET at = now() - interval '8 days' WHERE data ->> 'n' <> '1000'`.execute(stored.db);
  await forgetEvents(stored.db);
  expect((await listEventsAfter(stored.db, EVERYWHERE, 0)).map(({ data }) => data)).toEqual([{ n: 1000 }]);
});
