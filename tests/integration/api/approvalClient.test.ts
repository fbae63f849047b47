import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { idOf } from '#domain/id.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { saveNewAlerts } from '#store/alertChanges.js';
import { syncFlags } from '#store/flags.js';
import { alertOf } from '../store/examples.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';

const CLIENT = join(PROJECT_ROOT, 'docs/guides/examples/approvalClient.mjs');
const ALERTS = 60;
const ROUNDS = 40;

let api: ApiUnderTest;
let folder: string;
beforeAll(async () => {
  api = await apiUnderTest({ limits: { requestsPerMinute: 100_000 } });
  folder = mkdtempSync(join(tmpdir(), 'pw-approval-'));
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the client; ends it hard after some milliseconds where asked to. */
function runClient(args: readonly string[], killAfterMs?: number): Promise<{ code: number | null; output: string }> {
  const state = join(folder, 'flags.json');
  const given = ['--url', api.url, '--key', api.keyOf('approver'), '--state', state, ...args];
  const child = spawn(process.execPath, [CLIENT, ...given], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

const idAt = (place: number): string => idOf('approval test', place);

/** Alerts that are raised, grow more serious and get more cases, a few at a time and several at once. */
async function makeChanges(): Promise<void> {
  await saveNewAlerts(
    api.db,
    Array.from({ length: ALERTS }, (_, i) =>
      alertOf(idAt(i), { permitCaseNumbers: i % 3 === 0 ? [] : [`案-${i % 7}`] }),
    ),
  );
  await api.db.transaction().execute((t) =>
    syncFlags(
      t,
      Array.from({ length: ALERTS }, (_, i) => idAt(i)),
    ),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const ids = [0, 1, 2].map((k) => idAt((round * 7 + k * 11) % ALERTS));
    await Promise.all(
      ids.map((id, k) =>
        api.db.transaction().execute(async (t) => {
          const severity = (['low', 'medium', 'high', 'critical'] as const)[(round + k) % 4]!;
          await t.updateTable('alerts').set({ severity }).where('id', '=', id).execute();
          await syncFlags(t, [id]);
        }),
      ),
    );
  }
}

test('a client that dies at random moments, falls behind and asks again ends equal', async () => {
  const changes = makeChanges();
  for (const ms of [150, 420, 90, 640, 260]) await runClient([], ms);
  await changes;
  await sleep(50);
  const { code, output } = await runClient(['--once']);
  expect(code).toBe(0);
  const { count } = (await api.services.query('SELECT count(*)::int AS count FROM flag_changes'))[0] as {
    count: number;
  };
  expect(JSON.parse(output)).toEqual({ after: count, isEqual: true });
  expect(count).toBeGreaterThan(ALERTS);
});
