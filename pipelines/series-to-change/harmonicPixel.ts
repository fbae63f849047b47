import {
  isAboveRounding,
  physicalOf,
  sigmaOf,
  type HarmonicKernel,
  type HarmonicProblem,
  type ValueUnit,
} from './harmonicKernel.js';
import { copyFirst } from './pixelHistory.js';
import { STRANGE_SIGMAS, stepPixel } from './pixelStep.js';
import { BREAK, STATE } from './pixelState.js';
import type { ProcessPlan } from './processPlan.js';

/**
 * Residuals this small beside the values are left to the slow way, which looks closer: sums of squares that come from the
 * equations alone lose their share squared in precision.
 */
export const SMALLEST_SHARE = 1e-4;

/** Looks that a history needs. */
export const fewestLooks = ({ method, width }: ProcessPlan): number =>
  method.variant === 'nrt' ? width * 1.5 : width + 1;

export interface HarmonicPixelsOf {
  readonly plan: ProcessPlan;
  readonly problem: HarmonicProblem;
  /** After its run. */
  readonly kernel: HarmonicKernel;
  readonly days: Int32Array;
}

/** How a pixel's looks after the history are gone through. */
export interface GoOn {
  readonly numbers: Float32Array;
  readonly at: number;
  /** Whether the numbers are to be continued later, or only its breaks are asked for. */
  readonly isStateWanted: boolean;
  /** Told of a look since a break after which there may be a new history. */
  readonly rearm: (k: number, unit: ValueUnit, date: number, numbers: Float32Array, at: number) => void;
}

/** Single pixels of a kernel that has run. */
export interface HarmonicPixels {
  /** Whether the pixel is assessed and nothing happened in it. */
  readonly isQuiet: (k: number) => boolean;
  /** Begins from the kernel's model. @returns false where the history is not ordinary: the slow way tells why */
  readonly begin: (k: number, numbers: Float32Array, at: number) => boolean;
  /** Takes in the looks after the history: as far as they are quiet at once, then one by one. */
  readonly goOn: (k: number, unit: ValueUnit, how: GoOn) => void;
}

export function createHarmonicPixels({ plan, problem, kernel, days }: HarmonicPixelsOf): HarmonicPixels {
  const { layout, residualProcess, width, history, method, maximumGapDays } = plan;
  const { watched, historyDates, dates, rows } = problem;
  const { pixels, values, residuals } = kernel;
  const fewest = fewestLooks(plan);
  const lastDay = days.at(-1) ?? 0;
  const own = new Float64Array(dates);
  const dateOf = new Int32Array(dates);
  const look = { day: 0, value: 0, rows, row: 0 };

  /** The pixel's residuals of some dates into `own`, gaps left out. @returns how many */
  const gather = (k: number, from: number, to: number): number => {
    let looks = 0;
    for (let date = from; date < to; date++) {
      const residual = residuals[date * pixels + k]!;
      own[looks] = residual;
      dateOf[looks] = date;
      // A number minus itself is 0 unless it is NaN: a gap is overwritten by the next look.
      if (residual - residual === 0) looks += 1;
    }
    return looks;
  };

  /** @returns whether the history is ordinary */
  const beginProcess = (k: number, numbers: Float32Array, at: number): boolean => {
    // The sum that the kernel follows begins with the history's.
    if (watched !== null) return true;
    const looks = gather(k, 0, historyDates);
    const count = kernel.counts[k]!;
    const mean = kernel.sums[k]! / count;
    const deviation = Math.sqrt(Math.max(0, kernel.squares[k]! / count - mean * mean));
    if (history.outlierLimit > 0 && hasBeyond(own, looks, history.outlierLimit * deviation)) return false;
    return !residualProcess.begin(own.subarray(0, looks), numbers, at, at + layout.own);
  };

  /** How many looks from the first on are quiet; the process then stands behind them. */
  const takeQuiet = (k: number, looks: number, numbers: Float32Array, at: number): number => {
    if (watched !== null) {
      const crossing = kernel.crossings[k]!;
      let quiet = looks;
      while (crossing >= 0 && quiet > 0 && dateOf[quiet - 1]! >= crossing) quiet--;
      const limits = kernel.counts[k]! * (dates - historyDates);
      numbers[at + STATE.process] = kernel.processes[k]!;
      numbers[at + STATE.seen] = quiet;
      numbers[at + STATE.boundary] = quiet > 0 ? watched.boundaries[limits + quiet - 1]! : NaN;
      return quiet;
    }
    if (residualProcess.scan === undefined || !hasOrdinaryGaps(k, looks)) return 0;
    return Math.max(0, residualProcess.scan(own, looks, numbers, at, at + layout.own));
  };

  /** Whether the looks after the history come one a day, and none too late. */
  const hasOrdinaryGaps = (k: number, looks: number): boolean => {
    const most = maximumGapDays === 0 ? Infinity : maximumGapDays;
    let before = kernel.lastDays[k]!;
    for (let i = 0; i < looks; i++) {
      const day = days[dateOf[i]!]!;
      if (day - before > most || day === before) return false;
      before = day;
    }
    return true;
  };

  /** What `stepPixel` would know of strange residuals after the quiet looks: only the stretch at their end. */
  const noteStrangeTail = (k: number, quiet: number, numbers: Float32Array, at: number): void => {
    const { isStrange } = residualProcess;
    const most = STRANGE_SIGMAS * numbers[at + STATE.sigma]!;
    const tells = (residual: number): boolean =>
      isStrange === undefined ? Math.abs(residual) > most : isStrange(residual, numbers, at, at + layout.own);
    if (!tells(own[quiet - 1]!)) return;
    const isPositive = own[quiet - 1]! > 0;
    let first = quiet - 1;
    while (first > 0 && own[first - 1]! > 0 === isPositive && tells(own[first - 1]!)) first--;
    numbers[at + STATE.strangeDay] = days[dateOf[first]!]!;
    numbers[at + STATE.strangeLastClear] = first === 0 ? kernel.lastDays[k]! : days[dateOf[first - 1]!]!;
    let sum = 0;
    for (let i = first; i < quiet; i++) sum = Math.fround(sum + own[i]!);
    numbers[at + STATE.strangeSum] = sum;
    numbers[at + STATE.strangeCount] = quiet - first;
  };

  /** Whether what comes after a confirmed break no longer matters to anybody. */
  const isSettled = (numbers: Float32Array, at: number): boolean => {
    if (numbers[at + STATE.isWaiting] !== 1) return false;
    const latest = at + STATE.breaks + (numbers[at + STATE.breakCount]! - 1) * BREAK.fields;
    return plan.rearmDays === 0 || lastDay - numbers[latest + BREAK.firstLook]! < plan.rearmDays;
  };

  return {
    isQuiet: (k) => watched !== null && kernel.ordinary[k] === 1 && kernel.crossings[k]! < 0,
    begin(k, numbers, at) {
      const count = kernel.counts[k]!;
      const hasGap = maximumGapDays > 0 && kernel.gaps[k]! > maximumGapDays;
      if (kernel.states[k] !== 1 || count < fewest || hasGap || !residualProcess.isEnough(count)) return false;
      if (!isAboveRounding(SMALLEST_SHARE, kernel, k)) return false;
      numbers[at + STATE.sigma] = sigmaOf(method.sigma, kernel, k, width);
      numbers[at + STATE.historyCount] = count;
      numbers[at + STATE.historyFrom] = kernel.firstDays[k]!;
      numbers[at + STATE.historyTo] = kernel.lastDays[k]!;
      numbers[at + STATE.lastClearDay] = kernel.lastDays[k]!;
      numbers[at + STATE.lastLookDay] = kernel.lastDays[k]!;
      for (let j = 0; j < width; j++) numbers[at + layout.coefficients + j] = kernel.coefficients[j * pixels + k]!;
      if (!beginProcess(k, numbers, at)) return false;
      copyFirst(plan, numbers, at);
      return true;
    },
    goOn(k, unit, { numbers, at, isStateWanted, rearm }) {
      const looks = gather(k, historyDates, dates);
      logAll(plan, numbers, at, own, looks);
      const isRegular = watched === null || hasOrdinaryGaps(k, looks);
      const quiet = isRegular ? takeQuiet(k, looks, numbers, at) : takeNone(k, numbers, at);
      if (quiet > 0) {
        numbers[at + STATE.lastClearDay] = days[dateOf[quiet - 1]!]!;
        numbers[at + STATE.lastLookDay] = numbers[at + STATE.lastClearDay]!;
        noteStrangeTail(k, quiet, numbers, at);
      }
      const mayEnd = !isStateWanted && kernel.ordinary[k] === 1;
      for (let next = quiet; next < looks; next++) {
        const date = dateOf[next]!;
        look.day = days[date]!;
        look.value = physicalOf(values[date * pixels + k]!, unit);
        look.row = date;
        if (stepPixel(plan, look, numbers, at, false)) rearm(k, unit, date, numbers, at);
        if (!mayEnd || !isSettled(numbers, at)) continue;
        numbers[at + STATE.lastLookDay] = days[dateOf[looks - 1]!]!;
        break;
      }
    },
  };

  /** The process as it stands after the history. */
  function takeNone(k: number, numbers: Float32Array, at: number): 0 {
    if (watched === null) return 0;
    const scale = numbers[at + STATE.sigma]! * Math.sqrt(kernel.counts[k]!);
    numbers[at + STATE.process] = (watched.historySign * kernel.sums[k]!) / scale;
    numbers[at + STATE.boundary] = NaN;
    return 0;
  }
}

function hasBeyond(residuals: Float64Array, count: number, most: number): boolean {
  for (let i = 0; i < count; i++) if (Math.abs(residuals[i]!) > most) return true;
  return false;
}

function logAll(
  { layout }: ProcessPlan,
  numbers: Float32Array,
  at: number,
  residuals: Float64Array,
  looks: number,
): void {
  if (layout.logCapacity === 0) return;
  const count = Math.min(looks, layout.logCapacity);
  numbers[at + layout.log] = count;
  for (let look = 0; look < count; look++) numbers[at + layout.log + 1 + look] = residuals[look]!;
}
