import { BadInputError } from '#domain/errors.js';
import type { PixelLook, PixelMonitoring, PixelSeries, PixelSeriesRequest } from '#domain/pixelSeries.js';
import { NOT_ASSESSED, type NotAssessedReason } from '#domain/raster.js';
import { SERIES_MONITOR_DEFAULTS, type SeriesMonitor } from '#domain/seriesMonitor.js';
import { dateOfOrdinal, dayOf, ordinalOf, type IsoDate } from '#domain/time.js';
import { followedValue, type FollowedValue } from '#pipelines/series-to-change/followedValue.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import type { PixelChart } from '#pipelines/series-to-change/pixelChart.js';
import { project, WGS84 } from '#store/rasters/index.js';
import { createThreadPool, type ThreadPool } from '#runtime/threads/threadPool.js';
import { threadEntry } from '../threadEntry.js';
import { areaSeries, type AreaSeries } from './areaSeries.js';
import { monitorSettings } from './monitorSettings.js';
import { breakEntry } from './outcomeLine.js';
import { runPixelTask, type PixelTask } from './pixelTask.js';

/** Reads single pixels of watch areas over time. */
export interface PixelReading {
  /** @throws BadInputError where the place lies outside of the series, or the value cannot be shown */
  read(request: PixelSeriesRequest): Promise<PixelSeries>;
  close(): Promise<void>;
}

/** @param options threads: 0 reads in the calling thread (tests) */
export function createPixelReading(options: { readonly rasterRoot: string; readonly threads: number }): PixelReading {
  const pool: ThreadPool<PixelTask> =
    options.threads > 0
      ? createThreadPool<PixelTask>(() => threadEntry('worker/compute/series/pixelThread.js'), options.threads)
      : { run: (task) => runPixelTask(task), releaseIdle: () => undefined, close: () => Promise.resolve() };
  return {
    async read(request) {
      const of = areaSeries({
        area: request.area,
        scenes: request.scenes,
        monitor: request.monitor ?? WITHOUT_MONITOR,
        rasterRoot: options.rasterRoot,
      });
      const task = taskOf(request, of);
      const chart = (await pool.run(task)) as PixelChart;
      return answerOf(request, of, task, chart);
    },
    close: () => pool.close(),
  };
}

/** What is shown of an area that nobody watches: any method that follows one value leads to it. */
const WITHOUT_MONITOR = { ...SERIES_MONITOR_DEFAULTS, method: 'ewma' } as const satisfies SeriesMonitor;

function taskOf({ lon, lat, monitor, value, area }: PixelSeriesRequest, { series }: AreaSeries): PixelTask {
  const { grid, observations, bands } = series;
  const [x, y] = project(WGS84, grid.epsg, [lon, lat]);
  const [column, row] = [
    Math.floor((x - grid.originX) / grid.pixelWidth),
    Math.floor((grid.originY - y) / grid.pixelHeight),
  ];
  if (!(column >= 0 && row >= 0 && column < grid.width && row < grid.height)) {
    throw new BadInputError('the place lies outside of the series', {
      code: 'series.outside',
      where: 'query.lon, query.lat',
      found: `${lon}, ${lat}`,
      expected: `a place within watch area ${area.id}`,
    });
  }
  const followed = monitor === null ? null : followedValue(monitorOf(monitor.method), bands, monitor.value);
  const watch = monitor === null ? null : { method: monitor.method, followed: followed! };
  const days = Int32Array.from(observations, ({ time }) => ordinalOf(time));
  return {
    observations,
    grid,
    row,
    column,
    shown: shownValue(bands, value, followed),
    watch: watch && { ...watch, settings: monitorSettings(monitor!, days) },
  };
}

/** One value: the one asked for, else the one that is followed, else an index that the bands allow. */
function shownValue(bands: readonly string[], value: string | null, followed: FollowedValue | null): FollowedValue {
  const isOne = followed !== null && (followed.kind === 'index' || followed.bands.length === 1);
  if (value === null && isOne) return followed;
  const usual = followed !== null && bands.includes('nir') ? 'nir' : null;
  return followedValue(monitorOf(WITHOUT_MONITOR.method), bands, value ?? usual);
}

const SEEN = Object.fromEntries(Object.entries(NOT_ASSESSED).map(([name, code]) => [code, name])) as Readonly<
  Record<number, 'clear' | NotAssessedReason>
>;

function answerOf(
  { from, to }: PixelSeriesRequest,
  { scenes, series }: AreaSeries,
  { row, column, shown, watch }: PixelTask,
  chart: PixelChart,
): PixelSeries {
  const { grid } = series;
  const isAsked = (day: IsoDate): boolean => (from === null || day >= from) && (to === null || day <= to);
  const middle: [number, number] = [
    grid.originX + (column + 0.5) * grid.pixelWidth,
    grid.originY - (row + 0.5) * grid.pixelHeight,
  ];
  const [lon, lat] = project(grid.epsg, WGS84, middle);
  const looks = scenes.map(({ id, acquiredAt, platform }, i): PixelLook => {
    const { value, reason, process, boundary } = chart.looks[i]!;
    const seen = SEEN[reason]!;
    return { time: acquiredAt, sceneId: id, platform, value: finite(value), seen, process, boundary };
  });
  return {
    lon,
    lat,
    row,
    column,
    value: shown.kind === 'index' ? shown.index : shown.bands[0]!,
    looks: looks.filter(({ time, seen }) => seen !== 'outside' && isAsked(dayOf(time))),
    monitor: watch && monitoringOf(watch, chart, isAsked),
  };
}

function monitoringOf(
  { method, settings }: NonNullable<PixelTask['watch']>,
  { outcome, curve }: PixelChart,
  isAsked: (day: IsoDate) => boolean,
): PixelMonitoring {
  const history = outcome?.history ?? null;
  return {
    method,
    version: monitorOf(method).version,
    historyEnd: settings.historyEndDay === null ? null : dateOfOrdinal(settings.historyEndDay),
    notAssessed: outcome?.notAssessed ?? null,
    breaks: (outcome?.breaks ?? []).map(breakEntry),
    history: history && {
      from: dateOfOrdinal(history.fromDay),
      to: dateOfOrdinal(history.toDay),
      count: history.count,
    },
    sigma: finite(outcome?.sigma ?? null),
    curve: curve
      .map(({ day, value }) => ({ date: dateOfOrdinal(day), value }))
      .filter(({ date, value }) => isAsked(date) && Number.isFinite(value)),
  };
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);
