import type { AreaGeometry } from './geometry.js';
import type { IsoDate } from './time.js';

export const ORDER_KINDS = ['stopOrder', 'correctionOrder'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** An order to stop works or to put something right (责令停止、责令改正), with the ground it covers. */
export interface EnforcementOrder {
  readonly id: string;
  readonly kind: OrderKind;
  readonly issuedOn: IsoDate;
  readonly geometry: AreaGeometry;
}

/** An alert that was dealt with, or reported as put right: what a later change at its place is held against. */
export interface SettledAlert {
  readonly id: string;
  readonly geometry: AreaGeometry;
  /** Day of its close-out; null while it is open. */
  readonly closedOn: IsoDate | null;
  /** Day on which its rectification was reported; null where none was. */
  readonly rectifiedOn: IsoDate | null;
}
