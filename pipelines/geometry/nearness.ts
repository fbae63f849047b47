import type { Region } from './region.js';
import { areaOfRings, boxesApart, cutToPieces, type Ring } from './convexClip.js';

/** Metres from a point to the edges of the polygons that the rings make, negative inside them. The rings are those of valid polygons. */
export function distanceToRings(rings: readonly Ring[], x: number, y: number): number {
  let isInside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    const n = ring.length;
    let [px, py] = [ring[n - 2]!, ring[n - 1]!];
    for (let i = 0; i < n; i += 2) {
      const [cx, cy] = [ring[i]!, ring[i + 1]!];
      if (cy > y !== py > y && x < ((px - cx) * (y - cy)) / (py - cy) + cx) isInside = !isInside;
      const square = squareToSegment(x, y, [px, py, cx, cy]);
      if (square < nearest) nearest = square;
      [px, py] = [cx, cy];
    }
  }
  return isInside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
}

function squareToSegment(x: number, y: number, [ax, ay, bx, by]: readonly [number, number, number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  const [ex, ey] = [ax + along * dx - x, ay + along * dy - y];
  return ex * ex + ey * ey;
}

/** By so much (m) a corner must lie beyond for its surroundings to be ground, not rounding. */
const CLEARLY_M = 0.25;

/** True where a corner of `inner` clearly lies farther than `metres` from all of `outer`; false says nothing. */
export function hasCornerBeyond(inner: Region, outer: Region, metres: number): boolean {
  const rings = outer.outlines();
  if (rings === null) return false;
  return someCorner(inner, (x, y) => rings.every((of) => distanceToRings(of, x, y) > metres + CLEARLY_M));
}

/** True where a corner of `inner` clearly lies deeper than `metres` in one part of `outer`; false says nothing. */
export function hasCornerWithin(inner: Region, outer: Region, metres: number): boolean {
  const rings = outer.outlines();
  if (rings === null) return false;
  return someCorner(inner, (x, y) => rings.some((of) => distanceToRings(of, x, y) < -metres - CLEARLY_M));
}

/** Metres between two regions that came from geometries, 0 where they touch or overlap; Infinity where one is empty. */
export function distanceM(a: Region, b: Region): number {
  const nearest = (from: Region, to: Region): number => {
    let least = Infinity;
    for (const rings of to.outlines() ?? []) {
      someCorner(from, (x, y) => {
        least = Math.min(least, Math.max(0, distanceToRings(rings, x, y)));
        return least === 0;
      });
    }
    return least;
  };
  // Without a corner of one in the other, two outlines can still cross.
  return doCross(a, b) ? 0 : Math.min(nearest(a, b), nearest(b, a));
}

const doCross = (a: Region, b: Region): boolean => {
  if (a.box === null || b.box === null || boxesApart(a.box, b.box)) return false;
  const ofB = b.pieces();
  return ofB === null ? false : areaOfRings(cutToPieces(a.rings(), ofB)) > 0;
};

function someCorner(region: Region, isSo: (x: number, y: number) => boolean): boolean {
  for (const rings of region.outlines() ?? []) {
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) if (isSo(ring[i]!, ring[i + 1]!)) return true;
    }
  }
  return false;
}
