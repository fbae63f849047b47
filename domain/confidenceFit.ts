import { BadInputError } from './errors.js';

/** What people determined of a patch to which a detector gave a confidence. */
export interface LabelledConfidence {
  /** 0–1, as the detector gave it. */
  readonly confidence: number;
  /** False: a pseudo-change. Lawful building is a change as well as a violation is. */
  readonly isChange: boolean;
}

/** A calibration: chance = 1 / (1 + exp(−(intercept + slope · log odds of the confidence))). */
export interface ConfidenceCurve {
  readonly slope: number;
  readonly intercept: number;
}

export interface ConfidenceFit extends ConfidenceCurve {
  readonly count: number;
  readonly changes: number;
  /** Mean squared error of the detector's confidences, 0–1 (Brier 1950). */
  readonly brierBefore: number;
  /** The same of calibrated ones, each by a fit to the other four fifths of the determinations. */
  readonly brierAfter: number;
}

/** Fewer say nothing about a curve of two coefficients (ten events for each, on both sides, with room). */
export const LEAST_DETERMINATIONS = 60;
export const LEAST_OF_EACH = 15;
const FOLDS = 5;

/** Confidences of 0 and 1 have no log odds. */
const LEAST_CONFIDENCE = 0.005;
const logOddsOf = (confidence: number): number => {
  const chance = Math.min(1 - LEAST_CONFIDENCE, Math.max(LEAST_CONFIDENCE, confidence));
  return Math.log(chance / (1 - chance));
};

export function calibrated({ slope, intercept }: ConfidenceCurve, confidence: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * logOddsOf(confidence))));
}

/**
 * Fits a calibration and says whether it holds on what it did not see.
 * @param labelled in an order that has nothing to do with time or place: every fifth is left out in turn
 * @throws BadInputError where there are not enough determinations, or too few on one side
 */
export function fitConfidence(labelled: readonly LabelledConfidence[]): ConfidenceFit {
  const changes = labelled.filter(({ isChange }) => isChange).length;
  requireEnough(labelled.length, changes);
  const heldOut = Array.from({ length: FOLDS }, (_, fold) => {
    const curve = plattCurve(labelled.filter((_item, i) => i % FOLDS !== fold));
    return labelled
      .filter((_item, i) => i % FOLDS === fold)
      .map((item) => squaredError(calibrated(curve, item.confidence), item));
  }).flat();
  return {
    ...plattCurve(labelled),
    count: labelled.length,
    changes,
    brierBefore: mean(labelled.map((item) => squaredError(item.confidence, item))),
    brierAfter: mean(heldOut),
  };
}

const squaredError = (chance: number, { isChange }: LabelledConfidence): number => (chance - (isChange ? 1 : 0)) ** 2;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const MOST_STEPS = 100;
const RIDGE = 1e-6;
/** Confidence that is worth less the surer a detector is would be a defect of the detector, not something to calibrate by. */
const LEAST_SLOPE = 0;

/**
 * Two coefficients by Newton's method on the logarithmic loss, towards targets that are drawn in from 0 and 1.
 * @source Platt 1999, Probabilistic outputs for support vector machines, in Advances in Large Margin Classifiers, MIT Press, 61–74;
 * targets (n₊+1)/(n₊+2) and 1/(n₋+2) of its equation 2
 */
function plattCurve(labelled: readonly LabelledConfidence[]): ConfidenceCurve {
  const changes = labelled.filter(({ isChange }) => isChange).length;
  const target = { yes: (changes + 1) / (changes + 2), no: 1 / (labelled.length - changes + 2) };
  const points = labelled.map(({ confidence, isChange }) => {
    return { x: logOddsOf(confidence), t: isChange ? target.yes : target.no };
  });
  let curve: ConfidenceCurve = { slope: 1, intercept: 0 };
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = lowered(points, curve, newtonStep(points, curve));
    const moved = Math.abs(next.slope - curve.slope) + Math.abs(next.intercept - curve.intercept);
    curve = next;
    if (moved < 1e-9) break;
  }
  if (curve.slope >= LEAST_SLOPE) return curve;
  const share = mean(points.map(({ t }) => t));
  return { slope: 0, intercept: Math.log(share / (1 - share)) };
}

interface Point {
  readonly x: number;
  readonly t: number;
}

/** What is taken from both coefficients to come to the lowest point of the parabola that fits the loss here. */
function newtonStep(points: readonly Point[], { slope, intercept }: ConfidenceCurve): ConfidenceCurve {
  let [g0, g1, h00, h01, h11] = [0, 0, RIDGE, 0, RIDGE];
  for (const { x, t } of points) {
    const chance = 1 / (1 + Math.exp(-(intercept + slope * x)));
    const weight = chance * (1 - chance);
    g0 += chance - t;
    g1 += (chance - t) * x;
    h00 += weight;
    h01 += weight * x;
    h11 += weight * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  // Where all confidences are alike there is no slope to find.
  if (determinant < 1e-9) return { intercept: g0 / h00, slope: 0 };
  return { intercept: (h11 * g0 - h01 * g1) / determinant, slope: (h00 * g1 - h01 * g0) / determinant };
}

/** The step, halved until it lowers the loss (Lin, Lin & Weng 2007, Machine Learning 68, 267–276: Platt's own did not). */
function lowered(points: readonly Point[], from: ConfidenceCurve, step: ConfidenceCurve): ConfidenceCurve {
  const before = lossOf(points, from);
  for (let part = 1; part > 1e-10; part /= 2) {
    const next = { slope: from.slope - part * step.slope, intercept: from.intercept - part * step.intercept };
    if (lossOf(points, next) < before) return next;
  }
  return from;
}

/** Logarithmic loss; written so that neither tail overflows. */
function lossOf(points: readonly Point[], { slope, intercept }: ConfidenceCurve): number {
  return points.reduce((sum, { x, t }) => {
    const z = intercept + slope * x;
    return sum + Math.max(z, 0) - t * z + Math.log1p(Math.exp(-Math.abs(z)));
  }, 0);
}

function requireEnough(count: number, changes: number): void {
  const fewer = Math.min(changes, count - changes);
  if (count >= LEAST_DETERMINATIONS && fewer >= LEAST_OF_EACH) return;
  throw new BadInputError('not enough determinations to calibrate confidence by', {
    code: 'confidence.tooFew',
    where: 'determinations',
    found: `${count}, ${changes} of them changes`,
    expected: `at least ${LEAST_DETERMINATIONS}, with ${LEAST_OF_EACH} changes and ${LEAST_OF_EACH} pseudo-changes`,
  });
}
