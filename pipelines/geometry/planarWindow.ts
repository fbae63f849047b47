import { Clipper, EndType, JoinType, type Path64 } from 'clipper2-ts';
import type { Position } from 'geojson';
import { bboxOfArea, type AreaGeometry, type BboxWgs84 } from '#domain/geometry.js';
import { simpleRings } from '#domain/simpleRings.js';
import { clipRing } from './clipRing.js';
import { boxesApart, boxOfRings, signedRingArea, type PlaneBox, type Ring } from './convexClip.js';
import { turned, type PlanePolygon } from './convexPieces.js';
import { localPlane, type LocalPlane } from './localPlane.js';
import {
  differenceOf,
  intersectionOf,
  outlinedRegion,
  plainRegion,
  unionOfRegions,
  unitedRegion,
  type Region,
} from './region.js';

export { EMPTY_REGION, isEmpty } from './region.js';
export type { Region } from './region.js';

/**
 * Set operations on areas, in metres, within a box around a place. Everything is cut to the box first, so that a boundary of ten
 * thousand points costs a patch only the few that pass it. Areas are exact to about 10⁻⁹; outlines (for offsets and geometries) are
 * integers of the box's size / 4·10⁷ (5 µm for a box of 200 m), whose products stay within double precision.
 */
export interface PlanarWindow {
  readonly bbox: BboxWgs84;
  /** What of the area lies in the window. */
  region: (area: AreaGeometry) => Region;
  union: (regions: readonly Region[]) => Region;
  intersection: (a: Region, b: Region) => Region;
  difference: (a: Region, b: Region) => Region;
  /** Everything within `metres` of the region. */
  grow: (region: Region, metres: number) => Region;
  /** Everything in the region farther than `metres` from its edge. Edges cut by the window count as edges. */
  shrink: (region: Region, metres: number) => Region;
  /** Closes gaps and slivers narrower than twice `metres`; square corners stay square. */
  close: (region: Region, metres: number) => Region;
  areaM2: (region: Region) => number;
  /** WGS84, valid, exterior rings counter-clockwise; null for the empty region. */
  toGeometry: (region: Region) => AreaGeometry | null;
}

/** Half the box's larger side in integer units: differences stay below 9·10⁷, their products below 2⁵³. */
const HALF_SIDE_UNITS = 4e7;
/** How far a rounded corner may lie from the true arc, as a share of the radius. */
const ARC_SHARE = 0.002;
const METRES_PER_DEGREE = 111_000;

/** The window around an area, wider by `marginM` on every side. */
export function createPlanarWindow(around: AreaGeometry, marginM: number): PlanarWindow {
  const bbox = widened(bboxOfArea(around), marginM);
  const plane = localPlane((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2);
  const [halfX, halfY] = plane.toPlane(bbox[2], bbox[3]);
  const unitsPerM = HALF_SIDE_UNITS / Math.max(halfX, halfY, 1);
  const offset = (region: Region, metres: number, join = JoinType.Round): Region => {
    const delta = metres * unitsPerM;
    if (region.box === null || delta === 0) return region;
    const arcTolerance = Math.abs(delta) * ARC_SHARE;
    const grownBy = 2 * Math.max(0, metres);
    const inflated = () => Clipper.inflatePaths(region.paths(), delta, join, EndType.Polygon, 2, arcTolerance);
    return outlinedRegion(inflated, unitsPerM, boxWidened(region.box, grownBy));
  };
  return {
    bbox,
    region: (area) => regionOf(area, { bbox, plane, unitsPerM }),
    union: (regions) => unionOfRegions(regions, unitsPerM),
    intersection: (a, b) => intersectionOf(a, b, unitsPerM),
    difference: (a, b) => differenceOf(a, b, unitsPerM),
    grow: (region, metres) => offset(region, metres),
    shrink: (region, metres) => offset(region, -metres),
    close: (region, metres) => offset(offset(region, metres, JoinType.Miter), -metres, JoinType.Miter),
    areaM2: (region) => region.areaM2(),
    toGeometry: (region) => geometryOf(region, plane, unitsPerM),
  };
}

const boxWidened = ([west, south, east, north]: PlaneBox, metres: number): PlaneBox => [
  west - metres,
  south - metres,
  east + metres,
  north + metres,
];

/** True where the boxes share no point. */
export function areApart(a: BboxWgs84, b: BboxWgs84): boolean {
  return a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
}

/** The box, wider by some metres on every side; latitude within ±89°. */
export function widened([west, south, east, north]: BboxWgs84, metres: number): BboxWgs84 {
  const degreesLat = metres / METRES_PER_DEGREE;
  const highest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)));
  const degreesLon = degreesLat / Math.cos((highest * Math.PI) / 180);
  return [west - degreesLon, south - degreesLat, east + degreesLon, north + degreesLat];
}

interface Frame {
  readonly bbox: BboxWgs84;
  readonly plane: LocalPlane;
  readonly unitsPerM: number;
}

function regionOf(area: AreaGeometry, { bbox, plane, unitsPerM }: Frame): Region {
  const lists = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  let isCut = false;
  const polygons: PlanePolygon[] = [];
  for (const positions of lists) {
    const rings: Ring[] = [];
    for (const [index, ring] of positions.entries()) {
      const place = placeOfRing(ring, bbox);
      if (place === 'outside') {
        if (index === 0) break;
        continue;
      }
      if (place === 'across') isCut = true;
      const flat = toRing(place === 'across' ? clipRing(ring, bbox) : withoutLast(ring), plane, index > 0);
      if (flat !== null) rings.push(flat);
      else if (index === 0) break;
    }
    if (rings.length > 0) polygons.push(rings as [Ring, ...Ring[]]);
  }
  // Parts may overlap where a caller joined areas: such are cleaned first.
  if (!areBoxesApart(polygons)) return unitedRegion(polygons.flat(), unitsPerM);
  return plainRegion(polygons, isCut, unitsPerM);
}

/** So many parts are compared with each other. */
const MOST_PARTS = 12;

function areBoxesApart(polygons: readonly PlanePolygon[]): boolean {
  if (polygons.length < 2) return true;
  if (polygons.length > MOST_PARTS) return false;
  const boxes = polygons.map(([exterior]) => boxOfRings([exterior])!);
  return boxes.every((box, i) => boxes.slice(0, i).every((other) => boxesApart(box, other)));
}

function placeOfRing(
  ring: readonly Position[],
  [west, south, east, north]: BboxWgs84,
): 'inside' | 'across' | 'outside' {
  let isInside = true;
  let [left, right, below, above] = [true, true, true, true];
  for (const position of ring) {
    const [lon, lat] = [position[0]!, position[1]!];
    if (lon < west || lon > east || lat < south || lat > north) isInside = false;
    if (lon > west) left = false;
    if (lon < east) right = false;
    if (lat > south) below = false;
    if (lat < north) above = false;
  }
  if (isInside) return 'inside';
  return left || right || below || above ? 'outside' : 'across';
}

function withoutLast(ring: readonly Position[]): readonly Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = ring.length > 1 && first![0] === last![0] && first![1] === last![1];
  return isClosed ? ring.slice(0, -1) : ring;
}

/** Metres, exteriors counter-clockwise and holes clockwise; null for what encloses nothing. */
function toRing(positions: readonly Position[], plane: LocalPlane, isHole: boolean): Ring | null {
  if (positions.length < 3) return null;
  const ring: number[] = [];
  for (const position of positions) ring.push(plane.toX(position[0]!), plane.toY(position[1]!));
  const area = signedRingArea(ring);
  if (area === 0) return null;
  return area > 0 === isHole ? turned(ring) : ring;
}

function geometryOf(region: Region, plane: LocalPlane, unitsPerM: number): AreaGeometry | null {
  const toRing = (path: Path64): Position[] => {
    const ring = path.map(({ x, y }): Position => [...plane.toLonLat(x / unitsPerM, y / unitsPerM)]);
    return [...ring, ring[0]!];
  };
  const polygons = simpleRings(region.paths()).map(({ exterior, holes }) => [exterior, ...holes].map(toRing));
  if (polygons.length === 0) return null;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}
