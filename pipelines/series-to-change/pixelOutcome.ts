import { SERIES_REASON, type SeriesReason } from '#domain/series.js';
import { EPOCH_DAY, NOT_ASSESSED_BREAK, writeBreak, type BreakBands } from './breakBands.js';
import type { BlockFields } from './blockFields.js';
import type { PixelOutcome, SeriesBreak, SeriesSegment } from './monitor.js';
import { BREAK, FIRST, MOST_BREAKS, STATE, type StateArray } from './pixelState.js';
import type { ProcessPlan } from './processPlan.js';
import { medianOfDoubles } from './robustFit.js';

const REASONS = Object.fromEntries(Object.entries(SERIES_REASON).map(([name, code]) => [code, name])) as Readonly<
  Record<number, SeriesReason | 'assessed'>
>;

/** The name of a code of `SERIES_REASON`; null for 0. */
export function reasonName(code: number): SeriesReason | null {
  const name = REASONS[code];
  return name === undefined || name === 'assessed' ? null : name;
}

/** Why the pixel is not assessed as of the series' last day, as a code of `SERIES_REASON`. */
export function reasonAt(plan: ProcessPlan, state: StateArray, at: number, lastDay: number): number {
  const reason = state[at + STATE.reason]!;
  if (reason !== SERIES_REASON.assessed) return reason;
  const { maximumGapDays } = plan;
  if (maximumGapDays > 0 && lastDay - state[at + STATE.lastLookDay]! > maximumGapDays) return SERIES_REASON.sensorGap;
  const isWatched = state[at + STATE.seen]! > 0 || state[at + STATE.breakCount]! > 0;
  return isWatched ? SERIES_REASON.assessed : SERIES_REASON.nothingToMonitor;
}

/** Whether the pixel is assessed and nothing broke. */
export const isQuiet = (plan: ProcessPlan, state: StateArray, at: number, lastDay: number): boolean =>
  state[at + STATE.breakCount] === 0 &&
  state[at + STATE.candidateDay] === 0 &&
  reasonAt(plan, state, at, lastDay) === SERIES_REASON.assessed;

/** As `isQuiet`, of pixels whose numbers stand field by field. */
export function quietOf(
  { maximumGapDays }: ProcessPlan,
  block: BlockFields,
  lastDay: number,
): (pixel: number) => boolean {
  const [reasons, seens, lastLooks] = [STATE.reason, STATE.seen, STATE.lastLookDay].map(block.of);
  const [breakCounts, candidateDays] = [STATE.breakCount, STATE.candidateDay].map(block.of);
  const most = maximumGapDays === 0 ? Infinity : maximumGapDays;
  return (pixel) =>
    breakCounts![pixel] === 0 &&
    candidateDays![pixel] === 0 &&
    reasons![pixel] === SERIES_REASON.assessed &&
    seens![pixel]! > 0 &&
    lastDay - lastLooks![pixel]! <= most;
}

/**
 * What a map shows of a pixel's numbers: as `writeBreak` of their outcome, without making one.
 * @param pixel in the bands
 */
export function writeBreakOfState(
  bands: BreakBands,
  pixel: number,
  plan: ProcessPlan,
  state: StateArray,
  at: number,
  lastDay: number,
): void {
  const reason = reasonAt(plan, state, at, lastDay);
  const shown = shownEntry(state, at);
  const isConfirmed = shown >= 0 && state[shown + BREAK.isConfirmed] === 1;
  const isSimple = isConfirmed || reason === SERIES_REASON.assessed;
  if (!isSimple || plan.method.hasMedianMagnitude) {
    writeBreak(bands, pixel, outcomeOf(plan, state, at, lastDay));
    return;
  }
  bands.notAssessed[pixel] = reason;
  if (shown >= 0) writeEntry(bands, pixel, state, shown);
  else if (state[at + STATE.candidateDay] !== 0) writeCandidate(bands, pixel, state, at);
}

/** Fields of a pixel with so many breaks that tell what a map shows of it, where magnitudes are no medians. */
export const shownFields = (breakCount: number): readonly number[] => SHOWN_FIELDS[breakCount]!;

const SHOWN_FIELDS = Array.from({ length: MOST_BREAKS + 1 }, (_, breakCount) => [
  STATE.reason,
  STATE.seen,
  STATE.lastLookDay,
  STATE.breakCount,
  STATE.candidateDay,
  STATE.candidateFirstLook,
  STATE.candidateLastClear,
  STATE.candidateSum,
  STATE.candidateCount,
  ...Array.from({ length: breakCount * BREAK.fields }, (__, number) => STATE.breaks + number),
]);

function writeEntry(bands: BreakBands, pixel: number, state: StateArray, entry: number): void {
  bands.breakDay[pixel] = state[entry + BREAK.day]! - EPOCH_DAY;
  bands.magnitude[pixel] = state[entry + BREAK.magnitude]!;
  bands.confirmed[pixel] = state[entry + BREAK.isConfirmed]!;
  bands.confirmations[pixel] = state[entry + BREAK.looks]!;
  bands.firstLookDay[pixel] = state[entry + BREAK.firstLook]! - EPOCH_DAY;
  const lastClear = state[entry + BREAK.lastClear]!;
  bands.lastClearDay[pixel] = lastClear === 0 ? NOT_ASSESSED_BREAK : lastClear - EPOCH_DAY;
}

/** A candidate that is neither confirmed nor taken back yet. */
function writeCandidate(bands: BreakBands, pixel: number, state: StateArray, at: number): void {
  bands.breakDay[pixel] = state[at + STATE.candidateDay]! - EPOCH_DAY;
  bands.magnitude[pixel] = state[at + STATE.candidateSum]! / state[at + STATE.candidateCount]!;
  bands.confirmations[pixel] = state[at + STATE.candidateCount]!;
  bands.firstLookDay[pixel] = state[at + STATE.candidateFirstLook]! - EPOCH_DAY;
  const lastClear = state[at + STATE.candidateLastClear]!;
  bands.lastClearDay[pixel] = lastClear === 0 ? NOT_ASSESSED_BREAK : lastClear - EPOCH_DAY;
}

/** Where the first confirmed break stands, else the first; -1 where there is none. */
function shownEntry(state: StateArray, at: number): number {
  const count = state[at + STATE.breakCount]!;
  for (let k = 0; k < count; k++) {
    const entry = at + STATE.breaks + k * BREAK.fields;
    if (state[entry + BREAK.isConfirmed] === 1) return entry;
  }
  return count > 0 ? at + STATE.breaks : -1;
}

/** What a pixel's numbers say. */
export function outcomeOf(plan: ProcessPlan, state: StateArray, at: number, lastDay: number): PixelOutcome {
  const { layout, width } = plan;
  const first = at + layout.first;
  const count = state[first + FIRST.count]!;
  const notAssessed = reasonName(reasonAt(plan, state, at, lastDay));
  if (count === 0) return { notAssessed, breaks: [], history: null, sigma: null, coefficients: [], segments: [] };
  return {
    notAssessed,
    breaks: breaksOf(plan, state, at),
    history: { fromDay: state[first + FIRST.from]!, toDay: state[first + FIRST.to]!, count },
    sigma: state[first + FIRST.sigma]!,
    coefficients: Array.from(state.subarray(first + FIRST.coefficients, first + FIRST.coefficients + width)),
    segments: segmentsOf(plan, state, at, lastDay),
    process: state[at + STATE.process]!,
    boundary: state[at + STATE.boundary]!,
  };
}

function breaksOf(plan: ProcessPlan, state: StateArray, at: number): SeriesBreak[] {
  const breaks: SeriesBreak[] = [];
  const median = plan.method.hasMedianMagnitude ? loggedMedian(plan, state, at) : null;
  for (let k = 0; k < state[at + STATE.breakCount]!; k++) {
    const entry = at + STATE.breaks + k * BREAK.fields;
    // Breaks from the first model; those after a new history are measured against that.
    const isOfLog = median !== null && breaks.every(({ isConfirmed }) => !isConfirmed);
    breaks.push({
      day: state[entry + BREAK.day]!,
      firstLookDay: state[entry + BREAK.firstLook]!,
      lastClearDay: state[entry + BREAK.lastClear]! || null,
      magnitude: isOfLog ? median : state[entry + BREAK.magnitude]!,
      isConfirmed: state[entry + BREAK.isConfirmed] === 1,
      confirmations: state[entry + BREAK.looks]!,
    });
  }
  if (state[at + STATE.candidateDay] !== 0) {
    breaks.push({
      day: state[at + STATE.candidateDay]!,
      firstLookDay: state[at + STATE.candidateFirstLook]!,
      lastClearDay: state[at + STATE.candidateLastClear]! || null,
      magnitude: median ?? state[at + STATE.candidateSum]! / state[at + STATE.candidateCount]!,
      isConfirmed: false,
      confirmations: state[at + STATE.candidateCount]!,
    });
  }
  return breaks;
}

function loggedMedian({ layout }: ProcessPlan, state: StateArray, at: number): number {
  const count = state[at + layout.log]!;
  return medianOfDoubles(Float64Array.from(state.subarray(at + layout.log + 1, at + layout.log + 1 + count)));
}

/** The first model's stretch, and the present one's where the pixel was watched again after a break. */
function segmentsOf({ layout, width }: ProcessPlan, state: StateArray, at: number, lastDay: number): SeriesSegment[] {
  const first = at + layout.first;
  const confirmed = [];
  for (let k = 0; k < state[at + STATE.breakCount]!; k++) {
    const entry = at + STATE.breaks + k * BREAK.fields;
    if (state[entry + BREAK.isConfirmed] === 1) confirmed.push(entry);
  }
  const [end] = confirmed;
  const segments: SeriesSegment[] = [
    {
      fromDay: state[first + FIRST.from]!,
      toDay: end === undefined ? lastDay : state[end + BREAK.lastClear]!,
      breakDay: end === undefined ? null : state[end + BREAK.day]!,
      coefficients: {
        value: Array.from(state.subarray(first + FIRST.coefficients, first + FIRST.coefficients + width)),
      },
      rmse: { value: state[first + FIRST.sigma]! },
    },
  ];
  if (state[at + STATE.historyFrom] === state[first + FIRST.from]) return segments;
  const later = confirmed.find((entry) => state[entry + BREAK.day]! > state[at + STATE.historyTo]!);
  segments.push({
    fromDay: state[at + STATE.historyFrom]!,
    toDay: later === undefined ? lastDay : state[later + BREAK.lastClear]!,
    breakDay: later === undefined ? null : state[later + BREAK.day]!,
    coefficients: { value: Array.from(state.subarray(at + layout.coefficients, at + layout.coefficients + width)) },
    rmse: { value: state[at + STATE.sigma]! },
  });
  return segments;
}
