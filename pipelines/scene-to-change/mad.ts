import { BadInputError } from '#domain/errors.js';
import { canonicalVariates } from './canonicalCorrelation.js';
import { sumOfSquares, type LinearForms } from './linearForms.js';
import { gatherObservations, weightedMoments, type Variables } from './weightedMoments.js';

/** Multivariate alteration detection, fitted. Plain JSON. */
export interface MadFit {
  /** Canonical correlations, 0–1, ascending: variate 0 holds most change. */
  readonly correlation: readonly number[];
  /** One row per variate: coefficients of the bands before, of the bands after (already negative), and the constant. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * Canonical variates of the two dates: one pass, all pixels alike. Needs two bands or more for a meaningful order, any
 * units and sensors; gain and offset of any band change nothing but rounding.
 * @param before one array per band, sampled pixels, finite
 * @param after the same bands at the same pixels
 * @throws BadInputError where a band is constant or a linear function of the others, or there are too few pixels
 * @source Nielsen, Conradsen & Simpson 1998, RSE 64, 1–19; covariances divided by n - 1 and signs as in OTB's
 *   MultivariateAlterationDetectorImageFilter, whose variates these are
 */
export function fitMad(before: Variables, after: Variables): MadFit {
  const bands = before.length;
  const pixels = before[0]?.length ?? 0;
  if (bands === 0 || after.length !== bands || pixels < 4 * bands) {
    throw new BadInputError('too little to compare', {
      code: 'mad.tooLittle',
      where: 'bands',
      found: `${bands} and ${after.length} bands, ${pixels} pixels`,
      expected: 'equally many bands and at least 4 pixels per band',
    });
  }
  const { mean, covariance } = weightedMoments(gatherObservations([...before, ...after]), null);
  const unbiased = covariance.map((value) => (value * pixels) / (pixels - 1));
  const variates = variatesOf(unbiased, bands);
  const rows = Array.from({ length: bands }, (_, row) => {
    const own = (matrix: Float64Array): number[] => [...matrix.subarray(row * bands, (row + 1) * bands)];
    const coefficients = [...own(variates.before), ...own(variates.after).map((value) => -value)];
    return [...coefficients, -coefficients.reduce((sum, value, j) => sum + value * mean[j]!, 0)];
  });
  return { correlation: [...variates.correlation], rows };
}

function variatesOf(covariance: Float64Array, bands: number): ReturnType<typeof canonicalVariates> {
  try {
    return canonicalVariates(covariance, bands);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadInputError(
      'a band holds nothing of its own',
      {
        code: 'mad.degenerateBand',
        where: 'bands',
        found: 'a band that is a linear function of the others on one of the dates',
        expected: 'bands that vary and are no linear function of each other; leave it out, or use irMad',
      },
      { cause: error },
    );
  }
}

/**
 * The variates, most changed first: mean 0 and variance 2 (1 - correlation) over the fitted pixels. NaN where not seen.
 * @param isSeen 1 where both dates were seen
 */
export function madVariates(fit: MadFit, before: Variables, after: Variables, isSeen: Uint8Array): Float32Array[] {
  const variables = [...before, ...after];
  return fit.rows.map((row) => {
    const out = new Float32Array(isSeen.length);
    for (let i = 0; i < out.length; i++) {
      let value = row[variables.length]!;
      for (let j = 0; j < variables.length; j++) value += row[j]! * variables[j]![i]!;
      out[i] = isSeen[i] === 0 ? NaN : value;
    }
    return out;
  });
}

/**
 * Sum of the squared variates over their variances, >= 0: chi-square with as many degrees of freedom as bands where
 * nothing changed. NaN where not seen.
 */
export function madStatistic(fit: MadFit, before: Variables, after: Variables, isSeen: Uint8Array): Float32Array {
  return sumOfSquares(madForms(fit), before, after, isSeen);
}

/** The variates, each over its standard deviation. */
export function madForms({ rows, correlation }: MadFit): LinearForms {
  const deviationOf = (row: number): number => Math.sqrt(2 * (1 - correlation[row]!));
  return { rows: rows.map((row, k) => row.map((value) => value / deviationOf(k))), smoothed: 'squares' };
}
