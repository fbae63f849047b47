import { Clipper, FillRule, type Paths64 } from 'clipper2-ts';
import {
  areaOfRings,
  boxesApart,
  boxOfRings,
  cutAwayPieces,
  cutToPieces,
  type PlaneBox,
  type Ring,
} from './convexClip.js';
import { simpleRings } from '#domain/simpleRings.js';
import { convexPiecesOf, isConvex, type PlanePolygon } from './convexPieces.js';

/**
 * A set of points of a window's plane. It is worked out as far as it is asked about: most questions are for areas, which follow from
 * cutting rings by convex pieces (convexClip.ts); clean outlines, which only offsets and geometries need, are made by Clipper.
 */
export interface Region {
  readonly box: PlaneBox | null;
  /** Rings that wind once around every point of the region: right for areas, but they may run back along themselves. */
  readonly rings: () => readonly Ring[];
  /** Convex pieces that share no ground; null where there are too many. */
  readonly pieces: () => readonly Ring[] | null;
  /** Clean outlines, exteriors positive and holes negative, as integers of the window. */
  readonly paths: () => Paths64;
  readonly areaM2: () => number;
  /** The plain polygons that the region is the union of; null where it is more than a union. */
  readonly members: readonly PlainRegion[] | null;
}

/** A region that came from a geometry. */
export interface PlainRegion extends Region {
  /** Rings of valid polygons; where the window cuts them, they run along its edge. */
  readonly outlines: readonly Ring[];
}

/** Below this (m²) a region is rounding, not ground. */
const NOTHING_M2 = 1e-6;
/** A union in more pieces is left to Clipper. */
const MOST_PIECES = 400;

export const EMPTY_REGION: Region = {
  box: null,
  rings: () => [],
  pieces: () => [],
  paths: () => [],
  areaM2: () => 0,
  members: [],
};

export function isEmpty(region: Region): boolean {
  return region.box === null || region.areaM2() <= NOTHING_M2;
}

/** Work that is done once, when its result is first asked for. */
export function once<T>(work: () => T): () => T {
  let result: { readonly value: T } | null = null;
  return () => (result ??= { value: work() }).value;
}

/** The region that valid, disjoint polygons make. `isCut`: rings may run back along the window's edge. */
export function plainRegion(polygons: readonly PlanePolygon[], isCut: boolean, unitsPerM: number): Region {
  const outlines = polygons.flat();
  const box = boxOfRings(outlines);
  if (box === null) return EMPTY_REGION;
  const paths = once(() => Clipper.union(pathsOf(outlines, unitsPerM), FillRule.NonZero));
  const region: PlainRegion = {
    box,
    outlines,
    rings: () => outlines,
    // Rings that run back along themselves cannot be sliced into ears before they are cleaned.
    pieces: once(() =>
      isCut ? (convexOnly(polygons) ?? piecesOfPaths(paths(), unitsPerM)) : convexPiecesOf(polygons),
    ),
    paths,
    areaM2: once(() => areaOfRings(outlines)),
    get members() {
      return [region];
    },
  };
  return region;
}

function convexOnly(polygons: readonly PlanePolygon[]): Ring[] | null {
  const [exterior, ...others] = polygons.flat();
  return exterior !== undefined && others.length === 0 && isConvex(exterior) ? [exterior] : null;
}

function piecesOfPaths(paths: Paths64, unitsPerM: number): Ring[] | null {
  const polygons = simpleRings(paths).map(
    ({ exterior, holes }) => ringsOf([exterior, ...holes], unitsPerM) as [Ring, ...Ring[]],
  );
  return convexPiecesOf(polygons);
}

/** The region that rings make which may overlap. */
export function unitedRegion(makePaths: () => Paths64, rings: readonly Ring[], unitsPerM: number): Region {
  const box = boxOfRings(rings);
  if (box === null) return EMPTY_REGION;
  return outlinedRegion(() => Clipper.union(makePaths(), FillRule.NonZero), unitsPerM, box);
}

/** The region of Clipper's outlines. */
export function outlinedRegion(makePaths: () => Paths64, unitsPerM: number, box: PlaneBox): Region {
  const paths = once(makePaths);
  const rings = once(() => ringsOf(paths(), unitsPerM));
  return {
    box,
    rings,
    pieces: once(() => piecesOfPaths(paths(), unitsPerM)),
    paths,
    areaM2: once(() => areaOfRings(rings())),
    members: null,
  };
}

export function intersectionOf(a: Region, b: Region, unitsPerM: number): Region {
  if (a === b) return a;
  if (a.box === null || b.box === null || boxesApart(a.box, b.box)) return EMPTY_REGION;
  const rings = once((): readonly Ring[] => {
    const ofB = b.pieces();
    if (ofB !== null) return cutToPieces(a.rings(), ofB);
    const ofA = a.pieces();
    return ofA === null ? ringsOf(paths(), unitsPerM) : cutToPieces(b.rings(), ofA);
  });
  const paths = once(() => Clipper.intersect(a.paths(), b.paths(), FillRule.NonZero));
  return derived(boxShared(a.box, b.box), rings, paths, { pieces: cutToPieces, a, b });
}

export function differenceOf(a: Region, b: Region, unitsPerM: number): Region {
  if (a === b) return EMPTY_REGION;
  if (a.box === null || b.box === null || boxesApart(a.box, b.box)) return a;
  const rings = once((): readonly Ring[] => {
    const ofB = b.pieces();
    return ofB === null ? ringsOf(paths(), unitsPerM) : cutAwayPieces(a.rings(), ofB);
  });
  const paths = once(() => Clipper.difference(a.paths(), b.paths(), FillRule.NonZero));
  return derived(a.box, rings, paths, { pieces: cutAwayPieces, a, b });
}

interface Operands {
  readonly pieces: (ofA: readonly Ring[], ofB: readonly Ring[]) => readonly Ring[];
  readonly a: Region;
  readonly b: Region;
}

/** Convex pieces cut by convex pieces stay convex. */
function derived(
  box: PlaneBox,
  rings: () => readonly Ring[],
  paths: () => Paths64,
  { pieces, a, b }: Operands,
): Region {
  return {
    box,
    rings,
    pieces: once(() => {
      const [ofA, ofB] = [a.pieces(), b.pieces()];
      if (ofA === null || ofB === null) return null;
      const all = pieces(ofA, ofB);
      return all.length > MOST_PIECES ? null : all;
    }),
    paths,
    areaM2: once(() => Math.max(0, areaOfRings(rings()))),
    members: null,
  };
}

export function unionOfRegions(regions: readonly Region[], unitsPerM: number): Region {
  const filled = [...new Set(regions)].filter(({ box }) => box !== null);
  if (filled.length < 2) return filled[0] ?? EMPTY_REGION;
  const box = filled.map((region) => region.box!).reduce(boxAround);
  const paths = once(() =>
    Clipper.union(
      filled.flatMap((region) => region.paths()),
      FillRule.NonZero,
    ),
  );
  const pieces = once(() => disjointPieces(filled));
  const rings = once(() => pieces() ?? ringsOf(paths(), unitsPerM));
  const members = filled.map((region) => region.members);
  return {
    box,
    rings,
    pieces,
    paths,
    areaM2: once(() => areaOfRings(rings())),
    members: members.every((list) => list !== null) ? members.flat() : null,
  };
}

/** Each region's pieces outside those before it. */
function disjointPieces(regions: readonly Region[]): readonly Ring[] | null {
  let all: Ring[] = [];
  for (const region of regions) {
    const own = region.pieces();
    if (own === null) return null;
    all = all.concat(all.length === 0 ? own : cutAwayPieces(own, all));
    if (all.length > MOST_PIECES) return null;
  }
  return all;
}

const boxShared = (a: PlaneBox, b: PlaneBox): PlaneBox => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

const boxAround = (a: PlaneBox, b: PlaneBox): PlaneBox => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

export function pathsOf(rings: readonly Ring[], unitsPerM: number): Paths64 {
  return rings.map((ring) => {
    const path = [];
    for (let i = 0; i < ring.length; i += 2) {
      path.push({ x: Math.round(ring[i]! * unitsPerM), y: Math.round(ring[i + 1]! * unitsPerM) });
    }
    return path;
  });
}

function ringsOf(paths: Paths64, unitsPerM: number): Ring[] {
  return paths.map((path) => {
    const ring = new Float64Array(2 * path.length);
    path.forEach(({ x, y }, i) => {
      ring[2 * i] = x / unitsPerM;
      ring[2 * i + 1] = y / unitsPerM;
    });
    return ring;
  });
}
