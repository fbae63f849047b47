import type { Position } from 'geojson';
import type { BboxWgs84 } from '#domain/geometry.js';

/**
 * A ring cut to a box, by Sutherland and Hodgman. Parts that leave and enter again stay connected along the box's edge,
 * which adds no area. Returns an open ring (first point not repeated), empty when nothing is inside.
 */
export function clipRing(ring: readonly Position[], [west, south, east, north]: BboxWgs84): Position[] {
  let points: readonly Position[] = ring;
  points = cutSide(points, 0, west, 1);
  points = cutSide(points, 0, east, -1);
  points = cutSide(points, 1, south, 1);
  return cutSide(points, 1, north, -1);
}

/** Keeps what lies on the side of `limit` where `sign · (coordinate − limit) ≥ 0`. */
function cutSide(points: readonly Position[], axis: 0 | 1, limit: number, sign: 1 | -1): Position[] {
  const kept: Position[] = [];
  let previous = points.at(-1);
  for (const point of points) {
    const isInside = sign * (point[axis]! - limit) >= 0;
    const wasInside = previous !== undefined && sign * (previous[axis]! - limit) >= 0;
    if (previous !== undefined && isInside !== wasInside) kept.push(crossing(previous, point, axis, limit));
    if (isInside) kept.push(point);
    previous = point;
  }
  return kept;
}

function crossing(from: Position, to: Position, axis: 0 | 1, limit: number): Position {
  const share = (limit - from[axis]!) / (to[axis]! - from[axis]!);
  const other = from[1 - axis]! + share * (to[1 - axis]! - from[1 - axis]!);
  return axis === 0 ? [limit, other] : [other, limit];
}
