import { expect, test } from '@jest/globals';
import type { Finding, Judgement } from '#domain/finding.js';
import type { ReplayChange } from '#domain/replay.js';
import { compareJudgements } from '#pipelines/patches-to-findings/index.js';

const finding = (change: Partial<Finding> = {}): Finding => ({
  kind: 'buildWithoutApproval',
  severity: 'high',
  areaM2: 1000,
  parts: [{ label: 'uncovered', areaM2: 1000, ref: null }],
  caseNumbers: [],
  layers: [],
  toleranceM: 5,
  explanation: { zh: '未批先建', en: 'built without approval' },
  ...change,
});

function suspected(...findings: readonly Finding[]): Judgement {
  const [leading] = findings;
  return {
    patchId: 'p',
    verdict: 'suspectedViolation',
    leading: leading!.kind,
    findings,
    exemption: null,
    explanation: leading!.explanation,
    ruleSet: { id: 'a', version: '1', hash: '1' },
  };
}

const calm = (verdict: 'lawful' | 'explained' | 'notAssessed'): Judgement => ({
  ...suspected(finding()),
  verdict,
  leading: null,
  findings: [],
});

const zone = finding({ kind: 'zoneConflict' });

test.each<[ReplayChange, Judgement, Judgement]>([
  ['dropped', suspected(finding()), calm('lawful')],
  ['dropped', suspected(finding()), calm('notAssessed')],
  ['added', calm('explained'), suspected(finding())],
  ['otherKind', suspected(finding()), suspected(zone)],
  ['otherKind', suspected(finding(), zone), suspected(zone)],
  ['otherSeverity', suspected(finding()), suspected(finding({ severity: 'critical', areaM2: 9 }))],
  ['otherArea', suspected(finding()), suspected(finding({ areaM2: 1001 }))],
  ['otherFindings', suspected(finding()), suspected(finding(), zone)],
  ['otherFindings', calm('lawful'), calm('explained')],
  ['otherDetails', suspected(finding()), suspected(finding({ areaM2: 1000.999 }))],
  ['otherDetails', suspected(finding()), suspected(finding({ toleranceM: 6 }))],
])('%s', (change, before, after) => {
  const compared = compareJudgements([{ before, after }]);
  expect(compared.differences.map((difference) => difference.change)).toEqual([change]);
  expect(compared).toMatchObject({ patches: 1, identical: 0, changes: { [change]: 1 } });
});

test('another name and hash of the rules alone is no difference', () => {
  const before = suspected(finding(), zone);
  const after = { ...before, ruleSet: { id: 'b', version: '9', hash: '2' } };
  expect(compareJudgements([{ before, after }])).toMatchObject({ patches: 1, identical: 1, differences: [] });
});

test('every patch is identical or in one of the changes', () => {
  const all = [suspected(finding()), suspected(zone), calm('lawful'), calm('notAssessed')];
  const pairs = all.flatMap((before) => all.map((after) => ({ before, after })));
  const { patches, identical, changes } = compareJudgements(pairs);
  expect(patches).toBe(16);
  expect(identical + Object.values(changes).reduce((sum, count) => sum + count)).toBe(16);
  expect(identical).toBe(4);
});
