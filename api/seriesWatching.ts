import type { PixelSeries, PixelSeriesRequest } from '#domain/pixelSeries.js';
import type { MonitorName } from '#domain/series.js';
import type { SeriesMonitor } from '#domain/seriesMonitor.js';

/** A parameter of a method, as forms show it. */
export interface MethodParameter {
  readonly name: string;
  readonly meaning: string;
  readonly default: number | string | boolean;
  readonly range: readonly [number, number] | null;
  readonly words: readonly string[] | null;
}

/** A way of watching a series. */
export interface SeriesMethod {
  readonly name: MonitorName;
  readonly version: string;
  /** Papers behind it. */
  readonly source: string;
  /** Null where it has no harmonics. */
  readonly defaultOrder: number | null;
  /** Whether a new scene costs one step, not a fit of the whole series. */
  readonly isContinued: boolean;
  readonly parameters: readonly MethodParameter[];
}

/**
 * What the API needs of the series' methods. The composition root hands it in, since the API does not know the pipelines.
 */
export interface SeriesWatching {
  readonly methods: readonly SeriesMethod[];
  /** @throws BadInputError naming what the method does not know */
  checkMonitor(monitor: SeriesMonitor): void;
  /** @throws BadInputError where the place lies outside of the series, or the value cannot be shown */
  readPixel(request: PixelSeriesRequest): Promise<PixelSeries>;
  close(): Promise<void>;
}
