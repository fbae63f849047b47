import geographicLib from 'geographiclib-geodesic';
import type { AreaGeometry } from '#domain/geometry.js';

/** CGCS2000 (GB 22021-2008): semi-major axis in metres and inverse flattening. */
export const CGCS2000 = { semiMajorM: 6_378_137, inverseFlattening: 298.257222101 } as const;

const FLATTENING = 1 / CGCS2000.inverseFlattening;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;

/** q of the authalic latitude, for the sine of a geodetic latitude. @source Snyder 1987, eq. 3-12 */
function authalicQ(sine: number): number {
  const es = E * sine;
  return (1 - E2) * (sine / (1 - es * es) + Math.atanh(es) / E);
}
const POLAR_Q = authalicQ(1);

/** Square of the radius of the sphere with the ellipsoid's surface, m². @source Snyder 1987, eq. 3-13 */
const AUTHALIC_RADIUS_SQUARED = (CGCS2000.semiMajorM * CGCS2000.semiMajorM * POLAR_Q) / 2;

/** Tangent of half the authalic latitude. */
function halfAuthalicTangent(latitudeDegrees: number): number {
  const sine = Math.max(-1, Math.min(1, authalicQ(Math.sin(latitudeDegrees * RADIANS)) / POLAR_Q));
  return sine / (1 + Math.sqrt(1 - sine * sine));
}

/**
 * Area of an area on the CGCS2000 ellipsoid in m², >= 0, holes taken off; edges are geodesics. Rings of short edges are
 * summed as spherical excess on the authalic sphere, within 5e-8 of the exact area and much faster; rings with an edge
 * beyond about 2 km by Karney's algorithm.
 * @param area WGS84 or CGCS2000 lon/lat degrees; edges shorter than half the globe; may cross the antimeridian
 * @source Karney 2013, J. Geod. 87, 43–55, §6
 */
export function geodesicAreaM2(area: AreaGeometry): number {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  let total = 0;
  for (const rings of polygons) {
    rings.forEach((ring, index) => {
      const ringArea = hasLongEdge(ring) ? exactRingAreaM2(ring) : Math.abs(signedRingAreaM2(ring));
      total += index === 0 ? ringArea : -ringArea;
    });
  }
  return Math.max(0, total);
}

const LONG_EDGE_DEGREES = 0.02;

function hasLongEdge(ring: readonly (readonly number[])[]): boolean {
  return ring.some(([lon, lat], i) => {
    const [nextLon, nextLat] = ring[(i + 1) % ring.length]!;
    return Math.abs(nextLon! - lon!) > LONG_EDGE_DEGREES || Math.abs(nextLat! - lat!) > LONG_EDGE_DEGREES;
  });
}

const ellipsoid = new geographicLib.Geodesic.Geodesic(CGCS2000.semiMajorM, FLATTENING);

function exactRingAreaM2(ring: readonly (readonly number[])[]): number {
  const polygon = ellipsoid.Polygon(false);
  for (const [lon, lat] of ring) polygon.AddPoint(lat!, lon!);
  return Math.abs(polygon.Compute(false, true).area ?? 0);
}

/**
 * Area of a ring of short edges on the authalic sphere; counter-clockwise rings are positive.
 * @source spherical excess of the area under a great-circle arc, Chamberlain & Duquette 2007, JPL 07-03
 */
function signedRingAreaM2(ring: readonly (readonly number[])[]): number {
  let excess = 0;
  for (let i = 0; i < ring.length; i++) {
    const [lonA, latA] = ring[i]!;
    const [lonB, latB] = ring[(i + 1) % ring.length]!;
    let turn = lonB! - lonA!;
    if (turn === 0) continue;
    if (turn > 180) turn -= 360;
    else if (turn < -180) turn += 360;
    const a = halfAuthalicTangent(latA!);
    const b = halfAuthalicTangent(latB!);
    excess -= 2 * Math.atan(Math.tan((turn * RADIANS) / 2) * ((a + b) / (1 + a * b)));
  }
  return excess * AUTHALIC_RADIUS_SQUARED;
}
