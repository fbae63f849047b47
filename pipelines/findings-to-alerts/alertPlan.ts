import type { Alert, Lineage } from '#domain/alert.js';
import type { Judgement } from '#domain/finding.js';
import type { Patch } from '#domain/patch.js';
import type { ViolationKind } from '#domain/violation.js';

export interface JudgedPatchOfRun {
  readonly patch: Patch;
  readonly judgement: Judgement;
}

/** An alert in one of the open statuses, with the patches it holds already. */
export interface OpenAlert {
  readonly alert: Alert;
  readonly patchIds: readonly string[];
}

export interface AlertPlanRequest {
  readonly patches: readonly JudgedPatchOfRun[];
  readonly openAlerts: readonly OpenAlert[];
  /** Region of the watch area; new alerts carry it. */
  readonly adminCode: string;
  /** The id of the alert that a patch raises; the same patch always gets the same id. */
  readonly nextId: (patchId: string) => string;
}

/** An alert to store with status `open`, and the patch that raised it (lineage `raised`). */
export interface NewAlert extends Omit<Alert, 'status' | 'raisedAt' | 'updatedAt'> {
  readonly patchId: string;
}

/** What of an alert changes when a patch joins it; absolute values. */
export interface AlertUpdate extends Pick<
  Alert,
  'kind' | 'severity' | 'areaM2' | 'geometry' | 'permitCaseNumbers' | 'explanation'
> {
  /** The kind before, where the patch made it more serious; goes into the history. */
  readonly escalatedFrom: ViolationKind | null;
}

export interface AlertJoin {
  readonly alertId: string;
  readonly patchId: string;
  readonly lineage: Lineage;
  /** Null: the patch is recorded, the alert stays as it is. */
  readonly update: AlertUpdate | null;
}

export interface AlertPlan {
  readonly raise: readonly NewAlert[];
  readonly join: readonly AlertJoin[];
}
