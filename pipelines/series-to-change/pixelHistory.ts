import { SERIES_REASON } from '#domain/series.js';
import { fitHistory, type History, type HistoryModel } from './historyModel.js';
import type { PixelSeries } from './monitor.js';
import { BREAK, FIRST, STATE, type StateArray } from './pixelState.js';
import type { ProcessPlan } from './processPlan.js';
import { standardDeviation } from './stableHistory.js';

/** One pixel's series, with the numbers of its looks that count. */
export interface PixelLooks {
  readonly plan: ProcessPlan;
  /** Regressors of all days of the series. */
  readonly rows: Float64Array;
  readonly series: PixelSeries;
  readonly looks: Int32Array;
}

/** Sigma is not let below this share of the largest value: a series without noise has residuals of rounding only. */
const SMALLEST_SIGMA_SHARE = 1e-9;

/**
 * Models the history and begins the process.
 * @returns the place in `looks` of the first look after the history
 */
export function beginPixel(pixel: PixelLooks, state: StateArray, at: number): number {
  const { plan, looks, series } = pixel;
  let after = 0;
  let first = 0;
  for (; after < looks.length && series.days[looks[after]!]! <= plan.historyEndDay; after++) {
    if (series.days[looks[after]!]! < plan.historyStartDay) first = after + 1;
  }
  const history = historyOf(pixel, first, after);
  state[at + STATE.lastLookDay] = after > 0 ? series.days[looks[after - 1]!]! : 0;
  const model = hasGap(history, plan.maximumGapDays) ? 'sensorGap' : fitHistory(history, plan.history);
  if (typeof model === 'string') {
    state[at + STATE.reason] = SERIES_REASON[model];
    return after;
  }
  if (!plan.residualProcess.isEnough(model.residuals.length)) {
    state[at + STATE.reason] = SERIES_REASON.tooFewObservations;
    return after;
  }
  const isUnstable = beginProcess(plan, history, model, state, at);
  copyFirst(plan, state, at);
  if (isUnstable) state[at + STATE.reason] = SERIES_REASON.unstableHistory;
  return after;
}

/**
 * After a break: a model of the looks since, if they carry one, and the process begins again.
 * @param last place in `looks` of the present look
 */
export function rearmPixel(pixel: PixelLooks, last: number, state: StateArray, at: number): void {
  const { plan, looks, series } = pixel;
  const latest = at + STATE.breaks + (state[at + STATE.breakCount]! - 1) * BREAK.fields;
  let from = 0;
  while (series.days[looks[from]!]! < state[latest + BREAK.firstLook]!) from++;
  const history = historyOf(pixel, from, last + 1);
  const model = fitHistory(history, { ...plan.history, method: 'all' });
  if (typeof model === 'string' || !plan.residualProcess.isEnough(model.residuals.length)) return;
  if (beginProcess(plan, history, model, state, at)) return;
  state[at + STATE.isWaiting] = 0;
}

function historyOf({ plan, rows, series, looks }: PixelLooks, from: number, to: number): History {
  const { width, design } = plan;
  const count = to - from;
  const history = {
    rows: new Float64Array(count * width),
    response: new Float64Array(count),
    days: new Int32Array(count),
    width,
    hasTrend: design.hasTrend,
  };
  for (let k = 0; k < count; k++) {
    const look = looks[from + k]!;
    history.rows.set(rows.subarray(look * width, (look + 1) * width), k * width);
    history.response[k] = series.values[0]![look]!;
    history.days[k] = series.days[look]!;
  }
  return history;
}

function hasGap({ days }: History, mostDays: number): boolean {
  if (mostDays === 0) return false;
  for (let i = 1; i < days.length; i++) if (days[i]! - days[i - 1]! > mostDays) return true;
  return false;
}

function beginProcess(
  plan: ProcessPlan,
  history: History,
  model: HistoryModel,
  state: StateArray,
  at: number,
): boolean {
  const { layout, residualProcess } = plan;
  const { residuals } = model;
  const largest = history.response.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  state[at + STATE.sigma] = Math.max(sigmaOf(plan, residuals), largest * SMALLEST_SIGMA_SHARE);
  state[at + STATE.historyCount] = residuals.length;
  state[at + STATE.historyFrom] = model.fromDay;
  state[at + STATE.historyTo] = model.toDay;
  state[at + STATE.seen] = 0;
  state[at + STATE.lastClearDay] = history.days.at(-1)!;
  state.set(model.coefficients, at + layout.coefficients);
  return residualProcess.begin(residuals, state, at, at + layout.own);
}

function sigmaOf({ method, width }: ProcessPlan, residuals: Float64Array): number {
  if (method.sigma === 'count') return standardDeviation(residuals, 0);
  if (method.sigma === 'freedom') return standardDeviation(residuals, width);
  return Math.sqrt(residuals.reduce((sum, residual) => sum + residual * residual, 0) / (residuals.length - width));
}

/** Keeps the first model's numbers, whatever comes later. */
export function copyFirst({ layout, width }: ProcessPlan, state: StateArray, at: number): void {
  const first = at + layout.first;
  state[first + FIRST.from] = state[at + STATE.historyFrom]!;
  state[first + FIRST.to] = state[at + STATE.historyTo]!;
  state[first + FIRST.count] = state[at + STATE.historyCount]!;
  state[first + FIRST.sigma] = state[at + STATE.sigma]!;
  for (let k = 0; k < width; k++) state[first + FIRST.coefficients + k] = state[at + layout.coefficients + k]!;
}
