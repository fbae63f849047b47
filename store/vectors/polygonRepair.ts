import { Clipper, FillRule, type Point64 } from 'clipper2-ts';
import type { Position } from 'geojson';
import { simpleRings, type RingGroup } from '#domain/simpleRings.js';

export type Polygon = Position[][];

/** A polygon made valid: what it became, and whether anything but direction changed. */
export interface RepairedPolygon {
  readonly polygons: readonly Polygon[];
  readonly isRepaired: boolean;
  /** Share by which the repair changed the area, 0–1. */
  readonly areaChange: number;
}

/** Integer units over the larger side of the box: 0.25 mm for a polygon of 10 km. */
const UNITS = 4e7;
/** Areas that differ by less are the same to rounding. */
const SAME_AREA = 1e-6;

/**
 * Makes a polygon valid in the sense of OGC simple features: rings cross neither themselves nor each other, exteriors run
 * counter-clockwise and holes clockwise. Valid polygons keep their coordinates; broken ones are cut where they cross and
 * filled by the even-odd rule, as PostGIS ST_MakeValid does. Rings must be closed and have area.
 */
export function repairPolygon(polygon: Polygon): RepairedPolygon {
  const toUnits = unitsOf(polygon);
  const paths = polygon.map((ring) => ring.slice(0, -1).map(toUnits.to));
  const filled = Clipper.union(paths, FillRule.EvenOdd);
  const groups = simpleRings(filled);
  const ringCount = groups.reduce((count, { holes }) => count + 1 + holes.length, 0);
  const [exterior, ...holes] = paths.map((path) => Math.abs(Clipper.area(path)));
  const declared = exterior! - holes.reduce((sum, hole) => sum + hole, 0);
  const covered = Clipper.areaPaths(filled);
  const areaChange = Math.abs(covered - declared) / Math.max(Math.abs(declared), covered, 1);
  const isSame = areaChange < SAME_AREA && ringCount === polygon.length && !polygon.some(hasSpike);
  if (isSame) return { polygons: [directed(polygon)], isRepaired: false, areaChange: 0 };
  return { polygons: toPolygons(groups, toUnits), isRepaired: true, areaChange };
}

/** The polygons of one MultiPolygon, united where they overlap; null where they do not. */
export function uniteOverlapping(polygons: readonly Polygon[]): readonly Polygon[] | null {
  const toUnits = unitsOf(polygons.flat());
  const paths = polygons.flatMap((polygon) => polygon.map((ring) => ring.slice(0, -1).map(toUnits.to)));
  const sum = Clipper.areaPaths(paths);
  const united = Clipper.union(paths, FillRule.NonZero);
  if (Math.abs(sum - Clipper.areaPaths(united)) <= SAME_AREA * Math.abs(sum)) return null;
  return toPolygons(simpleRings(united), toUnits);
}

/** Corners of an area, and corners times edges side by side, up to which mending takes seconds only. */
const REPAIRABLE = { corners: 200_000, work: 3e8 } as const;

/** True where mending an area takes seconds: the time grows with its corners times the edges that a level line meets. */
export function isRepairable(polygons: readonly Polygon[]): boolean {
  let corners = 0;
  let climb = 0;
  let [south, north] = [Infinity, -Infinity];
  for (const ring of polygons.flat()) {
    corners += ring.length;
    ring.forEach(([, y], i) => {
      south = Math.min(south, y!);
      north = Math.max(north, y!);
      if (i > 0) climb += Math.abs(y! - ring[i - 1]![1]!);
    });
  }
  const sideBySide = climb / (north - south || 1);
  return corners <= REPAIRABLE.corners && corners * sideBySide <= REPAIRABLE.work;
}

interface Units {
  readonly to: (position: Position) => Point64;
  readonly from: (point: Point64) => Position;
}

function toPolygons(groups: readonly RingGroup[], units: Units): Polygon[] {
  return groups.map(({ exterior, holes }) => [exterior, ...holes].map((path) => closed(path.map(units.from))));
}

function unitsOf(rings: readonly Position[][]): Units {
  let west = Infinity;
  let south = Infinity;
  let side = 0;
  for (const [x, y] of rings.flat()) {
    west = Math.min(west, x!);
    south = Math.min(south, y!);
  }
  for (const [x, y] of rings.flat()) side = Math.max(side, x! - west, y! - south);
  const scale = UNITS / (side || 1);
  return {
    to: ([x, y]) => ({ x: Math.round((x! - west) * scale), y: Math.round((y! - south) * scale) }),
    from: ({ x, y }) => [west + x / scale, south + y / scale],
  };
}

/** True where a ring runs to a point and straight back. */
function hasSpike(ring: readonly Position[]): boolean {
  const points = ring.slice(0, -1);
  return points.some(([bx, by], index) => {
    const [ax, ay] = points.at(index - 1)!;
    const [cx, cy] = points[(index + 1) % points.length]!;
    const [ux, uy, vx, vy] = [bx! - ax!, by! - ay!, cx! - bx!, cy! - by!];
    const lengths = Math.hypot(ux, uy) * Math.hypot(vx, vy);
    return ux * vx + uy * vy < 0 && Math.abs(ux * vy - uy * vx) < 1e-9 * lengths;
  });
}

/** The same rings, the exterior counter-clockwise, holes clockwise. */
export function directed(polygon: Polygon): Polygon {
  return polygon.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()));
}

export function signedArea(ring: readonly Position[]): number {
  const [originX, originY] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!;
    const [x2, y2] = ring[i]!;
    twice += (x1! - originX!) * (y2! - originY!) - (x2! - originX!) * (y1! - originY!);
  }
  return twice / 2;
}

function closed(points: Position[]): Position[] {
  return [...points, points[0]!];
}
