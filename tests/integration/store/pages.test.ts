import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { idOf } from '#domain/id.js';
import { SEVERITIES } from '#domain/violation.js';
import { saveNewAlerts } from '#store/alertChanges.js';
import { listAlerts, type AlertSort, type ListedAlert } from '#store/alerts.js';
import type { Page, PageRequest } from '#store/page.js';
import { savePatches, listPatches } from '#store/patches.js';
import { savePermits } from '#store/permitRecording.js';
import { listPermits } from '#store/permits.js';
import { createRun, listRuns } from '#store/runs.js';
import { listScenes } from '#store/scenes.js';
import { alertOf, EVERYWHERE, patchOf, permitOf, square, watchedArea } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
const COUNT = 23;

beforeAll(async () => {
  const { runOf } = await watchedArea(stored.db, 'paged', 12);
  for (let after = 1; after < 12; after++) {
    const { run } = await createRun(stored.db, runOf(after));
    await savePatches(stored.db, run.id, [patchOf(square(120, 30)), patchOf(square(120.01, 30))]);
  }
  await savePermits(
    stored.db,
    Array.from({ length: COUNT }, (_, i) => permitOf(`许-${i}`)),
  );
  // Many ties, and times that differ by microseconds: what a cursor must not lose.
  const alerts = Array.from({ length: COUNT }, (_, i) =>
    alertOf(idOf('alert', i), { severity: SEVERITIES[i % 3]!, areaM2: 1000 / ((i % 5) + 3) }),
  );
  await saveNewAlerts(stored.db, alerts);
  await sql`UPDATE alerts SET raised_at = '2024-05-01T00:00:00Z'::timestamptz + (area_m2::int % 4) * interval '1 microsecond'`.execute(
    stored.db,
  );
});

async function readAll<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

const LISTS: Readonly<Record<string, (page: PageRequest) => Promise<Page<unknown>>>> = {
  scenes: (page) => listScenes(stored.db, page),
  permits: (page) => listPermits(stored.db, EVERYWHERE, page),
  runs: (page) => listRuns(stored.db, EVERYWHERE, page),
  patches: (page) => listPatches(stored.db, EVERYWHERE, page),
  'alerts by severity': (page) => listAlerts(stored.db, EVERYWHERE, { ...page, sort: 'severity' }),
  'alerts by time': (page) => listAlerts(stored.db, EVERYWHERE, { ...page, sort: 'raisedAt' }),
  'alerts by area': (page) => listAlerts(stored.db, EVERYWHERE, { ...page, sort: 'areaM2' }),
};

describe.each(Object.entries(LISTS))('%s', (_name, list) => {
  test('in pages of any size are the same as in one', async () => {
    const whole = (await list({ limit: 1000 })).items;
    expect(whole.length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        expect(await readAll(list, limit)).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  test('with a made-up cursor or page size are refused', async () => {
    const madeUp = ['x', '', Buffer.from('["alerts.severity","a","b","c"]').toString('base64url')].filter(Boolean);
    for (const cursor of madeUp) {
      await expect(list({ cursor })).rejects.toMatchObject({ detail: { code: 'page.cursor' } });
    }
    for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
      await expect(list({ limit })).rejects.toMatchObject({ detail: { code: 'page.limit', where: 'limit' } });
    }
  });
});

test('alerts come most severe, newest or largest first', async () => {
  const sorted = async (sort: AlertSort): Promise<readonly ListedAlert[]> =>
    (await listAlerts(stored.db, EVERYWHERE, { sort })).items;
  const isDescending = (values: readonly (number | string)[]): boolean =>
    values.every((value, i) => i === 0 || values[i - 1]! >= value);
  expect(isDescending((await sorted('severity')).map(({ severity }) => SEVERITIES.indexOf(severity)))).toBe(true);
  expect(isDescending((await sorted('raisedAt')).map(({ raisedAt }) => raisedAt))).toBe(true);
  expect(isDescending((await sorted('areaM2')).map(({ areaM2 }) => areaM2))).toBe(true);
});

test('a filter counts what matches over all pages', async () => {
  const page = await listAlerts(stored.db, EVERYWHERE, { severity: ['medium'], limit: 2 });
  expect(page.items.map(({ severity }) => severity)).toEqual(['medium', 'medium']);
  expect(page.numberMatched).toBe(8);
  expect(await listAlerts(stored.db, EVERYWHERE, { kind: ['rebound'] })).toMatchObject({ items: [], numberMatched: 0 });
  expect(await listAlerts(stored.db, EVERYWHERE, { status: ['new', 'closed'] })).toMatchObject({
    numberMatched: 23,
  });
});
