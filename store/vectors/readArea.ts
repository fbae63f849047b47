import type { Position } from 'geojson';
import { BadInputError } from '#domain/errors.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { WGS84 } from '../rasters/projection.js';
import { epsgOfName } from './crsName.js';
import { readPolygonGeometry } from './polygonGeometry.js';
import { checkPlace, isNearAreaOfUse, sourceCrsOf } from './sourceCrs.js';

/** One area that somebody sent, valid and in WGS84. */
export interface ReadAreaResult {
  readonly geometry: AreaGeometry;
  readonly epsg: number;
  /** What was mended, and whether it reaches beyond what its reference system is made for. */
  readonly notes: readonly string[];
}

/** Positions that are held against the reference system. */
const PLACES_CHECKED = 200;

/**
 * Reads a single Polygon or MultiPolygon of unknown quality whose coordinates are in any known reference system.
 * @param crs name of the system, `EPSG:4528`; null: WGS84 longitude, latitude
 * @param mostCorners positions that it may have
 * @throws BadInputError with the path of the fault: other types, too many corners, a system that is unknown or does not fit the
 *   numbers, rings that cross themselves beyond repair or enclose nothing
 */
export function readArea(
  value: { readonly type: string; readonly coordinates: unknown },
  where: string,
  { crs, mostCorners }: { readonly crs: string | null; readonly mostCorners: number },
): ReadAreaResult {
  const epsg = crs === null ? WGS84 : epsgOfName(crs, 'crs');
  const system = sourceCrsOf(epsg, 'crs');
  const places = positionsIn(value.coordinates);
  if (places.length > mostCorners) {
    throw new BadInputError('the area has too many corners', {
      code: 'vector.tooManyCorners',
      where,
      found: `${places.length} positions`,
      expected: `at most ${mostCorners}: an outline of the parcel, or several requests`,
    });
  }
  const step = Math.max(1, Math.ceil(places.length / PLACES_CHECKED));
  const sample = places.filter((_, i) => i % step === 0);
  const misplaced = checkPlace(system, sample, `${where}.coordinates`);
  const notes = misplaced === null ? [] : [misplaced];
  const { geometry } = readPolygonGeometry(value, where, {
    toLonLat: system.toLonLat,
    onRepair: (what: string, at: Position | null) => notes.push(at === null ? what : `${what} at ${at[0]}, ${at[1]}`),
  });
  const [west, south, east, north] = bboxOfArea(geometry);
  if (!isNearAreaOfUse(system, [west, south]) || !isNearAreaOfUse(system, [east, north])) {
    throw new BadInputError('the area reaches far beyond what its reference system is made for', {
      code: 'crs.outsideAreaOfUse',
      where,
      found: `${west.toFixed(4)}, ${south.toFixed(4)} to ${east.toFixed(4)}, ${north.toFixed(4)}`,
      expected: `a place in the area of use of EPSG:${epsg}`,
    });
  }
  return { geometry, epsg, notes };
}

/** All positions of nested lists of unknown quality; what is no position is left to the reader, which names it. */
function positionsIn(coordinates: unknown): [number, number][] {
  if (!Array.isArray(coordinates)) return [];
  const [x, y] = coordinates as unknown[];
  if (typeof x === 'number' && typeof y === 'number') return [[x, y]];
  return (coordinates as unknown[]).flatMap(positionsIn);
}
