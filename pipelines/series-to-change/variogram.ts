import type { HarmonicLooks } from './harmonicLooks.js';
import { medianOfDoubles } from './robustFit.js';

/** Median absolute difference of neighbouring looks, band by band. */
export function variogram({ values, count }: HarmonicLooks): Float64Array {
  return laggedMedians(values, count, 1, null);
}

/** Neighbours nearer than this many days are too alike to tell what noise is. */
const NEAREST_DAYS = 30;

/**
 * The same of looks more than 30 days apart: over the smallest number of looks whose commonest distance is longer.
 * @source pyccd 2018.10.17, `adjusted_variogram`
 */
export function distantVariogram({ days, values, count }: HarmonicLooks): Float64Array {
  for (let lag = 1; lag < count; lag++) {
    if (commonestDistance(days, count, lag) <= NEAREST_DAYS) continue;
    return laggedMedians(values, count, lag, (i) => days[i + lag]! - days[i]! > NEAREST_DAYS);
  }
  return laggedMedians(values, count, 1, null);
}

/** The commonest distance of looks `lag` apart; the shortest of those equally common. */
function commonestDistance(days: Float64Array, count: number, lag: number): number {
  const times = new Map<number, number>();
  for (let i = 0; i + lag < count; i++) {
    const distance = days[i + lag]! - days[i]!;
    times.set(distance, (times.get(distance) ?? 0) + 1);
  }
  let [commonest, most] = [0, 0];
  for (const [distance, own] of times) {
    if (own > most || (own === most && distance < commonest)) [commonest, most] = [distance, own];
  }
  return commonest;
}

function laggedMedians(
  values: readonly Float64Array[],
  count: number,
  lag: number,
  isTaken: ((look: number) => boolean) | null,
): Float64Array {
  return Float64Array.from(values, (own) => {
    const differences: number[] = [];
    for (let i = 0; i + lag < count; i++) {
      if (isTaken === null || isTaken(i)) differences.push(Math.abs(own[i + lag]! - own[i]!));
    }
    return medianOfDoubles(Float64Array.from(differences));
  });
}
