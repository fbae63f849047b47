import type { Path64, Paths64 } from 'clipper2-ts';
import { Clipper, PointInPolygonResult } from 'clipper2-ts';

/** A polygon as integer rings: exterior counter-clockwise, holes clockwise, none touching itself. */
export interface RingGroup {
  readonly exterior: Path64;
  readonly holes: Path64[];
}

/**
 * Splits rings where they touch themselves (pixel corners that meet) and gives every hole to the smallest exterior
 * around it, so that the polygons are valid in the sense of OGC simple features.
 */
export function simpleRings(paths: Paths64): RingGroup[] {
  const loops = paths.flatMap(splitAtRepeatedPoints).map((path) => ({ path, area: Clipper.area(path) }));
  const groups = loops
    .filter(({ area }) => area > 0)
    .sort((a, b) => a.area - b.area)
    .map(({ path }): RingGroup => ({ exterior: path, holes: [] }));
  for (const { path } of loops.filter(({ area }) => area < 0)) {
    groups.find((group) => holdsRing(group.exterior, path))?.holes.push(path);
  }
  return groups;
}

function splitAtRepeatedPoints(path: Path64): Paths64 {
  const loops: Paths64 = [];
  const open: Path64 = [];
  const indexOf = new Map<string, number>();
  for (const point of path) {
    const key = `${point.x},${point.y}`;
    const seenAt = indexOf.get(key);
    if (seenAt !== undefined) {
      const loop = open.splice(seenAt);
      for (const { x, y } of loop) indexOf.delete(`${x},${y}`);
      if (loop.length > 2) loops.push(loop);
    }
    indexOf.set(key, open.length);
    open.push(point);
  }
  if (open.length > 2) loops.push(open);
  return loops;
}

/** True where the ring lies in the exterior, judged by the first of its points (or edge middles) that is not on the edge. */
function holdsRing(exterior: Path64, ring: Path64): boolean {
  for (const point of ring) {
    const place = Clipper.pointInPolygon(point, exterior);
    if (place !== PointInPolygonResult.IsOn) return place === PointInPolygonResult.IsInside;
  }
  const [a, b] = ring;
  if (a === undefined || b === undefined) return false;
  const middle = { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
  return Clipper.pointInPolygon(middle, exterior) !== PointInPolygonResult.IsOutside;
}
