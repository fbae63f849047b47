/** Regressors of a look: intercept, day, then cosine and sine of one, two and three cycles a year. */
export const HARMONIC_WIDTH = 8;

/** Looks that a segmentation works on, in the order of time. Removing one closes the gap in place. */
export interface HarmonicLooks {
  count: number;
  /** Days; any epoch, but the phases of coefficients count from it. */
  readonly days: Float64Array;
  /** `values[band][look]`. */
  readonly values: readonly Float64Array[];
  /** Regressors, `HARMONIC_WIDTH` a look. */
  readonly rows: Float64Array;
  /** The look's number in the series it was taken from. */
  readonly origin: Int32Array;
}

/**
 * Takes looks out of a series.
 * @param chosen numbers of the looks, rising
 * @param yearDays length of a cycle, days
 */
export function takeLooks(
  days: ArrayLike<number>,
  values: readonly Float64Array[],
  chosen: ArrayLike<number>,
  yearDays: number,
): HarmonicLooks {
  const count = chosen.length;
  const looks: HarmonicLooks = {
    count,
    days: new Float64Array(count),
    values: values.map(() => new Float64Array(count)),
    rows: new Float64Array(count * HARMONIC_WIDTH),
    origin: new Int32Array(count),
  };
  const cycle = (2 * Math.PI) / yearDays;
  for (let i = 0; i < count; i++) {
    const from = chosen[i]!;
    const day = days[from]!;
    looks.days[i] = day;
    looks.origin[i] = from;
    for (let band = 0; band < values.length; band++) looks.values[band]![i] = values[band]![from]!;
    const at = i * HARMONIC_WIDTH;
    looks.rows[at] = 1;
    looks.rows[at + 1] = day;
    for (let k = 1; k <= 3; k++) {
      looks.rows[at + 2 * k] = Math.cos(k * cycle * day);
      looks.rows[at + 2 * k + 1] = Math.sin(k * cycle * day);
    }
  }
  return looks;
}

/** Takes one look out; those after it move up. */
export function removeLook(looks: HarmonicLooks, look: number): void {
  const { count, days, values, rows, origin } = looks;
  days.copyWithin(look, look + 1, count);
  origin.copyWithin(look, look + 1, count);
  rows.copyWithin(look * HARMONIC_WIDTH, (look + 1) * HARMONIC_WIDTH, count * HARMONIC_WIDTH);
  for (const own of values) own.copyWithin(look, look + 1, count);
  looks.count = count - 1;
}

/** Takes out those of `from…` that are marked. @returns how many */
export function removeMarked(looks: HarmonicLooks, from: number, marks: Uint8Array, length: number): number {
  let removed = 0;
  for (let k = length - 1; k >= 0; k--) {
    if (marks[k] === 0) continue;
    removeLook(looks, from + k);
    removed += 1;
  }
  return removed;
}
