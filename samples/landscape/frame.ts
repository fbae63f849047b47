import { BadInputError } from '#domain/errors.js';
import type { RasterGrid } from '#domain/raster.js';
import { direction, type Point } from '../planar.js';
import { createRandom, type Random } from '../random.js';

/** CGCS2000 / 3-degree Gauss-Kruger, central meridian 120° E, no zone number in the easting. */
export const COUNTY_EPSG = 4549;
/** Ground sample distance of the multispectral scenes, metres. */
export const SCENE_CELL_M = 10;
/** Upper left corner of every sample county. */
const ORIGIN_EASTING = 521_400;
const ORIGIN_NORTHING = 3_364_200;

export const FULL_SIZE_PX = 1200;
export const MIN_SIZE_PX = 360;
export const MAX_SIZE_PX = 1600;

/** What everything else is laid out by: size, seed, and the two axes of the landscape. */
export interface Frame {
  readonly seed: number;
  readonly sizePx: number;
  /** Side of the square county, metres. */
  readonly sideM: number;
  readonly centre: Point;
  /** Unit vector from the plain up into the hills. */
  readonly uphill: Point;
  /** Unit vector along the valley. */
  readonly along: Point;
  readonly random: Random;
}

/** @throws BadInputError where the seed or size is outside what can hold every event. */
export function createFrame(seed: number, sizePx: number): Frame {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new BadInputError('not a seed', {
      code: 'sample.seed',
      where: 'seed',
      found: String(seed),
      expected: 'an integer of 0 or more',
    });
  }
  if (!Number.isInteger(sizePx) || sizePx < MIN_SIZE_PX || sizePx > MAX_SIZE_PX) {
    throw new BadInputError('size out of range', {
      code: 'sample.size',
      where: 'size',
      found: String(sizePx),
      expected: `whole pixels from ${MIN_SIZE_PX} to ${MAX_SIZE_PX}`,
    });
  }
  const random = createRandom(seed);
  const sideM = sizePx * SCENE_CELL_M;
  const quarter = random.fork('axes').integer(4);
  const uphill = direction(quarter / 4 + random.fork('axes').range(-0.06, 0.06));
  return { seed, sizePx, sideM, centre: [sideM / 2, sideM / 2], uphill, along: [-uphill[1], uphill[0]], random };
}

/** A point given by shares of the side: `t` uphill, `s` along the valley, both from the centre. */
export function pointAt(frame: Frame, t: number, s: number): Point {
  const { centre, uphill, along, sideM } = frame;
  return [centre[0] + (uphill[0] * t + along[0] * s) * sideM, centre[1] + (uphill[1] * t + along[1] * s) * sideM];
}

/** Shares of the side from the centre: the inverse of `pointAt`. */
export function sharesOf(frame: Frame, x: number, y: number): { t: number; s: number } {
  const dx = (x - frame.centre[0]) / frame.sideM;
  const dy = (y - frame.centre[1]) / frame.sideM;
  return { t: dx * frame.uphill[0] + dy * frame.uphill[1], s: dx * frame.along[0] + dy * frame.along[1] };
}

/** True where the point lies at least `marginM` inside the county. */
export function isInside(frame: Frame, [x, y]: Point, marginM: number): boolean {
  return x >= marginM && y >= marginM && x <= frame.sideM - marginM && y <= frame.sideM - marginM;
}

/** Easting and northing (EPSG:4549) of a county point. */
export const toPlane = ([x, y]: Point): [number, number] => [ORIGIN_EASTING + x, ORIGIN_NORTHING - y];

/** The pixel grid of a window of the county at a ground sample distance. */
export function gridOf(
  window: { left: number; top: number; width: number; height: number },
  cellM: number,
): RasterGrid {
  const [originX, originY] = toPlane([window.left, window.top]);
  return {
    width: window.width,
    height: window.height,
    originX,
    originY,
    pixelWidth: cellM,
    pixelHeight: cellM,
    epsg: COUNTY_EPSG,
  };
}
