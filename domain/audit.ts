import { createHash } from 'node:crypto';
import { canonicalJson } from './id.js';
import type { IsoTime } from './time.js';

/** Something that was done, as it is recorded. */
export interface AuditAct {
  /** A person's or key's name, or `planwatch`. */
  readonly actor: string;
  /** Id of the person or key; null for the machine. */
  readonly actorId: string | null;
  readonly act: string;
  /** What it was done to: `alert`, `layer`, `permit`, `user` … */
  readonly noun: string;
  readonly nounId: string;
  /** Region that the thing lies in; '' where it belongs to none. */
  readonly adminCode: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One entry of the audit trail (留痕). `sequence` counts from 1 without gaps; `hash` covers everything else. */
export interface AuditEntry extends AuditAct {
  readonly sequence: number;
  readonly at: IsoTime;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first entry follows. */
export const AUDIT_ORIGIN = '0'.repeat(64);

/** Hex SHA-256 of the entry's canonical JSON, the hash before it included: changing any entry breaks all that follow. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, actor, actorId, act, noun, nounId, adminCode, detail, previousHash } = entry;
  const content = { sequence, at, actor, actorId, act, noun, nounId, adminCode, detail, previousHash };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** The end of the trail: how many entries there are, and the hash of the last. */
export interface AuditHead {
  readonly count: number;
  readonly hash: string;
}

/** What an entry can be: changed since it was written, not there any more, or not behind the one it followed. */
export const AUDIT_FAULTS = ['edited', 'missing', 'reordered'] as const;

export interface AuditFault {
  readonly sequence: number;
  readonly fault: (typeof AUDIT_FAULTS)[number];
}

/** Holds entries, given in the order of their sequence, against the chain. */
export function createAuditVerifier(): {
  take(entry: AuditEntry): void;
  /** All faults, the head's included: what stands recorded as the end must be the last entry seen. */
  finish(head: AuditHead): readonly AuditFault[];
} {
  const faults: AuditFault[] = [];
  let last: AuditHead = { count: 0, hash: AUDIT_ORIGIN };
  return {
    take(entry) {
      for (let sequence = last.count + 1; sequence < entry.sequence; sequence++) {
        faults.push({ sequence, fault: 'missing' });
      }
      const isFollower = entry.sequence === last.count + 1;
      if (auditHash(entry) !== entry.hash) faults.push({ sequence: entry.sequence, fault: 'edited' });
      else if (isFollower && entry.previousHash !== last.hash)
        faults.push({ sequence: entry.sequence, fault: 'reordered' });
      last = { count: entry.sequence, hash: entry.hash };
    },
    finish(head) {
      for (let sequence = last.count + 1; sequence <= head.count; sequence++) {
        faults.push({ sequence, fault: 'missing' });
      }
      if (last.count > head.count) faults.push({ sequence: head.count + 1, fault: 'edited' });
      else if (last.count === head.count && last.hash !== head.hash)
        faults.push({ sequence: last.count, fault: 'edited' });
      return faults;
    },
  };
}
