import { epsgOfParameters, isKnownEpsg } from './crsRecognition.js';
import { enviList, type EnviFields } from './enviHeader.js';
import { GEO_KEY } from './geoKey.js';
import type { CrsReference, GeoTransform } from './raster.js';

const TRANSVERSE_MERCATOR = 1;

/** The position in `map info`: the map coordinates of a pixel corner counted from 1, and the pixel's size. */
export function enviGeoTransform(fields: EnviFields): GeoTransform | null {
  const info = enviList(fields, 'map info');
  const [column, row, x, y, width, height] = info.slice(1, 7).map(Number);
  if (column === undefined || row === undefined || x === undefined || y === undefined) return null;
  if (width === undefined || height === undefined || ![column, row, x, y].every(Number.isFinite)) return null;
  if (!(width > 0 && height > 0)) return null;
  const degrees = Number(/^rotation\s*=\s*(\S+)$/i.exec(info.find((part) => /^rotation/i.test(part)) ?? '')?.[1] ?? 0);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const corner = degrees === 0 ? { x: x - (column - 1) * width, y: y + (row - 1) * height } : { x, y };
  if (degrees === 0) return [corner.x, width, 0, corner.y, 0, -height];
  return [corner.x, width * cos, height * sin, corner.y, width * sin, -height * cos];
}

/** The CRS: by the code or the parameters in `coordinate system string`, else UTM or degrees by `map info`. */
export function enviCrs(fields: EnviFields): CrsReference {
  const wkt = fields.get('coordinate system string') ?? '';
  const info = enviList(fields, 'map info');
  const name = /^[A-Z]+\["([^"]*)"/.exec(wkt)?.[1] ?? info[0] ?? null;
  const epsg = wkt === '' ? epsgOfMapInfo(info) : epsgOfWkt(wkt);
  return { epsg, name, isMissing: wkt === '' && info.length === 0 };
}

function epsgOfMapInfo(info: readonly string[]): number | null {
  if (!info.some((part) => /^WGS-?84$/i.test(part))) return null;
  if (/^Geographic/i.test(info[0] ?? '')) return 4326;
  const zone = Number(info[7]);
  if (info[0] !== 'UTM' || !Number.isInteger(zone) || zone < 1 || zone > 60) return null;
  return (/^South$/i.test(info[8] ?? '') ? 32700 : 32600) + zone;
}

function epsgOfWkt(wkt: string): number | null {
  const stated = Number(/(?:AUTHORITY\["EPSG","?|ID\["EPSG",)(\d+)"?\]\]\s*$/.exec(wkt)?.[1]);
  if (isKnownEpsg(stated)) return stated;
  const [, axis, flattening] = /SPHEROID\["[^"]*",([\d.]+),([\d.]+)/.exec(wkt) ?? [];
  const datum = /GEOGCS\["([^"]*)"/.exec(wkt)?.[1] ?? '';
  if (wkt.startsWith('GEOGCS')) return epsgOfDegrees(datum, Number(flattening));
  const projection = /PROJECTION\["([^"]*)"/.exec(wkt)?.[1] ?? '';
  // Web Mercator, as Esri names the projection that no parameter tells from others.
  if (projection === 'Mercator_Auxiliary_Sphere' && epsgOfDegrees(datum, Number(flattening)) === 4326) return 3857;
  const unit = Number(/UNIT\["[^"]*",([\d.]+)\]\]\s*$/.exec(wkt)?.[1]);
  if (!/^(Transverse_Mercator|Gauss_Kruger)$/i.test(projection) || unit !== 1) return null;
  const keys = new Map<number, number | string>([
    [GEO_KEY.geographicCitation, datum],
    [GEO_KEY.semiMajorAxis, Number(axis)],
    [GEO_KEY.inverseFlattening, Number(flattening)],
    [GEO_KEY.projectionMethod, TRANSVERSE_MERCATOR],
  ]);
  for (const [parameter, key] of PARAMETERS) {
    const value = new RegExp(`PARAMETER\\["${parameter}",([-\\d.eE+]+)\\]`, 'i').exec(wkt)?.[1];
    if (value !== undefined) keys.set(key, Number(value));
  }
  return epsgOfParameters(keys);
}

const PARAMETERS: readonly (readonly [string, number])[] = [
  ['False_Easting', GEO_KEY.falseEasting],
  ['False_Northing', GEO_KEY.falseNorthing],
  ['Central_Meridian', GEO_KEY.naturalOriginLongitude],
  ['Scale_Factor', GEO_KEY.scaleAtNaturalOrigin],
  ['Latitude_Of_Origin', GEO_KEY.naturalOriginLatitude],
];

function epsgOfDegrees(datum: string, flattening: number): number | null {
  if (/WGS[ _]?(19)?84/i.test(datum) && flattening === 298.257223563) return 4326;
  return /China.*2000|CGCS[ _]?2000/i.test(datum) && flattening === 298.257222101 ? 4490 : null;
}
