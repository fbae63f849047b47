import type { Recipe } from './recipe.js';
import type { SensorKind } from './scene.js';
import type { MonitorName } from './series.js';
import type { IsoDate } from './time.js';

/** What values of several sensors are brought onto: nothing, or Landsat 8's OLI by published linear functions. */
export const HARMONISATIONS = ['none', 'landsatOli'] as const;
export type HarmonisationName = (typeof HARMONISATIONS)[number];

/** How a watch area's series is watched, beside the recipe that compares two of its scenes. */
export interface SeriesMonitor {
  readonly method: MonitorName;
  /** Scenes of this kind make the series. */
  readonly sensor: SensorKind;
  /** Band or index that is followed; null: an index that the bands allow. */
  readonly value: string | null;
  /** Harmonics of the year; null: the method's default. */
  readonly order: number | null;
  readonly trend: boolean;
  /** Last day of the history; null: two thirds of the time that the series spans when it is first watched. */
  readonly historyEnd: IsoDate | null;
  /** The method's own parameters by name, where they are not its defaults. */
  readonly parameters: Recipe['parameters'];
  readonly harmonisation: HarmonisationName;
  /** Days after a look by which the next is due; null: no look is expected. */
  readonly cadenceDays: number | null;
  /** Days without a clear look that are reported as a gap; null: none are. */
  readonly gapDays: number | null;
}

/** What stands where nothing is said. */
export const SERIES_MONITOR_DEFAULTS = {
  sensor: 'optical',
  value: null,
  order: null,
  trend: false,
  historyEnd: null,
  parameters: {},
  harmonisation: 'landsatOli',
  cadenceDays: null,
  gapDays: 60,
} as const satisfies Omit<SeriesMonitor, 'method'>;
