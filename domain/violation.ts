/** The rule catalogue's names, in the order in which a finding leads (first = most serious). */
export const VIOLATION_KINDS = [
  'ecologicalRedlineBreach',
  'basicFarmlandOccupied',
  'worksAfterStopOrder',
  'rebound',
  'startedBeforeApproval',
  'permitExpired',
  'exceedsApprovedExtent',
  'siteDisplaced',
  'useDeviation',
  'buildWithoutApproval',
  'outsideGrowthBoundary',
  'colourLineBreach',
  'zoneConflict',
  'useBeforeSupply',
  'deviatesFromPermit',
  'temporaryLandOverdue',
  'agriFacilityMisuse',
  'croplandToNonAgricultural',
  'protectedVegetationLoss',
  'waterFilled',
  'rectificationNotDone',
  'approvedUnused',
  'quotaExceeded',
] as const;
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

/** Kinds that the present rule set evaluates. */
export const EVALUATED_VIOLATION_KINDS = [
  'ecologicalRedlineBreach',
  'basicFarmlandOccupied',
  'worksAfterStopOrder',
  'rebound',
  'startedBeforeApproval',
  'permitExpired',
  'exceedsApprovedExtent',
  'siteDisplaced',
  'useDeviation',
  'buildWithoutApproval',
  'outsideGrowthBoundary',
  'colourLineBreach',
  'zoneConflict',
  'useBeforeSupply',
  'deviatesFromPermit',
  'agriFacilityMisuse',
  'croplandToNonAgricultural',
  'protectedVegetationLoss',
  'waterFilled',
  'rectificationNotDone',
] as const satisfies readonly ViolationKind[];

/** What the same engine, run the other way round, says of permits on the day that is judged as of. */
export const PERMIT_FINDING_KINDS = ['approvedUnused', 'idleLand', 'temporaryLandOverdue'] as const;
export type PermitFindingKind = (typeof PERMIT_FINDING_KINDS)[number];

export const EXEMPTION_REASONS = [
  'temporaryLand',
  'agriFacility',
  'conversionApproved',
  'landExchangeLinkage',
  'ruralRoad',
  'seaUseRight',
  'unusedLandProcedure',
  'keyProject',
  'postDisasterRebuilding',
  'emergencyUse',
  'socialHousing',
  'pseudoChange',
  'unchangedOnSite',
  'beforeBaseDate',
] as const;
export type ExemptionReason = (typeof EXEMPTION_REASONS)[number];

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The most serious of several kinds, or null where there is none. */
export function leadingKind(kinds: readonly ViolationKind[]): ViolationKind | null {
  return VIOLATION_KINDS.find((kind) => kinds.includes(kind)) ?? null;
}

export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
