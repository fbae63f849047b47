import type { Position } from 'geojson';
import type { EvidenceCheck, EvidenceCheckName, PhotoFacts } from './evidence.js';
import type { AreaGeometry } from './geometry.js';
import { daysBetween, officeDayOf, type IsoDate, type IsoTime } from './time.js';

/** What a photo is held against. */
export interface PhotoContext {
  readonly geometry: AreaGeometry;
  /** Last clear look without the change. */
  readonly onsetFrom: IsoDate;
  readonly visitedOn: IsoDate | null;
  readonly submittedAt: IsoTime;
  /** Other alerts for which the same bytes were handed in. */
  readonly reuseCount: number;
}

/** From farther away a phone's picture shows no building; the camera's own error comes on top. */
const NEAR_METRES = 200;
/** Half the horizontal angle of a phone's main lens (about 35°) and what its compass is off (about 10°). */
const HEADING_DEGREES = 45;

/** How far a photo can be believed to show the alert's ground; figures and limits, nothing is refused. */
export function photoChecks(photo: PhotoFacts, context: PhotoContext): readonly EvidenceCheck[] {
  return [distanceCheck(photo, context), headingCheck(photo, context), ...timeChecks(photo, context), reuse(context)];
}

function distanceCheck({ position }: PhotoFacts, { geometry }: PhotoContext): EvidenceCheck {
  if (position === null) return unknown('distance', NEAR_METRES);
  const found = sightOf(position.lonLat, geometry).distanceMetres;
  return held('distance', found, NEAR_METRES + (position.errorMetres ?? 0));
}

function headingCheck({ position, headingDegrees }: PhotoFacts, { geometry }: PhotoContext): EvidenceCheck {
  if (position === null || headingDegrees === null) return unknown('heading', HEADING_DEGREES);
  return held('heading', headingOff(sightOf(position.lonLat, geometry), headingDegrees.value), HEADING_DEGREES);
}

function timeChecks({ takenAt }: PhotoFacts, context: PhotoContext): EvidenceCheck[] {
  if (takenAt === null) return [unknown('onset', 0), unknown('visit', 0)];
  const day = officeDayOf(takenAt.at);
  const sinceOnset = daysBetween(context.onsetFrom, day);
  const isPossible = sinceOnset >= 0 && day <= officeDayOf(context.submittedAt);
  const visit = context.visitedOn === null ? null : Math.abs(daysBetween(context.visitedOn, day));
  return [
    { check: 'onset', outcome: isPossible ? 'plausible' : 'doubtful', found: sinceOnset, limit: 0 },
    visit === null ? unknown('visit', 0) : held('visit', visit, 0),
  ];
}

const reuse = ({ reuseCount }: PhotoContext): EvidenceCheck => held('reuse', reuseCount, 0);

function held(check: EvidenceCheckName, found: number, limit: number): EvidenceCheck {
  return { check, outcome: found <= limit ? 'plausible' : 'doubtful', found, limit };
}

const unknown = (check: EvidenceCheckName, limit: number): EvidenceCheck => ({
  check,
  outcome: 'unknown',
  found: null,
  limit,
});

/** How a place sees an area. */
export interface Sight {
  /** 0 inside. */
  readonly distanceMetres: number;
  /** Directions in which its corners lie, degrees clockwise from north; empty inside. */
  readonly bearingsDegrees: readonly number[];
}

/**
 * Distance and directions from a place to an area, on the plane that touches the CGCS2000 ellipsoid there: within a
 * kilometre exact to centimetres (Snyder, Map Projections, USGS 1395, eq. 4-18, 4-20 for the radii).
 */
export function sightOf(lonLat: readonly [number, number], area: AreaGeometry): Sight {
  const toPlane = tangentPlane(lonLat);
  const polygons = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).map((rings) =>
    rings.map((ring) => ring.map(toPlane)),
  );
  if (polygons.some((rings) => rings.reduce((inside, ring) => inside !== holdsOrigin(ring), false))) {
    return { distanceMetres: 0, bearingsDegrees: [] };
  }
  const corners = polygons.flatMap(([exterior = []]) => exterior);
  return {
    distanceMetres: Math.min(...polygons.flat().flatMap(edgesOf).map(distanceToEdge)),
    bearingsDegrees: corners.map(([x, y]) => (toDegrees(Math.atan2(x, y)) + 360) % 360),
  };
}

/** Degrees between a heading and the nearest direction in which any of the area is seen; 0 inside it. */
function headingOff({ bearingsDegrees }: Sight, heading: number): number {
  if (bearingsDegrees.length === 0) return 0;
  const turns = bearingsDegrees.map((bearing) => ((bearing - heading + 540) % 360) - 180);
  const [least, most] = [Math.min(...turns), Math.max(...turns)];
  // Corners on both sides, less than half a turn apart: it lies straight ahead.
  if (least <= 0 && most >= 0 && most - least < 180) return 0;
  return Math.min(...turns.map(Math.abs));
}

type PlanePoint = readonly [eastMetres: number, northMetres: number];

const SEMI_MAJOR_METRES = 6_378_137;
const ECCENTRICITY_SQUARED = 0.006_694_380_022_903_416;
const toDegrees = (radians: number): number => (radians * 180) / Math.PI;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

function tangentPlane([lon, lat]: readonly [number, number]): (place: Position) => PlanePoint {
  const sine = Math.sin(toRadians(lat));
  const bulge = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const meridianRadius = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / bulge ** 1.5;
  const parallelRadius = (SEMI_MAJOR_METRES / Math.sqrt(bulge)) * Math.cos(toRadians(lat));
  return ([x = 0, y = 0]) => [toRadians(x - lon) * parallelRadius, toRadians(y - lat) * meridianRadius];
}

type Edge = readonly [PlanePoint, PlanePoint];
const edgesOf = (ring: readonly PlanePoint[]): Edge[] => ring.slice(1).map((end, i) => [ring[i]!, end]);

function holdsOrigin(ring: readonly PlanePoint[]): boolean {
  return edgesOf(ring).reduce((inside, [[ax, ay], [bx, by]]) => {
    const crosses = ay > 0 !== by > 0 && ax + ((bx - ax) * -ay) / (by - ay) > 0;
    return crosses ? !inside : inside;
  }, false);
}

function distanceToEdge([[ax, ay], [bx, by]]: Edge): number {
  const [dx, dy] = [bx - ax, by - ay];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / lengthSquared));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
