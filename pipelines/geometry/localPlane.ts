import { CGCS2000 } from '#pipelines/kernels/geodesicArea.js';

/**
 * A local equal-area plane in metres: the cylindrical equal-area projection of the CGCS2000 ellipsoid, true to scale at
 * the origin's latitude. Areas in the plane are areas on the ellipsoid everywhere; distances are true at the origin and
 * off by about (distance from it / 6400 km) · tan(latitude), that is 0.1 mm per metre at 1 km and 30°.
 * @source Snyder, Map Projections: A Working Manual (1987), equations 3-12, 3-18 and 10-13 to 10-15.
 */
export interface LocalPlane {
  /** Longitude and latitude in degrees to x (east) and y (north) in metres. */
  readonly toPlane: (lon: number, lat: number) => readonly [x: number, y: number];
  /** The same, one by one: meridians are straight lines of the plane, and so are parallels. */
  readonly toX: (lon: number) => number;
  readonly toY: (lat: number) => number;
  readonly toLonLat: (x: number, y: number) => readonly [lon: number, lat: number];
}

const FLATTENING = 1 / CGCS2000.inverseFlattening;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;

/** Snyder 3-12: twice the area between the equator and a latitude, per radian of longitude, in units of a². */
function authalicQ(sinLat: number): number {
  const es = E * sinLat;
  return (1 - E2) * (sinLat / (1 - es * es) + Math.atanh(es) / E);
}

const Q_POLE = authalicQ(1);

/** The latitude (radians) with a given q: Snyder 3-18 as a first value, then Newton steps (dq/dφ in closed form). */
function latitudeOfQ(q: number): number {
  const beta = Math.asin(Math.max(-1, Math.min(1, q / Q_POLE)));
  let lat = beta + (E2 / 3 + (31 * E2 * E2) / 180) * Math.sin(2 * beta) + ((23 * E2 * E2) / 360) * Math.sin(4 * beta);
  for (let step = 0; step < 2; step++) {
    const sinLat = Math.sin(lat);
    const cosLat = Math.cos(lat);
    if (cosLat < 1e-9) break;
    const w = 1 - E2 * sinLat * sinLat;
    lat -= ((authalicQ(sinLat) - q) * w * w) / (2 * (1 - E2) * cosLat);
  }
  return lat;
}

/** The plane whose origin is at a point; latitude within ±89°. */
export function localPlane(originLon: number, originLat: number): LocalPlane {
  const sin0 = Math.sin(originLat * RADIANS);
  const trueScale = Math.cos(originLat * RADIANS) / Math.sqrt(1 - E2 * sin0 * sin0);
  const q0 = authalicQ(sin0);
  const xPerDegree = CGCS2000.semiMajorM * trueScale * RADIANS;
  const yPerQ = CGCS2000.semiMajorM / (2 * trueScale);
  const toX = (lon: number): number => (lon - originLon) * xPerDegree;
  const toY = (lat: number): number => (authalicQ(Math.sin(lat * RADIANS)) - q0) * yPerQ;
  return {
    toPlane: (lon, lat) => [toX(lon), toY(lat)],
    toX,
    toY,
    toLonLat: (x, y) => [originLon + x / xPerDegree, latitudeOfQ(y / yPerQ + q0) / RADIANS],
  };
}
