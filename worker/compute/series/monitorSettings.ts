import type { SeriesMonitor } from '#domain/seriesMonitor.js';
import { ordinalOf } from '#domain/time.js';
import type { MonitorSettings } from '#pipelines/series-to-change/monitor.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { defaultHistoryEnd } from '#pipelines/series-to-change/processPlan.js';

/** A model of the seasons wants to have seen all of them. */
const SHORTEST_HISTORY_DAYS = 365;

/**
 * A monitor's settings for the pipelines. Where nobody says when the history ends: after two thirds of the time, but not
 * before a year.
 * @param days of all looks, Python ordinals, not decreasing
 */
export function monitorSettings(
  { method, order, trend, parameters, historyEnd }: SeriesMonitor,
  days: ArrayLike<number>,
): MonitorSettings {
  const isHistoryNeeded = monitorOf(method).online !== undefined;
  const usual = Math.max(defaultHistoryEnd(Int32Array.from(days)), (days[0] ?? 0) + SHORTEST_HISTORY_DAYS);
  const historyEndDay = historyEnd === null ? (isHistoryNeeded ? usual : null) : ordinalOf(historyEnd);
  return { historyEndDay, order, hasTrend: trend, parameters };
}
