import { bboxOfArea, type AreaGeometry, type BboxWgs84 } from '#domain/geometry.js';
import { grown } from '../state/extent.js';

/** At least this many degrees across, about 550 m: an alert is judged by its surroundings. */
const LEAST_EXTENT_DEGREES = 0.005;
/** Blank around what a map is fitted to. */
export const EXTENT_PADDING_PX = 4;

/** What the map shows of an alert. */
export const alertExtent = (geometry: AreaGeometry): BboxWgs84 =>
  grown(bboxOfArea(geometry), 0.8, LEAST_EXTENT_DEGREES);
