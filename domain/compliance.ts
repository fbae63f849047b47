import type { AlertStatus } from './alert.js';
import type { Explanation, RuleSetReference } from './finding.js';
import type { AreaGeometry } from './geometry.js';
import type { LayerKind } from './layer.js';
import type { PermitKind } from './permit.js';
import type { IsoDate } from './time.js';
import type { Severity, ViolationKind } from './violation.js';

/** What somebody applies for: a place, a use, and the day that it is held against plans and permits of. */
export interface Proposal {
  readonly geometry: AreaGeometry;
  /** Codes of use, or names of land-cover classes. */
  readonly use: readonly string[];
  readonly on: IsoDate;
  /** Its own case and project: their permits are no conflict. */
  readonly caseNumber: string | null;
  readonly projectId: string | null;
}

/** `conflict`: stands against it; `remark`: worth knowing (within tolerance, or no matter of law). */
export const CONFLICT_LEVELS = ['conflict', 'remark'] as const;
export type ConflictLevel = (typeof CONFLICT_LEVELS)[number];

export const CONFLICT_KINDS = [
  'controlLine',
  'growthBoundary',
  'plannedUse',
  'cropland',
  'permit',
  'openAlert',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** One thing that a proposal meets on its ground. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly level: ConflictLevel;
  /** Square metres of the proposal, each ground counted once. */
  readonly areaM2: number;
  /** Of the proposal's area, 0–1. */
  readonly share: number;
  /** The ground in question, WGS84. */
  readonly geometry: AreaGeometry | null;
  /** Layer versions and features that it lies in; the feature `*` stands for lying outside all of a boundary. */
  readonly layers: readonly {
    readonly id: string;
    readonly version: string;
    readonly kind: LayerKind;
    readonly feature: string;
    readonly name: string | null;
  }[];
  readonly permit: { readonly caseNumber: string; readonly kind: PermitKind; readonly revision: number } | null;
  readonly alert: AlertOnParcel | null;
  readonly toleranceM: number;
  readonly toleranceM2: number;
  readonly explanation: Explanation;
}

export interface AlertOnParcel {
  readonly id: string;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly status: AlertStatus;
  /** Why it was raised. */
  readonly explanation: Explanation;
}

export const COMPLIANCE_VERDICTS = ['conflict', 'remarks', 'clear'] as const;
export type ComplianceVerdict = (typeof COMPLIANCE_VERDICTS)[number];

export interface ComplianceResult {
  readonly verdict: ComplianceVerdict;
  readonly areaM2: number;
  readonly conflicts: readonly Conflict[];
  /** The ground by survey code; with what is not surveyed (`code` null) the parts add up to `areaM2`. */
  readonly ground: readonly { readonly code: string | null; readonly areaM2: number }[];
  /** Layer kinds of which no version is in force: nothing can be said of them. */
  readonly notChecked: readonly LayerKind[];
  readonly ruleSet: RuleSetReference;
}
