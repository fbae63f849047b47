import type { DetectorName } from '#domain/recipe.js';

/**
 * Coefficients of the chance that a reported patch is real, fitted to the patches of 17 labelled pairs by
 * `npm run bench accuracy`, which also says how they hold on tiles that they were not fitted to (docs/accuracy.md).
 */
export const CALIBRATION = {
  /** Gain in log odds per logarithm of the mean score over its cut: > 0, so that more evidence is never less sure. */
  slope: 6.44,
  /** Log odds at the cut, for a detector of which no labelled patch is known. */
  intercept: 0.45,
  /** Added to the intercept, by detector. */
  offsets: { irMad: 0.33, sarLogRatio: 0.37, newRoofs: 0.44, newBuiltUp: -1.13 } as Partial<Record<string, number>>,
} as const;

/** More evidence than this many times the cut was hardly seen on labelled ground: it counts no further. */
export const HIGHEST_RATIO = 4;
/** Nothing that a machine saw is certain. */
const LEAST_CHANCE = 0.01;
const BEST_CHANCE = 0.99;

/** What the calibration looks at: 0 at the cut, ln 4 at most. */
export const evidenceOf = (scoreOverCut: number): number =>
  Math.log(Math.min(HIGHEST_RATIO, Math.max(1, scoreOverCut)));

/**
 * 0–1: the chance that at least half of a patch really changed.
 * @param scoreOverCut mean score of the patch over the cut, >= 0
 * @source logistic calibration of scores: Platt 1999, in Advances in Large Margin Classifiers, MIT Press, 61–74; one slope for all
 * detectors and an offset for each, drawn to 0 by a ridge, since few labelled patches of each are known
 */
export function chanceOfChange(detector: DetectorName, scoreOverCut: number): number {
  const { slope, intercept, offsets } = CALIBRATION;
  const logOdds = intercept + (offsets[detector] ?? 0) + slope * evidenceOf(scoreOverCut);
  return Math.min(BEST_CHANCE, Math.max(LEAST_CHANCE, 1 / (1 + Math.exp(-logOdds))));
}

/**
 * A patch's confidence, 0–1 to three decimals: its chance, halved where nothing of its surroundings was seen.
 * @param assessedShare share of the surroundings that was seen, 0–1
 */
export function patchConfidence(chance: number, assessedShare: number): number {
  return Math.round(1000 * chance * (0.5 + 0.5 * assessedShare)) / 1000;
}
