import { bboxOfArea, type AreaGeometry, type BboxWgs84 } from '#domain/geometry.js';

/** China, for a map without anything to show. */
export const WIDEST_EXTENT: BboxWgs84 = [73.5, 18, 135, 53.6];

/** The box around several areas, or `otherwise` where there are none. */
export function extentOf(areas: readonly AreaGeometry[], otherwise: BboxWgs84 = WIDEST_EXTENT): BboxWgs84 {
  const boxes = areas.map(bboxOfArea).filter((box) => box.every(Number.isFinite));
  if (boxes.length === 0) return otherwise;
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/**
 * The box grown by `share` of its size on each side, and to at least `minimumDegrees` across, so that a small patch is
 * seen with its surroundings.
 */
export function grown(box: BboxWgs84, share: number, minimumDegrees: number): BboxWgs84 {
  const [west, south, east, north] = box;
  const dx = Math.max((east - west) * share, (minimumDegrees - (east - west)) / 2, 0);
  const dy = Math.max((north - south) * share, (minimumDegrees - (north - south)) / 2, 0);
  return [west - dx, south - dy, east + dx, north + dy];
}
