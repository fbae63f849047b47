import { describe, expect, test } from '@jest/globals';
import { EXEMPTION_REASONS, VIOLATION_KINDS } from '#domain/violation.js';
import { createJudge, DEFAULT_RULE_SET, judgePermits, judgeQuotas } from '#pipelines/patches-to-findings/index.js';
import {
  goldenAlerts,
  goldenOrders,
  goldenPatch,
  goldenPermits,
  goldenPlans,
  readCases,
  type ExemptionFamily,
  type GoldenCase,
  type KindFamily,
  type StandingCase,
} from './goldenCase.js';

const PATCH_FAMILIES = ['history', 'controlLines', 'approval', 'use', 'plans'].flatMap((name) =>
  readCases<KindFamily<GoldenCase>>(name),
);
const EXEMPTIONS = readCases<ExemptionFamily>('exemptions');
const STANDING = readCases<KindFamily<StandingCase>>('standing');

/** Areas are of rectangles laid out on a sphere of tables: as exact as that, and as rounding. */
const expectArea = (found: number, byHand: number): void =>
  expect(Math.abs(found - byHand)).toBeLessThan(0.1 + 2e-4 * byHand);

function judgeCase(golden: GoldenCase): void {
  const patch = goldenPatch(golden.patch);
  const others = (golden.others ?? []).map((other, i) => goldenPatch(other, `other-${i}`));
  const { verdict, findings, leading, exemption } = createJudge({
    permits: goldenPermits(golden.permits),
    ...goldenPlans(golden.layers),
    orders: goldenOrders(golden.orders),
    settledAlerts: goldenAlerts(golden.alerts),
    patches: [patch, ...others],
    ruleSet: { ...DEFAULT_RULE_SET, baseDate: golden.baseDate ?? null },
  })(patch);
  const { finds = [] } = golden;
  expect(findings.map(({ kind }) => kind)).toEqual(finds);
  expect(leading).toBe(finds[0] ?? null);
  expect(verdict).toBe(finds.length > 0 ? 'suspectedViolation' : (golden.verdict ?? 'lawful'));
  expect(exemption?.reason).toBe(golden.exemption);
  if (golden.areaM2 !== undefined) expectArea(findings[0]!.areaM2, golden.areaM2);
  if (golden.severity !== undefined) expect(findings[0]!.severity).toBe(golden.severity);
}

describe.each(PATCH_FAMILIES)('$kind', ({ cases }) => {
  test.each(cases)('$case', judgeCase);
});

describe.each(EXEMPTIONS.flatMap(({ exemptions, cases }) => exemptions.map((reason) => ({ ...reason, cases }))))(
  'exemption $exemption $permit.conditions',
  ({ exemption, permit, cases }) => {
    test.each(cases)('$case', (golden) => {
      const permits = (golden.permits ?? []).map((change) => ({ ...permit, ...change }));
      judgeCase({ ...golden, permits, ...(golden.verdict === 'explained' ? { exemption } : {}) });
    });
  },
);

describe.each(STANDING)('$kind', ({ cases }) => {
  test.each(cases)('$case', ({ permits, zones, patches = [], asOf, finds = [], usedM2 }) => {
    const seen = patches.map((patch, i) => goldenPatch(patch, `patch-${i}`));
    const plans = goldenPlans(
      (zones ?? []).map(({ quotaM2, ...zone }) => ({ kind: 'zone', properties: { quotaM2 }, ...zone })),
    );
    const quotas = judgeQuotas(plans, seen, asOf);
    const found = [...judgePermits(goldenPermits(permits), seen, asOf), ...quotas];
    expect(found.map(({ kind }) => kind)).toEqual(finds);
    if (usedM2 !== undefined) expectArea(quotas[0]!.usedM2, usedM2);
  });
});

test('every kind of the catalogue is found in one of its cases and not found in another', () => {
  const families = [...PATCH_FAMILIES, ...STANDING];
  for (const kind of [...VIOLATION_KINDS, 'idleLand']) {
    const cases: readonly { finds?: readonly string[] }[] =
      families.find((family) => family.kind === kind)?.cases ?? [];
    const found = cases.filter(({ finds }) => finds?.includes(kind) === true).length;
    expect([kind, found > 0, found < cases.length]).toEqual([kind, true, true]);
  }
});

test('every exemption that is not for people to determine has its cases', () => {
  const withCases = EXEMPTIONS.flatMap(({ exemptions }) => exemptions.map(({ exemption }) => exemption));
  expect(EXEMPTION_REASONS.filter((reason) => !withCases.includes(reason))).toEqual([
    'pseudoChange',
    'unchangedOnSite',
  ]);
});
