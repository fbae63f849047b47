import type { MultiPolygon, Polygon } from 'geojson';

/** An area on the ground, WGS84 lon/lat (RFC 7946), exterior rings counter-clockwise. */
export type AreaGeometry = Polygon | MultiPolygon;

/** west, south, east, north in degrees. */
export type BboxWgs84 = readonly [west: number, south: number, east: number, north: number];

/** The bounding box of an area. */
export function bboxOfArea(area: AreaGeometry): BboxWgs84 {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  for (const [exterior] of polygons) {
    for (const [lon, lat] of exterior ?? []) {
      west = Math.min(west, lon!);
      east = Math.max(east, lon!);
      south = Math.min(south, lat!);
      north = Math.max(north, lat!);
    }
  }
  return [west, south, east, north];
}
