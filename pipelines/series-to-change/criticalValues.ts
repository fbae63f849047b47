import { BadInputError } from '#domain/errors.js';
import { MOSUM_CRITICAL_VALUES } from './mosumCriticalValues.js';

/** Standard normal density. */
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/**
 * Standard normal distribution function to double precision: the series about 0 for small arguments, else the continued
 * fraction of the tail.
 * @source Abramowitz & Stegun 1964, 26.2.11 and 26.2.14
 */
export function normalDistribution(x: number): number {
  const size = Math.abs(x);
  if (size > 38) return x > 0 ? 1 : 0;
  if (size < 5) {
    let term = size;
    let sum = size;
    for (let k = 1; Math.abs(term) > 1e-18 * sum; k++) {
      term *= (size * size) / (2 * k + 1);
      sum += term;
    }
    const half = sum * density(size);
    return x > 0 ? 0.5 + half : 0.5 - half;
  }
  let fraction = size;
  for (let k = 60; k > 0; k--) fraction = size + k / fraction;
  const tail = density(size) / fraction;
  return x > 0 ? 1 - tail : tail;
}

/** Root of a function that changes sign in the interval, by halving. */
function rootOf(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const isRising = f(high) > 0;
  for (let k = 0; k < 200 && high - low > 1e-15 * high; k++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0 === isRising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/**
 * Critical value of OLS-based CUSUM monitoring: the a with 2 (Φ(a) - a φ(a)) = 2 - level.
 * @source Chu, Stinchcombe & White 1996, "Monitoring structural change", Econometrica 64(5), theorem 3.4
 */
export function cusumCriticalValue(level: number): number {
  return rootOf((a) => 2 * (normalDistribution(a) - a * density(a)) + level - 2, 0, 10);
}

/**
 * Probability that a Brownian motion crosses the linear boundaries of the CUSUM test of recursive residuals.
 * @source Brown, Durbin & Evans 1975; the approximation of Zeileis et al. 2002, "strucchange", J. Stat. Software 7(2)
 */
export function brownianMotionPValue(x: number): number {
  if (x < 0.3) return 1 - 0.1465 * x;
  const p = normalDistribution;
  return 2 * (1 - p(3 * x) + Math.exp(-4 * x * x) * (p(x) + p(5 * x) - 1) - Math.exp(-16 * x * x) * (1 - p(x)));
}

/** The x whose p-value is the level. */
export const recursiveCusumCriticalValue = (level: number): number =>
  rootOf((x) => brownianMotionPValue(x) - level, 0.3, 20);

/** Bandwidths and lengths of monitoring (in histories) that moving sums have critical values for. */
export const MOSUM_BANDWIDTHS = [0.25, 0.5, 1] as const;
export const MOSUM_PERIODS = [2, 4, 6, 8, 10] as const;

/**
 * Critical value of OLS-based MOSUM monitoring, linear between the tabulated levels.
 * @param bandwidth width of the window as a share of the history: 0.25, 0.5 or 1
 * @param period how long is monitored, in histories: 2, 4, 6, 8 or 10
 * @param level chance of a false alarm, 0.001–0.05
 * @source Zeileis, Leisch, Kleiber & Hornik 2005, "Monitoring structural change in dynamic econometric models", Journal of
 *   Applied Econometrics 20; the simulated table of R's strucchange (`monitorMECritvalTable`, functional max)
 * @throws BadInputError where the table has no such bandwidth, period or level
 */
export function mosumCriticalValue(bandwidth: number, period: number, level: number): number {
  const values = MOSUM_CRITICAL_VALUES[`${bandwidth}/${period}`];
  if (values === undefined || !(level >= 0.001 - 1e-12 && level <= 0.05 + 1e-12)) {
    throw new BadInputError('no critical value for moving sums', {
      code: 'monitor.criticalValue',
      where: 'parameters h, period, level',
      found: `h ${bandwidth}, period ${period}, level ${level}`,
      expected: `h of ${MOSUM_BANDWIDTHS.join(', ')}; period of ${MOSUM_PERIODS.join(', ')}; level from 0.001 to 0.05`,
    });
  }
  const place = Math.min(values.length - 1, Math.max(0, (0.05 - level) / 0.001));
  const below = Math.min(values.length - 2, Math.floor(place + 1e-9));
  return values[below]! + (place - below) * (values[below + 1]! - values[below]!);
}
