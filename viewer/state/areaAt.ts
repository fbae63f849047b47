import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';

/** A place on the ground, degrees, WGS84. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

interface WatchedArea {
  readonly geometry: AreaGeometry;
  readonly seriesMonitor: object | null;
}

/** The watch area that a place lies in: of several one whose series is watched, then the smallest. */
export function areaAt<T extends WatchedArea>(areas: readonly T[], place: Place): T | null {
  const extent = ({ geometry }: T): number => {
    const [west, south, east, north] = bboxOfArea(geometry);
    return (east - west) * (north - south);
  };
  const rank = (area: T): number => (area.seriesMonitor === null ? 1 : 0);
  const [found = null] = areas
    .filter(({ geometry }) => isWithin(geometry, place))
    .sort((a, b) => rank(a) - rank(b) || extent(a) - extent(b));
  return found;
}

/** By the even-odd rule over all rings. */
function isWithin({ type, coordinates }: AreaGeometry, { lon, lat }: Place): boolean {
  const rings = type === 'Polygon' ? coordinates : coordinates.flat();
  let isInside = false;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[x0, y0], [x1, y1]] = [ring[i] as [number, number], ring[i + 1] as [number, number]];
      if (y0 > lat !== y1 > lat && lon < x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0)) isInside = !isInside;
    }
  }
  return isInside;
}
