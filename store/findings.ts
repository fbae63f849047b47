import { sql } from 'kysely';
import type { Finding, Judgement, RuleSetReference } from '#domain/finding.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { Db } from './database.js';
import { inRegionOf } from './watchAreas.js';

/** Judgements stored by one statement. */
const BATCH = 500;

/** A finding with the patch it is about and the rule set that led to it. */
export interface StoredFinding extends Finding {
  readonly patchId: string;
  readonly ruleSet: RuleSetReference;
}

/** Stores what the rules say of patches, in place of what they said before. */
export async function saveJudgements(db: Db, judgements: readonly Judgement[]): Promise<void> {
  for (let start = 0; start < judgements.length; start += BATCH) {
    const batch = judgements.slice(start, start + BATCH);
    await sql`
      UPDATE patches SET judgement = j.value
      FROM jsonb_array_elements(${JSON.stringify(batch)}::jsonb) AS j(value)
      WHERE patches.id = (j.value ->> 'patchId')::uuid
    `.execute(db);
    const patchIds = batch.map(({ patchId }) => patchId);
    await db.deleteFrom('findings').where('patch_id', 'in', patchIds).execute();
    const rows = batch.flatMap(({ patchId, ruleSet, findings }) =>
      findings.map((finding) => ({
        patch_id: patchId,
        kind: finding.kind,
        severity: finding.severity,
        area_m2: finding.areaM2,
        finding: JSON.stringify(finding),
        rule_set: JSON.stringify(ruleSet),
      })),
    );
    if (rows.length > 0) await db.insertInto('findings').values(rows).execute();
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
