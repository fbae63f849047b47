import type { AlertStatus } from './alert.js';
import type { DeterminationOutcome } from './alertLife.js';
import type { IsoTime } from './time.js';
import type { Severity, ViolationKind } from './violation.js';

/**
 * What the approval system is told of an alert: `open` suspected, nobody has decided; `confirmed` a person determined a
 * violation; `cleared` the violation was put right and closed; `withdrawn` it turned out to be none.
 */
export const FLAG_STATUSES = ['open', 'confirmed', 'cleared', 'withdrawn'] as const;
export type FlagStatus = (typeof FLAG_STATUSES)[number];

/** Statuses that hold up the approval step `completionCheck` (规划条件核实). */
export const HOLDING_FLAG_STATUSES: readonly FlagStatus[] = ['open', 'confirmed'];

/** One alert as one case sees it; `caseNumber` null: the alert names no permit, and is found by its place. */
export interface Flag {
  readonly id: string;
  readonly alertId: string;
  readonly caseNumber: string | null;
  readonly status: FlagStatus;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly adminCode: string;
}

/** One step of the feed. `sequence` counts from 1 without gaps, in the order in which changes became visible. */
export interface FlagChange extends Flag {
  readonly sequence: number;
  readonly areaM2: number;
  readonly at: IsoTime;
}

/** The flag of an alert in this status, determined so. */
export function flagStatusOf(status: AlertStatus, outcome: DeterminationOutcome | null): FlagStatus {
  if (outcome === 'violation') return status === 'closed' ? 'cleared' : 'confirmed';
  return status === 'closed' ? 'withdrawn' : 'open';
}
