import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createThreadPool, type ThreadPool } from '#runtime/threads/threadPool.js';

/** A thread that doubles numbers, fails on `fail`, and dies on `die`. */
const ENTRY = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, task }) => {
  if (task === 'die') process.exit(7);
  if (task === 'fail') {
    const detail = { code: 'test.bad', where: 'here' };
    parentPort.postMessage({ id, error: { kind: 'badInput', message: 'here: wrong', stack: undefined, detail, service: null } });
  } else setTimeout(() => parentPort.postMessage({ id, result: task * 2 }), task % 3);
});
`;

describe('the thread pool', () => {
  let folder: string;
  let pool: ThreadPool<number | string>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'planwatch-pool-'));
    const path = join(folder, 'entry.mjs');
    writeFileSync(path, ENTRY);
    pool = createThreadPool(() => pathToFileURL(path), 2);
  });
  afterAll(async () => {
    await pool.close();
    rmSync(folder, { recursive: true });
  });

  test('answers every task with its own result', async () => {
    const numbers = Array.from({ length: 20 }, (_, i) => i);
    expect(await Promise.all(numbers.map((n) => pool.run(n)))).toEqual(numbers.map((n) => 2 * n));
  });

  test('an error keeps its kind, message and detail', async () => {
    await expect(pool.run('fail')).rejects.toMatchObject({
      kind: 'badInput',
      message: 'here: wrong',
      detail: { code: 'test.bad' },
    });
  });

  test('a thread that dies fails its task as unavailable, and the others go on', async () => {
    const results = await Promise.allSettled([pool.run('die'), pool.run(1), pool.run('die'), pool.run(2), pool.run(3)]);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(results[0]).toMatchObject({ reason: { kind: 'unavailable' } });
    expect(await pool.run(21)).toBe(42);
  });

  test('a calling thread that computes takes its share, one task at a time', async () => {
    let running = 0;
    let here = 0;
    const runHere = async (task: number): Promise<number> => {
      running += 1;
      here += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      return task * 2;
    };
    const shared = createThreadPool<number>(() => pathToFileURL(join(folder, 'entry.mjs')), 1, { runHere });
    const numbers = Array.from({ length: 300 }, (_, i) => i);
    expect(await Promise.all(numbers.map((n) => shared.run(n)))).toEqual(numbers.map((n) => 2 * n));
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThan(300);
    await shared.close();
  });

  test('without threads the calling one does everything, and says what failed', async () => {
    const noEntry = (): URL => {
      throw new Error('no thread is needed');
    };
    const runHere = (task: number): Promise<number> => {
      if (task < 0) throw new RangeError('below 0');
      return Promise.resolve(task + 1);
    };
    const alone = createThreadPool<number>(noEntry, 0, { runHere });
    const results = await Promise.allSettled([alone.run(1), alone.run(-1), alone.run(2)]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: new RangeError('below 0') },
      { status: 'fulfilled', value: 3 },
    ]);
  });

  test('a closed pool refuses tasks', async () => {
    const other = createThreadPool<number>(() => pathToFileURL(join(folder, 'entry.mjs')), 1);
    const waiting = other.run(1000);
    await Promise.all([other.close(), expect(waiting).rejects.toMatchObject({ kind: 'unavailable' })]);
    await expect(other.run(1)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
