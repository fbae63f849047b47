import { describe, expect, test } from '@jest/globals';
import type { JudgedPatch } from '#pipelines/patches-to-findings/index.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Permit, PermitKind } from '#domain/permit.js';
import { judge, permitOf, rect } from './ground.js';

const LATER = { grantedOn: '2024-05-01' };
const EXPIRED = { validTo: '2024-01-31' };

interface Case {
  readonly fact: string;
  readonly patch?: Partial<JudgedPatch>;
  readonly permits: readonly Permit[];
  readonly leading: string | null;
  readonly kinds?: readonly string[];
  readonly verdict?: string;
}

const CASES: readonly Case[] = [
  { fact: 'no permit at all', permits: [], leading: 'buildWithoutApproval' },
  { fact: 'a valid building permit over it', permits: [permitOf()], leading: null, verdict: 'lawful' },
  { fact: 'a rural permit over it', permits: [permitOf({ kind: 'ruralPermit' })], leading: null, verdict: 'lawful' },
  {
    fact: 'a permit somewhere else',
    permits: [permitOf({ geometry: rect(500, 0, 100, 100) })],
    leading: 'buildWithoutApproval',
  },
  { fact: 'a permit granted after the onset', permits: [permitOf(LATER)], leading: 'startedBeforeApproval' },
  {
    fact: 'a permit granted on the last day of the onset interval proves nothing',
    permits: [permitOf({ grantedOn: '2024-03-01' })],
    leading: null,
  },
  {
    fact: 'a permit granted the day after the onset interval',
    permits: [permitOf({ grantedOn: '2024-03-02' })],
    leading: 'startedBeforeApproval',
  },
  { fact: 'a permit that ended before the onset', permits: [permitOf(EXPIRED)], leading: 'permitExpired' },
  {
    fact: 'a permit whose last day is the first of the onset interval',
    permits: [permitOf({ validTo: '2024-02-01' })],
    leading: null,
  },
  {
    fact: 'a permit withdrawn before the onset',
    permits: [permitOf({ stage: 'withdrawn', withdrawnOn: '2024-01-15' })],
    leading: 'permitExpired',
  },
  {
    fact: 'a permit withdrawn within the onset interval',
    permits: [permitOf({ stage: 'withdrawn', withdrawnOn: '2024-02-15' })],
    leading: null,
  },
  {
    fact: 'a permit withdrawn, nobody knows when',
    permits: [permitOf({ stage: 'withdrawn' })],
    leading: 'buildWithoutApproval',
  },
  {
    fact: 'an expired and a valid permit over the same place',
    permits: [permitOf(EXPIRED), permitOf({ caseNumber: 'P2' })],
    leading: null,
  },
  {
    fact: 'an expired permit whose renewal came too late',
    permits: [permitOf(EXPIRED), permitOf({ caseNumber: 'P2', ...LATER })],
    leading: 'startedBeforeApproval',
    kinds: ['startedBeforeApproval', 'permitExpired'],
  },
  {
    fact: 'two permits that cover it together',
    permits: [
      permitOf({ geometry: rect(-10, -10, 60, 120) }),
      permitOf({ caseNumber: 'P2', geometry: rect(50, -10, 60, 120) }),
    ],
    leading: null,
  },
  {
    fact: 'a permit for three fifths of it',
    permits: [permitOf({ geometry: rect(0, 0, 60, 100) })],
    leading: 'exceedsApprovedExtent',
  },
  {
    fact: 'a tenth of it in a permit that it fills',
    permits: [permitOf({ geometry: rect(0, 0, 11, 100) })],
    leading: 'exceedsApprovedExtent',
  },
  {
    fact: 'a tenth of it in the corner of a large permit',
    permits: [permitOf({ geometry: rect(-500, 0, 511, 100) })],
    leading: 'buildWithoutApproval',
  },
  {
    fact: 'a twentieth of it in a permit that it fills',
    permits: [permitOf({ geometry: rect(0, 0, 5, 100) })],
    leading: 'buildWithoutApproval',
  },
  {
    fact: 'a later permit for half of it',
    permits: [permitOf({ ...LATER, geometry: rect(0, 0, 50, 100) })],
    leading: 'startedBeforeApproval',
    kinds: ['startedBeforeApproval', 'exceedsApprovedExtent'],
  },
  {
    fact: 'half valid, the other half granted later',
    permits: [
      permitOf({ geometry: rect(0, 0, 50, 100) }),
      permitOf({ caseNumber: 'P2', ...LATER, geometry: rect(50, 0, 50, 100) }),
    ],
    leading: 'startedBeforeApproval',
    kinds: ['startedBeforeApproval'],
  },
  {
    fact: 'a second revision that shrank the permit',
    permits: [permitOf({ revision: 2, geometry: rect(0, 0, 50, 100) }), permitOf({ revision: 1 })],
    leading: 'exceedsApprovedExtent',
  },
  {
    fact: 'temporary land in its term',
    permits: [permitOf({ kind: 'temporaryLand', validTo: '2024-12-31' })],
    leading: null,
    verdict: 'explained',
  },
  {
    fact: 'temporary land whose term had ended',
    permits: [permitOf({ kind: 'temporaryLand', ...EXPIRED })],
    leading: 'permitExpired',
  },
  {
    fact: 'a filed agricultural facility with a light building',
    permits: [permitOf({ kind: 'agriFacility' })],
    leading: null,
    verdict: 'explained',
  },
  {
    fact: 'a building permit for one half and temporary land for the other',
    permits: [
      permitOf({ geometry: rect(0, 0, 50, 100) }),
      permitOf({ caseNumber: 'P2', kind: 'temporaryLand', geometry: rect(50, 0, 50, 100) }),
    ],
    leading: null,
    verdict: 'explained',
  },
  {
    fact: 'a patch smaller than the tolerance',
    patch: { geometry: rect(0, 0, 9, 11) },
    permits: [],
    leading: null,
  },
];

describe('buildings on cropland', () => {
  test.each(CASES)('$fact → $leading', ({ patch = {}, permits, leading, kinds, verdict }) => {
    const judgement = judge(patch, { permits });
    expect(judgement.leading).toBe(leading);
    expect(judgement.verdict).toBe(verdict ?? (leading === null ? 'lawful' : 'suspectedViolation'));
    expect(judgement.findings.map(({ kind }) => kind)).toEqual(kinds ?? (leading === null ? [] : [leading]));
  });
});

describe('which permit allows what', () => {
  const ALLOWED: readonly [PermitKind, readonly LandCoverClass[]][] = [
    ['siteOpinion', []],
    ['landUsePermit', ['earthworks', 'road']],
    ['farmlandConversion', ['earthworks', 'road']],
    ['landSupply', ['earthworks', 'road']],
    ['buildingPermit', ['earthworks', 'road', 'builtUp']],
    ['ruralPermit', ['earthworks', 'road', 'builtUp']],
    ['temporaryLand', ['earthworks', 'road', 'builtUp']],
    ['agriFacility', ['earthworks', 'builtUp']],
  ];
  const table = ALLOWED.flatMap(([kind, allowed]) =>
    (['earthworks', 'road', 'builtUp'] as const).map((toClass) => ({
      kind,
      toClass,
      isAllowed: allowed.includes(toClass),
    })),
  );
  test.each(table)('$kind for $toClass: $isAllowed', ({ kind, toClass, isAllowed }) => {
    const { leading } = judge({ toClass }, { permits: [permitOf({ kind })] });
    expect(leading).toBe(isAllowed ? null : 'buildWithoutApproval');
  });

  test('a house under a land use permit alone says which permit is missing', () => {
    const { explanation } = judge({}, { permits: [permitOf({ kind: 'landUsePermit', caseNumber: '地字第7号' })] });
    expect(explanation.zh).toContain('建设用地规划许可证“地字第7号”');
    expect(explanation.zh).toContain('不允许此类变化');
    expect(explanation.en).toContain('land use permit 地字第7号');
  });
});

describe('seasons and pseudo-changes raise nothing', () => {
  test.each([
    ['cropland', 'bare'],
    ['vegetation', 'bare'],
    ['bare', 'cropland'],
    ['cropland', 'water'],
    ['cropland', 'greenhouse'],
    ['grass', 'bare'],
    ['forest', 'bare'],
    ['builtUp', 'builtUp'],
    ['road', 'road'],
  ] as const)('%s → %s', (fromClass, toClass) => {
    expect(judge({ fromClass, toClass })).toMatchObject({ verdict: 'lawful', leading: null, exemption: null });
  });
});

describe('what cannot be judged', () => {
  test('an unknown class after the change is not assessed', () => {
    expect(judge({ toClass: 'unknown' }).verdict).toBe('notAssessed');
  });
  test('a patch of which a tenth could be seen is not assessed, with the figure', () => {
    const judgement = judge({ assessedShare: 0.1 });
    expect(judgement.verdict).toBe('notAssessed');
    expect(judgement.explanation.en).toContain('10 %');
  });
});

describe('what findings tell', () => {
  test('areas inside and outside the permit are those of the rectangles', () => {
    const { findings } = judge({}, { permits: [permitOf({ geometry: rect(0, 0, 60, 100) })] });
    expect(findings[0]!.areaM2 / 4000).toBeCloseTo(1, 3);
    expect(findings[0]!.parts.map(({ label, ref, areaM2 }) => [label, ref, Math.round(areaM2 / 10) * 10])).toEqual([
      ['insidePermit', 'P1', 6000],
      ['outsidePermit', null, 4000],
    ]);
  });

  test('sentences name area in three units, days, permit and law', () => {
    const { findings } = judge({}, { permits: [permitOf({ ...LATER, caseNumber: '建字第2024-5号' })] });
    const { zh, en } = findings[0]!.explanation;
    expect(zh).toMatch(/图斑面积(9999|10000)平方米（1\.00公顷，15\.0亩），2024-02-01至2024-03-01期间由耕地变为建筑物/);
    expect(zh).toContain('建设工程规划许可证“建字第2024-5号”（第1版，2024-05-01批准）');
    expect(zh).toContain('疑似边批边建');
    expect(zh).toContain('《中华人民共和国城乡规划法》');
    expect(en).toMatch(/(9,999|10,000) m² \(1\.00 ha, 15\.0 mu\)/);
    expect(en).toContain('suspected start before approval');
  });

  test('an exemption names its reason and the permit that holds most of the patch', () => {
    const permits = [
      permitOf({ caseNumber: 'T1', kind: 'temporaryLand', geometry: rect(0, 0, 30, 100) }),
      permitOf({ caseNumber: 'A1', kind: 'agriFacility', geometry: rect(30, 0, 70, 100) }),
    ];
    expect(judge({}, { permits }).exemption).toEqual({ reason: 'agriFacility', caseNumber: 'A1' });
  });

  test('severity rises with the area and what was there', () => {
    const severityOf = (change: Partial<JudgedPatch>) => judge(change).findings[0]!.severity;
    expect(severityOf({ geometry: rect(0, 0, 60, 100) })).toBe('high');
    expect(severityOf({ geometry: rect(0, 0, 70, 100) })).toBe('critical');
    expect(severityOf({ geometry: rect(0, 0, 70, 100), fromClass: 'grass' })).toBe('high');
    expect(severityOf({ geometry: rect(0, 0, 210, 100), fromClass: 'grass' })).toBe('critical');
  });
});
