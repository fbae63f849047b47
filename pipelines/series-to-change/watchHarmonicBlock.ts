import { SERIES_REASON } from '#domain/series.js';
import {
  harmonicProblem,
  sigmaOf,
  type HarmonicKernel,
  type HarmonicKernelFactory,
  type WatchedSum,
} from './harmonicKernel.js';
import { copyFirst } from './pixelHistory.js';
import { STRANGE_SIGMAS, stepPixel } from './pixelStep.js';
import { STATE } from './pixelState.js';
import type { ProcessPlan } from './processPlan.js';

/**
 * The fast way through a block: where every look of the history counts and the model is plain least squares, all pixels are
 * fitted by a kernel, and only those that leave the ordinary (too few looks, a gap, an outlier, a look beyond the boundary)
 * are gone through look by look.
 */

/** Pixels that a kernel fits at a time: their looks and residuals stay in the cache. */
const PIXELS_AT_ONCE = 992;
/** Residuals this small beside the level of the values are rounding: the slow way looks closer. */
const SMALLEST_SHARE = 1e-6;

export const isHarmonicPlan = ({ history, historyStartDay }: ProcessPlan): boolean =>
  history.method === 'all' && !history.isRobust && historyStartDay === -Infinity;

/** One followed value over a block, date by date. */
export interface FollowedBlock {
  readonly pixels: number;
  /** NaN where the look was not clear. */
  readonly values: Float32Array;
  readonly reason: Uint8Array;
}

export interface HarmonicRun {
  readonly plan: ProcessPlan;
  readonly days: Int32Array;
  /** Regressors of all days. */
  readonly rows: Float64Array;
  readonly createKernel: HarmonicKernelFactory;
  /** Where a pixel's numbers stand; they are cleared. */
  readonly place: (pixel: number) => number;
  readonly numbers: Float32Array;
  /** Goes through one pixel's whole series. */
  readonly watchSlowly: (pixel: number, at: number) => void;
  /** After a look since a break: makes a new history of the looks up to a date, if they carry one. */
  readonly rearm: (pixel: number, date: number, at: number) => void;
  /** Whether `done` wants pixels too in which nothing happened; else they may be left out. */
  readonly areQuietWanted: boolean;
  /** Told that a pixel's numbers are complete. */
  readonly done: (pixel: number, at: number) => void;
}

export function watchHarmonicBlock(block: FollowedBlock, run: HarmonicRun): void {
  const { plan, days, rows, createKernel } = run;
  const historyDates = days.filter((day) => day <= plan.historyEndDay).length;
  const problem = harmonicProblem(days, rows, {
    width: plan.width,
    hasTrend: plan.design.hasTrend,
    historyDates,
    watched: run.areQuietWanted ? null : watchedSum(plan, days, historyDates),
  });
  const kernel = createKernel(problem, PIXELS_AT_ONCE);
  const scratch = createScratch(days.length);
  for (let first = 0; first < block.pixels; first += PIXELS_AT_ONCE) {
    const count = Math.min(PIXELS_AT_ONCE, block.pixels - first);
    load(block, kernel, first, count, days.length);
    const isTwice = settleTwoOfADay(plan, kernel, days);
    kernel.run();
    for (let k = 0; k < count; k++) {
      const isRefused = isTwice !== null && isTwice[k] === 1;
      if (problem.watched !== null && kernel.quiet[k] === 1 && !isRefused) continue;
      const at = run.place(first + k);
      run.numbers.fill(0, at, at + plan.layout.fields);
      const looks = { run, kernel, historyDates, first, k, at, scratch };
      if (isRefused) run.numbers[at + STATE.reason] = SERIES_REASON.duplicateDates;
      else if (beginQuickly(looks)) goOn(looks);
      else run.watchSlowly(first + k, at);
      run.done(first + k, at);
    }
  }
}

/** What the kernel may watch by itself; null where the process is no plain sum of residuals. */
function watchedSum(plan: ProcessPlan, days: Int32Array, historyDates: number): WatchedSum | null {
  const { method, residualProcess, history, maximumGapDays, width } = plan;
  const { watchedBoundaries } = residualProcess;
  if (watchedBoundaries === undefined || history.outlierLimit > 0) return null;
  return {
    sigma: method.sigma,
    historySign: watchedBoundaries.historySign,
    fewestLooks: fewestLooks(plan, width),
    longestGapDays: maximumGapDays === 0 ? Infinity : maximumGapDays,
    lastDay: days.at(-1) ?? 0,
    smallestShare: SMALLEST_SHARE,
    boundaries: watchedBoundaries.table(historyDates, days.length - historyDates),
  };
}

const fewestLooks = ({ method }: ProcessPlan, width: number): number =>
  method.variant === 'nrt' ? width * 1.5 : width + 1;

/**
 * Of two clear looks of one day the first stays, or the pixel is refused.
 * @returns 1 for each pixel of the kernel that is refused; null where no day has two looks or none is refused
 */
function settleTwoOfADay({ duplicates }: ProcessPlan, { pixels, values }: HarmonicKernel, days: Int32Array) {
  let refused: Uint8Array | null = null;
  for (let date = 1; date < days.length; date++) {
    for (let before = date - 1; before >= 0 && days[before] === days[date]; before--) {
      refused ??= new Uint8Array(pixels);
      for (let k = 0; k < pixels; k++) {
        const [one, other] = [values[before * pixels + k]!, values[date * pixels + k]!];
        if (one - one !== 0 || other - other !== 0) continue;
        if (duplicates === 'first') values[date * pixels + k] = NaN;
        else refused[k] = 1;
      }
    }
  }
  return duplicates === 'first' ? null : refused;
}

/** Some pixels' looks into the kernel. */
function load(
  { pixels, values }: FollowedBlock,
  kernel: HarmonicKernel,
  first: number,
  count: number,
  dates: number,
): void {
  if (count < kernel.pixels) kernel.values.fill(NaN);
  for (let date = 0; date < dates; date++) {
    const from = date * pixels + first;
    kernel.values.set(values.subarray(from, from + count), date * kernel.pixels);
  }
}

interface Scratch {
  readonly residuals: Float64Array;
  /** Date of each residual. */
  readonly dates: Int32Array;
}

const createScratch = (dates: number): Scratch => ({
  residuals: new Float64Array(dates),
  dates: new Int32Array(dates),
});

/** One pixel of the kernel. */
interface QuickPixel {
  readonly run: HarmonicRun;
  readonly kernel: HarmonicKernel;
  readonly historyDates: number;
  /** First pixel of the kernel in the block, and this one's place after it. */
  readonly first: number;
  readonly k: number;
  readonly at: number;
  readonly scratch: Scratch;
}

/**
 * Begins from the kernel's model.
 * @returns false where the history is not ordinary: it then says so whatever comes after
 */
function beginQuickly({ run, kernel, historyDates, k, at, scratch }: QuickPixel): boolean {
  const { plan, numbers } = run;
  const { residualProcess, layout, width, history } = plan;
  const count = kernel.counts[k]!;
  const fewest = fewestLooks(plan, width);
  const hasGap = plan.maximumGapDays > 0 && kernel.gaps[k]! > plan.maximumGapDays;
  if (kernel.states[k] !== 1 || count < fewest || hasGap || !residualProcess.isEnough(count)) return false;
  const mean = kernel.sums[k]! / count;
  const aboutMean = Math.max(0, kernel.squares[k]! - count * mean * mean);
  const sigma = sigmaOf(plan.method.sigma, kernel, k, width);
  if (!(sigma > SMALLEST_SHARE * Math.abs(kernel.coefficients[k]!))) return false;
  numbers[at + STATE.sigma] = sigma;
  numbers[at + STATE.historyCount] = count;
  numbers[at + STATE.historyFrom] = kernel.firstDays[k]!;
  numbers[at + STATE.historyTo] = kernel.lastDays[k]!;
  numbers[at + STATE.lastClearDay] = kernel.lastDays[k]!;
  numbers[at + STATE.lastLookDay] = kernel.lastDays[k]!;
  for (let j = 0; j < width; j++) numbers[at + layout.coefficients + j] = kernel.coefficients[j * kernel.pixels + k]!;
  if (residualProcess.beginFromSum !== undefined && history.outlierLimit === 0) {
    residualProcess.beginFromSum(kernel.sums[k]!, numbers, at, at + layout.own);
  } else {
    const looks = gather(kernel, k, 0, historyDates, scratch);
    const most = history.outlierLimit * Math.sqrt(aboutMean / count);
    if (history.outlierLimit > 0 && hasBeyond(scratch.residuals, looks, most)) return false;
    if (residualProcess.begin(scratch.residuals.subarray(0, looks), numbers, at, at + layout.own)) return false;
  }
  copyFirst(plan, numbers, at);
  return true;
}

/** The looks after the history: as far as they are quiet at once, then one by one. */
function goOn(pixel: QuickPixel): void {
  const { run, kernel, historyDates, first, k, at, scratch } = pixel;
  const { plan, numbers, days, rows } = run;
  const historyTo = kernel.lastDays[k]!;
  const looks = gather(kernel, k, historyDates, days.length, scratch);
  logQuickly(plan, numbers, at, scratch, looks);
  const { scan } = plan.residualProcess;
  const mayScan = scan !== undefined && hasOrdinaryGaps(plan, days, historyTo, scratch.dates, looks);
  const quiet = mayScan ? Math.max(0, scan(scratch.residuals, looks, numbers, at, at + plan.layout.own)) : 0;
  if (quiet > 0) {
    numbers[at + STATE.lastClearDay] = days[scratch.dates[quiet - 1]!]!;
    numbers[at + STATE.lastLookDay] = numbers[at + STATE.lastClearDay]!;
    noteStrangeTail(plan, days, historyTo, scratch, quiet, numbers, at);
  }
  for (let look = quiet; look < looks; look++) {
    const date = scratch.dates[look]!;
    const seen = { day: days[date]!, value: kernel.values[date * kernel.pixels + k]!, rows, row: date };
    if (stepPixel(plan, seen, numbers, at, false)) run.rearm(first + k, date, at);
  }
}

function hasBeyond(residuals: Float64Array, count: number, most: number): boolean {
  for (let i = 0; i < count; i++) if (Math.abs(residuals[i]!) > most) return true;
  return false;
}

/** The pixel's residuals of some dates, gaps left out. */
function gather(kernel: HarmonicKernel, k: number, from: number, to: number, { residuals, dates }: Scratch): number {
  let looks = 0;
  for (let date = from; date < to; date++) {
    const residual = kernel.residuals[date * kernel.pixels + k]!;
    residuals[looks] = residual;
    dates[looks] = date;
    // A number minus itself is 0 unless it is NaN: a gap is overwritten by the next look.
    if (residual - residual === 0) looks += 1;
  }
  return looks;
}

/** Whether the looks after the history come one a day, and none too late. */
function hasOrdinaryGaps(
  { maximumGapDays }: ProcessPlan,
  days: Int32Array,
  historyTo: number,
  dates: Int32Array,
  looks: number,
): boolean {
  const most = maximumGapDays === 0 ? Infinity : maximumGapDays;
  let before = historyTo;
  for (let look = 0; look < looks; look++) {
    const day = days[dates[look]!]!;
    if (day - before > most || day === before) return false;
    before = day;
  }
  return true;
}

function logQuickly(
  { layout }: ProcessPlan,
  numbers: Float32Array,
  at: number,
  { residuals }: Scratch,
  looks: number,
): void {
  if (layout.logCapacity === 0) return;
  const count = Math.min(looks, layout.logCapacity);
  numbers[at + layout.log] = count;
  for (let look = 0; look < count; look++) numbers[at + layout.log + 1 + look] = residuals[look]!;
}

/** What `stepPixel` would know of strange residuals after the quiet looks: only the stretch at their end. */
function noteStrangeTail(
  plan: ProcessPlan,
  days: Int32Array,
  historyTo: number,
  { residuals, dates }: Scratch,
  quiet: number,
  numbers: Float32Array,
  at: number,
): void {
  if (quiet === 0) return;
  const { isStrange } = plan.residualProcess;
  const sigma = numbers[at + STATE.sigma]!;
  const own = at + plan.layout.own;
  const tells = (residual: number): boolean =>
    isStrange === undefined ? Math.abs(residual) > STRANGE_SIGMAS * sigma : isStrange(residual, numbers, at, own);
  if (!tells(residuals[quiet - 1]!)) return;
  const isPositive = residuals[quiet - 1]! > 0;
  let first = quiet - 1;
  while (first > 0 && residuals[first - 1]! > 0 === isPositive && tells(residuals[first - 1]!)) first--;
  numbers[at + STATE.strangeDay] = days[dates[first]!]!;
  numbers[at + STATE.strangeLastClear] = first === 0 ? historyTo : days[dates[first - 1]!]!;
  let sum = 0;
  for (let look = first; look < quiet; look++) sum = Math.fround(sum + residuals[look]!);
  numbers[at + STATE.strangeSum] = sum;
  numbers[at + STATE.strangeCount] = quiet - first;
}
