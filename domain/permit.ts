import type { AreaGeometry } from './geometry.js';
import type { IsoDate } from './time.js';

export const PERMIT_KINDS = [
  'siteOpinion',
  'landUsePermit',
  'buildingPermit',
  'ruralPermit',
  'farmlandConversion',
  'landSupply',
  'temporaryLand',
  'agriFacility',
] as const;
export type PermitKind = (typeof PERMIT_KINDS)[number];

export const PERMIT_STAGES = ['granted', 'building', 'completed', 'withdrawn'] as const;
export type PermitStage = (typeof PERMIT_STAGES)[number];

/** An approval with a place and a term. Revisions of one `caseNumber` replace each other; the highest counts. */
export interface Permit {
  readonly caseNumber: string;
  readonly kind: PermitKind;
  readonly revision: number;
  readonly projectId: string | null;
  readonly stage: PermitStage;
  readonly grantedOn: IsoDate;
  /** Last valid day, inclusive; null: no end. */
  readonly validTo: IsoDate | null;
  readonly withdrawnOn: IsoDate | null;
  readonly approvedUse: readonly string[];
  readonly approvedAreaM2: number | null;
  readonly footprintAreaM2: number | null;
  readonly buildDeadline: IsoDate | null;
  readonly conditions: string | null;
  readonly geometry: AreaGeometry;
}

/** Last day on which the permit allows anything, inclusive: the earlier of `validTo` and `withdrawnOn`. */
export function lastValidDay(permit: Pick<Permit, 'validTo' | 'withdrawnOn'>): IsoDate | null {
  const { validTo, withdrawnOn } = permit;
  if (validTo === null) return withdrawnOn;
  if (withdrawnOn === null) return validTo;
  return withdrawnOn < validTo ? withdrawnOn : validTo;
}
