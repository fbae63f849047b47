import {
  crossProducts,
  responseProducts,
  type CrossProducts,
  type ResponseProducts,
  type Window,
} from './crossProducts.js';
import { HARMONIC_WIDTH, type HarmonicLooks } from './harmonicLooks.js';
import { interceptOf, lasso, ordinaryCoefficients, standardisedLasso } from './lasso.js';
import { medianOfDoubles } from './robustFit.js';

/** How a curve came to be; the tens of pyccd's `curve_qa`, whose ones are the number of coefficients. */
export const CURVE = {
  regular: 0,
  /** Looks before the first stable stretch. */
  start: 14,
  /** Looks after the last break, too few or too unsteady for a model that is watched. */
  end: 24,
  /** Too few clear looks for a search of breaks. */
  insufficientClear: 44,
  /** Snow most of the time. */
  persistentSnow: 54,
} as const;

/** One band's curve over a window. */
export interface BandCurve {
  /** Intercept, trend a day, then cosine and sine of one, two and three cycles a year; 0 where not fitted. */
  readonly coefficients: Float64Array;
  readonly rmse: number;
}

/** A stretch of the series under one model. */
export interface FittedSegment {
  readonly fromDay: number;
  readonly toDay: number;
  /** First look that does not belong to it any more, or the last one tested; null where the method names none. */
  readonly breakDay: number | null;
  /** Share of the looks after it that a break would need and that show it, 0–1. */
  readonly changeProbability: number;
  /** Looks in it. */
  readonly count: number;
  /** Code of `CURVE`, or the number of coefficients of a regular curve. */
  readonly curve: number;
  readonly curves: readonly BandCurve[];
  /** By band: median of the tested looks less the model. */
  readonly magnitudes: Float64Array;
  /** The same of absolute differences, as pyccd reports it. */
  readonly absoluteMagnitudes: Float64Array;
  /** Looks after it that show the break. */
  readonly confirmations: number;
}

export interface CurveFit {
  /** Weight of the lasso; 0: ordinary least squares. */
  readonly penalty: number;
  readonly isStandardised: boolean;
  /** Whether the root mean square has the degrees of freedom taken off. */
  readonly hasFreedomRmse: boolean;
}

/** Curves of all bands over a window. @param width coefficients, the intercept included: 4, 6 or 8 */
export function fitCurves(looks: HarmonicLooks, window: Window, width: number, fit: CurveFit): BandCurve[] {
  const sums = crossProducts(looks.rows, HARMONIC_WIDTH, width, window);
  return looks.values.map((values) => {
    const response = responseProducts(sums, looks.rows, HARMONIC_WIDTH, values, window);
    return curveOf(sums, response, { looks, values, window, fit, width });
  });
}

interface CurveOf {
  readonly looks: HarmonicLooks;
  readonly values: Float64Array;
  readonly window: Window;
  readonly fit: CurveFit;
  readonly width: number;
}

function curveOf(
  sums: CrossProducts,
  response: ResponseProducts,
  { looks, values, window, fit, width }: CurveOf,
): BandCurve {
  const found = solveBy(fit, sums, response);
  const coefficients = new Float64Array(HARMONIC_WIDTH);
  coefficients[0] = interceptOf(sums, response, found);
  coefficients.set(found, 1);
  let squares = 0;
  for (let i = window.from; i < window.to; i++) squares += (values[i]! - predictLook(coefficients, looks.rows, i)) ** 2;
  const freedom = window.to - window.from - (fit.hasFreedomRmse ? width : 0);
  return { coefficients, rmse: Math.sqrt(squares / freedom) };
}

function solveBy({ penalty, isStandardised }: CurveFit, sums: CrossProducts, response: ResponseProducts): Float64Array {
  if (penalty === 0) return ordinaryCoefficients(sums, response);
  return isStandardised ? standardisedLasso(sums, response, { penalty }) : lasso(sums, response, { penalty });
}

/** What a curve says of a look. */
export function predictLook(coefficients: Float64Array, rows: Float64Array, look: number): number {
  const at = look * HARMONIC_WIDTH;
  let sum = 0;
  for (let k = 0; k < HARMONIC_WIDTH; k++) sum += coefficients[k]! * rows[at + k]!;
  return sum;
}

/** A look's value less what the curve says of it. */
export function residualOf(looks: HarmonicLooks, curves: readonly BandCurve[], band: number, look: number): number {
  return looks.values[band]![look]! - predictLook(curves[band]!.coefficients, looks.rows, look);
}

/** Medians by band of what some looks differ from the curves by. @param look first of them */
export function mediansAfter(
  looks: HarmonicLooks,
  curves: readonly BandCurve[],
  look: number,
  count: number,
): Pick<FittedSegment, 'magnitudes' | 'absoluteMagnitudes'> {
  const residuals = curves.map((_, band) =>
    Float64Array.from({ length: count }, (_unused, k) => residualOf(looks, curves, band, look + k)),
  );
  return {
    magnitudes: Float64Array.from(residuals, medianOfDoubles),
    absoluteMagnitudes: Float64Array.from(residuals, (own) => medianOfDoubles(own.map(Math.abs))),
  };
}

/** A segment of looks that are too few or too unsteady to look for a break in: one simple curve. */
export function simpleSegment(looks: HarmonicLooks, window: Window, curve: number, fit: CurveFit): FittedSegment {
  return {
    fromDay: looks.days[window.from]!,
    toDay: looks.days[window.to - 1]!,
    breakDay: looks.days[Math.min(window.to, looks.count - 1)]!,
    changeProbability: 0,
    count: window.to - window.from,
    curve,
    curves: fitCurves(looks, window, 4, fit),
    magnitudes: new Float64Array(looks.values.length),
    absoluteMagnitudes: new Float64Array(looks.values.length),
    confirmations: 0,
  };
}
