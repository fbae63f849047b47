import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { PYCCD_SCREENING, screeningResiduals } from './cloudScreening.js';
import type { Window } from './crossProducts.js';
import {
  CURVE,
  fitCurves,
  mediansAfter,
  residualOf,
  simpleSegment,
  type BandCurve,
  type CurveFit,
  type FittedSegment,
} from './fittedSegment.js';
import { removeLook, removeMarked, type HarmonicLooks } from './harmonicLooks.js';
import { medianOfDoubles } from './robustFit.js';
import { distantVariogram } from './variogram.js';

/** What CCDC is told. The defaults are pyccd's. */
export interface CcdcSettings {
  /** Numbers of the bands that a break is looked for in. */
  readonly detectionBands: readonly number[];
  /** Numbers of the bands that clouds and shadows are screened in (green and the first short-wave infrared). */
  readonly screeningBands: readonly number[];
  /** Looks in a row that must leave the model where a look comes at least every 16 days; more where they are denser. */
  readonly consecutive: number;
  /** Chance that a look of an unchanged pixel stays below the threshold. */
  readonly probability: number;
  readonly fit: CurveFit;
}

/** Looks and days that a model needs at least. */
const FEWEST_LOOKS = 12;
const SHORTEST_DAYS = 365;
/** Looks a coefficient. */
const LOOKS_A_COEFFICIENT = 3;
/** Chance beyond which a single look is noise. */
const NOISE_PROBABILITY = 1 - 1e-6;
/** Times the variogram that a look may leave the screening model. */
const SCREENING_TIMES = 4.89;
/** Looks of the same season that tell what residual is usual. */
const SEASON_LOOKS = 24;
/** Revisit that `consecutive` is meant for, days. */
const USUAL_REVISIT_DAYS = 16;

interface Run {
  readonly looks: HarmonicLooks;
  readonly settings: CcdcSettings;
  readonly noise: Float64Array;
  readonly peek: number;
  readonly threshold: number;
  readonly outlier: number;
}

/**
 * Continuous change detection over several bands: a stable beginning is looked for, extended backwards and forwards until
 * `consecutive` looks leave the model, and begun again after the break.
 * @param looks clear ones; those found to be noise are taken out
 * @source Zhu & Woodcock 2014, "Continuous change detection and classification of land cover using all available Landsat
 *   data", RSE 144; as in USGS's lcmap-pyccd 2018.10.17 (standard procedure)
 */
export function ccdcSegments(looks: HarmonicLooks, settings: CcdcSettings): FittedSegment[] {
  const segments: FittedSegment[] = [];
  if (looks.count <= FEWEST_LOOKS) return segments;
  const run = prepare(looks, settings);
  const { peek } = run;
  let window: Window = { from: 0, to: FEWEST_LOOKS };
  let previousEnd = 0;
  while (window.to <= looks.count - FEWEST_LOOKS) {
    const stable = stableStart(run, window);
    if (stable === null) break;
    window = stable.window;
    if (window.from > previousEnd) window = lookBack(run, window, stable.curves, previousEnd);
    if (window.from - previousEnd > peek && segments.length === 0) {
      segments.push(simpleSegment(looks, { from: previousEnd, to: window.from }, CURVE.start, settings.fit));
    }
    if (window.to + peek > looks.count) break;
    const found = lookForward(run, window);
    segments.push(found.segment);
    previousEnd = found.end;
    window = { from: previousEnd, to: previousEnd + FEWEST_LOOKS };
  }
  if (previousEnd + peek < looks.count) {
    segments.push(simpleSegment(looks, { from: previousEnd, to: looks.count }, CURVE.end, settings.fit));
  }
  return segments;
}

function prepare(looks: HarmonicLooks, settings: CcdcSettings): Run {
  const { consecutive, probability, detectionBands } = settings;
  const steps = looks.days.slice(1, looks.count).map((day, i) => day - looks.days[i]!);
  const wanted = roundHalfEven((consecutive * USUAL_REVISIT_DAYS) / medianOfDoubles(steps));
  const peek = Math.max(wanted, consecutive);
  // As many denser looks are to be as unlikely together as the usual ones.
  const share = 1 - (1 - probability) ** (consecutive / peek);
  const freedom = detectionBands.length;
  return {
    looks,
    settings,
    noise: distantVariogram(looks),
    peek,
    threshold: chiSquareQuantile(share, freedom),
    outlier: chiSquareQuantile(NOISE_PROBABILITY, freedom),
  };
}

function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const spanOf = ({ days }: HarmonicLooks, { from, to }: Window): number => days[to - 1]! - days[from]!;

function stableStart(run: Run, begin: Window): { window: Window; curves: BandCurve[] } | null {
  const { looks, settings } = run;
  let window = begin;
  while (window.to + FEWEST_LOOKS < looks.count) {
    const longer = { from: window.from, to: window.to + 1 };
    if (spanOf(looks, window) < SHORTEST_DAYS) {
      window = longer;
      continue;
    }
    const marks = screen(run, window);
    const kept = keptOf(looks, window, marks);
    if (kept.count < FEWEST_LOOKS || kept.span < SHORTEST_DAYS) {
      window = longer;
      continue;
    }
    const removed = removeMarked(looks, window.from, marks, marks.length);
    window = { from: window.from, to: window.to - removed };
    const curves = fitCurves(looks, window, 4, settings.fit);
    if (isStable(run, window, curves)) return { window, curves };
    window = { from: window.from + 1, to: window.to + 1 };
  }
  return null;
}

function screen({ looks, settings, noise }: Run, window: Window): Uint8Array {
  const marks = new Uint8Array(window.to - window.from);
  const years = Math.ceil(spanOf(looks, window) / PYCCD_SCREENING.yearDays);
  for (const band of settings.screeningBands) {
    const residuals = screeningResiduals(looks.days, looks.values[band]!, window, years, PYCCD_SCREENING);
    for (let i = 0; i < marks.length; i++) if (Math.abs(residuals[i]!) > noise[band]! * SCREENING_TIMES) marks[i] = 1;
  }
  return marks;
}

function keptOf({ days }: HarmonicLooks, { from }: Window, marks: Uint8Array): { count: number; span: number } {
  const first = marks.indexOf(0);
  if (first < 0) return { count: 0, span: 0 };
  let count = 0;
  for (const mark of marks) if (mark === 0) count += 1;
  return { count, span: days[from + marks.lastIndexOf(0)]! - days[from + first]! };
}

/** Whether neither the trend nor the ends of a window tell of a change in it (eq. 5 of the paper). */
function isStable({ looks, settings, noise, threshold }: Run, window: Window, curves: BandCurve[]): boolean {
  let sum = 0;
  for (const band of settings.detectionBands) {
    const { coefficients, rmse } = curves[band]!;
    const rise = Math.abs(coefficients[1]! * spanOf(looks, window));
    const first = Math.abs(residualOf(looks, curves, band, window.from));
    const last = Math.abs(residualOf(looks, curves, band, window.to - 1));
    sum += ((rise + first + last) / Math.max(noise[band]!, rmse)) ** 2;
  }
  return sum < threshold;
}

/** Squared distance of a look from the model over the bands, in what is usual there. */
function distanceOf(
  { looks, settings, noise }: Run,
  curves: BandCurve[],
  usual: readonly number[],
  look: number,
): number {
  let sum = 0;
  settings.detectionBands.forEach((band, k) => {
    sum += (residualOf(looks, curves, band, look) / Math.max(noise[band]!, usual[k]!)) ** 2;
  });
  return sum;
}

function lookBack(run: Run, begin: Window, curves: BandCurve[], previousEnd: number): Window {
  const { looks, settings, peek } = run;
  const usual = settings.detectionBands.map((band) => curves[band]!.rmse);
  let window = begin;
  while (window.from > previousEnd) {
    const next = window.from - 1;
    // The reference looks at one look fewer where enough are left.
    const first = window.from - previousEnd > peek ? window.from - peek + 1 : window.from - peek <= 0 ? 0 : previousEnd;
    let least = Infinity;
    for (let look = next; look >= first; look--) least = Math.min(least, distanceOf(run, curves, usual, look));
    if (least > run.threshold) break;
    if (distanceOf(run, curves, usual, next) > run.outlier) {
      removeLook(looks, next);
      window = { from: next, to: window.to - 1 };
      continue;
    }
    window = { from: next, to: window.to };
  }
  return window;
}

function coefficientsFor(count: number): number {
  const affordable = count / LOOKS_A_COEFFICIENT;
  return affordable < 6 ? 4 : affordable < 8 ? 6 : 8;
}

function lookForward(run: Run, begin: Window): { segment: FittedSegment; end: number } {
  const { looks, settings, peek } = run;
  let window = begin;
  let fitted: { window: Window; curves: BandCurve[]; residuals: Float64Array[] } | null = null;
  let [fitSpan, width, first, isBroken] = [0, 4, window.to, false];
  while (window.to + peek <= looks.count) {
    width = coefficientsFor(window.to - window.from);
    first = window.to;
    const span = spanOf(looks, window);
    if (fitted === null || window.to - window.from < SEASON_LOOKS || span >= 1.33 * fitSpan) {
      fitSpan = span;
      const curves = fitCurves(looks, window, width, settings.fit);
      fitted = { window, curves, residuals: residualsOf(run, window, curves) };
    }
    const { curves } = fitted;
    const usual =
      window.to - window.from <= SEASON_LOOKS
        ? settings.detectionBands.map((band) => curves[band]!.rmse)
        : seasonalResiduals(looks, fitted, first + peek - 1);
    const next = distanceOf(run, curves, usual, first);
    let least = next;
    for (let k = 1; k < peek && least > run.threshold; k++) {
      least = Math.min(least, distanceOf(run, curves, usual, first + k));
    }
    if (least > run.threshold) {
      isBroken = true;
      break;
    }
    if (next > run.outlier && window.to + peek <= looks.count) {
      removeLook(looks, first);
      continue;
    }
    window = { from: window.from, to: window.to + 1 };
  }
  const segment = watchedSegment(run, { window, curves: fitted!.curves, width, first, isBroken });
  return { segment, end: window.to };
}

function residualsOf({ looks, settings }: Run, { from, to }: Window, curves: BandCurve[]): Float64Array[] {
  return settings.detectionBands.map((band) =>
    Float64Array.from({ length: to - from }, (_, i) => residualOf(looks, curves, band, from + i)),
  );
}

/** Root mean square (16 degrees of freedom) of the fit's residuals nearest in the year to a look. */
function seasonalResiduals(
  { days }: HarmonicLooks,
  { window, residuals }: { window: Window; residuals: Float64Array[] },
  look: number,
): number[] {
  const distances = new Float64Array(window.to - window.from);
  for (let i = 0; i < distances.length; i++) {
    const apart = days[window.from + i]! - days[look]!;
    distances[i] = Math.abs(roundHalfEven(apart / 365.25) * 365.25 - apart);
  }
  const nearest = smallest(distances, SEASON_LOOKS);
  return residuals.map((own) => {
    let sum = 0;
    for (const i of nearest) sum += own[i]! * own[i]!;
    return Math.sqrt(sum) / 4;
  });
}

/** Numbers of the smallest values. */
function smallest(values: Float64Array, count: number): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i);
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  return order.subarray(0, count);
}

interface Watched {
  readonly window: Window;
  readonly curves: BandCurve[];
  readonly width: number;
  /** First look that was tested. */
  readonly first: number;
  readonly isBroken: boolean;
}

function watchedSegment(run: Run, { window, curves, width, first, isBroken }: Watched): FittedSegment {
  const { looks, peek } = run;
  return {
    fromDay: looks.days[window.from]!,
    toDay: looks.days[window.to - 1]!,
    breakDay: looks.days[first]!,
    changeProbability: isBroken ? 1 : 0,
    count: window.to - window.from,
    curve: width,
    curves,
    ...mediansAfter(looks, curves, first, Math.min(peek, looks.count - first)),
    confirmations: isBroken ? peek : 0,
  };
}
