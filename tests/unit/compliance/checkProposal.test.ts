import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Conflict, Proposal } from '#domain/compliance.js';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import type { Permit } from '#domain/permit.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { checkProposal, type ProposalContext } from '#pipelines/proposal-to-conflicts/index.js';

/**
 * Areas between parallels and meridians of the CGCS2000 ellipsoid (Snyder 3-12) in square metres, worked out apart from the code:
 * 0.001° × 0.001° from 30° N, its northern half, its eastern half. 0.001° is 96.5 m of longitude and 110.9 m of latitude there.
 */
const CELL = 10_695.687;
const NORTHERN_HALF = 5_347.83;
const EASTERN_HALF = 5_347.844;

function box(lon: number, lat: number, width = 0.001, height = 0.001): AreaGeometry {
  const [east, north] = [lon + width, lat + height];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [east, lat],
        [east, north],
        [lon, north],
        [lon, lat],
      ],
    ],
  };
}

const SITE = box(120, 30);
const NORTH = box(119.999, 30.0005, 0.003, 0.002);
const EAST = box(120.0005, 29.999, 0.002, 0.003);

const PROPOSAL: Proposal = { geometry: SITE, use: ['0701'], on: '2024-06-01', caseNumber: null, projectId: null };

function layer(kind: LayerKind): Layer {
  return { id: kind, version: '1', kind, title: kind, validFrom: '2020-01-01', validTo: null, owner: null, asOf: null };
}

function feature(kind: LayerKind, geometry: AreaGeometry, properties: Record<string, unknown> = {}, featureId = '1') {
  const at = { layerId: kind, layerVersion: '1', layerKind: kind, featureId, name: null };
  return { ...at, properties, geometry } satisfies LayerFeature;
}

function permit(caseNumber: string, change: Partial<Permit> = {}): Permit {
  return {
    caseNumber,
    kind: 'buildingPermit',
    revision: 1,
    projectId: null,
    stage: 'granted',
    grantedOn: '2024-01-01',
    validTo: '2026-01-01',
    withdrawnOn: null,
    approvedUse: [],
    approvedAreaM2: null,
    footprintAreaM2: null,
    buildDeadline: null,
    conditions: null,
    geometry: EAST,
    ...change,
  };
}

function check(around: Partial<ProposalContext>, proposal: Partial<Proposal> = {}) {
  const features = around.features ?? [];
  const layers = around.layers ?? [...new Set(features.map(({ layerKind }) => layerKind))].map(layer);
  const context = { permits: [], openAlerts: [], ruleSet: DEFAULT_RULE_SET, ...around, features, layers };
  return checkProposal({ ...PROPOSAL, ...proposal }, context);
}

const brief = (conflicts: readonly Conflict[]) => conflicts.map(({ kind, level }) => `${kind}: ${level}`);

test('bare ground under no plan is clear, and says what was not checked', () => {
  const result = check({});
  expect(result.verdict).toBe('clear');
  expect(result.areaM2).toBeCloseTo(CELL, 1);
  expect(result.notChecked).toContain('ecologicalRedline');
  expect(check({ layers: [layer('ecologicalRedline')] }).notChecked).not.toContain('ecologicalRedline');
});

describe('control lines', () => {
  test.each([
    'ecologicalRedline',
    'permanentBasicFarmland',
    'heritageLine',
    'waterLine',
    'greenLine',
    'utilityLine',
  ] as const)('of kind %s conflict by the ground that they share with the site', (kind) => {
    const { verdict, conflicts } = check({ features: [feature(kind, NORTH)] });
    expect(verdict).toBe('conflict');
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]).toMatchObject({ kind: 'controlLine', level: 'conflict', layers: [{ kind, feature: '1' }] });
    expect(conflicts[0]!.areaM2).toBeCloseTo(NORTHERN_HALF, 1);
    expect(conflicts[0]!.share).toBeCloseTo(0.5, 4);
    expect(conflicts[0]!.explanation.zh).toMatch(/5348平方米（0\.53公顷，8\.0亩）/);
    expect(conflicts[0]!.explanation.en).toMatch(/5,348 m² \(0\.53 ha, 8\.0 mu\).*50\.0 %/);
  });

  test('count ground that two features share once, and name both', () => {
    const features = [feature('ecologicalRedline', NORTH), feature('ecologicalRedline', NORTH, {}, '2')];
    const [conflict] = check({ features }).conflicts;
    expect(conflict!.areaM2).toBeCloseTo(NORTHERN_HALF, 1);
    expect(conflict!.layers.map((named) => named.feature)).toEqual(['1', '2']);
  });

  // The redline forgives a metre and 200 m²: 0.000008° of latitude are 0.89 m, 0.00001° 1.11 m; the site is 96.5 m wide.
  test.each([
    ['a strip of 0.89 m', box(119.999, 30.000992, 0.003, 0.002), 'remark'],
    ['a strip of 1.11 m, 107 m²', box(119.999, 30.00099, 0.003, 0.002), 'remark'],
    ['a strip of 1.9 m, 183 m²', box(119.999, 30.000983, 0.003, 0.002), 'remark'],
    ['a strip of 2.2 m, 214 m²', box(119.999, 30.00098, 0.003, 0.002), 'conflict'],
  ])('%s is a %s', (_, geometry, level) => {
    expect(brief(check({ features: [feature('ecologicalRedline', geometry)] }).conflicts)).toEqual([
      `controlLine: ${level}`,
    ]);
  });

  test('that only touch the site are nothing', () => {
    const beside = feature('ecologicalRedline', box(120.001, 30));
    expect(check({ features: [beside] }).verdict).toBe('clear');
  });

  test('are worth a remark to a use that builds nothing', () => {
    const result = check({ features: [feature('permanentBasicFarmland', NORTH)] }, { use: ['01'] });
    expect([result.verdict, ...brief(result.conflicts)]).toEqual(['remarks', 'controlLine: remark']);
  });
});

test('outside the growth boundary conflicts by what is outside, where a boundary is in force', () => {
  const [conflict] = check({ features: [feature('urbanGrowthBoundary', NORTH)] }).conflicts;
  expect(conflict).toMatchObject({ kind: 'growthBoundary', level: 'conflict', layers: [{ feature: '*' }] });
  expect(conflict!.areaM2).toBeCloseTo(CELL - NORTHERN_HALF, 1);
  const all = check({ layers: [layer('urbanGrowthBoundary')] }).conflicts;
  expect(all[0]!.areaM2).toBeCloseTo(CELL, 1);
});

describe('planned use', () => {
  test.each<[LayerKind, Record<string, unknown>, string[]]>([
    ['zone', { use: '0702' }, []],
    ['zone', { use: '1001' }, ['plannedUse: remark']],
    ['zone', { use: '1401' }, ['plannedUse: conflict']],
    ['zone', { use: 'X9' }, []],
    ['zone', { allowedClasses: ['cropland'] }, ['plannedUse: conflict']],
    ['detailedPlanParcel', { use: '0701' }, []],
    ['detailedPlanParcel', { use: '1001' }, ['plannedUse: conflict']],
  ])('in a %s of %j homes give %j', (kind, properties, expected) => {
    expect(brief(check({ features: [feature(kind, EAST, properties)] }).conflicts)).toEqual(expected);
  });

  test('measures the ground in question', () => {
    const [conflict] = check({ features: [feature('detailedPlanParcel', EAST, { use: '1001' })] }).conflicts;
    expect(conflict!.areaM2).toBeCloseTo(EASTERN_HALF, 1);
  });
});

describe('cropland', () => {
  const features = [feature('landClass', SITE, { code: '0103' })];

  test('needs a conversion where none is valid on the day', () => {
    const late = permit('later', { kind: 'farmlandConversion', grantedOn: '2024-06-02', geometry: SITE });
    const [conflict] = check({ features, permits: [late] }).conflicts;
    expect(conflict).toMatchObject({ kind: 'cropland', level: 'conflict' });
    expect(conflict!.areaM2).toBeCloseTo(CELL, 1);
  });

  test('is what no valid conversion holds', () => {
    const half = permit('half', {
      kind: 'farmlandConversion',
      grantedOn: '2024-06-01',
      projectId: 'P',
      geometry: EAST,
    });
    const [conflict] = check({ features, permits: [half] }, { projectId: 'P' }).conflicts;
    expect(conflict!.areaM2).toBeCloseTo(CELL - EASTERN_HALF, 1);
  });

  test('and the rest of the ground add up to the site', () => {
    const survey = [feature('landClass', EAST, { code: '0103' }), feature('landClass', NORTH, { code: '0301' }, '2')];
    const { ground, areaM2 } = check({ features: survey });
    expect(new Set(ground.map(({ code }) => code))).toEqual(new Set(['0103', '0301', null]));
    expect(ground.reduce((sum, part) => sum + part.areaM2, 0)).toBeCloseTo(areaM2, 6);
  });
});

describe('permits', () => {
  test.each<[string, Partial<Permit>, string[]]>([
    ['valid on the day', {}, ['permit: conflict']],
    ['granted on the day', { grantedOn: '2024-06-01' }, ['permit: conflict']],
    ['granted the day after', { grantedOn: '2024-06-02' }, ['permit: remark']],
    ['valid to the day', { validTo: '2024-06-01' }, ['permit: conflict']],
    ['valid to the day before', { validTo: '2024-05-31' }, []],
    ['withdrawn at an unknown date', { stage: 'withdrawn' }, []],
    ['of no power', { kind: 'siteOpinion' }, ['permit: remark']],
    ['of the own case', { caseNumber: 'own' }, []],
    ['of the own project', { projectId: 'own project' }, []],
    ['of another project', { projectId: 'another' }, ['permit: conflict']],
  ])('%s', (_, change, expected) => {
    const own = { caseNumber: 'own', projectId: 'own project' };
    expect(brief(check({ permits: [permit('other', change)] }, own).conflicts)).toEqual(expected);
  });

  test('in their highest revision', () => {
    const moved = [permit('a'), permit('a', { revision: 2, geometry: box(121, 30) })];
    expect(check({ permits: moved }).verdict).toBe('clear');
  });
});

test('an open alert on the site conflicts and says why it was raised', () => {
  const alert = {
    id: '00000000-0000-4000-8000-000000000001',
    kind: 'buildWithoutApproval' as const,
    severity: 'high' as const,
    status: 'deskReview' as const,
    explanation: { zh: '疑似未批先建。', en: 'Suspected.' },
  };
  const { conflicts } = check({ openAlerts: [{ ...alert, geometry: EAST }] });
  expect(conflicts[0]).toMatchObject({ kind: 'openAlert', level: 'conflict', alert });
  expect(conflicts[0]!.areaM2).toBeCloseTo(EASTERN_HALF, 1);
  expect(conflicts[0]!.explanation.zh).toMatch(/疑似未批先建/);
});

test('the order of features, permits and alerts does not matter', () => {
  const features = [
    feature('ecologicalRedline', NORTH),
    feature('ecologicalRedline', EAST, {}, '2'),
    feature('zone', EAST, { use: '1401' }),
    feature('landClass', NORTH, { code: '0101' }),
    feature('landClass', EAST, { code: '0301' }, '2'),
    feature('urbanGrowthBoundary', EAST),
  ];
  const permits = [permit('a'), permit('b', { geometry: NORTH }), permit('a', { revision: 2, validTo: '2025-01-01' })];
  const layers = [...new Set(features.map(({ layerKind }) => layerKind))].map(layer);
  const expected = check({ features, permits, layers });
  fc.assert(
    fc.property(
      fc.shuffledSubarray(features, { minLength: features.length }),
      fc.shuffledSubarray(permits, { minLength: permits.length }),
      (someFeatures, somePermits) => {
        expect(check({ features: someFeatures, permits: somePermits, layers })).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
});
