import { SERIES_REASON } from '#domain/series.js';
import { BREAK, FIRST, MOST_BREAKS, STATE, type StateArray } from './pixelState.js';
import type { ProcessPlan } from './processPlan.js';
import { STEP } from './residualProcess.js';

/** One clear look of one pixel. */
export interface Look {
  readonly day: number;
  readonly value: number;
  /** Regressors; those of this look are row `row`. */
  readonly rows: Float64Array;
  readonly row: number;
}

/** Looks that a new history needs for each regressor. */
const LOOKS_A_REGRESSOR = 3;
/** Residuals beyond this many sigma are strange. */
export const STRANGE_SIGMAS = 2;

/**
 * Takes one look after the history in.
 * @param isLogged whether its residual is to be kept, where residuals are; false: that was done
 * @returns whether the pixel may have enough looks since a break for a new history
 */
export function stepPixel(plan: ProcessPlan, look: Look, state: StateArray, at: number, isLogged = true): boolean {
  const { layout, residualProcess, maximumGapDays } = plan;
  const lastLook = state[at + STATE.lastLookDay]!;
  if (look.day === lastLook || state[at + STATE.reason] === SERIES_REASON.duplicateDates)
    return duplicate(plan, state, at);
  state[at + STATE.lastLookDay] = look.day;
  if (state[at + STATE.reason] === SERIES_REASON.noClearLook)
    state[at + STATE.reason] = SERIES_REASON.tooFewObservations;
  if (state[at + STATE.reason] !== SERIES_REASON.assessed) return false;
  if (maximumGapDays > 0 && look.day - lastLook > maximumGapDays) {
    state[at + STATE.reason] = SERIES_REASON.sensorGap;
    return false;
  }
  if (layout.logCapacity > 0 && isLogged) logResidual(plan, look, state, at);
  if (state[at + STATE.isWaiting] === 1) return wait(plan, look.day, state, at);
  const residual = look.value - predicted(plan, layout.coefficients, look, state, at);
  const step = residualProcess.step(residual, state, at, at + layout.own);
  if (step === STEP.leftOut) return false;
  noteStrange(plan, look.day, residual, state, at);
  if (step === STEP.beyond) noteBeyond(plan, look.day, residual, state, at);
  else if (state[at + STATE.candidateDay] !== 0) noteInside(plan, state, at);
  state[at + STATE.lastClearDay] = look.day;
  return false;
}

/** A second clear look of one day: the first counts, or nothing does. */
function duplicate({ duplicates, layout }: ProcessPlan, state: StateArray, at: number): false {
  if (duplicates === 'first') return false;
  state.fill(0, at, at + layout.fields);
  state[at + STATE.reason] = SERIES_REASON.duplicateDates;
  return false;
}

/** After a confirmed break: nothing is judged until there is a new history. */
function wait(plan: ProcessPlan, day: number, state: StateArray, at: number): boolean {
  state[at + STATE.clearSinceBreak]! += 1;
  state[at + STATE.lastClearDay] = day;
  return mayRearm(plan, day, state, at);
}

function predicted({ width }: ProcessPlan, coefficients: number, look: Look, state: StateArray, at: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += state[at + coefficients + k]! * look.rows[look.row * width + k]!;
  return sum;
}

/** Keeps what the first model missed, whatever comes after a break. */
function logResidual(plan: ProcessPlan, look: Look, state: StateArray, at: number): void {
  const { layout } = plan;
  const count = state[at + layout.log]!;
  // A full log keeps its residuals; a state that runs out of room is made anew before that.
  if (count >= layout.logCapacity) return;
  const residual = look.value - predicted(plan, layout.first + FIRST.coefficients, look, state, at);
  state[at + layout.log + 1 + count] = residual;
  state[at + layout.log] = count + 1;
}

/** Follows stretches of strange residuals of one sign: where a slow process signals, its break began with one. */
function noteStrange(plan: ProcessPlan, day: number, residual: number, state: StateArray, at: number): void {
  const { residualProcess, layout } = plan;
  const isStrange =
    residualProcess.isStrange?.(residual, state, at, at + layout.own) ??
    Math.abs(residual) > STRANGE_SIGMAS * state[at + STATE.sigma]!;
  if (!isStrange) {
    endStrange(state, at);
    return;
  }
  const isContinued = state[at + STATE.strangeDay] !== 0 && residual > 0 === state[at + STATE.strangeSum]! > 0;
  if (!isContinued) {
    state[at + STATE.strangeDay] = day;
    state[at + STATE.strangeLastClear] = state[at + STATE.lastClearDay]!;
    state[at + STATE.strangeSum] = 0;
    state[at + STATE.strangeCount] = 0;
  }
  state[at + STATE.strangeSum]! += residual;
  state[at + STATE.strangeCount]! += 1;
}

function noteBeyond(plan: ProcessPlan, day: number, residual: number, state: StateArray, at: number): void {
  if (state[at + STATE.candidateDay] === 0) {
    const isInStretch = state[at + STATE.strangeDay] !== 0;
    const count = isInStretch ? state[at + STATE.strangeCount]! : 1;
    state[at + STATE.candidateDay] = day;
    state[at + STATE.candidateFirstLook] = isInStretch ? state[at + STATE.strangeDay]! : day;
    state[at + STATE.candidateLastClear] = state[at + (isInStretch ? STATE.strangeLastClear : STATE.lastClearDay)]!;
    state[at + STATE.candidateSum] = isInStretch ? state[at + STATE.strangeSum]! : residual;
    state[at + STATE.candidateCount] = count;
    state[at + STATE.candidateBeyond] = count;
  } else {
    state[at + STATE.candidateSum]! += residual;
    state[at + STATE.candidateCount]! += 1;
    state[at + STATE.candidateBeyond]! += 1;
  }
  state[at + STATE.candidateInside] = 0;
  if (state[at + STATE.candidateBeyond]! < plan.confirmations) return;
  const looks = state[at + STATE.candidateCount]!;
  addBreak(state, at, true);
  state[at + STATE.isWaiting] = 1;
  state[at + STATE.clearSinceBreak] = looks;
}

/** As many looks in a row take a candidate back as would have confirmed it; it is kept once, as unconfirmed. */
function noteInside({ confirmations }: ProcessPlan, state: StateArray, at: number): void {
  state[at + STATE.candidateBeyond] = 0;
  state[at + STATE.candidateInside]! += 1;
  if (state[at + STATE.candidateInside]! < confirmations) return;
  const count = state[at + STATE.breakCount]!;
  const latest = at + STATE.breaks + (count - 1) * BREAK.fields;
  const isKept = count > 0 && state[latest + BREAK.isConfirmed] === 0;
  if (!isKept && count < MOST_BREAKS - 1) addBreak(state, at, false);
  state[at + STATE.candidateDay] = 0;
}

function addBreak(state: StateArray, at: number, isConfirmed: boolean): void {
  const count = state[at + STATE.breakCount]!;
  const entry = at + STATE.breaks + count * BREAK.fields;
  state[entry + BREAK.day] = state[at + STATE.candidateDay]!;
  state[entry + BREAK.firstLook] = state[at + STATE.candidateFirstLook]!;
  state[entry + BREAK.lastClear] = state[at + STATE.candidateLastClear]!;
  state[entry + BREAK.looks] = state[at + STATE.candidateCount]!;
  state[entry + BREAK.magnitude] = state[at + STATE.candidateSum]! / state[at + STATE.candidateCount]!;
  state[entry + BREAK.isConfirmed] = isConfirmed ? 1 : 0;
  state[at + STATE.breakCount] = count + 1;
  state[at + STATE.candidateDay] = 0;
  endStrange(state, at);
}

const endStrange = (state: StateArray, at: number): void => {
  state[at + STATE.strangeDay] = 0;
  state[at + STATE.strangeLastClear] = 0;
  state[at + STATE.strangeSum] = 0;
  state[at + STATE.strangeCount] = 0;
};

function mayRearm({ rearmDays, width }: ProcessPlan, day: number, state: StateArray, at: number): boolean {
  const count = state[at + STATE.breakCount]!;
  if (rearmDays === 0 || count >= MOST_BREAKS) return false;
  const firstLook = state[at + STATE.breaks + (count - 1) * BREAK.fields + BREAK.firstLook]!;
  return day - firstLook >= rearmDays && state[at + STATE.clearSinceBreak]! >= LOOKS_A_REGRESSOR * width;
}
