/** Normal or Weibull density of a class. */
export interface ClassDensity {
  readonly kind: 'gaussian' | 'weibull';
  /** Mean, or shape. */
  readonly first: number;
  /** Standard deviation, or scale. */
  readonly second: number;
}

export function density({ kind, first, second }: ClassDensity, x: number): number {
  if (kind === 'gaussian') {
    const share = (x - first) / second;
    return Math.exp(-0.5 * share * share) / (second * Math.sqrt(2 * Math.PI));
  }
  if (x < 0) return 0;
  return (first / second) * (x / second) ** (first - 1) * Math.exp(-((x / second) ** first));
}

/** Chance of "changed" that one look gives, held between the bounds of the block weighting function. */
export function changeChance(
  x: number,
  stable: ClassDensity,
  changed: ClassDensity,
  [least, most]: readonly [number, number],
): number {
  const own = density(changed, x);
  const chance = own > 0 ? own / (own + density(stable, x)) : 0;
  return Math.min(most, Math.max(least, chance));
}

export const posterior = (prior: number, likelihood: number): number =>
  (prior * likelihood) / (prior * likelihood + (1 - prior) * (1 - likelihood));

/** What the updating ends with; numbers are places in the looks. */
export interface BaytsResult {
  /** First flagged look of a change that is confirmed, or still open; -1: none. */
  readonly flagged: number;
  /** Look that confirms it; -1: not confirmed. */
  readonly confirmed: number;
  /** Chance of change after the last look that was updated. */
  readonly chance: number;
}

/**
 * Iterative Bayesian updating: a look more likely changed than not raises a flag, later looks confirm or reject it.
 * @param chances by look, from `changeChance`
 * @param start first look that is watched
 * @param chi chance at which a change is confirmed
 * @param least chance of a single look that raises a flag
 * @source Reiche et al. 2015, "A Bayesian approach to combine Landsat and ALOS PALSAR time series for near real-time
 *   deforestation detection", Remote Sensing 7(5), section 2.1.4; R bayts `detectBayts`
 */
export function baytsUpdate(chances: ArrayLike<number>, start: number, chi: number, least = 0.5): BaytsResult {
  let [flagged, chance] = [-1, 0];
  for (let look = start; look < chances.length; look++) {
    const own = chances[look]!;
    if (flagged < 0) {
      if (own < least) continue;
      flagged = look;
      chance = posterior(look === 0 ? 0.5 : chances[look - 1]!, own);
    } else {
      chance = posterior(chance, own);
      if (chance < 0.5) {
        flagged = -1;
        continue;
      }
    }
    if (chance >= chi && own >= least) return { flagged, confirmed: look, chance };
  }
  return { flagged, confirmed: -1, chance: flagged < 0 ? 0 : chance };
}
