import { NOT_ASSESSED } from '#domain/raster.js';
import { fittedCurve, type CurvePoint } from './fittedCurve.js';
import { followedSeries, type FollowedValue } from './followedValue.js';
import type { Monitor, MonitorSettings, PixelOutcome, PixelSeries, PixelWatch } from './monitor.js';

/** One look of a pixel, as a chart shows it. */
export interface ChartLook {
  /** NaN where it was not clear. */
  readonly value: number;
  /** Code of `NOT_ASSESSED`. */
  readonly reason: number;
  /** Value of the process after this look and the boundary it is held against; null before there is one. */
  readonly process: number | null;
  readonly boundary: number | null;
}

/** One pixel's series with what a monitor says of it. */
export interface PixelChart {
  /** As the series' dates. */
  readonly looks: readonly ChartLook[];
  readonly outcome: PixelOutcome | null;
  readonly curve: readonly CurvePoint[];
}

export interface PixelChartRequest {
  /** All bands that are followed or shown. */
  readonly series: PixelSeries;
  /** One band or index. */
  readonly shown: FollowedValue;
  /** Null: values only. */
  readonly watch: {
    readonly monitor: Monitor;
    readonly settings: MonitorSettings;
    readonly followed: FollowedValue;
  } | null;
}

export function chartPixel({ series, shown, watch }: PixelChartRequest): PixelChart {
  const { values, reason } = followedSeries(series, shown);
  const own = values[0]!;
  const look = (i: number, step: ProcessStep | undefined): ChartLook => ({
    value: reason[i] === NOT_ASSESSED.clear ? own[i]! : NaN,
    reason: reason[i]!,
    process: step?.process ?? null,
    boundary: step?.boundary ?? null,
  });
  if (watch === null) return { looks: Array.from(own, (_, i) => look(i, undefined)), outcome: null, curve: [] };
  const { monitor, settings, followed } = watch;
  const name = shown.kind === 'index' ? shown.index : shown.bands[0]!;
  const watched = followedSeries(series, followed);
  const dates = { days: series.days, bands: watched.bands };
  const watchPixel = monitor.prepare(dates, settings);
  const outcome = watchPixel(watched);
  const isFollowed = watched.bands.includes(name);
  const steps = isFollowed ? traceProcess(watchPixel, watched, outcome) : new Map<number, ProcessStep>();
  return {
    looks: Array.from(own, (_, i) => look(i, steps.get(i))),
    outcome,
    curve: isFollowed ? fittedCurve(monitor, dates, settings, outcome, name) : [],
  };
}

interface ProcessStep {
  readonly process: number;
  readonly boundary: number;
}

/** The process look by look: the series is watched again and again, each time with one more look. */
function traceProcess(watch: PixelWatch, series: PixelSeries, whole: PixelOutcome): Map<number, ProcessStep> {
  const steps = new Map<number, ProcessStep>();
  if (whole.history === null || whole.process === undefined) return steps;
  const { days, reason } = series;
  const seen = Uint8Array.from(reason, (why, i) => (days[i]! <= whole.history!.toDay ? why : NOT_ASSESSED.nodata));
  for (let i = 0; i < days.length; i++) {
    if (days[i]! <= whole.history.toDay || reason[i] !== NOT_ASSESSED.clear) continue;
    seen[i] = NOT_ASSESSED.clear;
    const { process, boundary } = watch({ ...series, reason: seen });
    if (process !== undefined && boundary !== undefined) steps.set(i, { process, boundary });
  }
  return steps;
}
