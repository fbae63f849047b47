import { epsgOfParameters, isKnownEpsg } from './crsRecognition.js';
import { GEO_KEY } from './geoKey.js';
import type { CrsReference, GeoTransform } from './raster.js';
import { MissingBytes } from './remoteBytes.js';
import { TAG, type TiffDirectory } from './tiffDirectory.js';

const PROJECTED = 1;
const GEOGRAPHIC = 2;
const PIXEL_IS_POINT = 2;
const USER_DEFINED = 32767;

export type GeoKeys = ReadonlyMap<number, number | string>;

/** The GeoTIFF keys; those that point outside their tables are left out. */
export function readGeoKeys(directory: TiffDirectory): GeoKeys {
  const keys = new Map<number, number | string>();
  const table = tolerant(() => directory.numbers(TAG.geoKeys)) ?? [];
  const doubles = tolerant(() => directory.numbers(TAG.geoDoubles)) ?? [];
  const text = tolerant(() => directory.text(TAG.geoAscii)) ?? '';
  for (let i = 4; i + 3 < table.length && (i - 4) / 4 < (table[3] ?? 0); i += 4) {
    const [key, place, count, value] = table.slice(i, i + 4) as [number, number, number, number];
    if (place === 0) keys.set(key, value);
    else if (place === TAG.geoDoubles && doubles[value] !== undefined) keys.set(key, doubles[value]);
    else if (place === TAG.geoAscii) keys.set(key, text.slice(value, value + count).replace(/\|$/, ''));
  }
  return keys;
}

/** The CRS of the keys: by code, else by its parameters where they are those of a known system. */
export function readCrs(keys: GeoKeys): CrsReference {
  const name = firstText(keys, [GEO_KEY.projectedCitation, GEO_KEY.citation, GEO_KEY.geographicCitation]);
  const model = keys.get(GEO_KEY.modelType);
  const projected = numberOf(keys, GEO_KEY.projectedType);
  const geographic = numberOf(keys, GEO_KEY.geographicType);
  const isProjected = model === PROJECTED || (model === undefined && projected !== null);
  const isGeographic = model === GEOGRAPHIC || (model === undefined && projected === null && geographic !== null);
  if (!isProjected && !isGeographic) return { epsg: null, name, isMissing: true };
  const code = isProjected ? projected : geographic;
  const isStated = code !== null && code !== 0 && code !== USER_DEFINED && isKnownEpsg(code);
  const epsg = isStated ? code : isProjected ? epsgOfParameters(keys) : null;
  const isMissing = epsg === null && name === null && (code === null || code === 0);
  return { epsg, name: name ?? (code === null ? null : `code ${code}`), isMissing };
}

/** @source GeoTIFF 1.1 (OGC 19-008r4), requirements 6.1 to 6.3; half-pixel shift for point rasters as in GDAL */
export function readGeoTransform(directory: TiffDirectory, keys: GeoKeys): GeoTransform | null {
  const corner = cornerTransform(directory);
  if (corner === null || corner.some((value) => !Number.isFinite(value))) return null;
  if (keys.get(GEO_KEY.rasterType) !== PIXEL_IS_POINT) return corner;
  const [x, width, rowSkew, y, columnSkew, height] = corner;
  return [x - (width + rowSkew) / 2, width, rowSkew, y - (columnSkew + height) / 2, columnSkew, height];
}

function cornerTransform(directory: TiffDirectory): GeoTransform | null {
  const scale = tolerant(() => directory.numbers(TAG.modelPixelScale));
  const tiepoints = tolerant(() => directory.numbers(TAG.modelTiepoint));
  if (scale !== null && scale.length >= 2 && scale[0] !== 0 && scale[1] !== 0) {
    if (tiepoints === null || tiepoints.length < 6) return null;
    const [column, row, , x, y] = tiepoints as [number, number, number, number, number];
    const width = scale[0]!;
    const height = -Math.abs(scale[1]!);
    return [x - column * width, width, 0, y - row * height, 0, height];
  }
  const matrix = tolerant(() => directory.numbers(TAG.modelTransformation));
  if (matrix === null || matrix.length < 16) return null;
  const [a, b, , d, e, f, , h] = matrix as [number, number, number, number, number, number, number, number];
  return a === 0 && b === 0 && e === 0 && f === 0 ? null : [d, a, b, h, e, f];
}

function numberOf(keys: GeoKeys, key: number): number | null {
  const value = keys.get(key);
  return typeof value === 'number' ? value : null;
}

function firstText(keys: GeoKeys, candidates: readonly number[]): string | null {
  for (const key of candidates) {
    const value = keys.get(key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}

/** A georeference that cannot be read is none: its lack is refused later, by name, where one is needed. */
function tolerant<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MissingBytes) throw error;
    return null;
  }
}
