/** What the pipelines know of a raster: a grid, its samples, and where it says nothing. No file format here. */

export type SampleType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64';

/**
 * A north-up pixel grid. `originX`/`originY` is the outer corner of the upper left pixel in CRS units; `pixelWidth` and
 * `pixelHeight` are positive sizes in CRS units (rows go south).
 */
export interface RasterGrid {
  readonly width: number;
  readonly height: number;
  readonly originX: number;
  readonly originY: number;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** EPSG code of the grid's CRS. */
  readonly epsg: number;
}

/** A rectangle of pixels, in pixels of its grid. */
export interface PixelWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Why a pixel says nothing. 0 means it was seen clearly; everything else is "not assessed", never "no change". */
export const NOT_ASSESSED = { clear: 0, nodata: 1, cloud: 2, shadow: 3, snow: 4, saturated: 5, outside: 6 } as const;
export type NotAssessedReason = Exclude<keyof typeof NOT_ASSESSED, 'clear'>;

/**
 * Several bands over one window. `values[b]` is row-major, `width * height` long, in physical units (raw * scale +
 * offset). `reason[i]` is a code of `NOT_ASSESSED`; values where it is not 0 are meaningless.
 */
export interface BandStack {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly string[];
  readonly values: readonly Float32Array[];
  readonly reason: Uint8Array;
}
