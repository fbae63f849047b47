import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Alert } from '#domain/alert.js';
import { VERDICTS } from '#domain/finding.js';
import { EVALUATED_VIOLATION_KINDS, SEVERITIES, severityRank, VIOLATION_KINDS } from '#domain/violation.js';
import { planAlerts, type AlertPlan, type OpenAlert } from '#pipelines/findings-to-alerts/index.js';
import { rect } from '../../unit/rules/ground.js';
import { judged, openAlert } from '../../unit/rules/judgedPatches.js';

const RUNS = { numRuns: 120 };
/** Positions on a coarse grid, so that overlaps, touches and coincidences are frequent. */
const place = fc
  .tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([x, y, w, h]) => rect(x * 20, y * 20, w * 20, h * 20));
const kind = fc.constantFrom(...EVALUATED_VIOLATION_KINDS);
const severity = fc.constantFrom(...SEVERITIES);

const patches = fc
  .array(fc.tuple(place, kind, severity, fc.constantFrom(...VERDICTS)), { maxLength: 8 })
  .map((list) =>
    list.map(([geometry, leading, level, verdict], i) =>
      judged({ id: `p${i}`, geometry, leading, severity: level, verdict }),
    ),
  );
const openAlerts = fc
  .array(fc.tuple(place, kind, severity), { maxLength: 4 })
  .map((list) =>
    list.map(([geometry, ofKind, level], i) =>
      openAlert({ id: `a${i}`, geometry, kind: ofKind, severity: level }, [`old${i}`]),
    ),
  );

const planOf = (list: Parameters<typeof planAlerts>[0]['patches'], alerts: readonly OpenAlert[]) =>
  planAlerts({ patches: list, openAlerts: alerts, adminCode: '330122', nextId: (id) => `alert-${id}` });

/** What the store holds after a plan. */
function saved(alerts: readonly OpenAlert[], plan: AlertPlan): OpenAlert[] {
  const state = new Map(alerts.map((item) => [item.alert.id, { alert: item.alert, patchIds: [...item.patchIds] }]));
  for (const { patchId, ...fields } of plan.raise) {
    const alert: Alert = { ...fields, status: 'new', raisedAt: '', updatedAt: '' };
    state.set(alert.id, { alert, patchIds: [patchId] });
  }
  for (const { alertId, patchId, update } of plan.join) {
    const item = state.get(alertId)!;
    state.set(alertId, { alert: { ...item.alert, ...update }, patchIds: [...item.patchIds, patchId] });
  }
  return [...state.values()];
}

test('planning again after saving changes nothing', () => {
  fc.assert(
    fc.property(patches, openAlerts, (list, alerts) => {
      const after = saved(alerts, planOf(list, alerts));
      expect(planOf(list, after)).toEqual({ raise: [], join: [] });
    }),
    RUNS,
  );
});

test('every suspected patch ends in an alert, exactly once as ground', () => {
  fc.assert(
    fc.property(patches, openAlerts, (list, alerts) => {
      const { raise, join } = planOf(list, alerts);
      for (const { patch, judgement } of list) {
        const raised = raise.filter(({ patchId }) => patchId === patch.id).length;
        const taken = join.filter(({ patchId, update }) => patchId === patch.id && update !== null).length;
        expect(raised + taken).toBe(judgement.verdict === 'suspectedViolation' ? 1 : 0);
      }
    }),
    RUNS,
  );
});

test('the order of patches and alerts does not matter', () => {
  fc.assert(
    fc.property(patches, openAlerts, (list, alerts) => {
      expect(planOf(list.toReversed(), alerts.toReversed())).toEqual(planOf(list, alerts));
    }),
    RUNS,
  );
});

test('joining never makes an alert less serious or smaller', () => {
  fc.assert(
    fc.property(patches, openAlerts, (list, alerts) => {
      const after = saved(alerts, planOf(list, alerts));
      for (const { alert: before } of alerts) {
        const { alert } = after.find((item) => item.alert.id === before.id)!;
        expect(severityRank(alert.severity)).toBeGreaterThanOrEqual(severityRank(before.severity));
        expect(VIOLATION_KINDS.indexOf(alert.kind)).toBeLessThanOrEqual(VIOLATION_KINDS.indexOf(before.kind));
        expect(alert.areaM2).toBeGreaterThan(before.areaM2 * (1 - 1e-6));
      }
    }),
    RUNS,
  );
});
