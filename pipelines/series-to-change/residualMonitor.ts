import { NOT_ASSESSED } from '#domain/raster.js';
import { SERIES_REASON, type SeriesReason } from '#domain/series.js';
import { beginPixel, rearmPixel } from './pixelHistory.js';
import { stepPixel } from './pixelStep.js';
import { outcomeOf } from './pixelOutcome.js';
import type { Monitor, PixelOutcome, PixelSeries, PixelWatch } from './monitor.js';
import { STATE, type StateArray } from './pixelState.js';
import { planProcess, planRows, sharedParameters, type ProcessPlan } from './processPlan.js';
import type { ProcessMethod } from './residualProcess.js';

/** A monitor of a method that follows a process of residuals: a model of the history, then look by look. */
export function processMonitor(method: ProcessMethod): Monitor {
  return {
    name: method.name,
    version: method.version,
    source: method.source,
    needs: { bands: 'one', isHistoryEndRequired: false },
    parameters: { ...sharedParameters(method), ...method.parameters },
    defaultOrder: method.defaultOrder,
    online: method,
    prepare(dates, settings): PixelWatch {
      const plan = planProcess(method, dates, settings);
      const rows = planRows(plan, dates.days);
      const state = new Float64Array(plan.layout.fields);
      return (series) => watchPixel(plan, rows, series, state);
    },
  };
}

function watchPixel(plan: ProcessPlan, rows: Float64Array, series: PixelSeries, state: Float64Array): PixelOutcome {
  watchSeries(plan, rows, series, state, 0);
  return outcomeOf(plan, state, 0, series.days.at(-1) ?? 0);
}

/**
 * Numbers of the looks that count: clear, finite, one a day; or why there are none.
 * @param plan duplicates `keep`: every clear look counts, whoever asked deals with those of one day
 */
export function clearLooks(
  plan: { readonly duplicates: ProcessPlan['duplicates'] | 'keep' },
  { days, values, reason }: PixelSeries,
): Int32Array | SeriesReason {
  const own = values[0]!;
  const looks: number[] = [];
  for (let i = 0; i < days.length; i++) {
    if (reason[i] !== NOT_ASSESSED.clear || !Number.isFinite(own[i]!)) continue;
    const before = looks.at(-1);
    if (plan.duplicates !== 'keep' && before !== undefined && days[before] === days[i]) {
      if (plan.duplicates === 'refuse') return 'duplicateDates';
      continue;
    }
    looks.push(i);
  }
  return looks.length === 0 ? 'noClearLook' : Int32Array.from(looks);
}

/**
 * Watches a whole series: its numbers end as they would have, look by look.
 * @param rows regressors of all days of the series
 */
export function watchSeries(
  plan: ProcessPlan,
  rows: Float64Array,
  series: PixelSeries,
  state: StateArray,
  at: number,
): void {
  state.fill(0, at, at + plan.layout.fields);
  const looks = clearLooks(plan, series);
  if (typeof looks === 'string') {
    state[at + STATE.reason] = SERIES_REASON[looks];
    return;
  }
  const pixel = { plan, rows, series, looks };
  for (let next = beginPixel(pixel, state, at); next < looks.length; next++) {
    const look = looks[next]!;
    const mayRearm = stepPixel(
      plan,
      { day: series.days[look]!, value: series.values[0]![look]!, rows, row: look },
      state,
      at,
    );
    if (mayRearm) rearmPixel(pixel, next, state, at);
  }
}
