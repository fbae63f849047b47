/** Metres per pixel of a 256-pixel web-mercator tile at zoom 0 on the equator (2πR / 256, R = 6378137 m). */
const METRES_PER_PIXEL_AT_ZOOM_0 = (2 * Math.PI * 6_378_137) / 256;

/**
 * The zoom at which a tile pixel is no larger than the scene's own pixel: beyond it tiles are enlarged in the browser
 * instead of being asked for.
 * @param gsdMetres ground size of a scene pixel, > 0
 * @param latitude of the place, degrees
 */
export function nativeZoom(gsdMetres: number, latitude: number, maxZoom: number): number {
  const atZoom0 = METRES_PER_PIXEL_AT_ZOOM_0 * Math.cos((latitude * Math.PI) / 180);
  return Math.min(maxZoom, Math.max(0, Math.ceil(Math.log2(atZoom0 / gsdMetres))));
}
