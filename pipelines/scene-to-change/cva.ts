import { BadInputError } from '#domain/errors.js';
import type { LinearForms } from './linearForms.js';

/** How to difference the dates band by band. Plain JSON. */
export interface CvaFit {
  /** Brings the after band onto the before band: `after * gain + offset`. */
  readonly gain: readonly number[];
  readonly offset: readonly number[];
  /** Standard deviation of the difference over the invariant pixels, in the before band's units. */
  readonly sigma: readonly number[];
  /** Invariant pixels that it was fitted to. */
  readonly pixels: number;
}

const FEWEST_PIXELS = 30;
/** A band whose difference spreads less than this share of the band itself is noiseless: rounding must not become change. */
const LEAST_SIGMA_SHARE = 1e-3;

/**
 * Per band the line through both dates' means and standard deviations over the invariant pixels, and the spread of what
 * it leaves over. Invariant pixels may be all of them (each date standardised by itself) or those least likely to have
 * changed (small MAD statistic), which is better: change no longer enters the scale it is measured by.
 * @param before one array per band, sampled pixels, any units; finite where invariant
 * @param isInvariant 1 for the pixels to fit to
 * @throws BadInputError where fewer than 30 pixels are invariant, or a band does not vary over them
 * @source Malila 1980, Change vector analysis; normalisation by mean and deviation, Yuan & Elvidge 1996, ISPRS 51, 117–126
 */
export function fitCva(
  before: readonly Float32Array[],
  after: readonly Float32Array[],
  isInvariant: Uint8Array,
): CvaFit {
  const pixels = isInvariant.reduce((sum, flag) => sum + flag, 0);
  if (before.length === 0 || before.length !== after.length || pixels < FEWEST_PIXELS) {
    throw new BadInputError('too little to compare', {
      code: 'cva.tooLittle',
      where: 'bands',
      found: `${before.length} and ${after.length} bands, ${pixels} invariant pixels`,
      expected: `equally many bands and at least ${FEWEST_PIXELS} invariant pixels`,
    });
  }
  const lines = before.map((values, band) => lineOf(values, after[band]!, isInvariant, pixels, band));
  return {
    gain: lines.map(({ gain }) => gain),
    offset: lines.map(({ offset }) => offset),
    sigma: lines.map(({ sigma }) => sigma),
    pixels,
  };
}

function lineOf(
  before: Float32Array,
  after: Float32Array,
  isInvariant: Uint8Array,
  pixels: number,
  band: number,
): { gain: number; offset: number; sigma: number } {
  let meanBefore = 0;
  let meanAfter = 0;
  for (let i = 0; i < isInvariant.length; i++) {
    if (isInvariant[i] === 0) continue;
    meanBefore += before[i]! / pixels;
    meanAfter += after[i]! / pixels;
  }
  let varianceBefore = 0;
  let varianceAfter = 0;
  let covariance = 0;
  for (let i = 0; i < isInvariant.length; i++) {
    if (isInvariant[i] === 0) continue;
    const b = before[i]! - meanBefore;
    const a = after[i]! - meanAfter;
    varianceBefore += (b * b) / pixels;
    varianceAfter += (a * a) / pixels;
    covariance += (a * b) / pixels;
  }
  if (!(varianceBefore > 0) || !(varianceAfter > 0)) {
    throw new BadInputError('a band does not vary', { code: 'cva.constantBand', where: `band ${band}` });
  }
  const gain = Math.sqrt(varianceBefore / varianceAfter);
  const spread = varianceBefore + gain * gain * varianceAfter - 2 * gain * covariance;
  const least = LEAST_SIGMA_SHARE * Math.sqrt(varianceBefore);
  return { gain, offset: meanBefore - gain * meanAfter, sigma: Math.max(least, Math.sqrt(Math.max(0, spread))) };
}

/** Components of the change vectors, one array per band: how far the after scene lies above the before one, in deviations. */
export function changeVectors(
  fit: CvaFit,
  before: readonly Float32Array[],
  after: readonly Float32Array[],
  isSeen: Uint8Array,
): Float32Array[] {
  return before.map((values, band) => {
    const other = after[band]!;
    const gain = fit.gain[band]!;
    const offset = fit.offset[band]!;
    const share = 1 / fit.sigma[band]!;
    const out = new Float32Array(isSeen.length);
    for (let i = 0; i < out.length; i++) {
      out[i] = isSeen[i] === 0 ? NaN : (other[i]! * gain + offset - values[i]!) * share;
    }
    return out;
  });
}

/** The components as forms of the bands: the length of the vector is the root of the sum of their squares. */
export function cvaForms({ gain, offset, sigma }: CvaFit): LinearForms {
  const rows = gain.map((value, band) => {
    const row = Array.from({ length: 2 * gain.length + 1 }, () => 0);
    row[band] = -1 / sigma[band]!;
    row[gain.length + band] = value / sigma[band]!;
    row[2 * gain.length] = offset[band]! / sigma[band]!;
    return row;
  });
  return { rows, smoothed: 'root' };
}

/**
 * Length of the change vectors, >= 0, in deviations; its square is roughly a scaled chi-square with as many degrees of
 * freedom as bands where nothing changed. NaN where not seen.
 */
export function changeMagnitude(vectors: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(vectors[0]?.length ?? 0);
  for (const component of vectors) for (let i = 0; i < out.length; i++) out[i]! += component[i]! * component[i]!;
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i]!);
  return out;
}

/**
 * Which bands rose: bit k is set where band k did. Pixels of one sector changed in the same manner (from vegetation to
 * soil: red up, near infrared down). At most 8 bands; 0 where not seen, so look at the magnitude first.
 * @source Malila 1980, sector codes
 */
export function changeSector(vectors: readonly Float32Array[]): Uint8Array {
  if (vectors.length > 8) throw new RangeError(`sectors of at most 8 bands, got ${vectors.length}`);
  const out = new Uint8Array(vectors[0]?.length ?? 0);
  vectors.forEach((component, band) => {
    for (let i = 0; i < out.length; i++) if (component[i]! > 0) out[i]! |= 1 << band;
  });
  return out;
}

/**
 * Angle between each change vector and a reference direction, radians: 0 the same manner of change, π/2 unrelated, π the
 * reverse. NaN where not seen or nothing differs.
 * @param reference one component per band, in deviations; its length does not matter
 * @source Bovolo & Bruzzone 2007, TGRS 45(1), 218–236; Kruse et al. 1993 for the angle
 */
export function changeDirection(vectors: readonly Float32Array[], reference: readonly number[]): Float32Array {
  if (reference.length !== vectors.length) {
    throw new RangeError(`expected ${vectors.length} components, got ${reference.length}`);
  }
  const length = Math.hypot(...reference);
  if (!(length > 0)) throw new RangeError('the reference direction has no length');
  const magnitude = changeMagnitude(vectors);
  return magnitude.map((own, i) => {
    const dot = vectors.reduce((sum, component, band) => sum + component[i]! * reference[band]!, 0);
    return own === 0 ? NaN : Math.acos(Math.min(1, Math.max(-1, dot / (own * length))));
  });
}
