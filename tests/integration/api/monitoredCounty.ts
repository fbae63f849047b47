import type { Polygon } from 'geojson';
import { idOf } from '#domain/id.js';
import type { DetectedPatch } from '#domain/patch.js';
import { appendAudit } from '#store/auditTrail.js';
import { syncFlags } from '#store/flags.js';
import { linkAlertPatches, saveNewAlerts } from '#store/alertChanges.js';
import { saveJudgements } from '#store/findings.js';
import { savePatches } from '#store/patches.js';
import type { ApiUnderTest } from './apiUnderTest.js';
import { gradientOf, MANIFEST, sceneForm } from './sceneForms.js';

/** A square on the ground, WGS84; `east` and `north` in thousandths of a degree from 120 E, 29.99 N. */
export function square(east: number, north: number, size = 1): Polygon {
  const [west, south] = [120 + east / 1000, 29.99 + north / 1000];
  const [right, top] = [west + size / 1000, south + size / 1000];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [right, south],
        [right, top],
        [west, top],
        [west, south],
      ],
    ],
  };
}

export interface MonitoredCounty {
  readonly beforeSceneId: string;
  readonly afterSceneId: string;
  readonly watchAreaId: string;
  readonly runId: string;
  readonly alertIds: readonly string[];
  readonly patchIds: readonly string[];
}

/** Two scenes, a watch area and a run made through the API; its patches and alerts as the worker would have stored them. */
export async function monitoredCounty(api: ApiUnderTest, alertCount = 3): Promise<MonitoredCounty> {
  const idIn = (answer: { json: unknown }): string => (answer.json as { id: string }).id;
  const before = { ...MANIFEST, acquiredAt: '2024-01-05T02:30:00Z' };
  const beforeSceneId = idIn(await api.ask('/v1/scenes', sceneForm(gradientOf(10), before)));
  const afterSceneId = idIn(await api.ask('/v1/scenes', sceneForm(gradientOf(310))));
  const area = { name: '余杭', adminCode: '330110', geometry: square(0, 0, 10) };
  const watchAreaId = idIn(await api.ask('/v1/watch-areas', { body: area }));
  const runId = idIn(await api.ask('/v1/runs', { body: { watchAreaId, beforeSceneId, afterSceneId } }));
  const patches = Array.from({ length: alertCount }, (_, i) => patchAt(i));
  await savePatches(api.db, runId, patches);
  const patchIds = patches.map((_, i) => idOf('patch', runId, i));
  const alertIds = patchIds.map((id) => idOf('alert', id));
  const ruleSet = { id: 'default', version: '1', hash: 'abc' };
  const explanation = { zh: '未批先建', en: 'built without approval' };
  await saveJudgements(
    api.db,
    patchIds.map((patchId, i) => ({
      patchId,
      verdict: 'suspectedViolation' as const,
      leading: 'buildWithoutApproval' as const,
      findings: [
        {
          kind: 'buildWithoutApproval' as const,
          severity: 'high' as const,
          areaM2: patches[i]!.areaM2,
          parts: [{ label: 'outside', areaM2: patches[i]!.areaM2, ref: null }],
          caseNumbers: [],
          layers: [],
          toleranceM: 10,
          explanation,
        },
      ],
      exemption: null,
      explanation,
      ruleSet,
    })),
  );
  const severities = ['critical', 'high', 'low'] as const;
  await saveNewAlerts(
    api.db,
    alertIds.map((id, i) => ({
      id,
      kind: 'buildWithoutApproval' as const,
      severity: severities[i % 3]!,
      adminCode: i === 1 ? '330106' : '330110',
      areaM2: patches[i]!.areaM2,
      onsetFrom: '2024-01-05',
      onsetTo: '2024-03-17',
      permitCaseNumbers: i === 0 ? ['建字2024-001'] : [],
      explanation,
      geometry: patches[i]!.geometry,
    })),
  );
  await linkAlertPatches(
    api.db,
    alertIds.map((alertId, i) => ({ alertId, patchId: patchIds[i]!, lineage: 'raised' as const })),
  );
  await api.db.transaction().execute(async (transaction) => {
    await syncFlags(transaction, alertIds);
    const raised = {
      actor: 'planwatch',
      actorId: null,
      act: 'raised',
      noun: 'alert',
      adminCode: '330110',
      detail: { runId },
    };
    await appendAudit(
      transaction,
      alertIds.map((nounId) => ({ ...raised, nounId })),
    );
  });
  return { beforeSceneId, afterSceneId, watchAreaId, runId, alertIds, patchIds };
}

function patchAt(i: number): DetectedPatch {
  return {
    geometry: square(1 + (i % 5), 6 + Math.floor(i / 5), 0.5),
    areaM2: 2000 + i * 100,
    fromClass: 'cropland',
    toClass: 'builtUp',
    confidence: 0.9,
    onsetFrom: '2024-01-05',
    onsetTo: '2024-03-17',
    beforeTime: '2024-01-05T02:30:00.000Z',
    afterTime: '2024-03-17T02:31:00.000Z',
    assessedShare: 1,
    registrationErrorM: 3,
    gsdM: 10,
    detector: 'irMad',
    recipe: { name: 'indexDifference', version: '1', hash: 'abc' },
  };
}
