import { createRequire } from 'node:module';
import { BadInputError } from '#domain/errors.js';
import { epsgDefinition, unitMetresOf } from '../rasters/crsRecognition.js';
import { isGeographicEpsg, projectorOf, WGS84 } from '../rasters/projection.js';
import type { ToLonLat } from './polygonGeometry.js';

const require = createRequire(import.meta.url);
/** CGCS2000 geographic; taken as WGS84 by declared policy. */
const CGCS2000 = 4490;

/** The system that a file's coordinates are in, and the way from it to longitude and latitude. */
export interface SourceCrs {
  readonly epsg: number;
  readonly isGeographic: boolean;
  /** Square metres of one square unit of the plane; null for degrees and for planes that are not true to scale. */
  readonly unitAreaM2: number | null;
  readonly toLonLat: ToLonLat;
}

/** True where the system is in the register and needs no grid of shifts, which is not at hand. */
export function isComputable(epsg: number): boolean {
  const definition = epsgDefinition(epsg);
  return definition !== null && !/\+nadgrids=(?!@)/.test(definition.proj4);
}

/** @throws BadInputError where converting needs a grid of shifts, which is not at hand */
export function sourceCrsOf(epsg: number, where: string): SourceCrs {
  if (!isComputable(epsg)) {
    throw new BadInputError('this coordinate reference system needs a grid of shifts that is not installed', {
      code: 'crs.needsGrid',
      where,
      found: `EPSG:${epsg}`,
      expected: 'data converted to EPSG:4326, EPSG:4490 or a plane of CGCS2000',
    });
  }
  const unit = unitMetresOf(epsg);
  const unitAreaM2 = unit === null ? null : unit * unit;
  if (epsg === WGS84 || epsg === CGCS2000) {
    return { epsg, isGeographic: true, unitAreaM2, toLonLat: (x, y) => [x, y] };
  }
  const projector = projectorOf(epsg, WGS84);
  if (isGeographicEpsg(epsg)) return { epsg, isGeographic: true, unitAreaM2, toLonLat: projector };
  const toLonLat: ToLonLat = (x, y) => {
    const lonLat = projector(x, y);
    return lonLat.every(Number.isFinite) ? lonLat : [Infinity, Infinity];
  };
  return { epsg, isGeographic: false, unitAreaM2, toLonLat };
}

type Place = readonly [x: number, y: number];

/** Degrees beyond a system's area of use that data may still reach: a county lies across the edge of its zone. */
const TOLERATED_DEGREES = 3;
/** Nothing that a land office keeps lies nearer to a pole. */
const POLAR_DEGREES = 84;

/**
 * Holds a sample of a file's positions against the area that their system is made for.
 * @returns null where they fit; a sentence where some lie outside, though near
 * @throws BadInputError where most lie far outside: another system, degrees instead of metres, x and y swapped
 */
export function checkPlace(crs: SourceCrs, sample: readonly Place[], where: string): string | null {
  if (sample.length === 0) return null;
  const isMost = (test: (place: Place) => boolean): boolean => sample.filter(test).length * 2 > sample.length;
  if (!crs.isGeographic && isMost(looksLikeDegrees)) throw degreesInMetres(crs, sample, where);
  if (crs.isGeographic) {
    if (isMost(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90)) throw outsideGlobe(sample, where);
    if (isMost(([x, y]) => Math.abs(y) > POLAR_DEGREES && Math.abs(x) <= 90)) throw swapped(crs, sample, where);
  }
  const area = areaOfUse(crs.epsg);
  if (area === null) return null;
  const isFar = ([x, y]: Place): boolean => !isIn(area, crs.toLonLat(x, y), TOLERATED_DEGREES);
  if (isMost(isFar)) {
    if (!isMost(([x, y]) => isFar([y, x]))) throw swapped(crs, sample, where);
    throw outsideArea(crs, area, sample, where);
  }
  const outside = sample.filter(([x, y]) => !isIn(area, crs.toLonLat(x, y), 0)).length;
  if (outside === 0) return null;
  const share = Math.max(1, Math.round((100 * outside) / sample.length));
  return `${share} % of the positions lie outside the area that EPSG:${crs.epsg} is made for (${area.name})`;
}

/** True where the place lies within reach of the system's area of use. */
export function isNearAreaOfUse(crs: SourceCrs, lonLat: readonly [number, number]): boolean {
  const area = areaOfUse(crs.epsg);
  return area === null || isIn(area, lonLat, TOLERATED_DEGREES);
}

interface AreaOfUse {
  readonly name: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const FIRST_CHINESE_PLANE = 4491;
const LAST_CHINESE_PLANE = 4554;
/** A plane is told by its meridian; how far north its strip of land reaches is no property of the system. */
const CHINA_LATITUDES = { south: 16.7, north: 53.56 };

/** The area that a system is made for, as the EPSG register says; null where it is the world or not known. */
function areaOfUse(epsg: number): AreaOfUse | null {
  try {
    const { bbox, area } = require(`epsg-index/s/${epsg}.json`) as { bbox?: readonly number[]; area?: string };
    const [north, west, south, east] = bbox ?? [];
    if (north === undefined || west === undefined || south === undefined || east === undefined) return null;
    if (west >= east || east - west > 350) return null;
    const isChinesePlane = epsg >= FIRST_CHINESE_PLANE && epsg <= LAST_CHINESE_PLANE;
    const latitudes = isChinesePlane ? CHINA_LATITUDES : { south, north };
    return { name: area ?? '', west, east, ...latitudes };
  } catch {
    return null;
  }
}

function isIn(area: AreaOfUse, [lon, lat]: readonly [number, number], slack: number): boolean {
  const inLon = lon >= area.west - slack && lon <= area.east + slack;
  return inLon && lat >= area.south - slack && lat <= area.north + slack;
}

const looksLikeDegrees = ([x, y]: Place): boolean => Math.abs(x) <= 180 && Math.abs(y) <= 90;

const shown = ([x, y]: Place): string => `[${x}, ${y}]`;

function degreesInMetres({ epsg }: SourceCrs, sample: readonly Place[], where: string): BadInputError {
  return new BadInputError('degrees where the coordinate reference system has metres', {
    code: 'crs.degreesInMetres',
    where,
    found: `${shown(sample[0]!)} in EPSG:${epsg}`,
    expected: `metres of EPSG:${epsg}, or the right system, for example EPSG:4490`,
  });
}

function outsideGlobe(sample: readonly Place[], where: string): BadInputError {
  const place = sample.find(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90)!;
  const isSwapped = Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180;
  const hint = isSwapped
    ? 'latitude and longitude look swapped'
    : 'this looks like projected metres in a system not told';
  return new BadInputError('the position lies outside the globe', {
    code: isSwapped ? 'vector.axesSwapped' : 'vector.wrongCrs',
    where,
    found: `${shown(place)}: ${hint}`,
    expected: 'longitude −180…180 and latitude −90…90, or the name of the coordinate reference system (crs)',
  });
}

function swapped({ epsg, isGeographic }: SourceCrs, sample: readonly Place[], where: string): BadInputError {
  return new BadInputError('x and y look swapped', {
    code: 'vector.axesSwapped',
    where,
    found: `${shown(sample[0]!)} in EPSG:${epsg}, which fits with its numbers exchanged`,
    expected: isGeographic ? 'longitude, then latitude' : 'easting, then northing',
  });
}

function outsideArea(crs: SourceCrs, area: AreaOfUse, sample: readonly Place[], where: string): BadInputError {
  const place = sample[0]!;
  const [lon, lat] = crs.toLonLat(...place);
  const isPlace = Number.isFinite(lon) && Number.isFinite(lat);
  const reached = isPlace ? `would lie at ${lon.toFixed(4)}, ${lat.toFixed(4)}` : 'has no place on the globe';
  const other = zoneThatFits(crs.epsg, place[0]);
  return new BadInputError('the coordinates lie outside the area that their reference system is made for', {
    code: 'crs.outsideAreaOfUse',
    where,
    found: `${shown(place)} in EPSG:${crs.epsg}, which ${reached}`,
    expected:
      other === null
        ? `a place in ${area.name || 'the area of use'}`
        : `EPSG:${other} (${epsgDefinition(other)!.name}), which the easting fits, or a place in ${area.name}`,
  });
}

/**
 * The 3° Gauss–Krüger plane of CGCS2000 that an easting fits where the stated one does not: with the zone number in front
 * of the easting (4513–4533), or without it (4534–4554) for the meridian that was stated.
 */
function zoneThatFits(epsg: number, easting: number): number | null {
  const zone = Math.floor(easting / 1_000_000);
  const isPlane = epsg >= 4513 && epsg <= 4554;
  if (!isPlane) return null;
  if (zone >= 25 && zone <= 45 && epsg !== 4513 + zone - 25) return 4513 + zone - 25;
  return zone === 0 && epsg <= 4533 ? epsg + 21 : null;
}
