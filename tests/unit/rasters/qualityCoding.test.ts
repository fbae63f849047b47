import { describe, expect, test } from '@jest/globals';
import { NOT_ASSESSED } from '#domain/raster.js';
import { qualityReason } from '#store/rasters/qualityCoding.js';

const { clear, nodata, cloud, shadow, snow, saturated } = NOT_ASSESSED;

describe('quality codings', () => {
  test('own: 0 clear, 1 nodata, 2 cloud, 3 shadow, 4 snow, 5 saturated, nothing else', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 255].map(qualityReason('own'))).toEqual([
      clear,
      nodata,
      cloud,
      shadow,
      snow,
      saturated,
      nodata,
      nodata,
    ]);
  });

  test('Sentinel-2 scene classification, 0 to 11', () => {
    expect(Array.from({ length: 13 }, (_, code) => code).map(qualityReason('scl'))).toEqual([
      nodata,
      saturated,
      shadow,
      shadow,
      clear,
      clear,
      clear,
      clear,
      cloud,
      cloud,
      cloud,
      snow,
      nodata,
    ]);
  });

  test('Landsat QA_PIXEL values of the Collection 2 product guide', () => {
    // Fill; clear land; clear water; cloud; cirrus with clear; shadow; snow.
    expect([1, 21824, 21952, 22280, 54596, 23888, 30048].map(qualityReason('qaPixel'))).toEqual([
      nodata,
      clear,
      clear,
      cloud,
      cloud,
      shadow,
      snow,
    ]);
  });

  test('Fmask: land, water, shadow, snow, cloud, no observation', () => {
    expect([0, 1, 2, 3, 4, 255].map(qualityReason('fmask'))).toEqual([clear, clear, shadow, snow, cloud, nodata]);
  });
});
