import { Clipper, FillRule, type Paths64 } from 'clipper2-ts';
import { simpleRings } from '#domain/simpleRings.js';
import {
  areaOfRings,
  boxesApart,
  boxOfRings,
  cutAwayPieces,
  cutToPieces,
  type PlaneBox,
  type Ring,
} from './convexClip.js';
import { convexPiecesOf, isConvex, type PlanePolygon } from './convexPieces.js';

/** Below this (m²) a region is rounding, not ground. */
const NOTHING_M2 = 1e-6;
/** A union in more pieces is left to Clipper. */
const MOST_PIECES = 400;

/**
 * A set of points of a window's plane. It is worked out as far as it is asked about: most questions are for areas, which follow from
 * cutting rings by convex pieces (convexClip.ts); clean outlines, which only offsets and geometries need, are made by Clipper.
 */
export abstract class Region {
  private knownRings: readonly Ring[] | null = null;
  private knownPieces: readonly Ring[] | null | undefined = undefined;
  private knownPaths: Paths64 | null = null;
  private knownAreaM2: number | null = null;

  constructor(
    readonly box: PlaneBox | null,
    protected readonly unitsPerM: number,
  ) {}

  protected abstract makeRings(): readonly Ring[];
  protected abstract makePieces(): readonly Ring[] | null;
  protected abstract makePaths(): Paths64;

  /** Rings that wind once around every point of the region: right for areas, but they may run back along themselves. */
  rings(): readonly Ring[] {
    return (this.knownRings ??= this.makeRings());
  }

  /** Convex pieces that share no ground; null where there are too many. */
  pieces(): readonly Ring[] | null {
    return this.knownPieces === undefined ? (this.knownPieces = this.makePieces()) : this.knownPieces;
  }

  /** Clean outlines, exteriors positive and holes negative, as integers of the window. */
  paths(): Paths64 {
    return (this.knownPaths ??= this.makePaths());
  }

  areaM2(): number {
    return (this.knownAreaM2 ??= Math.max(0, areaOfRings(this.rings())));
  }

  /** Rings of the valid polygons that the region is the union of, polygon list by polygon list; null where it is more than a union. */
  outlines(): readonly (readonly Ring[])[] | null {
    return null;
  }
}

export function isEmpty(region: Region): boolean {
  return region.box === null || region.areaM2() <= NOTHING_M2;
}

/** Valid, disjoint polygons. */
class PlainRegion extends Region {
  private readonly allRings: readonly Ring[];

  /** `isCut`: rings may run back along the window's edge. */
  constructor(
    private readonly polygons: readonly PlanePolygon[],
    private readonly isCut: boolean,
    box: PlaneBox | null,
    unitsPerM: number,
  ) {
    super(box, unitsPerM);
    this.allRings = polygons.length === 1 ? polygons[0]! : polygons.flat();
  }

  protected override makeRings(): readonly Ring[] {
    return this.allRings;
  }

  protected override makePieces(): readonly Ring[] | null {
    if (!this.isCut) return convexPiecesOf(this.polygons);
    // Rings that run back along themselves cannot be sliced into ears before they are cleaned.
    const [exterior, ...others] = this.allRings;
    const isOne = exterior !== undefined && others.length === 0 && isConvex(exterior);
    return isOne ? [exterior] : piecesOfPaths(this.paths(), this.unitsPerM);
  }

  protected override makePaths(): Paths64 {
    return Clipper.union(pathsOf(this.allRings, this.unitsPerM), FillRule.NonZero);
  }

  override outlines(): readonly (readonly Ring[])[] {
    return [this.allRings];
  }
}

/** Whatever Clipper makes. */
class OutlinedRegion extends Region {
  constructor(
    private readonly make: () => Paths64,
    box: PlaneBox,
    unitsPerM: number,
  ) {
    super(box, unitsPerM);
  }

  protected override makeRings(): readonly Ring[] {
    return ringsOf(this.paths(), this.unitsPerM);
  }

  protected override makePieces(): readonly Ring[] | null {
    return piecesOfPaths(this.paths(), this.unitsPerM);
  }

  protected override makePaths(): Paths64 {
    return this.make();
  }
}

/** What two regions share. */
class SharedRegion extends Region {
  constructor(
    private readonly a: Region,
    private readonly b: Region,
    unitsPerM: number,
  ) {
    super(boxShared(a.box!, b.box!), unitsPerM);
  }

  protected override makeRings(): readonly Ring[] {
    const ofB = this.b.pieces();
    if (ofB !== null) return cutToPieces(this.a.rings(), ofB);
    const ofA = this.a.pieces();
    return ofA === null ? ringsOf(this.paths(), this.unitsPerM) : cutToPieces(this.b.rings(), ofA);
  }

  protected override makePieces(): readonly Ring[] | null {
    // Convex pieces cut to convex pieces stay convex.
    const [ofA, ofB] = [this.a.pieces(), this.b.pieces()];
    return ofA === null || ofB === null ? null : unlessTooMany(cutToPieces(ofA, ofB));
  }

  protected override makePaths(): Paths64 {
    return Clipper.intersect(this.a.paths(), this.b.paths(), FillRule.NonZero);
  }
}

/** What of one region lies outside another. */
class RemainingRegion extends Region {
  constructor(
    private readonly a: Region,
    private readonly b: Region,
    unitsPerM: number,
  ) {
    super(a.box, unitsPerM);
  }

  protected override makeRings(): readonly Ring[] {
    const ofB = this.b.pieces();
    return ofB === null ? ringsOf(this.paths(), this.unitsPerM) : cutAwayPieces(this.a.rings(), ofB);
  }

  protected override makePieces(): readonly Ring[] | null {
    const [ofA, ofB] = [this.a.pieces(), this.b.pieces()];
    return ofA === null || ofB === null ? null : unlessTooMany(cutAwayPieces(ofA, ofB));
  }

  protected override makePaths(): Paths64 {
    return Clipper.difference(this.a.paths(), this.b.paths(), FillRule.NonZero);
  }
}

class UnitedRegion extends Region {
  constructor(
    private readonly parts: readonly Region[],
    unitsPerM: number,
  ) {
    super(parts.map((part) => part.box!).reduce(boxAround), unitsPerM);
  }

  protected override makeRings(): readonly Ring[] {
    return this.pieces() ?? ringsOf(this.paths(), this.unitsPerM);
  }

  /** Each part's pieces outside those before it. */
  protected override makePieces(): readonly Ring[] | null {
    let all: readonly Ring[] = [];
    for (const part of this.parts) {
      const own = part.pieces();
      if (own === null) return null;
      all = all.length === 0 ? own : [...all, ...cutAwayPieces(own, all)];
      if (all.length > MOST_PIECES) return null;
    }
    return all;
  }

  protected override makePaths(): Paths64 {
    const paths = this.parts.flatMap((part) => part.paths());
    return Clipper.union(paths, FillRule.NonZero);
  }

  override outlines(): readonly (readonly Ring[])[] | null {
    const outlines = this.parts.map((part) => part.outlines());
    return outlines.every((list) => list !== null) ? outlines.flat() : null;
  }
}

const unlessTooMany = (pieces: readonly Ring[]): readonly Ring[] | null =>
  pieces.length > MOST_PIECES ? null : pieces;

export const EMPTY_REGION: Region = new PlainRegion([], false, null, 1);

/** The region that valid, disjoint polygons make. `isCut`: rings may run back along the window's edge. */
export function plainRegion(polygons: readonly PlanePolygon[], isCut: boolean, unitsPerM: number): Region {
  const box = boxOfRings(polygons.length === 1 ? polygons[0]! : polygons.flat());
  return box === null ? EMPTY_REGION : new PlainRegion(polygons, isCut, box, unitsPerM);
}

/** The region that rings make which may overlap. */
export function unitedRegion(rings: readonly Ring[], unitsPerM: number): Region {
  const box = boxOfRings(rings);
  if (box === null) return EMPTY_REGION;
  return outlinedRegion(() => Clipper.union(pathsOf(rings, unitsPerM), FillRule.NonZero), unitsPerM, box);
}

/** The region of Clipper's outlines, within a box. */
export function outlinedRegion(makePaths: () => Paths64, unitsPerM: number, box: PlaneBox): Region {
  return new OutlinedRegion(makePaths, box, unitsPerM);
}

export function intersectionOf(a: Region, b: Region, unitsPerM: number): Region {
  if (a === b) return a;
  if (a.box === null || b.box === null || boxesApart(a.box, b.box)) return EMPTY_REGION;
  return new SharedRegion(a, b, unitsPerM);
}

export function differenceOf(a: Region, b: Region, unitsPerM: number): Region {
  if (a === b) return EMPTY_REGION;
  if (a.box === null || b.box === null || boxesApart(a.box, b.box)) return a;
  return new RemainingRegion(a, b, unitsPerM);
}

export function unionOfRegions(regions: readonly Region[], unitsPerM: number): Region {
  const filled = regions.filter((region, i) => region.box !== null && regions.indexOf(region) === i);
  return filled.length < 2 ? (filled[0] ?? EMPTY_REGION) : new UnitedRegion(filled, unitsPerM);
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

function piecesOfPaths(paths: Paths64, unitsPerM: number): Ring[] | null {
  const polygons = simpleRings(paths).map(
    ({ exterior, holes }) => ringsOf([exterior, ...holes], unitsPerM) as [Ring, ...Ring[]],
  );
  return convexPiecesOf(polygons);
}

function pathsOf(rings: readonly Ring[], unitsPerM: number): Paths64 {
  return rings.map((ring) => {
    const path = [];
    for (let i = 0; i < ring.length; i += 2) {
      path.push({ x: Math.round(ring[i]! * unitsPerM), y: Math.round(ring[i + 1]! * unitsPerM) });
    }
    return path;
  });
}

const ringsOf = (paths: Paths64, unitsPerM: number): Ring[] =>
  paths.map((path) => path.flatMap(({ x, y }) => [x / unitsPerM, y / unitsPerM]));
