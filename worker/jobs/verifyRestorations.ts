import type { IsoTime } from '#domain/time.js';
import { standingWorks } from '#pipelines/patches-to-findings/index.js';
import { appendAudit } from '#store/auditTrail.js';
import type { Db } from '#store/database.js';
import type { NewEvent } from '#store/events.js';
import { markVerifiedBySatellite, reportedRestorationsOfRun } from '#store/settledAlerts.js';

/**
 * Notes with alerts that were reported as demolished and reclaimed that imagery now shows it, and returns the events to append. What
 * imagery does not show proves nothing here: the ground may not have been seen.
 */
export async function verifyRestorations(db: Db, runId: string, at: IsoTime): Promise<readonly NewEvent[]> {
  const reported = await reportedRestorationsOfRun(db, runId);
  const restored = reported.filter(({ geometry, changes }) => standingWorks(geometry, true, changes).isGone);
  await markVerifiedBySatellite(
    db,
    restored.map(({ id }) => id),
    at,
  );
  await appendAudit(
    db,
    restored.map(({ id, adminCode, changes }) => ({
      actor: 'planwatch',
      actorId: null,
      act: 'verifiedBySatellite',
      noun: 'alert',
      nounId: id,
      adminCode,
      detail: { runId, patchIds: changes.map((patch) => patch.id) },
    })),
  );
  return restored.map(({ id, kind, severity, adminCode }) => ({
    name: 'alert',
    adminCode,
    data: { id, kind, severity },
  }));
}
