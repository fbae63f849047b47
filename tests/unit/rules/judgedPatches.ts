import type { Polygon } from 'geojson';
import type { Alert } from '#domain/alert.js';
import type { Judgement } from '#domain/finding.js';
import type { Patch } from '#domain/patch.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import type { JudgedPatchOfRun, OpenAlert } from '#pipelines/findings-to-alerts/index.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { rect } from './ground.js';

interface Suspect {
  readonly id?: string;
  readonly geometry?: Polygon;
  readonly leading?: ViolationKind | null;
  readonly severity?: Severity;
  readonly caseNumbers?: readonly string[];
  readonly verdict?: Judgement['verdict'];
}

export function judged(change: Suspect = {}): JudgedPatchOfRun {
  const { id = 'p1', geometry = rect(0, 0, 100, 100), severity = 'high', caseNumbers = [] } = change;
  const { verdict = 'suspectedViolation' } = change;
  const leading = verdict === 'suspectedViolation' ? (change.leading ?? 'buildWithoutApproval') : null;
  const patch: Patch = {
    id,
    runId: 'r1',
    geometry,
    areaM2: geodesicAreaM2(geometry),
    fromClass: 'cropland',
    toClass: 'builtUp',
    confidence: 0.9,
    onsetFrom: '2024-02-01',
    onsetTo: '2024-03-01',
    beforeTime: '2024-02-01T02:30:00Z',
    afterTime: '2024-03-01T02:30:00Z',
    assessedShare: 1,
    registrationErrorM: 0,
    gsdM: 10,
    detector: 'test',
    recipe: { name: 'test', version: '1', hash: '0' },
  };
  const explanation = { zh: `说明${id}`, en: `reason ${id}` };
  const findings = leading === null ? [] : [finding(leading, { severity, caseNumbers, areaM2: patch.areaM2 })];
  const judgement: Judgement = {
    patchId: id,
    verdict,
    leading,
    findings,
    exemption: null,
    explanation,
    ruleSet: { id: 'default', version: '1', hash: '0' },
  };
  return { patch, judgement };
}

function finding(kind: ViolationKind, of: { severity: Severity; caseNumbers: readonly string[]; areaM2: number }) {
  return { kind, ...of, parts: [], layers: [], toleranceM: 0, explanation: { zh: '', en: '' } };
}

export function openAlert(change: Partial<Alert> = {}, patchIds: readonly string[] = ['old']): OpenAlert {
  const geometry = change.geometry ?? rect(0, 0, 100, 100);
  const alert: Alert = {
    id: 'a1',
    kind: 'buildWithoutApproval',
    severity: 'high',
    status: 'new',
    adminCode: '330100',
    areaM2: geodesicAreaM2(geometry),
    onsetFrom: '2023-12-01',
    onsetTo: '2024-01-01',
    permitCaseNumbers: [],
    explanation: { zh: '原因', en: 'first reason' },
    geometry,
    raisedAt: '2024-01-02T00:00:00Z',
    updatedAt: '2024-01-02T00:00:00Z',
    ...change,
  };
  return { alert, patchIds };
}
