import type { AreaGeometry } from './geometry.js';
import type { NotAssessedReason } from './raster.js';
import type { Scene } from './scene.js';
import type { MonitorName, SeriesReason } from './series.js';
import type { SeriesMonitor } from './seriesMonitor.js';
import type { IsoDate, IsoTime } from './time.js';

/** One look of a pixel's series. */
export interface PixelLook {
  readonly time: IsoTime;
  readonly sceneId: string;
  readonly platform: string | null;
  /** Null where it was not clear. */
  readonly value: number | null;
  readonly seen: 'clear' | NotAssessedReason;
  /** The process after this look and the boundary it is held against; null before there is one. */
  readonly process: number | null;
  readonly boundary: number | null;
}

/** A break as people read it. */
export interface PixelBreak {
  /** The day that the method reports. */
  readonly date: IsoDate;
  /** In units of the value; the sign tells the direction. */
  readonly magnitude: number | null;
  readonly confirmed: boolean;
  /** Looks that show it. */
  readonly confirmations: number;
  readonly firstLook: IsoDate;
  /** Last clear look before the first that shows it. */
  readonly lastClear: IsoDate | null;
}

/** One pixel of a watch area over time, with what its monitor says of it. */
export interface PixelSeries {
  /** Middle of the pixel, degrees, WGS84. */
  readonly lon: number;
  readonly lat: number;
  readonly row: number;
  readonly column: number;
  /** Band or index that is shown. */
  readonly value: string;
  readonly looks: readonly PixelLook[];
  /** Null where the area has no series monitor. */
  readonly monitor: PixelMonitoring | null;
}

/** What a monitor says of a pixel. */
export interface PixelMonitoring {
  readonly method: MonitorName;
  readonly version: string;
  readonly historyEnd: IsoDate | null;
  readonly notAssessed: SeriesReason | null;
  readonly breaks: readonly PixelBreak[];
  /** The looks that the first model was made from. */
  readonly history: { readonly from: IsoDate; readonly to: IsoDate; readonly count: number } | null;
  /** Standard deviation of the history's residuals. */
  readonly sigma: number | null;
  /** Points of the model's curve; of the value that is shown, where the monitor follows it. */
  readonly curve: readonly { readonly date: IsoDate; readonly value: number }[];
}

/** What is asked of one pixel of a watch area. */
export interface PixelSeriesRequest {
  readonly area: { readonly id: string; readonly geometry: AreaGeometry };
  /** Over the area, oldest first. */
  readonly scenes: readonly Scene[];
  /** Null: values only. */
  readonly monitor: SeriesMonitor | null;
  readonly lon: number;
  readonly lat: number;
  /** Band or index to show; null: what the monitor follows. */
  readonly value: string | null;
  /** Looks outside of these days are watched, but not answered. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}
