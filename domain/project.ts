import { PERMIT_KINDS, type Permit, type PermitKind } from './permit.js';

/** What is known of a project beside its permits. */
export interface Project {
  readonly id: string;
  readonly title: string | null;
  /** Who builds. */
  readonly developer: string | null;
  readonly note: string | null;
}

/**
 * The order in which the permits of one project follow each other: site opinion, conversion of farmland, supply of the land,
 * land-use permit, building permit. Rural, temporary and agricultural permits stand alone.
 */
export const PROJECT_STEPS: readonly PermitKind[] = [
  'siteOpinion',
  'farmlandConversion',
  'landSupply',
  'landUsePermit',
  'buildingPermit',
];

/** Permits in the order of the steps, then by the day they were granted. */
export function inOrderOfSteps<T extends Pick<Permit, 'kind' | 'grantedOn' | 'caseNumber'>>(
  permits: readonly T[],
): T[] {
  const rank = ({ kind }: T): number => {
    const step = PROJECT_STEPS.indexOf(kind);
    return step >= 0 ? step : PROJECT_STEPS.length + PERMIT_KINDS.indexOf(kind);
  };
  const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return permits.toSorted(
    (a, b) => rank(a) - rank(b) || textOrder(a.grantedOn, b.grantedOn) || textOrder(a.caseNumber, b.caseNumber),
  );
}

/** Steps before the last one that was reached for which the project has no permit. */
export function missingSteps(kinds: readonly PermitKind[]): PermitKind[] {
  const reached = Math.max(-1, ...kinds.map((kind) => PROJECT_STEPS.indexOf(kind)));
  return PROJECT_STEPS.slice(0, Math.max(0, reached)).filter((step) => !kinds.includes(step));
}
