import earcut from 'earcut';
import { areaOfRings, signedRingArea, type Ring } from './convexClip.js';

/** A polygon of the plane: its exterior counter-clockwise, holes clockwise. */
export type PlanePolygon = readonly [exterior: Ring, ...holes: Ring[]];

/** Polygons of more corners are left to the general clipper: a triangle each would cost more than it saves. */
const MOST_CORNERS = 240;
/** By how much the triangles' sum may miss the polygon, as a share. */
const MOST_MISSED = 1e-9;

/** Convex pieces that share no ground and together are the polygons; null where there are too many, or none can be told. */
export function convexPiecesOf(polygons: readonly PlanePolygon[]): Ring[] | null {
  let corners = 0;
  for (const rings of polygons) for (const ring of rings) corners += ring.length / 2;
  if (corners > MOST_CORNERS) return null;
  const pieces: Ring[] = [];
  for (const polygon of polygons) {
    if (polygon.length === 1 && isConvex(polygon[0])) {
      pieces.push(polygon[0]);
      continue;
    }
    const triangles = trianglesOf(polygon);
    if (triangles === null) return null;
    pieces.push(...triangles);
  }
  return pieces;
}

/** True where the ring turns left, or not at all, at every corner and goes around once. */
export function isConvex(ring: Ring): boolean {
  const n = ring.length;
  if (n < 6) return false;
  let turns = 0;
  let [px, py] = [ring[0]! - ring[n - 2]!, ring[1]! - ring[n - 1]!];
  for (let i = 0; i < n; i += 2) {
    const next = i + 2 === n ? 0 : i + 2;
    const [dx, dy] = [ring[next]! - ring[i]!, ring[next + 1]! - ring[i + 1]!];
    if (dx === 0 && dy === 0) continue;
    if (px * dy - py * dx < 0) return false;
    // Each full turn passes from edges that fall to edges that rise once.
    if (py < 0 && dy >= 0) turns += 1;
    [px, py] = [dx, dy];
  }
  return turns <= 1;
}

function trianglesOf(polygon: PlanePolygon): Ring[] | null {
  const points: number[] = [];
  const holes: number[] = [];
  polygon.forEach((ring, i) => {
    if (i > 0) holes.push(points.length / 2);
    for (const value of ring) points.push(value);
  });
  const corners = earcut(points, holes);
  const triangles: Ring[] = [];
  for (let i = 0; i < corners.length; i += 3) {
    const [a, b, c] = [2 * corners[i]!, 2 * corners[i + 1]!, 2 * corners[i + 2]!];
    const triangle = [points[a]!, points[a + 1]!, points[b]!, points[b + 1]!, points[c]!, points[c + 1]!];
    const area = signedRingArea(triangle);
    if (area === 0) continue;
    triangles.push(area > 0 ? triangle : turned(triangle));
  }
  // Ear slicing cannot fail on a valid polygon; on any other it is not believed.
  const expected = areaOfRings(polygon);
  return Math.abs(areaOfRings(triangles) - expected) <= MOST_MISSED * Math.max(1, expected) ? triangles : null;
}

/** The ring the other way round. */
export function turned(ring: Ring): Ring {
  const other: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) other.push(ring[i]!, ring[i + 1]!);
  return other;
}
