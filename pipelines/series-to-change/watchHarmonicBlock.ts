import { SERIES_REASON } from '#domain/series.js';
import {
  harmonicProblem,
  PHYSICAL,
  physicalOf,
  type HarmonicKernel,
  type HarmonicKernelFactory,
  type HarmonicProblem,
  type ValueUnit,
  type WatchedSum,
} from './harmonicKernel.js';
import { createHarmonicPixels, fewestLooks, SMALLEST_SHARE } from './harmonicPixel.js';
import type { PixelSeries } from './monitor.js';
import { rearmPixel } from './pixelHistory.js';
import { STATE } from './pixelState.js';
import type { ProcessPlan } from './processPlan.js';
import { clearLooks, watchSeries } from './residualMonitor.js';

/**
 * The fast way through a block: where every look of the history counts and the model is plain least squares, all pixels are
 * fitted by a kernel, and only those that leave the ordinary (too few looks, a gap, an outlier, a look beyond the boundary)
 * are gone through look by look.
 */

/** Pixels that a kernel fits at a time: their looks and residuals stay in the cache. */
const PIXELS_AT_ONCE = 512;

export const isHarmonicPlan = ({ history, historyStartDay }: ProcessPlan): boolean =>
  history.method === 'all' && !history.isRobust && historyStartDay === -Infinity;

/** One followed value over a block. */
export interface FollowedBlock {
  readonly pixels: number;
  /** Of the values that `load` brings; left out: physical. */
  readonly unit?: ValueUnit;
  /** Brings `count` pixels from `first` on into `kernel.values`; NaN where nothing was clear. */
  readonly load: (kernel: HarmonicKernel, first: number, count: number) => void;
}

/** Room for the numbers of pixels, and what is told when a pixel's are complete. */
export interface PixelNumbers {
  readonly numbers: Float32Array;
  /** Where a pixel's numbers stand: of its own where they are kept, all the same where only `done` looks at them. */
  readonly place: (pixel: number) => number;
  /** Whether `done` wants pixels too in which nothing happened; else they may be left out. */
  readonly areQuietWanted: boolean;
  readonly done: (pixel: number, at: number) => void;
}

/** Watches blocks of one series, one after the other. */
export interface HarmonicWatch {
  readonly watch: (block: FollowedBlock, to: PixelNumbers) => void;
}

/** @param rows regressors of all days */
export function createHarmonicWatch(
  plan: ProcessPlan,
  days: Int32Array,
  rows: Float64Array,
  createKernel: HarmonicKernelFactory,
): HarmonicWatch {
  const problem = problemOf(plan, days, rows);
  const kernel = createKernel(problem, PIXELS_AT_ONCE);
  const pixels = createHarmonicPixels({ plan, problem, kernel, days });
  const slow = createSlowWay(plan, days, rows, kernel);

  const watchPixel = (k: number, unit: ValueUnit, isRefused: boolean, to: PixelNumbers, at: number): void => {
    const { numbers } = to;
    numbers.fill(0, at, at + plan.layout.fields);
    if (isRefused) numbers[at + STATE.reason] = SERIES_REASON.duplicateDates;
    else if (!pixels.begin(k, numbers, at)) slow.watch(k, unit, numbers, at);
    else pixels.goOn(k, unit, { numbers, at, isStateWanted: to.areQuietWanted, rearm: slow.rearm });
  };

  return {
    watch(block, to) {
      const unit = block.unit ?? PHYSICAL;
      for (let first = 0; first < block.pixels; first += PIXELS_AT_ONCE) {
        const count = Math.min(PIXELS_AT_ONCE, block.pixels - first);
        block.load(kernel, first, count);
        if (count < PIXELS_AT_ONCE) forgetRest(kernel, problem.dates, count);
        const refused = settleTwoOfADay(plan, kernel, days);
        kernel.run(unit);
        for (let k = 0; k < count; k++) {
          const isRefused = refused !== null && refused[k] === 1;
          if (!to.areQuietWanted && !isRefused && pixels.isQuiet(k)) continue;
          const at = to.place(first + k);
          watchPixel(k, unit, isRefused, to, at);
          to.done(first + k, at);
        }
      }
    },
  };
}

function problemOf(plan: ProcessPlan, days: Int32Array, rows: Float64Array): HarmonicProblem {
  const historyDates = days.filter((day) => day <= plan.historyEndDay).length;
  const watched = watchedSum(plan, days, historyDates);
  return harmonicProblem(days, rows, {
    width: plan.width,
    hasTrend: plan.design.hasTrend,
    historyDates,
    watched,
    areHistoryResidualsWanted: watched === null,
  });
}

/** What the kernel may watch by itself; null where the process is no plain sum of residuals. */
function watchedSum(plan: ProcessPlan, days: Int32Array, historyDates: number): WatchedSum | null {
  const { method, residualProcess, history, maximumGapDays } = plan;
  const { watchedBoundaries } = residualProcess;
  if (watchedBoundaries === undefined || history.outlierLimit > 0) return null;
  return {
    sigma: method.sigma,
    historySign: watchedBoundaries.historySign,
    fewestLooks: fewestLooks(plan),
    longestGapDays: maximumGapDays === 0 ? Infinity : maximumGapDays,
    lastDay: days.at(-1) ?? 0,
    smallestShare: SMALLEST_SHARE,
    boundaries: watchedBoundaries.table(historyDates, days.length - historyDates),
  };
}

/** Takes the pixels beyond the block's end out of the kernel. */
function forgetRest({ values, pixels }: HarmonicKernel, dates: number, count: number): void {
  for (let date = 0; date < dates; date++) values.fill(NaN, date * pixels + count, (date + 1) * pixels);
}

/**
 * Of two clear looks of one day the first stays, or the pixel is refused.
 * @returns 1 for each pixel of the kernel that is refused; null where none is
 */
function settleTwoOfADay({ duplicates }: ProcessPlan, { pixels, values }: HarmonicKernel, days: Int32Array) {
  let refused: Uint8Array | null = null;
  for (let date = 1; date < days.length; date++) {
    for (let before = date - 1; before >= 0 && days[before] === days[date]; before--) {
      if (duplicates === 'refuse') refused ??= new Uint8Array(pixels);
      for (let k = 0; k < pixels; k++) {
        const [one, other] = [values[before * pixels + k]!, values[date * pixels + k]!];
        if (one - one !== 0 || other - other !== 0) continue;
        if (refused === null) values[date * pixels + k] = NaN;
        else refused[k] = 1;
      }
    }
  }
  return refused;
}

/** Goes through single pixels of the kernel, look by look. */
function createSlowWay(plan: ProcessPlan, days: Int32Array, rows: Float64Array, { values, pixels }: HarmonicKernel) {
  const own = new Float64Array(days.length);
  const series: PixelSeries = { days, bands: ['value'], values: [own], reason: new Uint8Array(days.length) };
  const cut = (k: number, unit: ValueUnit): PixelSeries => {
    for (let date = 0; date < days.length; date++) own[date] = physicalOf(values[date * pixels + k]!, unit);
    return series;
  };
  return {
    watch: (k: number, unit: ValueUnit, numbers: Float32Array, at: number): void =>
      watchSeries(plan, rows, cut(k, unit), numbers, at),
    /** After a look since a break: makes a new history of the looks up to a date, if they carry one. */
    rearm: (k: number, unit: ValueUnit, date: number, numbers: Float32Array, at: number): void => {
      const looks = clearLooks(plan, cut(k, unit));
      if (typeof looks === 'string') return;
      rearmPixel({ plan, rows, series, looks }, looks.indexOf(date), numbers, at);
    },
  };
}
