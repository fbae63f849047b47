import { NOT_ASSESSED } from '#domain/raster.js';
import type { QualityCoding } from '#domain/scene.js';

const { clear, nodata, cloud, shadow, snow, saturated } = NOT_ASSESSED;

/**
 * Sentinel-2 scene classification: 0 no data, 1 saturated or defective, 2 cast shadow, 3 cloud shadow, 4 vegetation,
 * 5 bare, 6 water, 7 unclassified, 8 and 9 cloud, 10 thin cirrus, 11 snow.
 */
const SCL = [nodata, saturated, shadow, shadow, clear, clear, clear, clear, cloud, cloud, cloud, snow] as const;

/** Planwatch's own: 0 clear, 1 nodata, 2 cloud, 3 shadow, 4 snow, 5 saturated. */
const OWN = [clear, nodata, cloud, shadow, snow, saturated] as const;

/** Fmask 3: 0 clear land, 1 clear water, 2 cloud shadow, 3 snow, 4 cloud, 255 no observation. */
const FMASK = [clear, clear, shadow, snow, cloud] as const;

/**
 * Landsat Collection 2 QA_PIXEL bits: 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud, 4 cloud shadow, 5 snow. The first that
 * is set, in the order fill, cloud, shadow, snow, names the reason.
 */
function qaPixelReason(value: number): number {
  if ((value & 0b1) !== 0) return nodata;
  if ((value & 0b1110) !== 0) return cloud;
  if ((value & 0b1_0000) !== 0) return shadow;
  return (value & 0b10_0000) !== 0 ? snow : clear;
}

const TABLES: Readonly<Record<Exclude<QualityCoding, 'qaPixel'>, readonly number[]>> = {
  own: OWN,
  scl: SCL,
  fmask: FMASK,
};

/**
 * What a stored quality value means, as a code of `NOT_ASSESSED`. Values that the coding does not define say nothing was
 * seen.
 * @param clearValues values that say clear, whatever the coding says; all others then do not: cloud where the coding knows
 *   no other reason
 */
export function qualityReason(coding: QualityCoding, clearValues?: readonly number[]): (value: number) => number {
  if (clearValues !== undefined) {
    const seen = new Set(clearValues);
    const otherwise = qualityReason(coding);
    return (value) => (seen.has(value) ? clear : otherwise(value) === clear ? cloud : otherwise(value));
  }
  if (coding === 'qaPixel') return qaPixelReason;
  const table = TABLES[coding];
  return (value) => table[value] ?? nodata;
}
