/**
 * Plane geometry of the sample county. Coordinates are metres from its upper left corner, x to the east, y to the south
 * (as image rows go). Rings are open: the first point is not repeated.
 */
export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

export const add = (a: Point, b: Point, scale = 1): Point => [a[0] + b[0] * scale, a[1] + b[1] * scale];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
export const perpendicular = (a: Point): Point => [-a[1], a[0]];
export const length = (a: Point): number => Math.sqrt(a[0] * a[0] + a[1] * a[1]);
export const distance = (a: Point, b: Point): number => length(subtract(a, b));

export function unit(a: Point): Point {
  const size = length(a);
  return size === 0 ? [1, 0] : [a[0] / size, a[1] / size];
}

/**
 * The unit vector at an angle in turns (1 = full circle), by rational parametrisation of each quadrant: no sine, hence the
 * same bits everywhere. The angle is distorted by at most 4 degrees, which random directions do not mind.
 */
export function direction(turns: number): Point {
  const quarter = (turns - Math.floor(turns)) * 4;
  const quadrant = Math.floor(quarter);
  const t = (quarter - quadrant) * (0.828 + 0.172 * (quarter - quadrant));
  const x = (1 - t * t) / (1 + t * t);
  const y = (2 * t) / (1 + t * t);
  if (quadrant === 0) return [x, y];
  if (quadrant === 1) return [-y, x];
  return quadrant === 2 ? [-x, -y] : [y, -x];
}

/** Turned by a small amount: adds a perpendicular share, then normalises. */
export const tilt = (a: Point, share: number): Point => unit(add(a, perpendicular(a), share));

/** Signed area, m²; its magnitude is the area. */
export function signedArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
}

export const areaOf = (ring: Ring): number => Math.abs(signedArea(ring));

/** Mean of the corners. */
export function centreOf(ring: Ring): Point {
  let x = 0;
  let y = 0;
  for (const point of ring) {
    x += point[0];
    y += point[1];
  }
  return [x / ring.length, y / ring.length];
}

export function boundsOf(ring: Ring): { minX: number; minY: number; maxX: number; maxY: number } {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of ring) {
    if (x < bounds.minX) bounds.minX = x;
    if (x > bounds.maxX) bounds.maxX = x;
    if (y < bounds.minY) bounds.minY = y;
    if (y > bounds.maxY) bounds.maxY = y;
  }
  return bounds;
}

export function contains(ring: Ring, [x, y]: Point): boolean {
  let isInside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
  }
  return isInside;
}

/** The part of a ring on the side where `dot(point, normal) <= limit`. Exact for convex rings. */
export function clipHalfPlane(ring: Ring, normal: Point, limit: number): Point[] {
  const kept: Point[] = [];
  for (let i = 0; i < ring.length; i++) {
    const from = ring[i]!;
    const to = ring[(i + 1) % ring.length]!;
    const fromSide = dot(from, normal) - limit;
    const toSide = dot(to, normal) - limit;
    if (fromSide <= 0) kept.push(from);
    if (fromSide < 0 !== toSide < 0 && fromSide !== toSide) {
      kept.push(add(from, subtract(to, from), fromSide / (fromSide - toSide)));
    }
  }
  return kept.length < 3 ? [] : kept;
}

/** The part of a ring inside a rectangle. */
export function clipRectangle(ring: Ring, minX: number, minY: number, maxX: number, maxY: number): Point[] {
  const left = clipHalfPlane(ring, [-1, 0], -minX);
  const right = clipHalfPlane(left, [1, 0], maxX);
  return clipHalfPlane(clipHalfPlane(right, [0, -1], -minY), [0, 1], maxY);
}

/** A convex ring moved inwards by `metres` on every side; empty where nothing is left. */
export function insetConvex(ring: Ring, metres: number): Point[] {
  const isClockwise = signedArea(ring) > 0;
  let inner: Point[] = [...ring];
  for (let i = 0; i < ring.length && inner.length > 0; i++) {
    const from = ring[i]!;
    const along = unit(subtract(ring[(i + 1) % ring.length]!, from));
    const outwards: Point = isClockwise ? [along[1], -along[0]] : [-along[1], along[0]];
    inner = clipHalfPlane(inner, outwards, dot(from, outwards) - metres);
  }
  return inner;
}

/** A rectangle by centre, half sizes and the direction of its first side. */
export function orientedRectangle(centre: Point, axis: Point, halfLength: number, halfWidth: number): Point[] {
  const side = perpendicular(axis);
  return [
    add(add(centre, axis, -halfLength), side, -halfWidth),
    add(add(centre, axis, halfLength), side, -halfWidth),
    add(add(centre, axis, halfLength), side, halfWidth),
    add(add(centre, axis, -halfLength), side, halfWidth),
  ];
}

/** Shortest distance from a point to a polyline, metres. */
export function distanceToLine(line: readonly Point[], point: Point): number {
  let best = Infinity;
  for (let i = 0; i + 1 < line.length; i++) {
    const from = line[i]!;
    const step = subtract(line[i + 1]!, from);
    const squared = dot(step, step);
    const share = squared === 0 ? 0 : dot(subtract(point, from), step) / squared;
    const near = distance(point, add(from, step, share < 0 ? 0 : share > 1 ? 1 : share));
    if (near < best) best = near;
  }
  return best;
}

/** Shortest distance between the outlines of two rings that do not overlap, metres; 0 where one holds a corner of the other. */
export function distanceBetween(a: Ring, b: Ring): number {
  if (a.some((point) => contains(b, point)) || b.some((point) => contains(a, point))) return 0;
  const closedA = [...a, a[0]!];
  const closedB = [...b, b[0]!];
  let best = Infinity;
  for (const point of a) best = Math.min(best, distanceToLine(closedB, point));
  for (const point of b) best = Math.min(best, distanceToLine(closedA, point));
  return best;
}
