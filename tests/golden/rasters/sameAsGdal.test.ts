import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import type { RasterFile } from '#store/rasters/raster.js';
import { openRaster } from '#store/rasters/tiffRaster.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';
import { GdalChecksum } from './gdalChecksum.js';

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
  }[];
}

const MAX_PIXELS = 64e6;
const WINDOW_PIXELS = 4e6;

function expectations<T>(folder: string): [string, T][] {
  const path = sharedDataPath(`${folder}/expected.json`);
  return existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, T>) : [];
}

/** All samples of a band, window by window; signed bytes as bytes, which is how that GDAL gives them. */
async function* bandSamples(raster: RasterFile, band: number): AsyncGenerator<ArrayLike<number>> {
  const { width, height } = raster.header;
  const rows = Math.max(1, Math.floor(WINDOW_PIXELS / width));
  for (let y = 0; y < height; y += rows) {
    const window = { x: 0, y, width, height: Math.min(rows, height - y) };
    const samples = (await raster.readWindow(window, [band])).values[0]!;
    yield samples instanceof Int8Array ? new Uint8Array(samples.buffer) : samples;
  }
}

async function checksumOf(raster: RasterFile, band: number): Promise<number> {
  const checksum = new GdalChecksum();
  const isFloat = raster.header.sampleType.startsWith('float');
  for await (const samples of bandSamples(raster, band)) checksum.add(samples, isFloat);
  return checksum.value;
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
        if (width * height > MAX_PIXELS) return;
        const checksum = await checksumOf(raster, 1);
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
        for (const band of expected.per_band) await expectBand(raster, band);
      }
      raster.close();
    },
  );
});

async function expectBand(raster: RasterFile, expected: BreadthExpectation['per_band'][number]): Promise<void> {
  const { header } = raster;
  expect(header.nodata).toEqual(expected.nodata);
  expect(header.bands[expected.band - 1]).toMatchObject({ scale: expected.scale ?? 1, offset: expected.offset ?? 0 });
  expect(await checksumOf(raster, expected.band)).toBe(expected.checksum);
  // GDAL's counts leave masks and alpha out of account; ours never do.
  if (header.hasMask || header.alphaBand !== null) return;
  const whole = { x: 0, y: 0, width: header.width, height: header.height };
  const { valid } = await raster.readWindow(whole, [expected.band]);
  expect(valid.reduce((sum, value) => sum + value, 0)).toBe(expected.valid_px);
}
