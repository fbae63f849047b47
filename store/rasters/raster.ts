import type { StoredBlock } from './storedBlock.js';
import type { PixelWindow, RasterGrid, SampleType } from '#domain/raster.js';
import type { SampleArray } from './samples.js';
import type { TileAccess } from './tileAccess.js';

/** What the file says of its coordinate reference system. */
export interface CrsReference {
  /** Stated in the file, or recognised from its parameters; null where neither succeeds. */
  readonly epsg: number | null;
  /** The citation the file carries, for messages. */
  readonly name: string | null;
  /** True where the file says nothing of a CRS at all. */
  readonly isMissing: boolean;
}

/** x of the corner, pixel width, row skew, y of the corner, column skew, pixel height (GDAL's order; height < 0 is north-up). */
export type GeoTransform = readonly [number, number, number, number, number, number];

export interface RasterBand {
  readonly description: string | null;
  /** Physical value = stored value * scale + offset; 1 and 0 where the file does not say. */
  readonly scale: number;
  readonly offset: number;
  /** How this band's overviews were made, where the file says so. */
  readonly overviewResampling: string | null;
}

/** One resolution of a raster: the full one, or an overview. */
export interface RasterLevel {
  readonly width: number;
  readonly height: number;
  readonly blockWidth: number;
  readonly blockHeight: number;
}

export type RasterFormat = 'GeoTIFF' | 'ENVI';

/** Everything known of a raster file without reading pixels. */
export interface RasterHeader {
  readonly path: string;
  readonly format: RasterFormat;
  readonly fileBytes: number;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly bands: readonly RasterBand[];
  readonly sampleType: SampleType;
  /** Compared with stored values, before scaling. NaN where the file says `nan`. */
  readonly nodata: number | null;
  /** Number of the band that is alpha (0 = transparent = not seen), or null. */
  readonly alphaBand: number | null;
  readonly crs: CrsReference;
  readonly geoTransform: GeoTransform | null;
  /** Null where the CRS has no EPSG code, or there is no georeference, or the grid is not north-up. */
  readonly grid: RasterGrid | null;
  readonly isTiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** Smaller copies, as stored (usually from large to small); level n of `readWindow` is `overviews[n - 1]`. */
  readonly overviews: readonly RasterLevel[];
  readonly hasMask: boolean;
  /** Name of the compression, for example `DEFLATE`. */
  readonly compression: string;
  /** Dataset-wide GDAL metadata items. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Things beside the file that are not read, as English sentences. */
  readonly warnings: readonly string[];
}

/** Stored samples of a window. */
export interface WindowSamples {
  readonly width: number;
  readonly height: number;
  /** One array per asked band, row-major, `width * height` long, stored values (not scaled). */
  readonly values: readonly SampleArray[];
  /** 1 where every asked band holds data, 0 for nodata, NaN, infinity, masked, transparent, or never written. */
  readonly valid: Uint8Array;
}

export interface RasterFile {
  readonly header: RasterHeader;
  /**
   * Reads stored samples.
   * @param window in pixels of the level; must lie inside it
   * @param bands numbers, counted from 1
   * @param level 0 (default) full resolution, n the nth overview
   * @throws BadInputError where a block is truncated, corrupt or larger than allowed
   */
  readWindow(window: PixelWindow, bands: readonly number[], level?: number): Promise<WindowSamples>;
  /**
   * One band's stored samples over a window of the full resolution, nodata and all, for kernels that do the rest; rows one
   * after the other, as words of the machine. Left out: the file must be read by `readWindow`.
   * @param into bytes of `width * height` samples at least
   * @returns false where this window must be read by `readWindow` too; `into` then holds anything
   * @throws BadInputError as `readWindow`
   */
  readStored?(window: PixelWindow, band: number, into: Uint8Array): boolean;
  /** The one block of a band that a window of the full resolution lies in; null where it lies in several, or none was written. */
  storedBlock?(window: PixelWindow, band: number): StoredBlock | null;
  /** False where no block of the full resolution was ever written (GDAL's sparse files). Left out: all are. */
  hasWrittenBlocks?(): Promise<boolean>;
  /** Gives decoded blocks back; the file stays open. For readers of many files at once. */
  releaseBlocks(): void;
  /** Tiles as they stand in the file, for fused kernels; null where the file is not of that kind. */
  readonly tiles?: TileAccess | null;
  close(): void;
}
