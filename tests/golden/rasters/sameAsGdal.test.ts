import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import type { RasterFile, RasterHeader } from '#store/rasters/raster.js';
import { rasterStatistics, type BandStatistics } from '#store/rasters/rasterStatistics.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

/** What GDAL 3.6.2 says of one file of `hostile`. */
interface HostileExpectation {
  readonly width?: number;
  readonly height?: number;
  readonly read?: 'ok' | 'error' | 'not tried';
  readonly checksum?: number;
}

/** What GDAL says of one file of `breadth`. */
interface BreadthExpectation {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly epsg: number | null;
  readonly geotransform: readonly number[];
  readonly block: readonly [number, number];
  readonly overviews: number;
  readonly per_band: readonly {
    readonly band: number;
    readonly nodata: number | null;
    readonly scale?: number | null;
    readonly offset?: number | null;
    readonly checksum: number;
    readonly valid_px: number;
    readonly min?: number | null;
    readonly max?: number | null;
    readonly mean?: number | null;
  }[];
}

const MAX_PIXELS = 64e6;

function expectations<T>(folder: string): [string, T][] {
  const path = sharedDataPath(`${folder}/expected.json`);
  return existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, T>) : [];
}

describeWithData('hostile/expected.json', 'hostile TIFFs', () => {
  let readCount = 0;

  test.each(expectations<HostileExpectation>('hostile'))(
    '%s is read as GDAL reads it, or refused',
    async (name, expected) => {
      let raster: RasterFile | null = null;
      try {
        raster = await openRaster(sharedDataPath(`hostile/${name}`));
        const { width, height } = raster.header;
        const { checksum } = (await rasterStatistics(raster)).bands[0]!;
        expect({ read: expected.read, width, height, checksum }).toEqual({
          read: 'ok',
          width: expected.width,
          height: expected.height,
          checksum: expected.checksum,
        });
        readCount++;
      } catch (error) {
        if (!(error instanceof BadInputError)) throw error;
        expect(error.detail.where).toContain(name);
        expect(error.detail.found).toBeTruthy();
      } finally {
        raster?.close();
      }
    },
  );

  // Runs after the tests above, which count.
  test('at least 199 of the files that GDAL reads are read', () => {
    expect(readCount).toBeGreaterThanOrEqual(199);
  });
});

describeWithData('breadth/expected.json', 'real GeoTIFFs of many kinds', () => {
  test.each(expectations<BreadthExpectation>('breadth'))(
    '%s has the header and pixels that GDAL gives',
    async (name, expected) => {
      const raster = await openRaster(sharedDataPath(`breadth/${name}`));
      const { header } = raster;
      expect([header.width, header.height, header.bandCount]).toEqual([
        expected.width,
        expected.height,
        expected.bands,
      ]);
      expect([header.blockWidth, header.blockHeight]).toEqual(expected.block);
      expect(header.overviews).toHaveLength(expected.overviews);
      if (expected.epsg !== null) expect(header.crs.epsg).toBe(expected.epsg);
      if (header.geoTransform !== null) {
        header.geoTransform.forEach((value, i) => expect(value).toBeCloseTo(expected.geotransform[i]!, 8));
      }
      if (header.width * header.height <= MAX_PIXELS) {
        const { bands } = await rasterStatistics(raster);
        for (const band of expected.per_band) expectBand(raster.header, bands[band.band - 1]!, band);
      }
      raster.close();
    },
  );
});

function expectBand(
  header: RasterHeader,
  found: BandStatistics,
  expected: BreadthExpectation['per_band'][number],
): void {
  expect(header.nodata).toEqual(expected.nodata);
  expect(header.bands[expected.band - 1]).toMatchObject({ scale: expected.scale ?? 1, offset: expected.offset ?? 0 });
  const { checksum, validCount, min, max, mean } = found;
  expect({ checksum, validCount, min, max }).toEqual({
    checksum: expected.checksum,
    validCount: expected.valid_px,
    min: expected.min ?? null,
    max: expected.max ?? null,
  });
  if (mean !== null) expect(Math.abs(mean - expected.mean!)).toBeLessThanOrEqual(1e-6 * Math.abs(expected.mean!));
}
