import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import type { Position } from 'geojson';
import type { Polygon } from './polygonRepair.js';

/** What makes an area invalid in the sense of OGC simple features, and where. */
export interface PolygonFault {
  readonly code:
    | 'selfIntersection'
    | 'spike'
    | 'ringTouchesItself'
    | 'sharedEdge'
    | 'holeOutside'
    | 'nestedHoles'
    | 'nestedParts'
    | 'disconnectedInterior'
    | 'tooComplex';
  readonly at: Position;
}

/** Pairs of edges that are looked at before an area counts as too complex: about ten seconds. */
const MAX_PAIRS = 4e7;

/**
 * The first fault of an area, or null for a valid one. Rings must be closed, without repeated points in a row. Decided with
 * exact arithmetic (Shewchuk's predicates), so that an area is called broken only where it is; rings are compared through a
 * spatial index, n log n for areas that are not made to be slow.
 * @source OGC 06-103r4 §6.1.11 (polygon), §6.1.14 (multipolygon); verdicts agree with JTS IsValidOp on its own test suite
 */
export function faultOf(polygons: readonly Polygon[]): PolygonFault | null {
  const edges = edgesOf(polygons);
  const touches: Touch[] = [];
  return crossingFault(edges, touches) ?? touchFault(edges, touches) ?? nestingFault(edges, touches);
}

interface Ring {
  readonly points: readonly Position[];
  /** Which polygon it belongs to, and whether it is the polygon's exterior. */
  readonly part: number;
  readonly isExterior: boolean;
  /** Index of its first edge. */
  readonly first: number;
}

interface Edges {
  readonly rings: readonly Ring[];
  readonly ringOf: Int32Array;
  readonly index: Flatbush;
  readonly count: number;
}

/** Two rings that share a point without sharing an edge. */
interface Touch {
  readonly ringA: number;
  readonly edgeA: number;
  readonly ringB: number;
  readonly edgeB: number;
  readonly at: Position;
}

function edgesOf(polygons: readonly Polygon[]): Edges {
  const rings: Ring[] = [];
  let count = 0;
  polygons.forEach((polygon, part) =>
    polygon.forEach((points, i) => {
      rings.push({ points, part, isExterior: i === 0, first: count });
      count += points.length - 1;
    }),
  );
  const ringOf = new Int32Array(count);
  const index = new Flatbush(count);
  rings.forEach(({ points, first }, ring) => {
    for (let i = 0; i + 1 < points.length; i++) {
      const [ax, ay] = points[i]!;
      const [bx, by] = points[i + 1]!;
      index.add(Math.min(ax!, bx!), Math.min(ay!, by!), Math.max(ax!, bx!), Math.max(ay!, by!));
      ringOf[first + i] = ring;
    }
  });
  index.finish();
  return { rings, ringOf, index, count };
}

function edge({ rings, ringOf }: Edges, e: number): readonly [Position, Position] {
  const { points, first } = rings[ringOf[e]!]!;
  return [points[e - first]!, points[e - first + 1]!];
}

/** The first two edges that cross, overlap or, within one ring, touch. Touching rings are noted. */
function crossingFault(edges: Edges, touches: Touch[]): PolygonFault | null {
  let fault: PolygonFault | null = null;
  let pairs = 0;
  for (let e = 0; e < edges.count && fault === null; e++) {
    const [a, b] = edge(edges, e);
    const [west, east] = a[0]! < b[0]! ? [a[0]!, b[0]!] : [b[0]!, a[0]!];
    const [south, north] = a[1]! < b[1]! ? [a[1]!, b[1]!] : [b[1]!, a[1]!];
    edges.index.search(west, south, east, north, (other) => {
      if (other <= e || fault !== null) return false;
      pairs += 1;
      if (pairs > MAX_PAIRS) fault = { code: 'tooComplex', at: a };
      else fault = pairFault(edges, [e, other], touches);
      return false;
    });
  }
  return fault;
}

function pairFault(edges: Edges, [e, f]: readonly [number, number], touches: Touch[]): PolygonFault | null {
  const [a, b] = edge(edges, e);
  const [c, d] = edge(edges, f);
  const ringA = edges.ringOf[e]!;
  const ringB = edges.ringOf[f]!;
  if (ringA === ringB) {
    const last = edges.rings[ringA]!.points.length - 2;
    const isNext = f === e + 1;
    const isLastToFirst = e === edges.rings[ringA]!.first && f === e + last;
    if (isNext && isLastToFirst) return { code: 'spike', at: b };
    if (isNext) return isSpike(a, b, d) ? { code: 'spike', at: b } : null;
    if (isLastToFirst) return isSpike(c, a, b) ? { code: 'spike', at: a } : null;
  }
  const meeting = meetingOf(a, b, c, d);
  if (meeting === null) return null;
  if (meeting.kind === 'cross') return { code: 'selfIntersection', at: meeting.at };
  if (meeting.kind === 'overlap') return { code: ringA === ringB ? 'selfIntersection' : 'sharedEdge', at: meeting.at };
  if (ringA === ringB) return { code: 'ringTouchesItself', at: meeting.at };
  touches.push({ ringA, edgeA: e, ringB, edgeB: f, at: meeting.at });
  return null;
}

/** Sign of the turn a → b → c: positive to the left. */
const turn = (a: Position, b: Position, c: Position): number => -orient2d(a[0]!, a[1]!, b[0]!, b[1]!, c[0]!, c[1]!);

function isSpike(before: Position, tip: Position, after: Position): boolean {
  if (turn(before, tip, after) !== 0) return false;
  const dot = (before[0]! - tip[0]!) * (after[0]! - tip[0]!) + (before[1]! - tip[1]!) * (after[1]! - tip[1]!);
  return dot > 0;
}

interface Meeting {
  readonly kind: 'cross' | 'overlap' | 'touch';
  readonly at: Position;
}

/** How the edges ab and cd meet; null where they do not. */
function meetingOf(a: Position, b: Position, c: Position, d: Position): Meeting | null {
  const abc = turn(a, b, c);
  const abd = turn(a, b, d);
  if ((abc > 0 && abd > 0) || (abc < 0 && abd < 0)) return null;
  const cda = turn(c, d, a);
  const cdb = turn(c, d, b);
  if ((cda > 0 && cdb > 0) || (cda < 0 && cdb < 0)) return null;
  if (abc === 0 && abd === 0) return collinearMeeting(a, b, c, d);
  if (abc === 0) return isBetween(a, b, c) ? { kind: 'touch', at: c } : null;
  if (abd === 0) return isBetween(a, b, d) ? { kind: 'touch', at: d } : null;
  if (cda === 0) return isBetween(c, d, a) ? { kind: 'touch', at: a } : null;
  if (cdb === 0) return isBetween(c, d, b) ? { kind: 'touch', at: b } : null;
  const share = abc / (abc - abd);
  return { kind: 'cross', at: [c[0]! + share * (d[0]! - c[0]!), c[1]! + share * (d[1]! - c[1]!)] };
}

function collinearMeeting(a: Position, b: Position, c: Position, d: Position): Meeting | null {
  const shared = [...[c, d].filter((p) => isBetween(a, b, p)), ...[a, b].filter((p) => isBetween(c, d, p))];
  const [first] = shared;
  if (first === undefined) return null;
  const isPoint = shared.every((p) => isSame(p, first));
  return { kind: isPoint ? 'touch' : 'overlap', at: first };
}

/** True where p, known to lie on the line through a and b, lies between them. */
function isBetween(a: Position, b: Position, p: Position): boolean {
  const inX = a[0]! <= b[0]! ? a[0]! <= p[0]! && p[0]! <= b[0]! : b[0]! <= p[0]! && p[0]! <= a[0]!;
  const inY = a[1]! <= b[1]! ? a[1]! <= p[1]! && p[1]! <= b[1]! : b[1]! <= p[1]! && p[1]! <= a[1]!;
  return inX && inY;
}

const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Rings that cross at a point they share, and touching rings that cut the interior in two: rings and the points they
 * touch at, as a graph, make a circle.
 */
function touchFault(edges: Edges, touches: readonly Touch[]): PolygonFault | null {
  for (const { ringA, edgeA, ringB, edgeB, at } of touches) {
    const [before, after] = arms(edges, ringA, edgeA, at);
    const [b0, b1] = arms(edges, ringB, edgeB, at);
    if (isLeftOf(before, at, after, b0) !== isLeftOf(before, at, after, b1)) return { code: 'selfIntersection', at };
  }
  const groups = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let up = groups.get(root); up !== undefined; up = groups.get(root)) root = up;
    return root;
  };
  const joined = new Set<string>();
  for (const { ringA, ringB, at } of touches) {
    const part = edges.rings[ringA]!.part;
    if (part !== edges.rings[ringB]!.part) continue;
    const point = `${part}@${at[0]},${at[1]}`;
    for (const ring of [`${ringA}`, `${ringB}`]) {
      if (joined.has(`${ring} ${point}`)) continue;
      joined.add(`${ring} ${point}`);
      const [a, b] = [rootOf(ring), rootOf(point)];
      if (a === b) return { code: 'disconnectedInterior', at };
      groups.set(a, b);
    }
  }
  return null;
}

/** The points of a ring before and after a place on one of its edges. */
function arms({ rings }: Edges, ring: number, e: number, at: Position): readonly [Position, Position] {
  const { points, first } = rings[ring]!;
  const i = e - first;
  const [a, b] = [points[i]!, points[i + 1]!];
  if (isSame(at, a)) return [points[i === 0 ? points.length - 2 : i - 1]!, b];
  if (isSame(at, b)) return [a, points[i + 1 === points.length - 1 ? 1 : i + 2]!];
  return [a, b];
}

/** True where q lies to the left of the way before → at → after. */
function isLeftOf(before: Position, at: Position, after: Position, q: Position): boolean {
  const first = turn(before, at, q) > 0;
  const second = turn(at, after, q) > 0;
  return turn(before, at, after) > 0 ? first && second : first || second;
}

/** Holes outside their exterior or inside one another, and parts inside one another. */
function nestingFault(edges: Edges, touches: readonly Touch[]): PolygonFault | null {
  const { rings } = edges;
  if (rings.length === 1) return null;
  const touched = new Set(
    touches.flatMap(({ ringA, ringB, at }) => [ringA, ringB].map((r) => `${r} ${at[0]},${at[1]}`)),
  );
  const holesIn = new Map<number, Set<number>>();
  for (const [ring, { points, part, isExterior }] of rings.entries()) {
    const probe = points.find((p) => !touched.has(`${ring} ${p[0]},${p[1]}`)) ?? middleOf(points[0]!, points[1]!);
    const around = ringsAround(edges, ring, probe);
    if (isExterior) {
      holesIn.set(ring, around);
      continue;
    }
    const exteriorOfPart = rings.findIndex((other) => other.part === part && other.isExterior);
    if (!around.has(exteriorOfPart)) return { code: 'holeOutside', at: probe };
    const isNested = [...around].some((other) => rings[other]!.part === part && !rings[other]!.isExterior);
    if (isNested) return { code: 'nestedHoles', at: probe };
  }
  for (const [ring, around] of holesIn) {
    const parts = new Map<number, boolean>();
    for (const other of around) {
      const { part, isExterior } = rings[other]!;
      parts.set(part, (parts.get(part) ?? true) && isExterior);
    }
    if ([...parts.values()].some(Boolean)) return { code: 'nestedParts', at: rings[ring]!.points[0]! };
  }
  return null;
}

const middleOf = (a: Position, b: Position): Position => [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];

/** The other rings that a point lies in, by the edges that a ray to the east meets. */
function ringsAround(edges: Edges, ring: number, [x, y]: Position): Set<number> {
  const inside = new Set<number>();
  edges.index.search(x!, y!, Infinity, y!, (e) => {
    const other = edges.ringOf[e]!;
    if (other === ring) return false;
    const [a, b] = edge(edges, e);
    const isUp = a[1]! <= y! && b[1]! > y!;
    const isDown = b[1]! <= y! && a[1]! > y!;
    if (!isUp && !isDown) return false;
    const isBeyond = isUp ? turn(a, b, [x!, y!]) > 0 : turn(b, a, [x!, y!]) > 0;
    if (isBeyond && !inside.delete(other)) inside.add(other);
    return false;
  });
  return inside;
}
