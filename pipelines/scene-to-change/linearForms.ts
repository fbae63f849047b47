import type { Variables } from './weightedMoments.js';

/**
 * A score that is the sum of squares of linear forms in the bands of one pixel on both dates. Plain JSON. Detectors whose
 * score is such a sum, smoothed, are computed by one kernel.
 */
export interface LinearForms {
  /** One row a form: coefficients of the bands before, of the bands after, in the order of the pair's bands, then the constant. */
  readonly rows: readonly (readonly number[])[];
  /** What is smoothed: the sum of squares (its root is the score), or its root already. */
  readonly smoothed: 'squares' | 'root';
}

/** Pixels whose forms are held at a time: they stay in the processor's first cache. */
const PIXELS_AT_A_TIME = 512;

/**
 * Sums of squares, in double precision term by term in the order of the coefficients; NaN where not seen.
 * @param before, after one array per band, equally long
 * @param isSeen 1 where both dates were seen
 */
export function sumOfSquares(
  { rows }: Pick<LinearForms, 'rows'>,
  before: Variables,
  after: Variables,
  isSeen: Uint8Array,
): Float32Array {
  const variables = [...before, ...after];
  const out = new Float32Array(isSeen.length);
  const form = new Float64Array(PIXELS_AT_A_TIME);
  const sum = new Float64Array(PIXELS_AT_A_TIME);
  for (let from = 0; from < out.length; from += PIXELS_AT_A_TIME) {
    const count = Math.min(PIXELS_AT_A_TIME, out.length - from);
    sum.fill(0);
    for (const row of rows) {
      form.fill(row[variables.length]!);
      // Both dates have the same bands, so that there is an even number.
      for (let j = 0; j < variables.length; j += 2) {
        addTwo(form, variables[j]!, row[j]!, variables[j + 1]!, row[j + 1]!, from, count);
      }
      for (let i = 0; i < count; i++) sum[i]! += form[i]! * form[i]!;
    }
    for (let i = 0; i < count; i++) out[from + i] = isSeen[from + i] === 0 ? NaN : sum[i]!;
  }
  return out;
}

function addTwo(
  sums: Float64Array,
  one: Float32Array,
  ofOne: number,
  other: Float32Array,
  ofOther: number,
  from: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) sums[i] = sums[i]! + ofOne * one[from + i]! + ofOther * other[from + i]!;
}

/** Square roots, in place. */
export function takeRoots(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(values[i]!);
  return values;
}

/**
 * The smallest number of single precision that, smoothed and with its root taken where it is a square, reaches the cut: squares
 * then need no roots to be compared.
 */
export function leastReaching(cut: number, smoothed: LinearForms['smoothed']): number {
  const scoreOf = (value: number): number => (smoothed === 'root' ? value : Math.fround(Math.sqrt(value)));
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  let low = 0;
  // The bits of positive numbers are in the order of the numbers; up to infinity.
  let high = INFINITY_BITS;
  while (low < high) {
    const middle = (low + high) >>> 1;
    bits[0] = middle;
    if (scoreOf(value[0]!) >= cut) high = middle;
    else low = middle + 1;
  }
  bits[0] = low;
  return value[0]!;
}

const INFINITY_BITS = 0x7f800000;
