import type { LandCoverClass } from './landCover.js';
import type { SensorKind } from './scene.js';

export const DETECTOR_NAMES = [
  'irMad',
  'indexDifference',
  'sarLogRatio',
  'newRoofs',
  'newBuiltUp',
  'cva',
  'mad',
  'pcaKMeans',
  'meanRatio',
  'meanDifference',
  'localCorrelation',
  'ensemble',
  'learned',
] as const;
export type DetectorName = (typeof DETECTOR_NAMES)[number];
export const THRESHOLD_METHODS = [
  'otsu',
  'otsuClipped',
  'otsuHysteresis',
  'kapur',
  'chiSquare',
  'kMad',
  'fixed',
] as const;
export type ThresholdMethod = (typeof THRESHOLD_METHODS)[number];

/** Along the edges of pixels, or without their stairs, each ring's area kept. */
export const OUTLINE_STYLES = ['pixelEdges', 'smooth'] as const;
export type OutlineStyle = (typeof OUTLINE_STYLES)[number];

/** Named, versioned parameters of a run. A recipe is data: the same recipe on the same scenes gives the same patches. */
export interface Recipe {
  readonly name: string;
  readonly version: string;
  readonly detector: DetectorName;
  readonly sensors: readonly SensorKind[];
  /** Detector parameters by name; each detector documents and validates its own. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly threshold: { readonly method: ThresholdMethod; readonly parameter: number | null };
  readonly connectivity: 4 | 8;
  /** Changed areas below this many pixels are dropped, holes below it filled. */
  readonly sievePixels: number;
  /** Smallest patch by class after the change, square metres; `default` for the others. */
  readonly minimumAreaM2: Readonly<Partial<Record<LandCoverClass, number>>> & { readonly default: number };
  /** How patches are drawn; default `pixelEdges`. */
  readonly outlines?: OutlineStyle;
}

/** A recipe as patches carry it. */
export interface RecipeReference {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the canonical JSON, first 16 hex digits. */
  readonly hash: string;
}
