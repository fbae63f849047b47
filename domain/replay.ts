import type { Explanation, RuleSetReference, Verdict } from './finding.js';
import type { IsoTime } from './time.js';
import type { Severity, ViolationKind } from './violation.js';

/** `then`: what the run was judged with, exactly; `now`: everything that is recorded by now. */
export const AS_KNOWN = ['then', 'now'] as const;
export type AsKnown = (typeof AS_KNOWN)[number];

export const REPLAY_STATUSES = ['queued', 'done', 'failed'] as const;
export type ReplayStatus = (typeof REPLAY_STATUSES)[number];

/** What a judgement says in short. */
export interface JudgedBriefly {
  readonly verdict: Verdict;
  readonly leading: ViolationKind | null;
  /** Of the leading finding. */
  readonly severity: Severity | null;
  /** Of the leading finding, square metres. */
  readonly areaM2: number | null;
  readonly kinds: readonly ViolationKind[];
  readonly explanation: Explanation;
}

/**
 * How a patch is judged otherwise, the first that holds. `dropped`: suspected before, not any more; `added`: the other way round;
 * `otherKind`, `otherSeverity`, `otherArea`: suspected in both, but the leading finding is another, as severe in another degree or of
 * another area (by a square metre or more); `otherFindings`: another verdict without suspicion, or other findings behind the leading
 * one; `otherDetails`: other words or numbers.
 */
export const REPLAY_CHANGES = [
  'dropped',
  'added',
  'otherKind',
  'otherSeverity',
  'otherArea',
  'otherFindings',
  'otherDetails',
] as const;
export type ReplayChange = (typeof REPLAY_CHANGES)[number];

/** What a patch was judged with that is not the same in both judgements. */
export const REPLAY_REASONS = ['rule', 'layer', 'permit', 'order', 'settledAlert', 'otherPatches'] as const;
export type ReplayReasonSubject = (typeof REPLAY_REASONS)[number];

export interface ReplayReason {
  readonly subject: ReplayReasonSubject;
  /** Path of the rule set's field, id of the layer, order or alert, case number of the permit; '' for other patches. */
  readonly id: string;
  /** Value, version, revision, day or number; null: there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface PatchDifference {
  readonly patchId: string;
  /** The alert that the patch belongs to; null: none. */
  readonly alertId: string | null;
  readonly change: ReplayChange;
  readonly before: JudgedBriefly;
  readonly after: JudgedBriefly;
  /** None where rules and inputs are the same: then the software judges otherwise than it did. */
  readonly reasons: readonly ReplayReason[];
}

/** What came of a replay. Every patch is either identical or in one of the changes. */
export interface ReplayOutcome {
  readonly patches: number;
  /** Patches whose judgement is the same in every number and word. */
  readonly identical: number;
  readonly changes: Readonly<Record<ReplayChange, number>>;
  /** Alerts that the run raised and of which no patch of the run would be suspected. */
  readonly alertsDropped: number;
  /** Alerts that it would have raised beyond those. */
  readonly alertsAdded: number;
  readonly summary: Explanation;
  /** By when everything it was judged with this time was recorded. */
  readonly knownAt: IsoTime;
  /** False where the run was judged before its inputs were kept: then by what was recorded up to its end. */
  readonly isExact: boolean;
  readonly ruleSetBefore: RuleSetReference;
}
