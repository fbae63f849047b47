import proj4, { type Converter } from 'proj4';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { BadInputError } from '#domain/errors.js';
import type { RasterGrid } from '#domain/raster.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { epsgDefinition, unitMetresOf } from './crsRecognition.js';
import { placesOfPlane, transverseMercatorOf, type PlacesInPlace } from './transverseMercator.js';

export { isGeographicEpsg, isKnownEpsg } from './crsRecognition.js';

export const WGS84 = 4326;

/** Turns coordinates of one CRS (x east, y north; degrees or metres) into another's. */
export type Projector = (x: number, y: number) => [number, number];

const projectors = new Map<string, Projector>();

/**
 * The conversion between two coordinate reference systems. CGCS2000 and WGS84 count as the same datum (declared policy).
 * The result is not finite where a point has no place in the target system.
 * @throws BadInputError where a code is not in the EPSG index or cannot be computed with
 */
export function projectorOf(epsgFrom: number, epsgTo: number): Projector {
  const key = `${epsgFrom}>${epsgTo}`;
  let projector = projectors.get(key);
  if (projector === undefined) {
    projector = epsgFrom === epsgTo ? (x, y) => [x, y] : createProjector(epsgFrom, epsgTo);
    projectors.set(key, projector);
  }
  return projector;
}

function createProjector(epsgFrom: number, epsgTo: number): Projector {
  const from = definitionOf(epsgFrom);
  const to = definitionOf(epsgTo);
  let converter: Converter;
  try {
    converter = proj4(from, to);
  } catch (error) {
    throw new BadInputError(
      'this coordinate reference system cannot be computed with',
      { code: 'crs.unsupported', where: `EPSG:${epsgFrom} to EPSG:${epsgTo}`, found: `${from} to ${to}` },
      { cause: error },
    );
  }
  return (x, y) => {
    try {
      const [projectedX, projectedY] = converter.forward([x, y]);
      return [projectedX ?? NaN, projectedY ?? NaN];
    } catch {
      return [NaN, NaN];
    }
  };
}

/**
 * The conversion of many points to WGS84: as `projectorOf`, several times faster for UTM and Gauss-Krüger planes.
 * @throws BadInputError where a code is not in the EPSG index or cannot be computed with
 */
export function placesWgs84(epsg: number): PlacesInPlace {
  const plane = transverseMercatorOf(epsgDefinition(epsg)?.proj4 ?? '');
  if (plane !== null) return placesOfPlane(plane);
  const toWgs84 = projectorOf(epsg, WGS84);
  return (coordinates, count) => {
    for (let at = 0; at < 2 * count; at += 2) {
      const [lon, lat] = toWgs84(coordinates[at]!, coordinates[at + 1]!);
      coordinates[at] = lon;
      coordinates[at + 1] = lat;
    }
  };
}

function definitionOf(epsg: number): string {
  const definition = epsgDefinition(epsg);
  if (definition === null) {
    throw new BadInputError('unknown coordinate reference system', {
      code: 'crs.unknown',
      where: 'EPSG code',
      found: String(epsg),
      expected: 'a code of the EPSG index, for example 4490, 4549, 4326 or 32650',
    });
  }
  return definition.proj4;
}

/** One point from one CRS to another. */
export function project(epsgFrom: number, epsgTo: number, [x, y]: readonly [number, number]): [number, number] {
  return projectorOf(epsgFrom, epsgTo)(x, y);
}

/** Every vertex of a ring or line. */
export function projectRing(epsgFrom: number, epsgTo: number, ring: readonly Position[]): Position[] {
  const projector = projectorOf(epsgFrom, epsgTo);
  return ring.map(([x, y]) => projector(x!, y!));
}

/** Every vertex of an area; edges are not densified. */
export function projectArea(epsgFrom: number, epsgTo: number, area: Polygon | MultiPolygon): Polygon | MultiPolygon {
  const polygon = (rings: readonly Position[][]) => rings.map((ring) => projectRing(epsgFrom, epsgTo, ring));
  return area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygon(area.coordinates) }
    : { type: 'MultiPolygon', coordinates: area.coordinates.map(polygon) };
}

const EDGE_POINTS = 8;

/** The grid's outline, WGS84, counter-clockwise, edges cut into eighths so that curved edges stay true. */
export function footprintWgs84(grid: RasterGrid): AreaGeometry {
  const { width, height, originX, originY, pixelWidth, pixelHeight } = grid;
  const right = originX + width * pixelWidth;
  const bottom = originY - height * pixelHeight;
  const corners: readonly [number, number][] = [
    [originX, originY],
    [originX, bottom],
    [right, bottom],
    [right, originY],
  ];
  const ring = corners.flatMap(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    return Array.from({ length: EDGE_POINTS }, (_, step): Position => {
      const share = step / EDGE_POINTS;
      return [x + (nextX - x) * share, y + (nextY - y) * share];
    });
  });
  const projected = projectRing(grid.epsg, WGS84, ring);
  return { type: 'Polygon', coordinates: [[...projected, projected[0]!]] };
}

/**
 * Metres on the ground of one pixel, width and height: as the plane says where it is true to scale, otherwise measured
 * at the grid's centre on a sphere of the mean Earth radius.
 */
export function pixelSizeMetres(grid: RasterGrid): { readonly width: number; readonly height: number } {
  const unit = unitMetresOf(grid.epsg);
  if (unit !== null) return { width: grid.pixelWidth * unit, height: grid.pixelHeight * unit };
  const toWgs84 = projectorOf(grid.epsg, WGS84);
  const x = grid.originX + (grid.width * grid.pixelWidth) / 2;
  const y = grid.originY - (grid.height * grid.pixelHeight) / 2;
  const centre = toWgs84(x, y);
  return {
    width: sphereMetres(centre, toWgs84(x + grid.pixelWidth, y)),
    height: sphereMetres(centre, toWgs84(x, y - grid.pixelHeight)),
  };
}

const EARTH_RADIUS_METRES = 6_371_008.8;

function sphereMetres([lonA, latA]: readonly [number, number], [lonB, latB]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const halfLat = ((latB - latA) * radians) / 2;
  const halfLon = ((lonB - lonA) * radians) / 2;
  const h = Math.sin(halfLat) ** 2 + Math.cos(latA * radians) * Math.cos(latB * radians) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(h));
}
