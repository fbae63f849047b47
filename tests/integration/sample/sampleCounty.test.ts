import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PLANTED_KINDS } from '../../support/plantedKinds.js';
import { planwatch, startPlanwatch } from '../../support/planwatch.js';

jest.setTimeout(400_000);

/** The figures that `planwatch evaluate --json` writes. */
interface Evaluation {
  readonly recall: number;
  readonly precision: number;
  readonly alerts: number;
  readonly byKind: Readonly<Record<string, { readonly events: number }>>;
}

interface ReplayedRun {
  readonly replay: {
    readonly outcome: { readonly patches: number; readonly identical: number; readonly isExact: boolean };
  };
  readonly differences: readonly unknown[];
}

/** The product on a county of this seed, started as an office would, with its sample's alerts made. */
async function monitoredCounty(seed: number, sizePx: number) {
  const folder = mkdtempSync(join(tmpdir(), 'pw-county-'));
  const county = ['--sample', String(seed), '--sample-size', String(sizePx)];
  const up = startPlanwatch('up', '--data', folder, '--port', '0', ...county);
  const end = async (): Promise<void> => {
    up.child.kill('SIGTERM');
    await up.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = (await up.line(/^ready http/)).replace('ready ', '');
    await up.line(/^sample ready: \d+ alerts/);
    const key = (await planwatch('key', 'create', '--data', folder, '--role', 'officer')).stdout.trim();
    const read = async (path: string): Promise<string> =>
      (await fetch(url + path, { headers: { Authorization: `Bearer ${key}` } })).text();
    return { folder, read, end };
  } catch (cause) {
    await end();
    throw cause;
  }
}

describe('sample county of seed 204', () => {
  let county: Awaited<ReturnType<typeof monitoredCounty>>;
  beforeAll(async () => {
    county = await monitoredCounty(204, 400);
  });
  afterAll(() => county.end());

  test('nine of ten planted violations end as an alert of the right kind, and at most one alert in ten is false', async () => {
    const alertsFile = join(county.folder, 'alerts.json');
    const figures = join(county.folder, 'figures.json');
    writeFileSync(alertsFile, await county.read('/v1/alerts?limit=500'));
    const truth = join(county.folder, 'sample/truth.geojson');
    const { code, stderr } = await planwatch('evaluate', '--truth', truth, '--alerts', alertsFile, '--json', figures);
    expect([code, stderr]).toEqual([0, '']);
    const { recall, precision, alerts, byKind } = JSON.parse(readFileSync(figures, 'utf8')) as Evaluation;
    const planted = Object.keys(byKind).filter((kind) => byKind[kind]!.events > 0);
    expect(planted.toSorted()).toEqual([...PLANTED_KINDS].toSorted());
    expect(alerts).toBeGreaterThan(0);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(precision).toBeGreaterThanOrEqual(0.9);
  });

  test('every run, judged again by command with what was known then, gives no difference', async () => {
    const { items } = JSON.parse(await county.read('/v1/runs?status=done')) as {
      items: { id: string; patchCount: number }[];
    };
    expect(items.length).toBeGreaterThan(10);
    let patches = 0;
    for (const { id, patchCount } of items) {
      const { code, stdout, stderr } = await planwatch('replay', id, '--data', county.folder, '--json');
      expect([code, stderr]).toEqual([0, '']);
      const { replay, differences } = JSON.parse(stdout) as ReplayedRun;
      expect(replay.outcome).toMatchObject({ patches: patchCount, identical: patchCount, isExact: true });
      expect(differences).toEqual([]);
      patches += patchCount;
    }
    expect(patches).toBeGreaterThan(10);
  });
});
