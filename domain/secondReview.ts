import { createHash } from 'node:crypto';
import type { Determination, DeterminationOutcome } from './alertLife.js';
import type { ViolationKind } from './violation.js';

/** Which determinations are decided a second time. A new version is a new plan; what was drawn under an old one stays. */
export interface ReviewPlan {
  readonly version: number;
  /** With the same seed the same alerts are drawn, on any machine and in any order. */
  readonly seed: string;
  /** Share of all determinations, 0–1. */
  readonly share: number;
  /** Larger or smaller shares of single kinds and of single officers; where both speak, the larger counts. */
  readonly shareByKind: Readonly<Partial<Record<ViolationKind, number>>>;
  readonly shareByOfficer: Readonly<Record<string, number>>;
}

/** Nothing is drawn until somebody makes a plan. */
export const NO_REVIEW_PLAN: ReviewPlan = { version: 0, seed: '', share: 0, shareByKind: {}, shareByOfficer: {} };

/** True where the plan draws the alert: its place in 0–1, a hash of seed and id, lies below the share. */
export function isDrawn(
  plan: ReviewPlan,
  { alertId, kind, officerId }: { readonly alertId: string; readonly kind: ViolationKind; readonly officerId: string },
): boolean {
  const special = [plan.shareByKind[kind], plan.shareByOfficer[officerId]].filter((share) => share !== undefined);
  const share = special.length === 0 ? plan.share : Math.max(...special);
  return placeOf(plan.seed, alertId) < share;
}

function placeOf(seed: string, alertId: string): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([seed, alertId]))
      .digest()
      .readUIntBE(0, 6) /
    2 ** 48
  );
}

/** Two people's decisions on one alert, neither knowing the other's. */
export interface DecisionPair {
  readonly first: Pick<Determination, 'outcome'>;
  readonly second: Pick<Determination, 'outcome'>;
}

export interface Agreement {
  readonly pairs: number;
  readonly agreed: number;
  /** 0–1; null where there is no pair. */
  readonly share: number | null;
  /** −1–1: 0 as by chance, 1 complete; null where chance alone would agree always, and without pairs. */
  readonly kappa: number | null;
}

/**
 * How far first and second decisions agree.
 * @source Cohen 1960, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1), 37–46:
 * κ = (p_o − p_e) / (1 − p_e)
 */
export function agreementOf(pairs: readonly DecisionPair[]): Agreement {
  const count = pairs.length;
  const agreed = pairs.filter(({ first, second }) => first.outcome === second.outcome).length;
  if (count === 0) return { pairs: 0, agreed: 0, share: null, kappa: null };
  const observed = agreed / count;
  const outcomes = new Set(pairs.flatMap(({ first, second }) => [first.outcome, second.outcome]));
  const shareOf = (which: keyof DecisionPair, outcome: DeterminationOutcome): number =>
    pairs.filter((pair) => pair[which].outcome === outcome).length / count;
  const byChance = [...outcomes].reduce(
    (sum, outcome) => sum + shareOf('first', outcome) * shareOf('second', outcome),
    0,
  );
  return {
    pairs: count,
    agreed,
    share: observed,
    kappa: byChance === 1 ? null : (observed - byChance) / (1 - byChance),
  };
}
