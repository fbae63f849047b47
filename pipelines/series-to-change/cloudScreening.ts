import { bisquareResiduals, type BisquareSettings } from './bisquareFit.js';
import type { Window } from './crossProducts.js';
import { medianOfDoubles } from './robustFit.js';

/** Median absolute value of a standard normal variable. */
const NORMAL_MEDIAN = 0.674_489_750_196_081_7;

/** How clouds and shadows that the mask missed are told from a window's own course. */
export interface ScreeningSettings {
  readonly yearDays: number;
  readonly fit: BisquareSettings;
}

/** As pyccd's `RLM(maxiter=5)`: coefficients count as settled once none falls by more than 1e-8. */
export const PYCCD_SCREENING: ScreeningSettings = {
  yearDays: 365.2425,
  fit: {
    mostIterations: 4,
    medianShare: 0.6745,
    isLeverageAdjusted: true,
    leftOut: 4,
    isSettled: (before, after) => before.every((value, k) => !(value - after[k]! > 1e-8)),
  },
};

/** As COLD's patched `gsl_multifit_robust`: five iterations at most, coefficients settled to the root of the precision. */
export const COLD_SCREENING: ScreeningSettings = {
  yearDays: 365.25,
  fit: {
    ...PYCCD_SCREENING.fit,
    mostIterations: 5,
    isSettled: (before, after) =>
      before.every(
        (value, k) =>
          Math.abs(after[k]! - value) <= Math.sqrt(Number.EPSILON) * Math.max(Math.abs(value), Math.abs(after[k]!)),
      ),
  },
};

/** As statsmodels' `RLM.fit(maxiter=10)`, which stops on the deviance, in yatsm. */
export function yatsmScreening(): ScreeningSettings {
  let deviance = Infinity;
  return {
    yearDays: 365.25,
    fit: {
      mostIterations: 9,
      medianShare: NORMAL_MEDIAN,
      isLeverageAdjusted: false,
      leftOut: 0,
      isSettled: (_before, _after, residuals) => {
        const next = devianceOf(residuals);
        const isSettled = Math.abs(next - deviance) <= 1e-8;
        deviance = next;
        return isSettled;
      },
    },
  };
}

function devianceOf(residuals: Float64Array): number {
  const scale = medianOfDoubles(residuals.map(Math.abs)) / NORMAL_MEDIAN;
  let sum = 0;
  for (const residual of residuals) {
    const share = residual / scale / 4.685;
    sum -= Math.abs(share) < 1 ? ((1 - share * share) ** 3 * 4.685 ** 2) / 6 : 0;
  }
  return sum;
}

/**
 * Residuals of a robust model of one cycle a year and one cycle over the whole window.
 * @param years length of the slow cycle, whole years
 * @source Zhu & Woodcock 2014, "Automated cloud, cloud shadow, and snow detection in multitemporal Landsat data: An
 *   algorithm designed specifically for monitoring land cover change" (Tmask), RSE 152, eq. 1
 */
export function screeningResiduals(
  days: Float64Array,
  values: Float64Array,
  { from, to }: Window,
  years: number,
  { yearDays, fit }: ScreeningSettings,
): Float64Array {
  const own = days.subarray(from, to);
  const yearly = (2 * Math.PI) / yearDays;
  const slow = yearly / years;
  const columns = [
    own.map(() => 1),
    own.map((day) => Math.cos(yearly * day)),
    own.map((day) => Math.sin(yearly * day)),
    own.map((day) => Math.cos(slow * day)),
    own.map((day) => Math.sin(slow * day)),
  ];
  return bisquareResiduals(columns, values.slice(from, to), fit);
}
