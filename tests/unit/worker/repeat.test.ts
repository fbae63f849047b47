import { expect, test } from '@jest/globals';
import { repeat } from '#worker/queue/repeat.js';

const NEVER_MS = 2 ** 30;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a nudge begins the next round at once', async () => {
  let rounds = 0;
  const background = repeat(
    () => Promise.resolve(void rounds++),
    NEVER_MS,
    () => {},
  );
  await turn();
  expect(rounds).toBe(1);
  background.nudge();
  await turn();
  expect(rounds).toBe(2);
  await background.close();
});

test('a nudge during a round is followed by another round', async () => {
  let rounds = 0;
  let finish = (): void => {};
  const round = (): Promise<void> => {
    rounds++;
    return new Promise((resolve) => (finish = resolve));
  };
  const background = repeat(round, NEVER_MS, () => {});
  background.nudge();
  finish();
  await turn();
  expect(rounds).toBe(2);
  const closed = background.close();
  finish();
  await closed;
});

test('a round that fails is reported, and the next one follows', async () => {
  const errors: unknown[] = [];
  const background = repeat(
    () => Promise.reject(new Error('away')),
    NEVER_MS,
    (error) => errors.push(error),
  );
  await turn();
  background.nudge();
  await turn();
  expect(errors).toEqual([new Error('away'), new Error('away')]);
  await background.close();
});

test('closing waits for the round at hand and starts no other', async () => {
  let rounds = 0;
  let finish = (): void => {};
  const background = repeat(
    () => {
      rounds++;
      return new Promise((resolve) => (finish = resolve));
    },
    NEVER_MS,
    () => {},
  );
  let isClosed = false;
  const closed = background.close().then(() => (isClosed = true));
  await turn();
  expect(isClosed).toBe(false);
  finish();
  await closed;
  expect(rounds).toBe(1);
});
