import type { Explanation } from './finding.js';
import type { AreaGeometry } from './geometry.js';
import type { IsoDate, IsoTime } from './time.js';
import type { Severity, ViolationKind } from './violation.js';

/** Where an alert stands; which act leads from where to where stands in `alertLife.ts`. */
export const ALERT_STATUSES = [
  'new',
  'deskReview',
  'fieldVerification',
  'determined',
  'caseFiled',
  'ordered',
  'rectification',
  'closeOut',
  'closed',
] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** Statuses in which a new patch at the same place joins the alert instead of raising another. */
export const OPEN_STATUSES: readonly AlertStatus[] = ALERT_STATUSES.filter((status) => status !== 'closed');

/** How a patch relates to the alert it joined. */
export const LINEAGES = ['raised', 'same', 'grown', 'shrunk', 'split', 'merged'] as const;
export type Lineage = (typeof LINEAGES)[number];

/** A place with a history that people work on. The kind is what the machine suspects; a determination is a person's. */
export interface Alert {
  readonly id: string;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly status: AlertStatus;
  readonly adminCode: string;
  readonly areaM2: number;
  readonly onsetFrom: IsoDate;
  readonly onsetTo: IsoDate;
  readonly permitCaseNumbers: readonly string[];
  readonly explanation: Explanation;
  readonly geometry: AreaGeometry;
  readonly raisedAt: IsoTime;
  readonly updatedAt: IsoTime;
}
