import { COLD_SCREENING, screeningResiduals } from './cloudScreening.js';
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
import { variogram } from './variogram.js';

/** What COLD is told. */
export interface ColdSettings {
  readonly detectionBands: readonly number[];
  readonly screeningBands: readonly number[];
  /** Looks in a row that must leave the model. */
  readonly consecutive: number;
  /** Squared distance over the bands that a look must leave the model by: a quantile of chi-square. */
  readonly threshold: number;
  /** The same for a single look to be noise. */
  readonly outlier: number;
  readonly fit: CurveFit;
}

const FEWEST_LOOKS = 12;
const YEAR_DAYS = 365.25;
const LOOKS_A_COEFFICIENT = 3;
/** Times the variogram that a look may leave the screening model. */
const SCREENING_TIMES = 4.42;
/** Mean angle between neighbouring differences below which they point one way, degrees. */
const LARGEST_ANGLE = 45;
/** A new fit is due once a segment has grown by this share of its looks. */
const REFIT_SHARE = 0.03;
/** Looks that a simple curve at either end of the series needs. */
const FEWEST_END_LOOKS = 6;

interface Run {
  readonly looks: HarmonicLooks;
  readonly settings: ColdSettings;
  readonly noise: Float64Array;
  readonly segments: FittedSegment[];
}

/** A model that is watched. */
interface Watch {
  start: number;
  /** Looks in the segment, those before `end`. */
  end: number;
  curves: BandCurve[];
  width: number;
  fitted: Window;
  /** Residuals of the fit by detection band, in the order of `fitted`. */
  residuals: Float64Array[];
  /** Scaled differences of the looks after `end`, by look; `consecutive` of them. */
  differences: Float64Array[];
}

/**
 * Continuous monitoring of land disturbance: as CCDC, with a refit at nearly every look, scaled differences that are kept
 * from when a look was first seen, and the condition that they point one way.
 * @param looks clear ones; those found to be noise are taken out
 * @source Zhu et al. 2020, "Continuous monitoring of land disturbance based on Landsat time series", RSE 238; as in pycold
 *   (`stand_procedure`), in double precision
 */
export function coldSegments(looks: HarmonicLooks, settings: ColdSettings): FittedSegment[] {
  const noise = variogram(looks).map(Math.trunc);
  const run: Run = { looks, settings, noise, segments: [] };
  const { consecutive } = settings;
  let start = 0;
  let end = FEWEST_LOOKS;
  let dense = 0;
  let watch: Watch | null = null;
  while (end <= looks.count - consecutive) {
    if (watch === null) {
      const begun = begin(run, { from: start, to: end }, dense);
      ({ start, end, dense } = begun);
      if (begun.curves === null) continue;
      watch = watchFrom({ start, end });
      pushStart(run, start, dense);
    }
    const isBroken: boolean = watchLook(run, watch);
    end = watch.end;
    if (isBroken) {
      run.segments.push(segmentOf(run, watch, consecutive));
      start = end;
      watch = null;
    }
    end += 1;
    if (watch !== null) watch.end = end;
  }
  if (watch === null) pushEnd(run);
  else run.segments.push(lastSegment(run, watch));
  return run.segments;
}

interface Begun {
  start: number;
  end: number;
  dense: number;
  curves: BandCurve[] | null;
}

/** One step of looking for a stable beginning. */
function begin(run: Run, { from: start, to: end }: Window, dense: number): Begun {
  const { looks, settings } = run;
  const { days } = looks;
  const later: Begun = { start, end: end + 1, dense, curves: null };
  if (end - start < FEWEST_LOOKS || days[end - 1]! - days[start]! < YEAR_DAYS) return later;
  for (let i = start + 1; i < end; i++) {
    if (days[i]! - days[i - 1]! > YEAR_DAYS) return { start: start + 1, end: end + 1, dense: start + 1, curves: null };
  }
  const marks = screen(run, { from: start, to: end + settings.consecutive }).subarray(0, end - start);
  const last = marks.lastIndexOf(0);
  const kept = marks.reduce((sum, mark) => sum + 1 - mark, 0);
  if (kept < FEWEST_LOOKS || days[start + last]! - days[start + marks.indexOf(0)]! < YEAR_DAYS) return later;
  const shorter = end - removeMarked(looks, start, marks, marks.length);
  const window = { from: start, to: shorter };
  const curves = fitCurves(looks, window, 4, settings.fit);
  if (!isStable(run, window, curves)) return { start: start + 1, end: shorter + 1, dense, curves: null };
  const extended = lookBack(run, window, curves);
  return { start: extended.from, end: extended.to, dense, curves };
}

function screen({ looks, settings, noise }: Run, window: Window): Uint8Array {
  const { days, values, count } = looks;
  const to = Math.min(window.to, count);
  const marks = new Uint8Array(to - window.from);
  const years = Math.max(1, Math.ceil((days[to - 1]! - days[window.from]!) / YEAR_DAYS));
  for (const band of settings.screeningBands) {
    const residuals = screeningResiduals(days, values[band]!, { from: window.from, to }, years, COLD_SCREENING);
    for (let i = 0; i < marks.length; i++) if (Math.abs(residuals[i]!) > noise[band]! * SCREENING_TIMES) marks[i] = 1;
  }
  return marks;
}

function isStable({ looks, settings, noise }: Run, window: Window, curves: BandCurve[]): boolean {
  let sum = 0;
  for (const band of settings.detectionBands) {
    const { coefficients, rmse } = curves[band]!;
    const rise = Math.abs(coefficients[1]! * (looks.days[window.to - 1]! - looks.days[window.from]!));
    const first = Math.abs(residualOf(looks, curves, band, window.from));
    const last = Math.abs(residualOf(looks, curves, band, window.to - 1));
    sum += ((rise + Math.max(first, last)) / Math.max(noise[band]!, rmse)) ** 2;
  }
  return sum <= settings.threshold;
}

/** The look at which the last segment broke, or the one after it. */
function firstAfterBreak({ looks, segments }: Run): number {
  const breakDay = segments.at(-1)?.breakDay ?? null;
  if (breakDay === null) return 0;
  const first = looks.days.subarray(0, looks.count).findIndex((day) => day >= breakDay);
  return first < 0 ? looks.count : first;
}

/** Takes looks before a stable beginning in, back to the previous break. */
function lookBack(run: Run, begun: Window, curves: BandCurve[]): Window {
  const { looks, settings, noise } = run;
  const previous = firstAfterBreak(run);
  const usual = settings.detectionBands.map((band) => Math.max(noise[band]!, curves[band]!.rmse));
  let { from, to } = begun;
  for (let look = from - 1; look >= previous; look--) {
    const tested = Math.min(settings.consecutive, look - previous + 1);
    const differences = Array.from({ length: tested }, (_, k) => scaledDifference(run, curves, usual, look - k));
    const sizes = differences.map(squaredLength);
    if (Math.min(...sizes) > settings.threshold && meanAngle(differences) < LARGEST_ANGLE) break;
    if (sizes[0]! > settings.outlier) {
      removeLook(looks, look);
      to -= 1;
    }
    from = look;
  }
  return { from, to };
}

function scaledDifference(
  { looks, settings }: Run,
  curves: BandCurve[],
  usual: readonly number[],
  look: number,
): Float64Array {
  return Float64Array.from(settings.detectionBands, (band, k) => residualOf(looks, curves, band, look) / usual[k]!);
}

function squaredLength(difference: Float64Array): number {
  let sum = 0;
  for (const value of difference) sum += value * value;
  return sum;
}

/** Mean angle between neighbours, degrees; 0 of a single one. */
function meanAngle(differences: readonly Float64Array[]): number {
  if (differences.length < 2) return 0;
  let sum = 0;
  for (let i = 1; i < differences.length; i++) {
    const [a, b] = [differences[i - 1]!, differences[i]!];
    let product = 0;
    for (let k = 0; k < a.length; k++) product += a[k]! * b[k]!;
    const cosine = product / Math.sqrt(squaredLength(a) * squaredLength(b));
    sum += (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
  }
  return sum / (differences.length - 1);
}

const watchFrom = ({ start, end }: { start: number; end: number }): Watch => ({
  start,
  end,
  curves: [],
  width: 4,
  fitted: { from: start, to: start },
  residuals: [],
  differences: [],
});

/** Tests the looks after the segment. Noise is taken out. @returns whether a break follows the segment */
function watchLook(run: Run, watch: Watch): boolean {
  const { looks, settings, noise } = run;
  const { detectionBands, consecutive, threshold, outlier } = settings;
  const count = watch.end - watch.start;
  const affordable = count / LOOKS_A_COEFFICIENT;
  const width = affordable < 6 ? 4 : affordable < 8 ? 6 : 8;
  const fittedCount = watch.fitted.to - watch.fitted.from;
  if (fittedCount === 0 || count <= LOOKS_A_COEFFICIENT * 8) {
    refit(run, watch, width);
    const usual = detectionBands.map((band) => Math.max(noise[band]!, watch.curves[band]!.rmse));
    watch.differences = Array.from({ length: consecutive }, (_, k) =>
      scaledDifference(run, watch.curves, usual, watch.end + k),
    );
  } else {
    const grown = watch.end - watch.fitted.to;
    if (grown >= 1 && grown > Math.trunc(fittedCount * REFIT_SHARE)) refit(run, watch, width);
    const newest = watch.end + consecutive - 1;
    const usual = seasonalResiduals(run, watch, newest).map((own, k) => Math.max(noise[detectionBands[k]!]!, own));
    watch.differences.shift();
    watch.differences.push(scaledDifference(run, watch.curves, usual, newest));
  }
  const sizes = watch.differences.map(squaredLength);
  if (Math.min(...sizes) > threshold && meanAngle(watch.differences) < LARGEST_ANGLE) return true;
  if (sizes[0]! > outlier) {
    removeLook(looks, watch.end);
    watch.end -= 1;
  }
  return false;
}

function refit({ looks, settings }: Run, watch: Watch, width: number): void {
  const window = { from: watch.start, to: watch.end };
  watch.curves = fitCurves(looks, window, width, settings.fit);
  watch.width = width;
  watch.fitted = window;
  watch.residuals = settings.detectionBands.map((band) =>
    Float64Array.from({ length: window.to - window.from }, (_, i) =>
      residualOf(looks, watch.curves, band, window.from + i),
    ),
  );
}

/** Root mean square of the fit's residuals nearest in the year to a look, three for each coefficient. */
function seasonalResiduals({ looks }: Run, { fitted, residuals, width }: Watch, look: number): number[] {
  const distances = new Float64Array(fitted.to - fitted.from);
  for (let i = 0; i < distances.length; i++) {
    const apart = looks.days[fitted.from + i]! - looks.days[look]!;
    distances[i] = Math.abs(Math.round(Math.abs(apart) / YEAR_DAYS) * YEAR_DAYS - Math.abs(apart));
  }
  const taken = Math.min(distances.length, LOOKS_A_COEFFICIENT * width);
  const order = Uint32Array.from(distances, (_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b);
  return residuals.map((own) => {
    let sum = 0;
    for (let i = 0; i < taken; i++) sum += own[order[i]!]! ** 2;
    return Math.sqrt(sum / (LOOKS_A_COEFFICIENT * width - width));
  });
}

function segmentOf({ looks }: Run, watch: Watch, confirmations: number): FittedSegment {
  const { start, end, fitted, width, curves } = watch;
  return {
    fromDay: looks.days[start]!,
    toDay: looks.days[end - 1]!,
    breakDay: looks.days[end]!,
    changeProbability: 1,
    count: fitted.to - fitted.from,
    curve: width,
    curves,
    ...mediansAfter(looks, curves, end, confirmations),
    confirmations,
  };
}

/** The segment that reaches the end: the newest looks may already show a break. */
function lastSegment(run: Run, watch: Watch): FittedSegment {
  const { looks, settings } = run;
  const { consecutive, threshold } = settings;
  let stable = consecutive;
  for (let k = consecutive - 1; k >= 0; k--) {
    const later = watch.differences.slice(k);
    if (squaredLength(later[0]!) > threshold && meanAngle(later) < LARGEST_ANGLE) continue;
    stable = k + 1;
    break;
  }
  const showing = consecutive - stable;
  const first = looks.count - showing;
  const segment = segmentOf(run, watch, 0);
  const medians = mediansAfter(looks, watch.curves, first, showing);
  return {
    ...segment,
    toDay: looks.days[first - 1]!,
    breakDay: showing > 0 ? looks.days[first]! : null,
    changeProbability: showing / consecutive,
    magnitudes: showing > 0 ? medians.magnitudes : segment.magnitudes.map(() => 0),
    absoluteMagnitudes: showing > 0 ? medians.absoluteMagnitudes : segment.magnitudes.map(() => 0),
    confirmations: showing,
  };
}

/** Looks before the first stable beginning get a simple curve where they are enough; what follows is a break. */
function pushStart({ looks, settings, segments }: Run, start: number, dense: number): void {
  if (segments.length > 0 || start + 1 - (dense + 1) < FEWEST_END_LOOKS) return;
  const simple = simpleSegment(looks, { from: dense, to: start }, CURVE.start, settings.fit);
  segments.push({ ...simple, changeProbability: 1, confirmations: settings.consecutive });
}

/** Looks after the last break that no stable model was found for. */
function pushEnd(run: Run): void {
  const { looks, settings, segments } = run;
  const from = firstAfterBreak(run);
  if (looks.count - from < FEWEST_END_LOOKS) return;
  const marks = screen(run, { from, to: looks.count });
  removeMarked(looks, from, marks, marks.length);
  if (looks.count - from < FEWEST_END_LOOKS) return;
  segments.push({ ...simpleSegment(looks, { from, to: looks.count }, CURVE.end, settings.fit), breakDay: null });
}
