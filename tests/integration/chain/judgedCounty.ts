import type { AlertAct } from '#domain/alertLife.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { idOf } from '#domain/id.js';
import type { DetectedPatch } from '#domain/patch.js';
import { DEFAULT_RULE_SET, ruleSetReference, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import { actOnAlert } from '#store/alertWork.js';
import { listAlerts, type ListedAlert } from '#store/alerts.js';
import type { Db } from '#store/database.js';
import { savePatches } from '#store/patches.js';
import { createRun } from '#store/runs.js';
import { listStandingFindings } from '#store/standingFindings.js';
import { patchesToAlerts } from '#worker/jobs/patchesToAlerts.js';
import { patchOf, watchedArea } from '../store/examples.js';

export const SUPERVISOR = { id: idOf('user', 'supervisor'), name: '督办', role: 'supervisor', adminCode: '' } as const;

/** A watch area whose runs are given the patches that detection would have found, one run for each month from February. */
export async function county(db: Db, name: string, ruleSet: RuleSet = DEFAULT_RULE_SET) {
  const { watchAreaId, runOf } = await watchedArea(db, name, 8, adminCodeOf(name));
  const judge = async (month: number, patches: readonly DetectedPatch[]): Promise<string> => {
    const rules = { ruleSet, ruleSetReference: ruleSetReference(ruleSet) };
    const { run } = await createRun(db, { ...runOf(month - 1), ...rules });
    await db.updateTable('runs').set({ status: 'judging' }).where('id', '=', run.id).execute();
    await savePatches(db, run.id, patches);
    await patchesToAlerts({ db, rasterRoot: '' }, { runId: run.id });
    return run.id;
  };
  const alerts = async (): Promise<readonly ListedAlert[]> =>
    (await listAlerts(db, { ...SUPERVISOR, adminCode: adminCodeOf(name) }, { sort: 'raisedAt' })).items;
  return {
    watchAreaId,
    adminCode: adminCodeOf(name),
    judge,
    alerts,
    standing: () => listStandingFindings(db, { ...SUPERVISOR, adminCode: adminCodeOf(name) }),
  };
}

/** Alerts of different tests lie in different regions. */
const adminCodeOf = (name: string): string => `33${String(1000 + name.length * 37 + name.charCodeAt(0))}`;

/** Found between the first days of two months that follow each other. */
export const seenIn = (month: number, geometry: AreaGeometry, change: Partial<DetectedPatch> = {}): DetectedPatch =>
  patchOf(geometry, { onsetFrom: `2024-0${month - 1}-01`, onsetTo: `2024-0${month}-01`, ...change });

export async function act(db: Db, alert: ListedAlert, acts: readonly AlertAct[], at: string): Promise<void> {
  let expectedRevision = alert.revision;
  for (const next of acts) {
    expectedRevision = await actOnAlert(db, SUPERVISOR, { alertId: alert.id, act: next, expectedRevision }, at);
  }
}

export const FILED: readonly AlertAct[] = [
  { act: 'determine', determination: { outcome: 'violation', reason: null, note: null } },
  { act: 'fileCase', enforcementCaseNumber: '立案-1' },
];
export const REPORTED: AlertAct = {
  act: 'reportRectification',
  measure: 'demolishAndReclaim',
  permitCaseNumber: null,
  note: null,
};
export const CLOSED: readonly AlertAct[] = [
  { act: 'requestCloseOut', note: null },
  { act: 'close', note: null },
];
