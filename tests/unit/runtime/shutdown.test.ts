import { expect, test } from '@jest/globals';
import { createShutdown } from '#runtime/shutdown.js';

test('closes in reverse order of opening, once, and tells it by its signal', async () => {
  const closed: string[] = [];
  const shutdown = createShutdown({ onSignals: false });
  shutdown.add('database', () => void closed.push('database'));
  shutdown.add('api', () => Promise.resolve().then(() => void closed.push('api')));
  expect(shutdown.signal.aborted).toBe(false);
  await Promise.all([shutdown.close(), shutdown.close()]);
  expect(closed).toEqual(['api', 'database']);
  expect(shutdown.signal.aborted).toBe(true);
});

test('a part that fails or hangs does not keep the others open', async () => {
  const closed: string[] = [];
  const shutdown = createShutdown({ onSignals: false, graceMs: 5 });
  shutdown.add('first', () => void closed.push('first'));
  shutdown.add('hangs', () => new Promise(() => undefined));
  shutdown.add('fails', () => Promise.reject(new Error('no')));
  await shutdown.close();
  expect(closed).toEqual(['first']);
});

test('a signal closes and ends with 0', async () => {
  const closed: string[] = [];
  const code = await new Promise<number>((resolve) => {
    const shutdown = createShutdown({ exit: resolve });
    shutdown.add('part', () => void closed.push('part'));
    process.emit('SIGTERM', 'SIGTERM');
  });
  expect([code, ...closed]).toEqual([0, 'part']);
});
