import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { planwatch, startPlanwatch } from '../../support/planwatch.js';

jest.setTimeout(400_000);

interface ReplayedRun {
  readonly replay: {
    readonly outcome: { readonly patches: number; readonly identical: number; readonly isExact: boolean };
  };
  readonly differences: readonly unknown[];
}

test('every run of a sample county, judged again by command with what was known then, gives no difference', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pw-replay-'));
  const up = startPlanwatch('up', '--data', folder, '--port', '0', '--sample', '23', '--sample-size', '360');
  try {
    const url = (await up.line(/^ready http/)).replace('ready ', '');
    await up.line(/^sample ready: \d+ alerts/);
    const key = (await planwatch('key', 'create', '--data', folder, '--role', 'officer')).stdout.trim();
    const answer = await fetch(`${url}/v1/runs?status=done`, { headers: { Authorization: `Bearer ${key}` } });
    const { items } = (await answer.json()) as { items: { id: string; patchCount: number }[] };
    expect(items.length).toBeGreaterThan(10);
    let patches = 0;
    for (const { id, patchCount } of items) {
      const { code, stdout, stderr } = await planwatch('replay', id, '--data', folder, '--json');
      expect([code, stderr]).toEqual([0, '']);
      const { replay, differences } = JSON.parse(stdout) as ReplayedRun;
      expect(replay.outcome).toMatchObject({ patches: patchCount, identical: patchCount, isExact: true });
      expect(differences).toEqual([]);
      patches += patchCount;
    }
    expect(patches).toBeGreaterThan(10);
  } finally {
    up.child.kill('SIGTERM');
    await up.ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
