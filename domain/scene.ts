import type { AreaGeometry } from './geometry.js';
import type { RasterGrid } from './raster.js';
import type { IsoTime } from './time.js';

export const SENSOR_KINDS = ['optical', 'rgb', 'sar'] as const;
export type SensorKind = (typeof SENSOR_KINDS)[number];

/** Common band names (STAC eo:common_name); `band1`… where a file does not say. */
export const BAND_NAMES = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;
export type BandName = (typeof BAND_NAMES)[number];

/**
 * How a quality band codes what was seen. `own` is Planwatch's: 0 clear, 1 nodata, 2 cloud, 3 shadow, 4 snow,
 * 5 saturated. `scl` Sentinel-2 scene classification, `qaPixel` Landsat collection 2 bits, `fmask` 0–4/255.
 */
export const QUALITY_CODINGS = ['own', 'scl', 'qaPixel', 'fmask'] as const;
export type QualityCoding = (typeof QUALITY_CODINGS)[number];

/** Where the pixels of a scene are and what they mean. Band numbers count from 1. */
export interface SceneAsset {
  /** Path in the raster store, or a file path on the command line. Its grid is the scene's. */
  readonly path: string;
  readonly bands: Readonly<Record<string, number>>;
  /** Bands that stand in files of their own, by name; the others stand in `path`. Left out: all do. */
  readonly files?: Readonly<Record<string, string>>;
  readonly scale: number;
  readonly offset: number;
  /** Overrides the file's own nodata value where set. */
  readonly nodata: number | null;
  /** `path` null: the quality band stands in the same file. `clear`: the values that say clear, whatever the coding says. */
  readonly quality: {
    readonly path: string | null;
    readonly band: number;
    readonly coding: QualityCoding;
    readonly clear?: readonly number[];
  } | null;
}

/** One acquisition, one footprint. */
export interface Scene {
  readonly id: string;
  readonly title: string;
  readonly acquiredAt: IsoTime;
  readonly sensor: SensorKind;
  readonly platform: string | null;
  readonly asset: SceneAsset;
  readonly grid: RasterGrid;
  readonly footprintWgs84: AreaGeometry;
  readonly gsdMetres: number;
  /** SHA-256 of the pixels' file: the same file registered twice is one scene. */
  readonly contentHash: string;
  /** Share of pixels seen clearly, 0–1. */
  readonly clearShare: number;
}
