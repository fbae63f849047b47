import type { CornerRing } from './pixelPolygons.js';

/** Nothing moves further from where pixel edges ran than this, pixels: half of the least distance between two cut corners, √2/2. */
const FARTHEST = 0.35;
/** Passes of smoothing; each carries a vertex towards the middle of its neighbours. */
const PASSES = 8;
const SHARE = 0.5;
/** The area is met to this share of a pixel. */
const AREA_TOLERANCE = 1e-10;
const MOST_ROUNDS = 60;

/**
 * The outline of pixels without their stairs: the middles of all pixel edges, each drawn towards its neighbours, then all
 * moved outwards by so little that the area is what it was. No vertex leaves the middle of its edge by more than 0.35
 * pixels, so that rings that did not cross do not cross afterwards either; rings of neighbours drawn along the same
 * edges stay on each other but for their ends.
 * @param ring corners where the direction turns
 * @returns x, y, x, y … in pixels, without repeating the first; points on straight lines left out
 * @source smoothing: Taubin 1995, Curve and surface smoothing without shrinkage, ICCV, 852–857 (here with the shrinkage
 * undone along the normals)
 */
export function smoothRing(ring: CornerRing): Float64Array {
  const middles = edgeMiddles(ring);
  const wanted = signedArea(ring);
  const points = middles.slice();
  for (let pass = 0; pass < PASSES; pass++) {
    drawTogether(points);
    holdNear(points, middles);
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const missing = wanted - signedArea(points);
    if (Math.abs(missing) <= AREA_TOLERANCE) break;
    moveOutwards(points, missing / perimeter(points));
    holdNear(points, middles);
  }
  return withoutStraightPoints(points);
}

/** The middle of every unit edge between pixels, in the order of the ring. */
function edgeMiddles(ring: ArrayLike<number>): Float64Array {
  const out = new Float64Array(2 * perimeter(ring));
  let at = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [alongX, alongY] = [ring[next]! - ring[i]!, ring[next + 1]! - ring[i + 1]!];
    const length = Math.abs(alongX) + Math.abs(alongY);
    for (let k = 0; k < length; k++) {
      out[at++] = ring[i]! + (alongX * (k + 0.5)) / length;
      out[at++] = ring[i + 1]! + (alongY * (k + 0.5)) / length;
    }
  }
  return out;
}

function drawTogether(points: Float64Array): void {
  const { length } = points;
  const old = points.slice();
  for (let i = 0; i < length; i++) {
    const middle = (old[(i + length - 2) % length]! + old[(i + 2) % length]!) / 2;
    points[i] = (1 - SHARE) * old[i]! + SHARE * middle;
  }
}

function holdNear(points: Float64Array, middles: Float64Array): void {
  for (let i = 0; i < points.length; i += 2) {
    const [dx, dy] = [points[i]! - middles[i]!, points[i + 1]! - middles[i + 1]!];
    const distance = Math.hypot(dx, dy);
    if (distance <= FARTHEST) continue;
    points[i] = middles[i]! + (dx * FARTHEST) / distance;
    points[i + 1] = middles[i + 1]! + (dy * FARTHEST) / distance;
  }
}

/** Every vertex along its normal, by `step` pixels in the direction that makes the signed area larger. */
function moveOutwards(points: Float64Array, step: number): void {
  const { length } = points;
  const old = points.slice();
  for (let i = 0; i < length; i += 2) {
    const [before, after] = [(i + length - 2) % length, (i + 2) % length];
    const [alongX, alongY] = [old[after]! - old[before]!, old[after + 1]! - old[before + 1]!];
    const along = Math.hypot(alongX, alongY);
    if (along === 0) continue;
    points[i]! += (step * alongY) / along;
    points[i + 1]! -= (step * alongX) / along;
  }
}

/** By the shoelace formula, in the frame of the coordinates. */
function signedArea(points: ArrayLike<number>): number {
  let twice = 0;
  // From the first point: far from the origin, products would lose the digits that matter.
  const [originX, originY] = [points[0]!, points[1]!];
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    twice +=
      (points[i]! - originX) * (points[next + 1]! - originY) - (points[next]! - originX) * (points[i + 1]! - originY);
  }
  return twice / 2;
}

function perimeter(points: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    sum += Math.hypot(points[next]! - points[i]!, points[next + 1]! - points[i + 1]!);
  }
  return sum;
}

/** Points that lie this near to the line between their neighbours say nothing, pixels. */
const STRAIGHT = 1e-9;

function withoutStraightPoints(points: Float64Array): Float64Array {
  const { length } = points;
  const out: number[] = [];
  for (let i = 0; i < length; i += 2) {
    const [before, after] = [(i + length - 2) % length, (i + 2) % length];
    const [alongX, alongY] = [points[after]! - points[before]!, points[after + 1]! - points[before + 1]!];
    const [toX, toY] = [points[i]! - points[before]!, points[i + 1]! - points[before + 1]!];
    const off = Math.abs(alongX * toY - alongY * toX) / Math.hypot(alongX, alongY);
    if (!(off <= STRAIGHT)) out.push(points[i]!, points[i + 1]!);
  }
  return Float64Array.from(out);
}
