import type { Layer } from './layer.js';
import type { EnforcementOrder, SettledAlert } from './order.js';
import type { IsoTime } from './time.js';

/**
 * Everything that the patches of a run were judged with, beside themselves (with their registration error) and the run's rule set: by
 * reference where what is named never changes, whole where it goes on changing.
 */
export interface JudgedWith {
  /** When it was loaded. */
  readonly at: IsoTime;
  /** Versions in force, as they were recorded then; a version's features never change. */
  readonly layers: readonly Layer[];
  readonly permits: readonly (readonly [caseNumber: string, revision: number])[];
  /** Whole: an alert's orders and ground change with it. */
  readonly orders: readonly EnforcementOrder[];
  /** Whole, as they stood. */
  readonly settledAlerts: readonly SettledAlert[];
  /** Patches on the permits' ground, also those of the run itself: what shows that a permit is used. */
  readonly patchIdsOnPermits: readonly string[];
}
