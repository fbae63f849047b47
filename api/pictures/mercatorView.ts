import type { Position } from 'geojson';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import type { RasterGrid } from '#domain/raster.js';

/** Edge of a map tile in pixels. */
export const TILE_PIXELS = 256;

const EPSG_WEB_MERCATOR = 3857;
const RADIUS_METRES = 6_378_137;
const WORLD_METRES = 2 * Math.PI * RADIUS_METRES;
/** Where web mercator ends, degrees. */
const MAX_LATITUDE = 85.051_128_779_806_59;

/** A square picture of the ground in web mercator, north up: a grid of EPSG:3857 metres (not metres on the ground). */
export type MercatorView = RasterGrid;

/** The view of map tile z/x/y (x from the west, y from the north). */
export function viewOfTile({ z, x, y }: { readonly z: number; readonly x: number; readonly y: number }): MercatorView {
  const edge = WORLD_METRES / 2 ** z;
  return squareView(x * edge - WORLD_METRES / 2, WORLD_METRES / 2 - y * edge, edge, TILE_PIXELS);
}

export interface ChipFrame {
  /** Edge of the picture in pixels. */
  readonly pixels: number;
  /** Edge of the picture as a multiple of the area's longer side. */
  readonly margin: number;
  /** The picture shows at least this much, metres on the ground. */
  readonly minimumMetres: number;
}

/** The square view with the area in its middle. */
export function viewAround(area: AreaGeometry, { pixels, margin, minimumMetres }: ChipFrame): MercatorView {
  const [west, south, east, north] = bboxOfArea(area);
  const [left, bottom] = toMercator([west, south]);
  const [right, top] = toMercator([east, north]);
  // A metre on the ground is longer than a metre on the map, the more so the farther from the equator.
  const minimum = minimumMetres / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const edge = Math.max(margin * Math.max(right - left, top - bottom), minimum);
  return squareView((left + right - edge) / 2, (top + bottom + edge) / 2, edge, pixels);
}

/** Pixel position in the view (0, 0 is its upper left corner) of a place, WGS84. */
export function pixelOf(view: MercatorView, place: Position): readonly [x: number, y: number] {
  const [x, y] = toMercator(place);
  return [(x - view.originX) / view.pixelWidth, (view.originY - y) / view.pixelHeight];
}

/** The place at a pixel position in the view: the inverse of `pixelOf`. */
export function placeAt(view: MercatorView, x: number, y: number): readonly [lon: number, lat: number] {
  const east = view.originX + x * view.pixelWidth;
  const north = view.originY - y * view.pixelHeight;
  const toDegrees = 180 / Math.PI;
  return [(east / RADIUS_METRES) * toDegrees, Math.atan(Math.sinh(north / RADIUS_METRES)) * toDegrees];
}

/** Metres on the ground of one pixel in the view's middle, on the sphere. */
export function groundMetresPerPixel({ originY, height, pixelHeight }: MercatorView): number {
  const middle = originY - (height * pixelHeight) / 2;
  return pixelHeight / Math.cosh(middle / RADIUS_METRES);
}

function squareView(originX: number, originY: number, edge: number, pixels: number): MercatorView {
  const pixel = edge / pixels;
  return {
    width: pixels,
    height: pixels,
    originX,
    originY,
    pixelWidth: pixel,
    pixelHeight: pixel,
    epsg: EPSG_WEB_MERCATOR,
  };
}

function toMercator([lon = 0, lat = 0]: Position): readonly [x: number, y: number] {
  const latitude = (Math.min(Math.max(lat, -MAX_LATITUDE), MAX_LATITUDE) * Math.PI) / 180;
  return [(RADIUS_METRES * lon * Math.PI) / 180, RADIUS_METRES * Math.asinh(Math.tan(latitude))];
}
