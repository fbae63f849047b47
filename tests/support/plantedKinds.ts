import type { ViolationKind } from '#domain/violation.js';

/**
 * Kinds that every sample county plants as events: those that a year of 10 m imagery of new construction, plans, permits and orders
 * alone can show. The others have golden cases (tests/unit/rules) or need what people did with alerts (tests/integration/chain).
 */
export const PLANTED_KINDS: readonly ViolationKind[] = [
  'buildWithoutApproval',
  'exceedsApprovedExtent',
  'startedBeforeApproval',
  'permitExpired',
  'basicFarmlandOccupied',
  'ecologicalRedlineBreach',
  'outsideGrowthBoundary',
  'worksAfterStopOrder',
  'siteDisplaced',
  'useDeviation',
  'colourLineBreach',
  'zoneConflict',
  'useBeforeSupply',
  'agriFacilityMisuse',
];
