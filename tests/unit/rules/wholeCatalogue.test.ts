import { describe, expect, test } from '@jest/globals';
import type { JudgedPatch } from '#pipelines/patches-to-findings/index.js';
import { createJudge, DEFAULT_RULE_SET, judgePermits, type Archive } from '#pipelines/patches-to-findings/index.js';
import { featureOf, layerOf, patchOf, permitOf, rect } from './ground.js';

/**
 * Every kind and exemption beyond the first seven, just inside and just outside its boundary. The patch is 100 m × 100 m with exact
 * edges, seen between 2024-02-01 and 2024-03-01; plan and permit lines may be off by 1 m, areas up to 100 m² raise nothing.
 */
function kinds(patch: Partial<JudgedPatch>, archive: Partial<Archive>): { leading: string | null; kinds: string[] } {
  const nothing = { permits: [], layers: [], features: [], orders: [], ruleSet: DEFAULT_RULE_SET };
  const { leading, findings, verdict } = createJudge({ ...nothing, ...archive })(patchOf(patch));
  for (const finding of findings) {
    const sum = finding.parts.reduce((total, part) => total + part.areaM2, 0);
    expect(sum).toBeCloseTo(10_000, 0);
  }
  expect(verdict === 'suspectedViolation').toBe(leading !== null);
  return { leading, kinds: findings.map(({ kind }) => kind) };
}

const EVERYWHERE = rect(-300, -300, 800, 800);
const FOREST = { fromClass: 'forest' } as const;

describe('works after a stop order', () => {
  const order = (issuedOn: string, kind: 'stopOrder' | 'correctionOrder' = 'stopOrder') => ({
    orders: [{ id: 'TG-1', kind, issuedOn, geometry: EVERYWHERE }],
  });
  test.each([
    ['issued on the day before the onset interval', order('2024-01-31'), true],
    ['issued on its first day: a date inside the interval proves nothing', order('2024-02-01'), false],
    ['an order to correct, not to stop', order('2023-01-01', 'correctionOrder'), false],
  ])('%s', (_, archive, isFound) => {
    expect(kinds({}, archive).kinds.includes('worksAfterStopOrder')).toBe(isFound);
    if (isFound) expect(kinds({}, archive).leading).toBe('worksAfterStopOrder');
  });
  test('leads even where a building permit covers the works', () => {
    expect(kinds({}, { ...order('2023-06-01'), permits: [permitOf()] })).toEqual({
      leading: 'worksAfterStopOrder',
      kinds: ['worksAfterStopOrder'],
    });
  });
});

describe('a displaced site', () => {
  // A permit of 100 m × 100 m beside the patch, `gap` metres east of it.
  const beside = (gap: number, change = {}) => ({
    permits: [permitOf({ geometry: rect(100 + gap, 0, 100, 100), ...change })],
  });
  test.each([
    ['59 m away', beside(59), true],
    ['61 m away', beside(61), false],
    ['being built on', beside(50, { stage: 'building' }), false],
    ['granted only after the change', beside(50, { grantedOn: '2024-03-02' }), false],
    ['half as large', beside(50, { geometry: rect(150, 0, 51, 100) }), true],
    ['less than half as large', beside(50, { geometry: rect(150, 0, 49, 100) }), false],
    ['a site opinion, which allows nothing', beside(50, { kind: 'siteOpinion' }), false],
  ])('an unused permit %s', (_, archive, isFound) => {
    const { leading, kinds: found } = kinds({}, archive);
    expect(found.includes('siteDisplaced')).toBe(isFound);
    expect(leading).toBe(isFound ? 'siteDisplaced' : 'buildWithoutApproval');
  });
});

describe('cropland under water', () => {
  const survey = (code: string, geometry = EVERYWHERE) => {
    const layer = layerOf('landClass');
    return { layers: [layer], features: [featureOf(layer, geometry, { properties: { code } })] };
  };
  test.each([
    ['away from mapped water', {}, true],
    ['on irrigated land, 0102', survey('0102'), true],
    ['on paddies, 0101: the season', survey('0101'), false],
    ['with 49 % on paddies', survey('0101', rect(-10, 0, 59, 100)), true],
    ['beside a river, 1101: a flood may fall', survey('1101', rect(100, -50, 40, 200)), false],
    ['99 m from a river', survey('1101', rect(199, -50, 40, 200)), false],
    ['102 m from a river', survey('1101', rect(202, -50, 40, 200)), true],
  ])('%s', (_, archive, isFound) => {
    const { kinds: found } = kinds({ toClass: 'water' }, archive);
    expect(found).toEqual(isFound ? ['croplandToNonAgricultural'] : []);
  });
});

describe('a displaced site beside a permit that others use', () => {
  const permits = [permitOf({ geometry: rect(150, 0, 100, 100) })];
  const other = (id: string, geometry = rect(160, 10, 50, 50)) => patchOf({ id, geometry });
  test('is none: what stands on the permit was built by its holder', () => {
    expect(kinds({}, { permits, patches: [patchOf(), other('patch-2')] }).kinds).toEqual(
      expect.not.arrayContaining(['siteDisplaced']),
    );
  });
  test('is one where the other change is no work, or lies elsewhere', () => {
    const grown = patchOf({ id: 'patch-2', geometry: rect(160, 10, 50, 50), toClass: 'grass' });
    expect(kinds({}, { permits, patches: [patchOf(), grown] }).leading).toBe('siteDisplaced');
    expect(kinds({}, { permits, patches: [patchOf(), other('patch-2', rect(600, 0, 50, 50))] }).leading).toBe(
      'siteDisplaced',
    );
  });
});

describe('deviation from the approved use', () => {
  test.each([
    ['buildings where panels were approved', 'builtUp', ['solar'], 'useDeviation'],
    ['buildings where buildings were approved', 'builtUp', ['builtUp'], null],
    ['works on the way to panels', 'earthworks', ['solar'], null],
    ['panels on a residential plot, code 0701', 'solar', ['0701'], null],
    ['a greenhouse on a residential plot, code 0701', 'greenhouse', ['0701'], 'useDeviation'],
    ['a use that nobody knows', 'greenhouse', ['X9'], null],
    ['no use stated', 'greenhouse', [], null],
  ] as const)('%s', (_, toClass, approvedUse, leading) => {
    expect(kinds({ ...FOREST, toClass }, { permits: [permitOf({ approvedUse })] }).leading).toBe(leading);
  });
});

describe('use before supply', () => {
  const conversion = permitOf({ caseNumber: 'C', kind: 'farmlandConversion' });
  const supply = permitOf({ caseNumber: 'S', kind: 'landSupply' });
  test('buildings on converted land that is not supplied', () => {
    const found = kinds({}, { permits: [conversion] });
    expect(found).toEqual({ leading: 'buildWithoutApproval', kinds: ['buildWithoutApproval', 'useBeforeSupply'] });
  });
  test('not where the land is supplied, nor where a building permit stands', () => {
    expect(kinds({}, { permits: [conversion, supply] }).kinds).toEqual(['buildWithoutApproval']);
    expect(kinds({}, { permits: [conversion, permitOf()] }).kinds).toEqual([]);
  });
});

describe('deviation from the building permit', () => {
  // 10,000 m² were built. A tenth more than the footprint is forgiven, and 1 m along the edge of 400 m (396 m²).
  test.each([
    [8000, true],
    [8800, false],
    [9999, false],
  ])('a footprint of %d m²', (footprintAreaM2, isFound) => {
    expect(kinds({}, { permits: [permitOf({ footprintAreaM2 })] }).leading).toBe(isFound ? 'deviatesFromPermit' : null);
  });
  test('imagery of 10 m shows sites, not roofs', () => {
    const found = kinds({ gsdM: 10 }, { permits: [permitOf({ footprintAreaM2: 2000 })] });
    expect(found.kinds).toEqual([]);
  });
});

describe('misuse of an agricultural facility', () => {
  const filed = (approvedUse: string[]) => ({ permits: [permitOf({ kind: 'agriFacility', approvedUse })] });
  test.each([
    ['light building', 'builtUp', [], null],
    ['greenhouses', 'greenhouse', [], null],
    ['panels', 'solar', [], 'agriFacilityMisuse'],
    ['buildings where the filing is for greenhouses alone', 'builtUp', ['greenhouse'], 'agriFacilityMisuse'],
  ] as const)('%s', (_, toClass, use, leading) => {
    expect(kinds({ ...FOREST, toClass }, filed([...use])).leading).toBe(leading);
  });
});

describe('plan lines and zones', () => {
  const within = (
    kind: 'greenLine' | 'waterLine' | 'heritageLine' | 'utilityLine' | 'zone',
    depth = 100,
    properties = {},
  ) => {
    const layer = layerOf(kind);
    return { layers: [layer], features: [featureOf(layer, rect(-100, -100, 100 + depth, 300), { properties })] };
  };
  test.each(['heritageLine', 'waterLine', 'greenLine', 'utilityLine'] as const)('%s is a colour line', (kind) => {
    expect(kinds(FOREST, within(kind)).kinds).toContain('colourLineBreach');
    expect(kinds(FOREST, { ...within(kind), permits: [permitOf()] }).kinds).toEqual([]);
  });
  test.each([
    [2, true],
    [0.9, false],
  ])('%d m deep: the tolerance is 1 m and 100 m²', (depth, isFound) => {
    expect(kinds(FOREST, within('heritageLine', depth)).kinds.includes('colourLineBreach')).toBe(isFound);
  });
  test.each([
    ['allowed by class', { allowedClasses: ['builtUp'] }, false],
    ['not allowed by class', { allowedClasses: ['cropland', 'forest'] }, true],
    ['a residential zone', { use: '0701' }, false],
    ['farmland', { use: '0101' }, true],
    ['a use that nobody knows', { use: 'ZZ' }, false],
  ])('a zone: %s', (_, properties, isFound) => {
    expect(kinds(FOREST, within('zone', 100, properties)).kinds.includes('zoneConflict')).toBe(isFound);
  });
  test('a permitted change in such a zone is lawful, with a remark on the permit', () => {
    const archive = {
      ...within('zone', 100, { use: '0101' }),
      permits: [permitOf()],
      orders: [],
      ruleSet: DEFAULT_RULE_SET,
    };
    const judgement = createJudge(archive)(patchOf(FOREST));
    expect(judgement).toMatchObject({ verdict: 'lawful', findings: [] });
    expect(judgement.explanation.en).toContain('Remark on the permit');
  });
  test('forest that went within a green line, a protective zone or the redline', () => {
    const bare = { ...FOREST, toClass: 'bare' } as const;
    expect(kinds(bare, within('greenLine')).leading).toBe('protectedVegetationLoss');
    expect(kinds(bare, within('zone', 100, { use: '0301' })).leading).toBe('protectedVegetationLoss');
    expect(kinds(bare, within('zone', 100, { use: '0701' })).leading).toBeNull();
    expect(kinds({ ...bare, fromClass: 'cropland' }, within('greenLine')).leading).toBeNull();
  });
  test('water that became land within a water line only', () => {
    const filled = { fromClass: 'water', toClass: 'bare' } as const;
    expect(kinds(filled, within('waterLine')).leading).toBe('waterFilled');
    expect(kinds(filled, within('heritageLine')).leading).toBeNull();
  });
});

describe('cropland', () => {
  test.each([
    ['builtUp', 'buildWithoutApproval', true],
    ['water', 'croplandToNonAgricultural', true],
    ['bare', null, false],
    ['greenhouse', null, false],
  ] as const)('that became %s', (toClass, leading, isFound) => {
    const found = kinds({ toClass }, {});
    expect(found.leading).toBe(leading);
    expect(found.kinds.includes('croplandToNonAgricultural')).toBe(isFound);
  });
  test('an approved conversion is approval enough for the cropland rule', () => {
    const permits = [permitOf({ kind: 'farmlandConversion' })];
    expect(kinds({}, { permits }).kinds).not.toContain('croplandToNonAgricultural');
  });
});

describe('exemptions', () => {
  test.each([
    ['增减挂钩项目区', 'landExchangeLinkage'],
    ['农村道路', 'ruralRoad'],
    ['已取得海域使用权', 'seaUseRight'],
    ['未利用地开发手续齐全', 'unusedLandProcedure'],
    ['国家重点建设项目', 'keyProject'],
    ['灾后重建项目', 'postDisasterRebuilding'],
    ['抢险救灾用地', 'emergencyUse'],
    ['保障性住房', 'socialHousing'],
  ])('a permit whose conditions say %s explains the change as %s', (conditions, reason) => {
    const archive = { layers: [], features: [], orders: [], ruleSet: DEFAULT_RULE_SET };
    const permit = permitOf({ kind: 'landUsePermit', conditions });
    const judge = (change: object) => createJudge({ ...archive, permits: [{ ...permit, ...change }] })(patchOf());
    expect(judge({})).toMatchObject({ verdict: 'explained', exemption: { reason, caseNumber: 'P1' }, findings: [] });
    expect(judge({ conditions: '无' }).verdict).toBe('suspectedViolation');
    expect(judge({ grantedOn: '2024-03-02' }).verdict).toBe('suspectedViolation');
  });
  test('a change that was over the day before the base date is explained, on that day it is judged', () => {
    const at = (baseDate: string) =>
      createJudge({ permits: [], layers: [], features: [], orders: [], ruleSet: { ...DEFAULT_RULE_SET, baseDate } })(
        patchOf(),
      );
    expect(at('2024-03-02')).toMatchObject({ verdict: 'explained', exemption: { reason: 'beforeBaseDate' } });
    expect(at('2024-03-01').verdict).toBe('suspectedViolation');
  });
});

describe('permits the other way round', () => {
  const unused = permitOf({ buildDeadline: '2024-06-30' });
  const found = (permit: object, patches: JudgedPatch[], asOf: string) =>
    judgePermits([{ ...unused, ...permit }], patches, asOf).map(({ kind }) => kind);
  test('no works by the deadline: from the day after it', () => {
    expect(found({}, [], '2024-06-30')).toEqual([]);
    expect(found({}, [], '2024-07-01')).toEqual(['approvedUnused']);
    expect(found({ stage: 'completed' }, [], '2024-07-01')).toEqual([]);
    expect(found({ kind: 'siteOpinion' }, [], '2024-07-01')).toEqual([]);
  });
  test('works on it, seen by the day that is judged, count; elsewhere or later they do not', () => {
    expect(found({}, [patchOf()], '2024-07-01')).toEqual([]);
    expect(found({}, [patchOf({ onsetTo: '2024-07-02' })], '2024-07-01')).toEqual(['approvedUnused']);
    expect(found({}, [patchOf({ geometry: rect(500, 0, 100, 100) })], '2024-07-01')).toEqual(['approvedUnused']);
    expect(found({}, [patchOf({ toClass: 'cropland' })], '2024-07-01')).toEqual(['approvedUnused']);
  });
  test('supplied land is idle a year after its deadline', () => {
    expect(found({ kind: 'landSupply' }, [], '2025-06-29')).toEqual(['approvedUnused']);
    expect(found({ kind: 'landSupply' }, [], '2025-06-30')).toEqual(['idleLand']);
  });
  test('temporary land whose term ended and that nobody restored', () => {
    const temporary = { kind: 'temporaryLand', validTo: '2024-05-31' };
    const restored = patchOf({
      id: 'later',
      fromClass: 'builtUp',
      toClass: 'cropland',
      onsetFrom: '2024-05-01',
      onsetTo: '2024-06-15',
    });
    expect(found(temporary, [patchOf()], '2024-05-31')).toEqual([]);
    expect(found(temporary, [patchOf()], '2024-06-01')).toEqual(['temporaryLandOverdue']);
    expect(found(temporary, [patchOf(), restored], '2024-06-30')).toEqual([]);
    expect(found(temporary, [], '2024-06-30')).toEqual([]);
  });
});
