import { BadInputError } from '#domain/errors.js';
import type { RasterGrid } from '#domain/raster.js';
import { compressionName } from './compression.js';
import type { FileBytes } from './fileBytes.js';
import { parseGdalMetadata } from './gdalMetadata.js';
import { readCrs, readGeoKeys, readGeoTransform } from './geoTags.js';
import { readImageLayout, type ImageLayout } from './imageLayout.js';
import type { CrsReference, GeoTransform, RasterHeader } from './raster.js';
import { sideCarWarnings } from './sideCars.js';
import { TAG, readTiffStructure, type TiffDirectory } from './tiffDirectory.js';

const REDUCED = 1;
const MASK = 4;
const MAX_OVERVIEWS = 32;
const ALPHA_KINDS = [1, 2];

/** A raster's header, and the layouts of the images its levels are read from. */
export interface RasterImages {
  readonly header: RasterHeader;
  /** Full resolution first, then the overviews in the header's order. */
  readonly levels: readonly ImageLayout[];
  /** The mask of each level, or null. */
  readonly masks: readonly (ImageLayout | null)[];
}

/** @throws BadInputError where the file is not a TIFF, is cut short, or of a kind that is not read */
export function readRasterImages(file: FileBytes): RasterImages {
  const { directories, isLittleEndian } = readTiffStructure(file);
  const main = directories[0]!;
  const full = readImageLayout(file, main, isLittleEndian);
  const others = directories.slice(1).flatMap((directory) => readSecondary(file, directory, full, isLittleEndian));
  const overviews = others
    .filter(({ kind, layout }) => (kind & REDUCED) !== 0 && (kind & MASK) === 0 && isOverviewOf(layout, full))
    .map(({ layout }) => layout)
    .slice(0, MAX_OVERVIEWS);
  const levels = [full, ...overviews];
  const masks = levels.map(
    ({ width, height }) =>
      others.find(({ kind, layout }) => (kind & MASK) !== 0 && isMaskOf(layout, width, height))?.layout ?? null,
  );
  return { header: headerOf(file, main, full, overviews, masks[0] !== null), levels, masks };
}

/**
 * An image that is neither read nor needed must not keep the first from being read; the first one's mask is needed: what it
 * hides would be taken for ground.
 */
function readSecondary(file: FileBytes, directory: TiffDirectory, full: ImageLayout, isLittleEndian: boolean) {
  let isMaskOfFull = false;
  try {
    const kind = directory.number(TAG.newSubfileType) ?? 0;
    if (kind === 0) return [];
    const isFullSize =
      directory.whole(TAG.imageWidth) === full.width && directory.whole(TAG.imageLength) === full.height;
    isMaskOfFull = (kind & MASK) !== 0 && isFullSize;
    return [{ kind, layout: readImageLayout(file, directory, isLittleEndian) }];
  } catch (error) {
    if (error instanceof BadInputError && !isMaskOfFull) return [];
    throw error;
  }
}

function isOverviewOf(layout: ImageLayout, full: ImageLayout): boolean {
  const isSmaller = layout.width < full.width || layout.height < full.height;
  const isSameKind = layout.bandCount === full.bandCount && layout.sampleType === full.sampleType;
  return isSmaller && layout.width <= full.width && layout.height <= full.height && isSameKind;
}

function isMaskOf(layout: ImageLayout, width: number, height: number): boolean {
  return layout.width === width && layout.height === height && layout.bandCount === 1 && layout.sampleType === 'uint8';
}

function headerOf(
  file: FileBytes,
  main: TiffDirectory,
  full: ImageLayout,
  overviews: readonly ImageLayout[],
  hasMask: boolean,
): RasterHeader {
  const keys = readGeoKeys(main);
  const crs = readCrs(keys);
  const geoTransform = readGeoTransform(main, keys);
  const { dataset, bands } = parseGdalMetadata(optionalText(main, TAG.gdalMetadata), full.bandCount);
  return {
    path: file.path,
    format: 'GeoTIFF',
    fileBytes: file.size,
    width: full.width,
    height: full.height,
    bandCount: full.bandCount,
    bands,
    sampleType: full.sampleType,
    nodata: statedNodata(file.path, main.text(TAG.gdalNodata), 'the tag GDAL_NODATA'),
    alphaBand: alphaBandOf(full),
    crs,
    geoTransform,
    grid: northUpGrid(full, crs, geoTransform),
    isTiled: full.isTiled,
    blockWidth: full.blockWidth,
    blockHeight: full.blockHeight,
    overviews: overviews.map(({ width, height, blockWidth, blockHeight }) => ({
      width,
      height,
      blockWidth,
      blockHeight,
    })),
    hasMask,
    compression: compressionName(full.compression),
    metadata: dataset,
    warnings: sideCarWarnings(file.path, geoTransform !== null),
  };
}

function optionalText(directory: TiffDirectory, tag: number): string | null {
  try {
    return directory.text(tag);
  } catch (error) {
    if (error instanceof BadInputError) return null;
    throw error;
  }
}

/**
 * The nodata value that a file states, or null where it states none.
 * @param place where a file of this format states it
 * @throws BadInputError where it is no number
 */
export function statedNodata(path: string, text: string | null, place: string): number | null {
  const nodata = parseNodata(text);
  if (nodata !== null || text === null || text.trim() === '') return nodata;
  // Taken for no nodata value at all, missing pixels would be judged as ground.
  throw new BadInputError('the nodata value is no number', {
    code: 'raster.nodata',
    where: path,
    found: JSON.stringify(text.slice(0, 40)),
    expected: `a number, nan or inf in ${place}`,
  });
}

/** A nodata value as text: a number, `nan` or `inf`, also as Microsoft's library writes them; null where it is none. */
export function parseNodata(text: string | null): number | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  if (/^[-+]?(nan|nan\(ind\)|1\.#(QNAN|IND))$/i.test(trimmed)) return NaN;
  if (/^[-+]?(inf(inity)?|1\.#INF)$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  const value = Number(trimmed.replace(',', '.'));
  return Number.isNaN(value) ? null : value;
}

function alphaBandOf(full: ImageLayout): number | null {
  const first = full.bandCount - full.extraSamples.length;
  const index = full.extraSamples.findIndex((kind) => ALPHA_KINDS.includes(kind));
  return index < 0 || first < 1 ? null : first + index + 1;
}

/** The grid of a raster of this size, or null where it has no known CRS, no position, or is not north-up. */
export function northUpGrid(
  { width, height }: { readonly width: number; readonly height: number },
  crs: CrsReference,
  transform: GeoTransform | null,
): RasterGrid | null {
  if (crs.epsg === null || transform === null) return null;
  const [originX, pixelWidth, rowSkew, originY, columnSkew, pixelHeight] = transform;
  if (rowSkew !== 0 || columnSkew !== 0 || !(pixelWidth > 0) || !(pixelHeight < 0)) return null;
  return { width, height, originX, originY, pixelWidth, pixelHeight: -pixelHeight, epsg: crs.epsg };
}
