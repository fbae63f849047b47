import type { IsoDate } from './time.js';

/** A finding about one feature of an import. */
export interface FeatureProblem {
  /** Where it stands in the file (`features[3]`) or its id in the version. */
  readonly feature: string;
  readonly code: string;
  readonly message: string;
  /** Longitude and latitude, where there is a place. */
  readonly at: readonly [lon: number, lat: number] | null;
}

/** How many there are, and the first of them. */
export interface Listed<T> {
  readonly count: number;
  readonly items: readonly T[];
}

/** Items that a list names. */
const NAMED = 100;

export function listed<T>(all: readonly T[]): Listed<T> {
  return { count: all.length, items: all.slice(0, NAMED) };
}

export interface OverlapPair {
  readonly features: readonly [string, string];
  readonly areaM2: number;
  /** Thinner than half a metre on average: a slip of the drawing, not two claims on one place. */
  readonly isSliver: boolean;
  readonly at: readonly [lon: number, lat: number];
}

export interface CoverageGap {
  readonly areaM2: number;
  readonly isSliver: boolean;
  readonly at: readonly [lon: number, lat: number];
}

/** Computed areas beside those that the source states. */
export interface AreaComparison {
  readonly field: string;
  /** What the stated areas are compared with: the file's own plane, or the ground. */
  readonly basis: 'plane' | 'geodesic';
  readonly features: number;
  readonly statedM2: number;
  readonly computedM2: number;
  /** Features whose areas differ by more than 0.1 % and 1 m². */
  readonly differing: Listed<{ readonly feature: string; readonly statedM2: number; readonly computedM2: number }>;
  /** The unit in which the stated areas make sense; null where none does. */
  readonly unit: 'm2' | 'hectare' | 'mu' | 'km2' | null;
}

/** What an import found in a layer version. Lists hold the first hundred; counts are complete. */
export interface LayerQuality {
  readonly features: number;
  readonly repaired: Listed<FeatureProblem>;
  readonly refused: Listed<FeatureProblem>;
  readonly leftOut: Listed<FeatureProblem>;
  readonly warnings: readonly string[];
  readonly areaM2: number;
  /** Area by code, use or class, largest first. */
  readonly areaByCode: readonly { readonly code: string; readonly features: number; readonly areaM2: number }[];
  readonly statedArea: AreaComparison | null;
  /** Null: not assessed, see `notAssessed`. */
  readonly overlaps: Listed<OverlapPair> | null;
  readonly slivers: Listed<FeatureProblem>;
  readonly gaps: Listed<CoverageGap> | null;
  readonly duplicateCodes: Listed<{ readonly code: string; readonly features: readonly string[] }>;
  readonly missingFields: readonly { readonly field: string; readonly isRequired: boolean; readonly count: number }[];
  readonly unknownCodes: Listed<{ readonly code: string; readonly features: number }>;
  readonly freshness: {
    readonly asOf: IsoDate | null;
    readonly ageDays: number | null;
    readonly updateCycleMonths: number | null;
    /** Day after which a newer version should have come. */
    readonly dueOn: IsoDate | null;
    readonly isOverdue: boolean;
  };
  /** Shifted coordinates that are suspected, by how the corners fit what is published when shifted back. */
  readonly suspectedOffset: {
    readonly system: string;
    readonly fittingShare: number;
    readonly fittingShareUnshifted: number;
  } | null;
  /** What was not looked at, and why. */
  readonly notAssessed: readonly string[];
}

export const QUALITY_PROBLEMS = [
  'refusedFeatures',
  'suspectedOffset',
  'missingRequiredFields',
  'duplicateCodes',
  'unknownCodes',
  'overlaps',
  'areasDiffer',
] as const;
/** Problems that a version is published with only where somebody says so. */
export type QualityProblem = (typeof QUALITY_PROBLEMS)[number];

/** Problems that stand in the way of publishing: each could make a judgement wrong without anybody seeing it. */
export function blockingProblems(quality: LayerQuality): QualityProblem[] {
  const problems: QualityProblem[] = [];
  if (quality.refused.count > 0) problems.push('refusedFeatures');
  if (quality.suspectedOffset !== null) problems.push('suspectedOffset');
  return problems;
}

/** Problems worth a look that do not stand in the way. */
export function furtherProblems(quality: LayerQuality): QualityProblem[] {
  const problems: QualityProblem[] = [];
  if (quality.missingFields.some(({ isRequired }) => isRequired)) problems.push('missingRequiredFields');
  if (quality.duplicateCodes.count > 0) problems.push('duplicateCodes');
  if (quality.unknownCodes.count > 0) problems.push('unknownCodes');
  if ((quality.overlaps?.count ?? 0) > 0) problems.push('overlaps');
  if ((quality.statedArea?.differing.count ?? 0) > 0) problems.push('areasDiffer');
  return problems;
}

/** What changed from the version before. Lists hold the first two hundred; counts are complete. */
export interface LayerComparison {
  /** The published version that comes before; null where there is none. */
  readonly before: string | null;
  readonly added: number;
  readonly removed: number;
  readonly changedGeometry: number;
  readonly changedAttributes: number;
  readonly unchanged: number;
  readonly areaBeforeM2: number;
  readonly areaAfterM2: number;
  readonly changes: readonly LayerChange[];
}

export interface LayerChange {
  readonly change: 'added' | 'removed' | 'changedGeometry' | 'changedAttributes';
  /** Id in the new version; in the old one for what was removed. */
  readonly feature: string;
  readonly name: string | null;
  readonly areaBeforeM2: number | null;
  readonly areaAfterM2: number | null;
  /** Attributes that differ, for `changedAttributes` and `changedGeometry`. */
  readonly attributes: readonly string[];
}
