/** Land-cover classes of `fromClass` and `toClass` (file formats, version 1). The order is the numeric code in rasters. */
export const LAND_COVER_CLASSES = [
  'unknown',
  'vegetation',
  'forest',
  'grass',
  'cropland',
  'bare',
  'earthworks',
  'builtUp',
  'road',
  'water',
  'solar',
  'greenhouse',
] as const;
export type LandCoverClass = (typeof LAND_COVER_CLASSES)[number];

export function isLandCoverClass(text: unknown): text is LandCoverClass {
  return (LAND_COVER_CLASSES as readonly unknown[]).includes(text);
}
