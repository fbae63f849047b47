import type { BboxWgs84 } from '#domain/geometry.js';

/** A web-mercator tile of 256 pixels. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const TILE_PX = 256;
/** Beyond this the projection has no place for a square world. */
const MOST_LATITUDE = 85.0511287798;

/**
 * The tiles that a map asks for once it is fitted to an extent, as Leaflet fits it (whole zooms, the extent in the middle).
 * @param extent degrees
 * @param view size of the map and blank kept on each side, pixels
 * @param zooms least and most of the map; the most that a tile is asked for at (a nearer map enlarges it)
 */
export function tilesInView(
  extent: BboxWgs84,
  view: { readonly widthPx: number; readonly heightPx: number; readonly paddingPx: number },
  zooms: { readonly least: number; readonly most: number; readonly native: number },
): readonly TileAddress[] {
  const [west, north] = worldPlace(extent[0], extent[3]);
  const [east, south] = worldPlace(extent[2], extent[1]);
  const room = [view.widthPx - 2 * view.paddingPx, view.heightPx - 2 * view.paddingPx] as const;
  const scale = Math.min(room[0] / (east - west), room[1] / (south - north)) / TILE_PX;
  if (!(scale > 0)) return [];
  const zoom = Math.max(zooms.least, Math.min(zooms.most, Math.floor(Math.log2(scale) + 1e-9)));
  const z = Math.min(zoom, zooms.native);
  // The view in tiles of zoom z: nearer than the native zoom each tile is drawn larger.
  const halfWidth = view.widthPx / TILE_PX / 2 / 2 ** (zoom - z);
  const halfHeight = view.heightPx / TILE_PX / 2 / 2 ** (zoom - z);
  const [middleX, middleY] = [((west + east) / 2) * 2 ** z, ((north + south) / 2) * 2 ** z];
  const tiles: TileAddress[] = [];
  for (let y = Math.floor(middleY - halfHeight); y < middleY + halfHeight; y++) {
    for (let x = Math.floor(middleX - halfWidth); x < middleX + halfWidth; x++) {
      if (y >= 0 && y < 2 ** z) tiles.push({ z, x, y });
    }
  }
  return tiles;
}

/** Degrees that a tile covers. */
export function bboxOfTile({ z, x, y }: TileAddress): BboxWgs84 {
  const latitude = (row: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI;
  const longitude = (column: number): number => (column / 2 ** z) * 360 - 180;
  return [longitude(x), latitude(y + 1), longitude(x + 1), latitude(y)];
}

/** Place in the unit square of web mercator, north-west corner at 0, 0. */
function worldPlace(lon: number, lat: number): readonly [x: number, y: number] {
  const phi = (Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat)) * Math.PI) / 180;
  return [(lon + 180) / 360, (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2];
}

/** The address of a tile. @param template with `{z}`, `{x}` and `{y}` */
export function tileAddress(template: string, { z, x, y }: TileAddress): string {
  return template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
}

export const touches = (a: BboxWgs84, b: BboxWgs84): boolean =>
  a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
