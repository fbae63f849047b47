import { describe, expect, test } from '@jest/globals';
import type { Polygon } from 'geojson';
import { planAlerts, type JudgedPatchOfRun, type OpenAlert } from '#pipelines/findings-to-alerts/index.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { rect } from './ground.js';
import { judged, openAlert } from './judgedPatches.js';

const plan = (patches: readonly JudgedPatchOfRun[], openAlerts: readonly OpenAlert[] = []) =>
  planAlerts({ patches, openAlerts, adminCode: '330122', nextId: (patchId) => `alert-of-${patchId}` });

describe('raising', () => {
  test('a suspected patch on new ground raises an alert with what the judgement says', () => {
    const { raise, join } = plan([judged({ leading: 'permitExpired', severity: 'medium', caseNumbers: ['P2', 'P1'] })]);
    expect(join).toEqual([]);
    expect(raise).toMatchObject([
      {
        id: 'alert-of-p1',
        patchId: 'p1',
        kind: 'permitExpired',
        severity: 'medium',
        adminCode: '330122',
        onsetFrom: '2024-02-01',
        onsetTo: '2024-03-01',
        permitCaseNumbers: ['P1', 'P2'],
        explanation: { en: 'reason p1' },
      },
    ]);
  });

  test.each(['lawful', 'explained', 'notAssessed'] as const)('a %s patch raises nothing', (verdict) => {
    expect(plan([judged({ verdict })])).toEqual({ raise: [], join: [] });
  });

  test('two new patches that touch become two alerts', () => {
    const { raise, join } = plan([judged(), judged({ id: 'p2', geometry: rect(100, 0, 50, 100) })]);
    expect(raise.map(({ patchId }) => patchId)).toEqual(['p1', 'p2']);
    expect(join).toEqual([]);
  });

  test('two new patches that overlap become one alert, of the larger', () => {
    const { raise, join } = plan([judged({ geometry: rect(60, 0, 60, 60) }), judged({ id: 'p2' })]);
    expect(raise.map(({ patchId }) => patchId)).toEqual(['p2']);
    expect(join).toMatchObject([{ alertId: 'alert-of-p2', patchId: 'p1', lineage: 'grown' }]);
  });
});

describe('joining', () => {
  const LINEAGES: readonly [string, Polygon, string][] = [
    ['the same place', rect(0, 0, 100, 100), 'same'],
    ['the same place but for a tenth', rect(0, 0, 100, 90), 'same'],
    ['a quarter of it', rect(0, 0, 50, 50), 'shrunk'],
    ['twice the ground', rect(0, 0, 200, 100), 'grown'],
    ['a tenth of it and beyond', rect(90, 0, 100, 100), 'grown'],
    ['next to it along a border', rect(100, 0, 80, 80), 'grown'],
    ['next to it within half a pixel', rect(104, 0, 80, 80), 'grown'],
  ];
  test.each(LINEAGES)('a patch at %s joins', (_fact, geometry, lineage) => {
    const { raise, join } = plan([judged({ geometry })], [openAlert()]);
    expect(raise).toEqual([]);
    expect(join).toMatchObject([{ alertId: 'a1', patchId: 'p1', lineage }]);
  });

  test.each([
    ['twenty metres off', rect(120, 0, 80, 80)],
    ['at one corner', rect(100, 100, 80, 80)],
  ])('a patch %s raises its own alert', (_fact, geometry) => {
    const { raise, join } = plan([judged({ geometry })], [openAlert()]);
    expect(raise).toHaveLength(1);
    expect(join).toEqual([]);
  });

  test('growth unites the ground and recomputes the area, onset and explanation stay', () => {
    const { join } = plan([judged({ geometry: rect(50, 0, 100, 100) })], [openAlert()]);
    const { update } = join[0]!;
    expect(update!.areaM2 / 15_000).toBeCloseTo(1, 3);
    expect(geodesicAreaM2(update!.geometry) / update!.areaM2).toBeCloseTo(1, 9);
    expect(update!.geometry.coordinates[0]).toHaveLength(5);
    expect(update!.explanation.en).toBe('first reason');
    expect(update!.escalatedFrom).toBeNull();
  });

  test('a more serious kind takes the lead, recorded with the kind before', () => {
    const worse = judged({ leading: 'basicFarmlandOccupied', severity: 'critical', caseNumbers: ['P9'] });
    const { join } = plan([worse], [openAlert()]);
    expect(join[0]!.update).toMatchObject({
      kind: 'basicFarmlandOccupied',
      severity: 'critical',
      escalatedFrom: 'buildWithoutApproval',
      permitCaseNumbers: ['P9'],
      explanation: { en: 'reason p1' },
    });
  });

  test('a less serious kind changes neither kind nor severity', () => {
    const { join } = plan([judged({ leading: 'outsideGrowthBoundary', severity: 'low' })], [openAlert()]);
    expect(join[0]!.update).toMatchObject({ kind: 'buildWithoutApproval', severity: 'high', escalatedFrom: null });
  });

  test('a lawful patch on an open alert is recorded and changes nothing', () => {
    const { raise, join } = plan([judged({ verdict: 'lawful' })], [openAlert()]);
    expect(raise).toEqual([]);
    expect(join).toEqual([{ alertId: 'a1', patchId: 'p1', lineage: 'same', update: null }]);
  });

  test('a lawful patch beside an open alert does not join it', () => {
    const beside = judged({ verdict: 'lawful', geometry: rect(100, 0, 80, 80) });
    expect(plan([beside], [openAlert()])).toEqual({ raise: [], join: [] });
  });

  test('a patch over two alerts joins both, and its ground goes to the one it overlaps most', () => {
    const alerts = [openAlert(), openAlert({ id: 'a2', geometry: rect(150, 0, 100, 100) })];
    const { join } = plan([judged({ geometry: rect(80, 0, 140, 100) })], alerts);
    expect(join.map(({ alertId, lineage, update }) => [alertId, lineage, update !== null])).toEqual([
      ['a2', 'merged', true],
      ['a1', 'merged', false],
    ]);
  });

  test('several patches within one alert are its split', () => {
    const halves = [judged({ geometry: rect(0, 0, 40, 100) }), judged({ id: 'p2', geometry: rect(60, 0, 40, 100) })];
    const { join } = plan(halves, [openAlert()]);
    expect(join.map(({ lineage }) => lineage)).toEqual(['split', 'split']);
  });

  test('several patches that add ground to one alert all end in its geometry', () => {
    const both = [judged({ geometry: rect(90, 0, 60, 100) }), judged({ id: 'p2', geometry: rect(-50, 0, 60, 100) })];
    const { join } = plan(both, [openAlert()]);
    expect(join.at(-1)!.update!.areaM2 / 20_000).toBeCloseTo(1, 3);
  });

  test('patches that an alert holds already are passed over', () => {
    expect(plan([judged()], [openAlert({}, ['p1'])])).toEqual({ raise: [], join: [] });
  });
});
