import type { Finding, Judgement, RuleSetReference } from '#domain/finding.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { Db } from './database.js';
import { inRegionOf } from './watchAreas.js';

/** A finding with the patch it is about and the rule set that led to it. */
export interface StoredFinding extends Finding {
  readonly patchId: string;
  readonly ruleSet: RuleSetReference;
}

/** Stores what the rules say of patches, in place of what they said before. */
export async function saveJudgements(db: Db, judgements: readonly Judgement[]): Promise<void> {
  for (const judgement of judgements) {
    const { patchId, ruleSet } = judgement;
    await db
      .updateTable('patches')
      .set({ judgement: JSON.stringify(judgement) })
      .where('id', '=', patchId)
      .execute();
    await db.deleteFrom('findings').where('patch_id', '=', patchId).execute();
    if (judgement.findings.length === 0) continue;
    const rows = judgement.findings.map((finding) => ({
      patch_id: patchId,
      kind: finding.kind,
      severity: finding.severity,
      area_m2: finding.areaM2,
      finding: JSON.stringify(finding),
      rule_set: JSON.stringify(ruleSet),
    }));
    await db.insertInto('findings').values(rows).execute();
  }
}

/** Findings of one patch, where its watch area lies in the caller's region. */
export async function listFindingsOfPatch(db: Db, caller: Caller, patchId: string): Promise<readonly StoredFinding[]> {
  if (!isUuid(patchId)) return [];
  const rows = await findingRows(db)
    .innerJoin('patches', 'patches.id', 'findings.patch_id')
    .innerJoin('runs', 'runs.id', 'patches.run_id')
    .innerJoin('watch_areas', 'watch_areas.id', 'runs.watch_area_id')
    .where('findings.patch_id', '=', patchId)
    .where(inRegionOf(caller, 'watch_areas.admin_code'))
    .orderBy('findings.kind')
    .execute();
  return rows.map(toStoredFinding);
}

/** Findings of all patches of one alert in the caller's region, by onset. */
export async function listFindingsOfAlert(db: Db, caller: Caller, alertId: string): Promise<readonly StoredFinding[]> {
  if (!isUuid(alertId)) return [];
  const rows = await findingRows(db)
    .innerJoin('patches', 'patches.id', 'findings.patch_id')
    .innerJoin('alert_patches', 'alert_patches.patch_id', 'patches.id')
    .innerJoin('alerts', 'alerts.id', 'alert_patches.alert_id')
    .where('alerts.id', '=', alertId)
    .where(inRegionOf(caller, 'alerts.admin_code'))
    .orderBy('patches.onset_to')
    .orderBy('findings.patch_id')
    .orderBy('findings.kind')
    .execute();
  return rows.map(toStoredFinding);
}

/** Findings of a patch or of an alert that the caller may see. */
export async function listFindings(
  db: Db,
  caller: Caller,
  of: { readonly patchId: string } | { readonly alertId: string },
): Promise<readonly StoredFinding[]> {
  return 'patchId' in of ? listFindingsOfPatch(db, caller, of.patchId) : listFindingsOfAlert(db, caller, of.alertId);
}

function findingRows(db: Db) {
  return db.selectFrom('findings').select(['findings.patch_id', 'findings.finding', 'findings.rule_set']);
}

function toStoredFinding(row: { patch_id: string; finding: unknown; rule_set: unknown }): StoredFinding {
  return { ...(row.finding as Finding), patchId: row.patch_id, ruleSet: row.rule_set as RuleSetReference };
}
