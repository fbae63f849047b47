import { BadInputError } from '#domain/errors.js';
import type { MonitorName, SeriesReason } from '#domain/series.js';
import type { ParameterDescription, Parameters } from '../scene-to-change/detector.js';
import type { ProcessMethod } from './residualProcess.js';

export type { ParameterDescription, Parameters } from '../scene-to-change/detector.js';

/**
 * One pixel's looks in the order of time, those that were not clear included. Arrays may be views into scratch memory:
 * whoever keeps one copies it.
 */
export interface PixelSeries {
  /** Python ordinals (0001-01-01 is 1), not decreasing; two looks may share a day. */
  readonly days: Int32Array;
  readonly bands: readonly string[];
  /** `values[band][date]` in physical units; NaN where the band says nothing. */
  readonly values: readonly Float64Array[];
  /** Codes of `NOT_ASSESSED` by date; 0 is clear. */
  readonly reason: Uint8Array;
}

/** What the user settles; the rest are a method's own parameters. */
export interface MonitorSettings {
  /** Last day of the history, a Python ordinal; null: the method segments the whole series, or chooses. */
  readonly historyEndDay: number | null;
  /** Harmonics of the year; null: the method's default. */
  readonly order: number | null;
  readonly hasTrend: boolean;
  readonly parameters: Parameters;
}

/** A change that a monitor found in one pixel. */
export interface SeriesBreak {
  /** The day that the method reports: where its process crosses the boundary, or where a segment ends. */
  readonly day: number;
  /** First look that shows it: `day`, or a look before it where the method needs several to signal. */
  readonly firstLookDay: number;
  /** Last clear look before `firstLookDay`; null where there is none. */
  readonly lastClearDay: number | null;
  /** Size of the change in units of the (first) band; its sign tells the direction. */
  readonly magnitude: number;
  /** True once the method's own number of looks agrees and none took it back. */
  readonly isConfirmed: boolean;
  /** Looks that show it, the first included. */
  readonly confirmations: number;
}

/** A stretch of the series under one model. */
export interface SeriesSegment {
  readonly fromDay: number;
  readonly toDay: number;
  /** Day of the break that ends it; null where it lasts to the end. */
  readonly breakDay: number | null;
  /** By band, in the method's own order (say which in its file). */
  readonly coefficients: Readonly<Record<string, readonly number[]>>;
  readonly rmse: Readonly<Record<string, number>>;
  /** Clear looks in it. */
  readonly count?: number;
  /** How the curve came to be, as pyccd codes it: coefficients of a watched curve; 14, 24, 44, 54 of a simple one. */
  readonly quality?: number;
  /** By band: size of the difference of the looks tested after it. */
  readonly magnitude?: Readonly<Record<string, number>>;
}

/** What a monitor says of one pixel. */
export interface PixelOutcome {
  readonly notAssessed: SeriesReason | null;
  readonly breaks: readonly SeriesBreak[];
  /** The looks that the (first) model was made from. */
  readonly history: { readonly fromDay: number; readonly toDay: number; readonly count: number } | null;
  /** Standard deviation of the history's residuals, as the method defines it. */
  readonly sigma: number | null;
  readonly coefficients: readonly number[];
  readonly segments: readonly SeriesSegment[];
  /** Of methods that follow a process: its value after the last look, and the boundary it is held against. */
  readonly process?: number;
  readonly boundary?: number;
}

/** What all pixels of a series share. */
export interface SeriesDates {
  /** Python ordinals, not decreasing. */
  readonly days: Int32Array;
  readonly bands: readonly string[];
  /** Sensor of each look, where there are several whose values were not brought onto each other's. */
  readonly sensors?: readonly string[];
}

/** What a monitor must be given. */
export interface MonitorNeeds {
  /**
   * `one`: any single band or index; otherwise names of bands, of which `required` must be there and the others are used
   * where they are.
   */
  readonly bands: 'one' | { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** Whether it cannot work without `--history-end`. */
  readonly isHistoryEndRequired: boolean;
}

/** One way of watching a series: an object without state, in the registry `monitors.ts`. Pure. */
export interface Monitor {
  readonly name: MonitorName;
  readonly version: string;
  /** Papers behind it. */
  readonly source: string;
  readonly needs: MonitorNeeds;
  readonly parameters: Readonly<Record<string, ParameterDescription>>;
  /** Harmonics where `--order` is not given; null where the method has none. */
  readonly defaultOrder: number | null;
  /** Set where it follows a process of residuals look by look, so that a pixel's state can be stored and continued. */
  readonly online?: ProcessMethod;
  /** What takes the place of stated parameters and defaults where whole rasters are watched. */
  readonly forRasters?: (stated: Parameters) => Parameters;
  /**
   * Prepares what all pixels share (regressors of the dates, critical values) and returns what judges one pixel of these
   * dates. That function never throws for what a series holds: that is a `notAssessed`.
   * @throws BadInputError where the settings cannot be used, naming the parameter
   */
  prepare(dates: SeriesDates, settings: MonitorSettings): PixelWatch;
}

export type PixelWatch = (series: PixelSeries) => PixelOutcome;

/** An outcome that only says why there is none. */
export function notAssessed(reason: SeriesReason): PixelOutcome {
  return { notAssessed: reason, breaks: [], history: null, sigma: null, coefficients: [], segments: [] };
}

/** The settings' parameter, or its default. */
export function numberOf(monitor: Pick<Monitor, 'parameters'>, { parameters }: MonitorSettings, name: string): number {
  const value = parameters[name] ?? monitor.parameters[name]?.default;
  if (typeof value !== 'number') throw new RangeError(`no number parameter ${name}`);
  return value;
}

/** The settings' parameter as a word, or its default. */
export function wordOf(monitor: Pick<Monitor, 'parameters'>, { parameters }: MonitorSettings, name: string): string {
  return String(parameters[name] ?? monitor.parameters[name]?.default);
}

/** @throws BadInputError naming the first parameter that the monitor does not know or that is out of range */
export function checkMonitorParameters(monitor: Monitor, parameters: Parameters): void {
  for (const [name, value] of Object.entries(parameters)) {
    const description = monitor.parameters[name];
    const where = `${monitor.name}, parameter ${name}`;
    if (description === undefined) {
      throw new BadInputError('the method has no such parameter', {
        code: 'monitor.parameter',
        where,
        expected: Object.keys(monitor.parameters).join(', '),
      });
    }
    const [least, most] = description.range ?? [-Infinity, Infinity];
    const isOfType = typeof value === typeof description.default;
    const isInside = typeof value !== 'number' || (value >= least && value <= most);
    const isWord = description.words === undefined || description.words.includes(String(value));
    if (isOfType && isInside && isWord) continue;
    throw new BadInputError('not a value for this parameter', {
      code: 'monitor.parameter',
      where,
      found: String(value),
      expected:
        description.words?.join(', ') ?? (description.range ? `${least} to ${most}` : typeof description.default),
    });
  }
}
