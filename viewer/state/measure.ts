import geodesic from 'geographiclib-geodesic';
import type { Ring } from './markedAlerts.js';

/** CGCS2000: semi-major axis in metres and flattening (GB 22021-2008). */
const CGCS2000 = new geodesic.Geodesic.Geodesic(6_378_137, 1 / 298.257222101);

/** Length of a line of longitude and latitude along geodesics, metres. */
export function lengthM(line: Ring): number {
  return measured(line, true).perimeter;
}

/** Area and perimeter of the polygon that closes a line, square metres and metres; an area of 0 for fewer than three corners. */
export function areaOfRing(ring: Ring): { readonly areaM2: number; readonly perimeterM: number } {
  const { area, perimeter } = measured(ring, false);
  return { areaM2: ring.length < 3 ? 0 : Math.abs(area ?? 0), perimeterM: perimeter };
}

function measured(corners: Ring, isLine: boolean): { readonly perimeter: number; readonly area?: number } {
  const polygon = CGCS2000.Polygon(isLine);
  for (const [lon, lat] of corners) polygon.AddPoint(lat, lon);
  return polygon.Compute(false, true);
}

/** A length as people read it: metres below a kilometre, then kilometres. @param locale BCP 47 */
export function lengthText(metres: number, locale: string): string {
  const isShort = metres < 1000;
  const digits = isShort ? (metres < 100 ? 1 : 0) : 2;
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(
    isShort ? metres : metres / 1000,
  );
  return `${figure} ${isShort ? 'm' : 'km'}`;
}
