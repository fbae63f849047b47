import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
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

/** Runs the product on a county of this seed as an office would, asks its API for the alerts, and scores them. */
async function monitoredCounty(seed: number, sizePx: number): Promise<Evaluation> {
  const folder = mkdtempSync(join(tmpdir(), 'pw-county-'));
  const up = startPlanwatch(
    'up',
    '--data',
    folder,
    '--port',
    '0',
    '--sample',
    String(seed),
    '--sample-size',
    String(sizePx),
  );
  try {
    const url = (await up.line(/^ready http/)).replace('ready ', '');
    await up.line(/^sample ready: \d+ alerts/);
    const key = (await planwatch('key', 'create', '--data', folder, '--role', 'officer')).stdout.trim();
    const answer = await fetch(`${url}/v1/alerts?limit=500`, { headers: { Authorization: `Bearer ${key}` } });
    const alerts = join(folder, 'alerts.json');
    writeFileSync(alerts, await answer.text());
    const figures = join(folder, 'figures.json');
    const truth = join(folder, 'sample/truth.geojson');
    const { code, stderr } = await planwatch('evaluate', '--truth', truth, '--alerts', alerts, '--json', figures);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(readFileSync(figures, 'utf8')) as Evaluation;
  } finally {
    up.child.kill('SIGTERM');
    await up.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each([204, 31_337])('sample county of seed %i', (seed) => {
  test('nine of ten planted violations end as an alert of the right kind, and at most one alert in ten is false', async () => {
    const { recall, precision, alerts, byKind } = await monitoredCounty(seed, 400);
    const planted = Object.keys(byKind).filter((kind) => byKind[kind]!.events > 0);
    expect(planted.toSorted()).toEqual([...PLANTED_KINDS].toSorted());
    expect(alerts).toBeGreaterThan(0);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(precision).toBeGreaterThanOrEqual(0.9);
  });
});
