import type { ExemptionReason, Severity, ViolationKind } from './violation.js';

export interface Explanation {
  readonly zh: string;
  readonly en: string;
}

/** One part of a patch's area; the parts of a finding add up to the patch. */
export interface FindingPart {
  readonly label: string;
  readonly areaM2: number;
  /** What the part lies in: a case number or `layer/version/feature`; null for "none". */
  readonly ref: string | null;
}

/** Ground of one survey code, class or use; null: of none that is known. */
export interface OccupiedArea {
  readonly code: string | null;
  readonly areaM2: number;
}

/** What ground is taken. Either list adds up to the area it is about, or is empty where no such layer is in force. */
export interface OccupiedLand {
  /** By survey code, or by class where the survey gives no code. */
  readonly landClasses: readonly OccupiedArea[];
  /** By use of the zone or plan parcel. */
  readonly zones: readonly OccupiedArea[];
}

/** Patch × rule, with every number that led to it. */
export interface Finding {
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly areaM2: number;
  readonly parts: readonly FindingPart[];
  readonly caseNumbers: readonly string[];
  readonly layers: readonly { readonly id: string; readonly version: string; readonly feature: string }[];
  /** What ground the offending part takes; findings of earlier versions have none. */
  readonly occupied?: OccupiedLand;
  readonly toleranceM: number;
  readonly explanation: Explanation;
}

export const VERDICTS = ['suspectedViolation', 'explained', 'lawful', 'notAssessed'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Everything a rule set says of one patch. */
export interface Judgement {
  readonly patchId: string;
  readonly verdict: Verdict;
  readonly leading: ViolationKind | null;
  readonly findings: readonly Finding[];
  /** What ground the whole patch takes; null where it was not judged, missing in judgements of earlier versions. */
  readonly occupied?: OccupiedLand | null;
  readonly exemption: { readonly reason: ExemptionReason; readonly caseNumber: string | null } | null;
  /** Why the change is lawful, explained or of no interest, for people. */
  readonly explanation: Explanation;
  readonly ruleSet: RuleSetReference;
}

export interface RuleSetReference {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}
