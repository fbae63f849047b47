/**
 * Areas as signed rings, cut by convex pieces. A ring is flat x, y without a repeated last point; exteriors run
 * counter-clockwise, holes clockwise, and a set of rings stands for the points around which they wind once.
 *
 * Cutting a ring at a line after Sutherland and Hodgman keeps how often it winds around every point of the kept side, and lets it
 * wind around no other, however concave it is (edges that run back along the line enclose nothing). So an intersection or a
 * difference with convex pieces, cut after cut, has exactly the right area, without any search for crossings and without cases
 * that fail.
 * @source Sutherland & Hodgman 1974, Reentrant polygon clipping, CACM 17 (1)
 */
export type Ring = readonly number[];

/** west, south, east, north in metres. */
export type PlaneBox = readonly [west: number, south: number, east: number, north: number];

/** Rings of less than this (m²) are rounding. */
const NOTHING_M2 = 1e-9;

/** Signed area of the first `length / 2` points, counter-clockwise positive. */
export function signedRingArea(ring: ArrayLike<number>, length = ring.length): number {
  const [x0, y0] = [ring[0]!, ring[1]!];
  let twice = 0;
  for (let i = 2; i + 3 < length; i += 2) {
    twice += (ring[i]! - x0) * (ring[i + 3]! - y0) - (ring[i + 2]! - x0) * (ring[i + 1]! - y0);
  }
  return twice / 2;
}

export function areaOfRings(rings: readonly Ring[]): number {
  let sum = 0;
  for (const ring of rings) sum += signedRingArea(ring);
  return sum;
}

export function boxOfRings(rings: readonly Ring[]): PlaneBox | null {
  if (rings.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i]!, ring[i + 1]!];
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
  }
  return [west, south, east, north];
}

/** True where the boxes share no more than an edge. */
export function boxesApart(a: PlaneBox, b: PlaneBox): boolean {
  return a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
}

/** Scratch of the cutter: a cut writes to one buffer while it reads the other. */
const buffers: [Float64Array, Float64Array] = [new Float64Array(512), new Float64Array(512)];

/** The buffer of that number with room for `length`, what stands in it kept. */
function bufferWith(which: 0 | 1, length: number): Float64Array {
  const buffer = buffers[which];
  if (buffer.length >= length) return buffer;
  const grown = new Float64Array(2 * length);
  grown.set(buffer);
  return (buffers[which] = grown);
}

/**
 * Cuts the first `length` numbers of `from` at the line from (ax, ay) towards (ax + dx, ay + dy) and keeps what lies to its left
 * (`side` 1) or right (−1). Returns how many numbers were written to `to`.
 */
function cutAtLine(
  from: ArrayLike<number>,
  length: number,
  to: Float64Array,
  line: { ax: number; ay: number; dx: number; dy: number },
  side: 1 | -1,
): number {
  const { ax, ay, dx, dy } = line;
  let written = 0;
  let px = from[length - 2]!;
  let py = from[length - 1]!;
  let previous = side * (dx * (py - ay) - dy * (px - ax));
  for (let i = 0; i < length; i += 2) {
    const x = from[i]!;
    const y = from[i + 1]!;
    const here = side * (dx * (y - ay) - dy * (x - ax));
    if (here >= 0 !== previous >= 0) {
      const share = previous / (previous - here);
      to[written++] = px + share * (x - px);
      to[written++] = py + share * (y - py);
    }
    if (here >= 0) {
      to[written++] = x;
      to[written++] = y;
    }
    px = x;
    py = y;
    previous = here;
  }
  return written;
}

const line = { ax: 0, ay: 0, dx: 0, dy: 0 };

/** Shorter edges (m) come from cuts through a corner: rounding decides where they point, and a line along them could cut anything. */
const SHORTEST_EDGE_M = 1e-5;

/** False where the edge is too short to tell a direction; leaving it out moves the piece's end by no more than that. */
function aimAlongEdge(piece: Ring, edge: number): boolean {
  const next = edge + 2 === piece.length ? 0 : edge + 2;
  line.ax = piece[edge]!;
  line.ay = piece[edge + 1]!;
  line.dx = piece[next]! - line.ax;
  line.dy = piece[next + 1]! - line.ay;
  return line.dx * line.dx + line.dy * line.dy >= SHORTEST_EDGE_M * SHORTEST_EDGE_M;
}

/** What of a ring lies in a convex piece (counter-clockwise); null where nothing does. */
export function cutToPiece(ring: Ring, piece: Ring): Ring | null {
  let from: ArrayLike<number> = ring;
  let length = ring.length;
  let turn: 0 | 1 = 0;
  for (let edge = 0; edge < piece.length && length > 4; edge += 2) {
    if (!aimAlongEdge(piece, edge)) continue;
    const to = bufferWith(turn, 2 * length);
    length = cutAtLine(from, length, to, line, 1);
    from = to;
    turn = turn === 0 ? 1 : 0;
  }
  return from === ring ? ring : keepRing(from, length);
}

/** Adds to `kept` what of a ring lies outside a convex piece. */
export function cutAwayPiece(ring: Ring, piece: Ring, kept: Ring[]): void {
  let inside: Ring | null = ring;
  for (let edge = 0; edge < piece.length && inside !== null; edge += 2) {
    if (!aimAlongEdge(piece, edge)) continue;
    const rest = bufferWith(0, 2 * inside.length);
    const outside = keepRing(rest, cutAtLine(inside, inside.length, rest, line, -1));
    if (outside !== null) kept.push(outside);
    const held = bufferWith(1, 2 * inside.length);
    inside = keepRing(held, cutAtLine(inside, inside.length, held, line, 1));
  }
}

function keepRing(buffer: ArrayLike<number>, length: number): Ring | null {
  if (length < 6 || Math.abs(signedRingArea(buffer, length)) <= NOTHING_M2) return null;
  // Small arrays of numbers are made and collected much faster than typed ones.
  const ring: number[] = [];
  for (let i = 0; i < length; i++) ring.push(buffer[i]!);
  return ring;
}

/** What of the rings lies in the pieces, which share no ground. */
export function cutToPieces(rings: readonly Ring[], pieces: readonly Ring[]): Ring[] {
  const kept: Ring[] = [];
  for (const piece of pieces) {
    const box = boxOfRings([piece])!;
    for (const ring of rings) {
      if (isApart(ring, box)) continue;
      const cut = cutToPiece(ring, piece);
      if (cut !== null) kept.push(cut);
    }
  }
  return kept;
}

/** What of the rings lies outside all the pieces. */
export function cutAwayPieces(rings: readonly Ring[], pieces: readonly Ring[]): Ring[] {
  let left: Ring[] = [...rings];
  for (const piece of pieces) {
    const box = boxOfRings([piece])!;
    const kept: Ring[] = [];
    for (const ring of left) {
      if (isApart(ring, box)) kept.push(ring);
      else cutAwayPiece(ring, piece, kept);
    }
    left = kept;
  }
  return left;
}

function isApart(ring: Ring, [west, south, east, north]: PlaneBox): boolean {
  let [left, right, below, above] = [true, true, true, true];
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i]!, ring[i + 1]!];
    if (x > west) left = false;
    if (x < east) right = false;
    if (y > south) below = false;
    if (y < north) above = false;
  }
  return left || right || below || above;
}
