import { createRequire } from 'node:module';
import { GEO_KEY } from './geoKey.js';

const require = createRequire(import.meta.url);
const definitions = new Map<number, EpsgDefinition | null>();

/** What the EPSG index holds of one code. */
export interface EpsgDefinition {
  readonly name: string;
  readonly proj4: string;
}

/** The definition of an EPSG code, or null where the index does not hold one that can be computed with. */
export function epsgDefinition(epsg: number): EpsgDefinition | null {
  const known = definitions.get(epsg);
  if (known !== undefined) return known;
  const definition = Number.isInteger(epsg) && epsg > 0 ? loadDefinition(epsg) : null;
  definitions.set(epsg, definition);
  return definition;
}

function loadDefinition(epsg: number): EpsgDefinition | null {
  try {
    const entry = require(`epsg-index/s/${epsg}.json`) as { name: string; proj4: string | null };
    return entry.proj4 === null || !entry.proj4.includes('+proj=') ? null : { name: entry.name, proj4: entry.proj4 };
  } catch {
    return null;
  }
}

export const isKnownEpsg = (epsg: number): boolean => epsgDefinition(epsg) !== null;

/** True where the system's coordinates are degrees of longitude and latitude. */
export const isGeographicEpsg = (epsg: number): boolean =>
  epsgDefinition(epsg)?.proj4.includes('+proj=longlat') ?? false;

/**
 * Metres of one unit of the system's plane coordinates, or null where coordinates are degrees, or so far from true to
 * scale (Mercator) that they do not tell a size on the ground.
 */
export function unitMetresOf(epsg: number): number | null {
  const proj4 = epsgDefinition(epsg)?.proj4 ?? '';
  if (/\+proj=(longlat|merc|webmerc)\b/.test(proj4)) return null;
  const factor = /\+to_meter=([\d.eE+-]+)/.exec(proj4)?.[1];
  if (factor !== undefined) return Number(factor);
  const unit = /\+units=(\S+)/.exec(proj4)?.[1] ?? 'm';
  return UNIT_METRES[unit] ?? null;
}

const UNIT_METRES: Readonly<Record<string, number>> = { m: 1, km: 1000, ft: 0.3048, 'us-ft': 1200 / 3937 };

type GeoKeys = ReadonlyMap<number, number | string>;
type Datum = 'wgs84' | 'cgcs2000';

const TRANSVERSE_MERCATOR = 1;
const METRE = 9001;

/**
 * The EPSG code of a projected system that a file describes by parameters only: UTM on WGS84, and the 3° and 6°
 * Gauss–Krüger planes of CGCS2000. Null for everything else: no guess is better than a near one.
 */
export function epsgOfParameters(keys: GeoKeys): number | null {
  const number = (key: number): number | null => {
    const value = keys.get(key);
    return typeof value === 'number' ? value : null;
  };
  if ((number(GEO_KEY.linearUnits) ?? METRE) !== METRE) return null;
  const datum = datumOf(keys);
  if (datum === null) return null;
  const zoneCode = number(GEO_KEY.projection);
  if (datum === 'wgs84' && zoneCode !== null) {
    if (zoneCode > 16000 && zoneCode <= 16060) return 32600 + zoneCode - 16000;
    if (zoneCode > 16100 && zoneCode <= 16160) return 32700 + zoneCode - 16100;
  }
  if (number(GEO_KEY.projectionMethod) !== TRANSVERSE_MERCATOR) return null;
  const meridian = number(GEO_KEY.naturalOriginLongitude);
  const easting = number(GEO_KEY.falseEasting);
  const northing = number(GEO_KEY.falseNorthing) ?? 0;
  const scale = number(GEO_KEY.scaleAtNaturalOrigin);
  if (meridian === null || easting === null || scale === null) return null;
  if ((number(GEO_KEY.naturalOriginLatitude) ?? 0) !== 0) return null;
  const plane = { meridian, easting, northing, scale };
  return datum === 'wgs84' ? utmCode(plane) : gaussKruegerCode(plane);
}

interface Plane {
  readonly meridian: number;
  readonly easting: number;
  readonly northing: number;
  readonly scale: number;
}

function datumOf(keys: GeoKeys): Datum | null {
  const code = keys.get(GEO_KEY.geographicType);
  if (code === 4326) return 'wgs84';
  if (code === 4490) return 'cgcs2000';
  const flattening = keys.get(GEO_KEY.inverseFlattening);
  const axis = keys.get(GEO_KEY.semiMajorAxis);
  const names = [GEO_KEY.citation, GEO_KEY.geographicCitation, GEO_KEY.projectedCitation]
    .map((key) => String(keys.get(key) ?? ''))
    .join(' ');
  const isGrs80 = axis === 6378137 && typeof flattening === 'number' && Math.abs(flattening - 298.257222101) < 1e-7;
  const isWgs84 = axis === 6378137 && typeof flattening === 'number' && Math.abs(flattening - 298.257223563) < 1e-7;
  if (isGrs80 && /CGCS[ _]?2000|China[ _](Geodetic[ _]Coordinate[ _]System[ _])?2000/i.test(names)) return 'cgcs2000';
  if (isWgs84 && /WGS[ _]?(19)?84/i.test(names)) return 'wgs84';
  return null;
}

function utmCode({ meridian, easting, northing, scale }: Plane): number | null {
  const zone = (meridian + 183) / 6;
  if (scale !== 0.9996 || easting !== 500_000 || !Number.isInteger(zone) || zone < 1 || zone > 60) return null;
  if (northing === 0) return 32600 + zone;
  return northing === 10_000_000 ? 32700 + zone : null;
}

/** 4513–4533 and 4491–4501 carry the zone number in the easting; 4534–4554 and 4502–4512 do not. */
function gaussKruegerCode({ meridian, easting, northing, scale }: Plane): number | null {
  if (scale !== 1 || northing !== 0 || meridian < 75 || meridian > 135 || meridian % 3 !== 0) return null;
  const zone3 = meridian / 3;
  if (easting === 500_000) return 4534 + zone3 - 25;
  if (easting === zone3 * 1_000_000 + 500_000) return 4513 + zone3 - 25;
  const zone6 = (meridian + 3) / 6;
  return Number.isInteger(zone6) && easting === zone6 * 1_000_000 + 500_000 ? 4491 + zone6 - 13 : null;
}
