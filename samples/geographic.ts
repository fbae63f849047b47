import type { Polygon, Position } from 'geojson';
import proj4 from 'proj4';
import { toPlane } from './landscape/frame.js';
import type { Ring } from './planar.js';

/** EPSG:4549, as EPSG defines it. CGCS2000 is taken as WGS84 by declared policy. */
const COUNTY_CRS = '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
const toLonLat = proj4(COUNTY_CRS, '+proj=longlat +ellps=GRS80 +no_defs');

/** About a millimetre; hides the last bits in which machines differ. */
const DECIMALS = 1e8;
const round = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

/** A county ring as closed lon/lat positions, counter-clockwise (RFC 7946). */
export function ringToLonLat(ring: Ring): Position[] {
  const positions = ring.map((point) => {
    const [lon, lat] = toLonLat.forward(toPlane(point));
    return [round(lon), round(lat)];
  });
  if (turn(positions) < 0) positions.reverse();
  return [...positions, positions[0]!];
}

/** A county ring as closed eastings and northings (EPSG:4549), millimetres, counter-clockwise. */
export function ringToPlane(ring: Ring): Position[] {
  const positions = ring.map((point) => toPlane(point).map((metres) => Math.round(metres * 1000) / 1000));
  if (turn(positions) < 0) positions.reverse();
  return [...positions, positions[0]!];
}

export const polygonWgs84 = (ring: Ring): Polygon => ({ type: 'Polygon', coordinates: [ringToLonLat(ring)] });

/** Twice the signed area: positive for counter-clockwise. */
function turn(positions: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = positions.length - 1; i < positions.length; j = i++) {
    sum += positions[j]![0]! * positions[i]![1]! - positions[i]![0]! * positions[j]![1]!;
  }
  return sum;
}
