import { createAuditVerifier, type AuditFault, type AuditHead } from '#domain/audit.js';
import { readWholeAudit } from './auditTrail.js';
import type { Db } from './database.js';

/** What holding the audit trail against its hash chain found; no faults: it is what was written. */
export interface AuditVerification {
  /** The end of the trail; noted elsewhere, it proves later that nothing was cut off or written anew. */
  readonly head: AuditHead;
  readonly faults: readonly AuditFault[];
}

/**
 * Holds the whole audit trail against its hash chain: edited, removed and reordered entries are found.
 * @param noted an end of the trail that was noted earlier and must still be in it
 */
export async function verifyAudit(db: Db, noted: AuditHead | null): Promise<AuditVerification> {
  const verifier = createAuditVerifier();
  const faults: AuditFault[] = [];
  let isNotedSeen = noted === null || noted.count === 0;
  const head = await readWholeAudit(db, (entry) => {
    verifier.take(entry);
    if (noted === null || entry.sequence !== noted.count) return;
    isNotedSeen = true;
    if (entry.hash !== noted.hash) faults.push({ sequence: entry.sequence, fault: 'edited' });
  });
  if (noted !== null && !isNotedSeen) faults.push({ sequence: noted.count, fault: 'missing' });
  return { head, faults: [...verifier.finish(head), ...faults] };
}
