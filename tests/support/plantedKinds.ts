import type { ViolationKind } from '#domain/violation.js';

/** Kinds that every sample county plants: those that a year of imagery, plans and permits alone can show. */
export const PLANTED_KINDS: readonly ViolationKind[] = [
  'buildWithoutApproval',
  'exceedsApprovedExtent',
  'startedBeforeApproval',
  'permitExpired',
  'basicFarmlandOccupied',
  'ecologicalRedlineBreach',
  'outsideGrowthBoundary',
];
