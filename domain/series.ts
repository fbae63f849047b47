import type { RasterGrid } from './raster.js';
import type { SceneAsset } from './scene.js';
import type { IsoTime } from './time.js';

/** Ways of watching a series, as `--method` names them. */
export const MONITOR_NAMES = ['bfast-monitor', 'ewma', 'cusum', 'mosum', 'iqr', 'ccdc', 'landtrendr', 'bayts'] as const;
export type MonitorName = (typeof MONITOR_NAMES)[number];

/**
 * Why a pixel's series could not be judged; 0 means that it was. Everything else is "not assessed", never "no change".
 * The numbers are the codes in rasters of breaks and of state.
 */
export const SERIES_REASON = {
  assessed: 0,
  /** Not one clear look: clouds, nodata or outside on every date. */
  noClearLook: 1,
  /** Fewer clear looks in the history than its model needs. */
  tooFewObservations: 2,
  /** The history does not vary at all: a sensor fault or a fill value, not ground. */
  constant: 3,
  /** Two clear looks of one day that disagree about what to believe. */
  duplicateDates: 4,
  /** A longer time without any clear look than the method bears. */
  sensorGap: 5,
  /** No stretch of the history is stable enough to predict from. */
  unstableHistory: 6,
  /** Nothing was seen clearly after the history. */
  nothingToMonitor: 7,
  /** The dates do not determine the model (its equations have no single solution). */
  undetermined: 8,
} as const;
export type SeriesReason = Exclude<keyof typeof SERIES_REASON, 'assessed'>;

/** Brings another sensor's values onto the reference sensor's: reference = value * slope + intercept, in physical units. */
export interface Harmonisation {
  readonly slope: number;
  readonly intercept: number;
}

/** One look: a scene of the series. */
export interface Observation {
  readonly time: IsoTime;
  readonly asset: SceneAsset;
  /** As the manifest names it, for example `LE07`. */
  readonly sensor: string | null;
  /** By band name; bands that are missing are taken as they are. */
  readonly harmonisation: Readonly<Record<string, Harmonisation>>;
}

/** Scenes of one place in the order of time; irregular dates, several sensors. Pixels are on `grid`. */
export interface Series {
  readonly id: string;
  readonly observations: readonly Observation[];
  /** Bands that every observation has. */
  readonly bands: readonly string[];
  readonly grid: RasterGrid;
}
