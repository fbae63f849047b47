import { NotFoundError } from '#domain/errors.js';
import type { AuditEntry } from '#domain/audit.js';
import type { JudgedInput } from '#domain/evidenceBundle.js';
import type { EvidenceItem } from '#domain/evidence.js';
import type { Caller } from '#domain/people.js';
import type { Scene } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import { getAlert, type ListedAlert } from '#store/alerts.js';
import { auditOf } from '#store/auditTrail.js';
import type { Db } from '#store/database.js';
import { getEvidence, listEvidence } from '#store/evidence/index.js';
import { loadJudgedInputs } from '#store/judgedInputs.js';
import { getScenes } from '#store/scenes.js';
import { scenesOfAlert } from '../alertScenes.js';

/** An item with the keys of its files in the object store. */
export interface StoredEvidence {
  readonly item: EvidenceItem;
  readonly objectKey: string;
  readonly thumbnailKey: string | null;
}

/** Everything that a bundle tells of one alert, from one moment. */
export interface BundleSources {
  readonly alert: ListedAlert;
  readonly inputs: readonly JudgedInput[];
  /** The two that are shown. */
  readonly before: Scene | null;
  readonly after: Scene | null;
  /** All that its patches came from, oldest first. */
  readonly scenes: readonly Scene[];
  readonly evidence: readonly StoredEvidence[];
  readonly audit: readonly AuditEntry[];
  readonly generatedAt: IsoTime;
  readonly generatedBy: string;
}

/** @throws NotFoundError where there is no such alert in the caller's region */
export async function loadBundleSources(db: Db, caller: Caller, alertId: string, at: IsoTime): Promise<BundleSources> {
  const alert = await getAlert(db, caller, alertId);
  if (alert === null) throw new NotFoundError('alert', alertId);
  const inputs = await loadJudgedInputs(db, caller, alert.id);
  const { before, after } = await scenesOfAlert(
    db,
    caller,
    inputs.map(({ patch }) => patch),
  );
  const sceneIds = inputs.flatMap(({ run }) => [...run.beforeSceneIds, run.afterSceneId]);
  const scenes = await getScenes(db, [...new Set(sceneIds)]);
  const items = await listEvidence(db, caller, alert.id);
  return {
    alert,
    inputs,
    before,
    after,
    scenes: scenes.toSorted((a, b) => (a.acquiredAt < b.acquiredAt ? -1 : 1)),
    evidence: await Promise.all(items.map(({ id }) => getEvidence(db, caller, alert.id, id))),
    audit: await auditOf(db, caller, 'alert', alert.id),
    generatedAt: at,
    generatedBy: caller.name,
  };
}
