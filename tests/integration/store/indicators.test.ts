import { beforeAll, describe, expect, test } from '@jest/globals';
import { idOf } from '#domain/id.js';
import type { Judgement, Verdict } from '#domain/finding.js';
import type { DetectedPatch } from '#domain/patch.js';
import { linkAlertPatches, saveNewAlerts } from '#store/alertChanges.js';
import { listAlerts } from '#store/alerts.js';
import { alertFunnel, openAlerts, precisionByRule } from '#store/alertStatistics.js';
import { saveJudgements } from '#store/findings.js';
import { readIndicators } from '#store/indicators.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { savePatches } from '#store/patches.js';
import { savePermits } from '#store/permitRecording.js';
import { createRun } from '#store/runs.js';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { alertOf, callerOf, featureOf, layerOf, patchOf, permitOf, square, watchedArea } from './examples.js';
import { testDatabase } from './testDatabase.js';

/**
 * Cells of the grid of longitude and latitude, by the area between two parallels on the CGCS2000 ellipsoid (Snyder 3-12), in square
 * metres: 0.001° × 0.001° at 30° N and parts of it.
 */
const CELL = 10_695.687;
const CELL_AND_A_HALF = 16_043.531;
const HALF_CELL = 5_347.844;
const UPPER_HALF_OF_BOTH = 8_021.745;

const stored = testDatabase();
const COUNTY = '330106';
const NEIGHBOUR = '330110';
const scopeOf = (region: string, adminCode = region, level: 'region' | 'county' = 'region') => ({
  caller: callerOf(region),
  adminCode,
  level,
});
const MARCH = { from: '2024-03-01', to: '2024-03-31' };
const APRIL = { from: '2024-04-01', to: '2024-04-30' };

function judgementOf(patchId: string, verdict: Verdict): Judgement {
  const explanation = { zh: '', en: '' };
  const ruleSet = { id: 'r', version: '1', hash: '0' };
  return { patchId, verdict, leading: null, findings: [], exemption: null, explanation, ruleSet };
}

const seenOn = (day: string, change: Partial<DetectedPatch> = {}): Partial<DetectedPatch> => ({
  onsetFrom: '2024-01-01',
  onsetTo: day,
  ...change,
});

/** Two squares that share half, one thing of each kind that must not count, one square in the next county. */
const PATCHES: readonly (readonly [DetectedPatch, Verdict])[] = [
  [patchOf(square(120, 30), seenOn('2024-03-10')), 'suspectedViolation'],
  [patchOf(square(120.0005, 30), seenOn('2024-03-20', { toClass: 'earthworks' })), 'lawful'],
  [patchOf(square(120.003, 30), seenOn('2024-03-20', { toClass: 'bare' })), 'lawful'],
  [patchOf(square(120.004, 30), seenOn('2024-03-20', { fromClass: 'builtUp' })), 'lawful'],
  [patchOf(square(120.005, 30), seenOn('2024-03-20')), 'notAssessed'],
  [patchOf(square(120.006, 30), seenOn('2024-03-20')), 'suspectedViolation'],
  [patchOf(square(120.011, 30), seenOn('2024-03-20')), 'suspectedViolation'],
  // A month later, on ground that was taken in March, and half a cell beside it.
  [patchOf(square(120.001, 30), seenOn('2024-04-15')), 'suspectedViolation'],
];

async function layer(id: string, kind: Parameters<typeof layerOf>[0], features: ReturnType<typeof featureOf>[]) {
  await saveLayerVersion(stored.db, { layer: layerOf({ id, version: '1', ...kind }), features });
}

beforeAll(async () => {
  const { runOf } = await watchedArea(stored.db, 'figures', 2, '330100');
  const { run } = await createRun(stored.db, runOf(1));
  await savePatches(
    stored.db,
    run.id,
    PATCHES.map(([patch]) => patch),
  );
  const patchIds = PATCHES.map((_, i) => idOf('patch', run.id, i));
  await saveJudgements(
    stored.db,
    PATCHES.map(([, verdict], i) => judgementOf(patchIds[i]!, verdict)),
  );
  await layer('regions', { kind: 'adminRegion' }, [
    { ...featureOf('a', square(120, 29.995, 0.01), { code: COUNTY }), name: '西湖区' },
    featureOf('b', square(120.01, 29.995, 0.01), { code: NEIGHBOUR }),
  ]);
  await layer('zones', { kind: 'zone' }, [
    featureOf('z1', square(120, 30), { use: '0701', quotaM2: 20_000 }),
    featureOf('z2', square(120.0005, 30, 0.002), { use: '1001' }),
  ]);
  await layer('redline', { kind: 'ecologicalRedline' }, [
    featureOf('upper', square(120, 30.0005, 0.01)),
    featureOf('upper again', square(120, 30.0005, 0.009)),
  ]);
  await layer('boundary', { kind: 'urbanGrowthBoundary' }, [featureOf('town', square(120, 30))]);
  const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => idOf('test alert', name));
  await saveNewAlerts(
    stored.db,
    ids.map((id, i) => alertOf(id, { adminCode: i === 4 ? NEIGHBOUR : COUNTY, areaM2: 1000 * (i + 1) })),
  );
  await linkAlertPatches(stored.db, [{ alertId: ids[3]!, patchId: patchIds[5]!, lineage: 'raised' }]);
  const set = (id: string, values: Record<string, unknown>) =>
    stored.db.updateTable('alerts').set(values).where('id', '=', id).execute();
  const raised = (day: string) => ({ raised_at: `${day}T02:00:00Z` });
  await set(ids[0]!, { ...raised('2024-03-12'), due_on: '2024-03-15' });
  await set(ids[1]!, {
    ...raised('2024-03-13'),
    status: 'ordered',
    determination: JSON.stringify({ outcome: 'violation', reason: null, note: null }),
    enforcement_case_number: '立案1',
    orders: JSON.stringify([{ orderKind: 'stopOrder', issuedOn: '2024-03-20' }]),
  });
  await set(ids[2]!, {
    ...raised('2024-03-14'),
    status: 'closed',
    kind: 'zoneConflict',
    determination: JSON.stringify({ outcome: 'violation', reason: null, note: null }),
  });
  // 2024-03-31 17:00 UTC is the first of April on an office's wall.
  await set(ids[3]!, {
    raised_at: '2024-03-31T17:00:00Z',
    status: 'closed',
    determination: JSON.stringify({ outcome: 'pseudoChange', reason: 'harvest', note: null }),
  });
  await set(ids[4]!, raised('2024-03-12'));
});

describe('new construction land', () => {
  test('is the union of what was built on, without what is no construction, not assessed or a pseudo-change', async () => {
    const [row] = await readIndicators(stored.db, scopeOf(COUNTY), MARCH);
    expect(row).toMatchObject({ adminCode: COUNTY, name: '西湖区', newLand: { patches: 2 } });
    expect(row!.newLand.areaM2).toBeCloseTo(CELL_AND_A_HALF, 1);
  });

  test('is split among zones, ground in two of them counted once, and adds up', async () => {
    const [row] = await readIndicators(stored.db, scopeOf(COUNTY), MARCH);
    const { byUse, outsideZonesM2, areaM2 } = row!.newLand;
    expect(byUse.map(({ use }) => use)).toEqual(['0701', '1001']);
    expect(byUse[0]!.areaM2).toBeCloseTo(CELL, 1);
    expect(byUse[1]!.areaM2).toBeCloseTo(HALF_CELL, 1);
    expect(byUse[0]!.areaM2 + byUse[1]!.areaM2 + outsideZonesM2!).toBeCloseTo(areaM2, 3);
  });

  test('occupies lines once, counts what is outside the growth boundary, and knows where there is no line', async () => {
    const [row] = await readIndicators(stored.db, scopeOf(COUNTY), MARCH);
    const lines = new Map(row!.lines.map(({ kind, areaM2 }) => [kind, areaM2]));
    expect(lines.get('ecologicalRedline')).toBeCloseTo(UPPER_HALF_OF_BOTH, 1);
    expect(lines.get('urbanGrowthBoundary')).toBeCloseTo(HALF_CELL, 1);
    expect(lines.get('permanentBasicFarmland')).toBeNull();
  });

  test('of periods that follow each other adds up to that of both', async () => {
    const areaIn = async (period: { from: string; to: string }): Promise<number> =>
      (await readIndicators(stored.db, scopeOf(COUNTY), period))[0]!.newLand.areaM2;
    const [march, april] = [await areaIn(MARCH), await areaIn(APRIL)];
    expect(april).toBeCloseTo(HALF_CELL, 1);
    expect(await areaIn({ from: MARCH.from, to: APRIL.to })).toBeCloseTo(march + april, 3);
  });

  test('uses quotas since the plan came into force', async () => {
    const [row] = await readIndicators(stored.db, scopeOf(COUNTY), APRIL);
    expect(row!.quotas).toMatchObject([{ layerId: 'zones', featureId: 'z1', quotaM2: 20_000 }]);
    expect(row!.quotas[0]!.usedM2).toBeCloseTo(CELL, 1);
  });
});

describe('regions', () => {
  test('one row for each county, none of another region', async () => {
    const rows = await readIndicators(stored.db, scopeOf('330100', '330100', 'county'), MARCH);
    expect(rows.map(({ adminCode, newLand }) => [adminCode, newLand.patches])).toEqual([
      [COUNTY, 2],
      [NEIGHBOUR, 1],
    ]);
    const own = await readIndicators(stored.db, scopeOf(COUNTY, '330100', 'county'), MARCH);
    expect(own.map(({ adminCode }) => adminCode)).toEqual([COUNTY]);
    expect(await readIndicators(stored.db, scopeOf('320100', '320100', 'county'), MARCH)).toEqual([]);
  });

  test('a region without anything has a row of zeros', async () => {
    const [row] = await readIndicators(stored.db, scopeOf('320100'), MARCH);
    expect(row).toMatchObject({
      newLand: { areaM2: 0 },
      permits: { granted: { count: 0 } },
      funnel: { raised: { count: 0 } },
    });
  });
});

test('permits are used where works are seen or recorded; ground of a used and an unused one is used', async () => {
  const granted = { grantedOn: '2024-02-01', buildDeadline: '2024-03-15' };
  await savePermits(stored.db, [
    permitOf('seen', { ...granted, geometry: square(120, 30) }),
    permitOf('supply of the same ground', { ...granted, kind: 'landSupply', geometry: square(120, 30) }),
    permitOf('recorded', { ...granted, stage: 'building', geometry: square(120.007, 30) }),
    permitOf('late', { ...granted, geometry: square(120.008, 30) }),
    permitOf('not late', { ...granted, buildDeadline: '2025-01-01', geometry: square(120.009, 30, 0.0009) }),
    permitOf('withdrawn', { ...granted, withdrawnOn: '2024-02-20', geometry: square(120.008, 30.002) }),
    permitOf('later', { grantedOn: '2024-05-01', geometry: square(120.008, 30.003) }),
    permitOf('opinion', { ...granted, kind: 'siteOpinion', geometry: square(120.008, 30.004) }),
    permitOf('elsewhere', { ...granted, geometry: square(120.015, 30) }),
  ]);
  const [row] = await readIndicators(stored.db, scopeOf(COUNTY), { from: '2024-02-01', to: '2024-03-31' });
  const { granted: all, used, unused, overdue } = row!.permits;
  expect([all.count, used.count, unused.count, overdue.count]).toEqual([5, 3, 2, 1]);
  expect(used.areaM2).toBeCloseTo(2 * CELL, 0);
  expect(overdue.areaM2).toBeCloseTo(CELL, 0);
  expect(used.areaM2 + unused.areaM2).toBeCloseTo(all.areaM2, 2);
});

describe('alerts', () => {
  test('the funnel counts whoever came as far, by the office’s day, and lists the same alerts', async () => {
    const funnel = (await alertFunnel(stored.db, scopeOf(COUNTY), MARCH)).get(COUNTY)!;
    const counts = Object.fromEntries(FUNNEL_STAGES.map((stage) => [stage, funnel[stage].count]));
    expect(counts).toEqual({
      raised: 3,
      taken: 2,
      determined: 2,
      violation: 2,
      caseFiled: 1,
      ordered: 1,
      rectified: 0,
      closedOut: 1,
    });
    expect(funnel.raised.areaM2).toBe(6000);
    for (const stage of FUNNEL_STAGES) {
      const filter = { adminCode: COUNTY, raisedFrom: MARCH.from, raisedTo: MARCH.to, reached: stage };
      expect((await listAlerts(stored.db, callerOf(''), filter)).numberMatched).toBe(counts[stage]);
    }
  });

  test('what is open: by status, overdue, by age', async () => {
    const open = await openAlerts(stored.db, callerOf(COUNTY), COUNTY, '2024-04-05');
    const some = open.byStatus.filter(({ count }) => count > 0);
    expect(some).toEqual([
      { status: 'new', count: 1, areaM2: 1000 },
      { status: 'ordered', count: 1, areaM2: 2000 },
    ]);
    expect(open.overdue).toEqual({ count: 1, areaM2: 1000 });
    expect(open.ageing.map(({ count }) => count)).toEqual([0, 2, 0, 0, 0]);
    const edge = await openAlerts(stored.db, callerOf(COUNTY), COUNTY, '2024-03-19');
    expect(edge.ageing.map(({ count }) => count)).toEqual([1, 1, 0, 0, 0]);
  });

  test('a rule is as precise as its decided alerts are violations', async () => {
    const rules = await precisionByRule(stored.db, callerOf(''), '330100', { from: MARCH.from, to: APRIL.to });
    expect(rules.map(({ kind, raised, precision }) => [kind, raised, precision])).toEqual([
      ['buildWithoutApproval', 4, 0.5],
      ['zoneConflict', 1, 1],
    ]);
    expect(rules[0]!.reasons).toEqual([{ outcome: 'pseudoChange', reason: 'harvest', count: 1 }]);
  });
});
