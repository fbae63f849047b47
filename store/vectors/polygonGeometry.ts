import type { Position } from 'geojson';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { faultOf, type PolygonFault } from './polygonFault.js';
import { directed, isRepairable, repairPolygon, signedArea, uniteOverlapping, type Polygon } from './polygonRepair.js';

/** Repairs that change the area by more are refused: what was meant cannot be known. */
const MAX_AREA_CHANGE = 0.01;

/** Turns coordinates of the file into longitude and latitude. */
export type ToLonLat = (x: number, y: number) => readonly [number, number];

/** What reading a geometry tells besides the geometry. */
export interface GeometryReading {
  readonly toLonLat: ToLonLat;
  /** Something was mended: how, and where. */
  readonly onRepair: (what: string, at: Position | null) => void;
}

/** A valid WGS84 area, and the area of the rings as they were drawn, in square units of the file. */
export interface ReadArea {
  readonly geometry: AreaGeometry;
  readonly drawnArea: number;
}

/** A fault of a geometry, with its place on the globe. */
export class GeometryError extends BadInputError {
  constructor(
    message: string,
    detail: ConstructorParameters<typeof BadInputError>[1],
    readonly at: Position | null,
  ) {
    super(message, detail);
  }
}

/**
 * A valid WGS84 area from a GeoJSON geometry of unknown quality. What had to be mended is told to `onRepair`.
 * @throws BadInputError with the path of the fault: other geometry types, positions that are no numbers or out of range,
 *   rings without area, self-intersections whose repair would change the area by more than 1 %, too many corners
 */
export function readPolygonGeometry(geometry: unknown, where: string, reading: GeometryReading): ReadArea {
  const { type, coordinates } = asObject(geometry, where);
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    throw new BadInputError('only areas can be read', {
      code: 'vector.notPolygon',
      where: `${where}.type`,
      found: JSON.stringify(type) ?? 'nothing',
      expected: '"Polygon" or "MultiPolygon"',
    });
  }
  const list = type === 'Polygon' ? [coordinates] : asArray(coordinates, `${where}.coordinates`);
  refuseTooMany(list, where);
  const drawnArea = list.reduce<number>((sum, rings) => sum + drawnAreaOf(rings), 0);
  const polygons = list.map((rings, index) => {
    const path = type === 'Polygon' ? `${where}.coordinates` : `${where}.coordinates[${index}]`;
    return asArray(rings, path).flatMap((ring, i) =>
      readRing(ring, { where: `${path}[${i}]`, isHole: i > 0 }, reading),
    );
  });
  if (polygons.length === 0 || polygons.some((rings) => rings.length === 0)) {
    throw new BadInputError('the geometry has no ring', { code: 'vector.noRing', where: `${where}.coordinates` });
  }
  return { geometry: validArea(polygons, where, reading.onRepair), drawnArea };
}

/** Corners of one feature at most: twenty times what the outline of a province has. */
const MAX_POSITIONS = 1_000_000;

function refuseTooMany(polygons: readonly unknown[], where: string): void {
  let positions = 0;
  for (const rings of polygons) {
    if (!Array.isArray(rings)) continue;
    for (const ring of rings as unknown[]) positions += Array.isArray(ring) ? ring.length : 0;
  }
  if (positions <= MAX_POSITIONS) return;
  throw new BadInputError('the feature has too many corners', {
    code: 'vector.tooManyCorners',
    where,
    found: `${positions} positions`,
    expected: `at most ${MAX_POSITIONS}: cut the area into several features`,
  });
}

/** Area of a polygon's rings in the file's own units, holes taken off; 0 for what are no rings. */
function drawnAreaOf(rings: unknown): number {
  if (!Array.isArray(rings)) return 0;
  const areas = rings.map((ring: unknown) => {
    const isRing = Array.isArray(ring) && ring.length > 3 && ring.every((p) => Array.isArray(p) && p.length > 1);
    return isRing ? Math.abs(signedArea(ring as Position[])) : 0;
  });
  const [exterior = 0, ...holes] = areas;
  return exterior - holes.reduce((sum, hole) => sum + hole, 0);
}

const FAULTS: Readonly<Record<PolygonFault['code'], string>> = {
  selfIntersection: 'self-intersection',
  spike: 'spike',
  ringTouchesItself: 'ring that touches itself',
  sharedEdge: 'parts or rings that share an edge',
  holeOutside: 'hole outside its exterior',
  nestedHoles: 'hole inside a hole',
  nestedParts: 'part inside another part',
  disconnectedInterior: 'holes that cut the interior in two',
  tooComplex: 'edges too many to compare',
};

function validArea(polygons: readonly Polygon[], where: string, onRepair: GeometryReading['onRepair']): AreaGeometry {
  const fault = faultOf(polygons);
  if (fault === null) return areaOf(polygons.map(directed));
  if (fault.code === 'tooComplex' || !isRepairable(polygons)) throw tooComplex(fault, where);
  const repaired = polygons.map(repairPolygon);
  const worst = Math.max(...repaired.map(({ areaChange }) => areaChange));
  const isGuess = worst > MAX_AREA_CHANGE || repaired.every((one) => one.polygons.length === 0);
  if (isGuess) throw cannotRepair(fault, where, worst);
  const valid = repaired.flatMap((one) => one.polygons);
  const united = valid.length > 1 ? uniteOverlapping(valid) : null;
  const area = [...(united ?? valid)];
  if (faultOf(area) !== null) throw cannotRepair(fault, where, worst);
  if (repaired.some(({ isRepaired }) => isRepaired)) {
    onRepair(`${FAULTS[fault.code]} removed, area changed by ${(worst * 100).toPrecision(2)} %`, fault.at);
  }
  if (united !== null) onRepair('overlapping polygons united', fault.at);
  return areaOf(area);
}

function areaOf(parts: readonly Polygon[]): AreaGeometry {
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: [...parts] };
}

function tooComplex({ at }: PolygonFault, where: string): BadInputError {
  const detail = { code: 'vector.tooComplex', where, expected: 'an area of fewer corners, or one that is valid' };
  return new GeometryError('the area is too complex to be checked and mended', detail, at);
}

function cannotRepair({ code, at }: PolygonFault, where: string, areaChange: number): BadInputError {
  const isCrossing = code === 'selfIntersection' || code === 'ringTouchesItself';
  return new GeometryError(
    isCrossing
      ? 'the polygon crosses itself and cannot be repaired without guessing'
      : `${FAULTS[code]}, which cannot be repaired without guessing`,
    {
      code: `vector.${code}`,
      where,
      found: `a repair that would change its area by ${(areaChange * 100).toFixed(1)} %`,
      expected: `rings that do not cross (repairs up to ${MAX_AREA_CHANGE * 100} % are made)`,
    },
    at,
  );
}

/** A ring, closed, without repeated points; none for a hole that encloses nothing. */
function readRing(
  value: unknown,
  { where, isHole }: { where: string; isHole: boolean },
  { toLonLat, onRepair }: GeometryReading,
): [Position[]] | [] {
  const ring = asArray(value, where).map((position, index) => readPosition(position, `${where}[${index}]`, toLonLat));
  const points = ring.filter((point, index) => index === 0 || !isSame(point, ring[index - 1]!));
  if (points.length > 2 && !isSame(points[0]!, points.at(-1)!)) {
    points.push(points[0]!);
    onRepair('ring closed', points[0]!);
  }
  // A figure of eight may have no area in sum; the repair decides on it.
  if (points.length >= 5 || (points.length === 4 && signedArea(points) !== 0)) return [points];
  if (isHole) {
    onRepair('hole without area removed', points[0] ?? null);
    return [];
  }
  throw new BadInputError('the ring encloses nothing', {
    code: 'vector.degenerateRing',
    where,
    found: `${points.length} different positions in a row`,
    expected: 'at least four positions, the last equal to the first, not on one line',
  });
}

function readPosition(value: unknown, where: string, toLonLat: ToLonLat): Position {
  const [x, y] = asArray(value, where);
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw new BadInputError('not a position', {
      code: 'vector.notPosition',
      where,
      found: excerpt(value),
      expected: 'two finite numbers, x then y',
    });
  }
  const [lon, lat] = toLonLat(x, y);
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat];
  throw outOfRange(x, y, where);
}

function outOfRange(x: number, y: number, where: string): BadInputError {
  const isSwapped = Math.abs(x) <= 90 && Math.abs(y) <= 180;
  const hint = isSwapped
    ? 'latitude and longitude look swapped'
    : 'this looks like projected metres in a system not told';
  return new BadInputError('the position lies outside the globe', {
    code: isSwapped ? 'vector.axesSwapped' : 'vector.wrongCrs',
    where,
    found: `[${x}, ${y}]: ${hint}`,
    expected: 'longitude −180…180 and latitude −90…90, or the name of the coordinate reference system (crs)',
  });
}

const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

export function asObject(value: unknown, where: string): Record<string, unknown> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new BadInputError('not an object', {
    code: 'vector.notObject',
    where,
    found: excerpt(value),
    expected: 'a JSON object',
  });
}

export function asArray(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new BadInputError('not an array', {
    code: 'vector.notArray',
    where,
    found: excerpt(value),
    expected: 'an array',
  });
}

/** A value as text, cut to what fits a message. */
export function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
