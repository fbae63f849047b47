import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { formatReport, rasterReport } from '#cli/inspect/rasterReport.js';
import { GdalChecksum } from '#store/rasters/gdalChecksum.js';
import { rasterStatistics } from '#store/rasters/rasterStatistics.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { writeCog } from '#store/rasters/writeCog.js';
import { temporaryFolder } from './temporaryFolder.js';

const folder = temporaryFolder();
const GRID = { width: 3, height: 2, originX: 500000, originY: 3400000, pixelWidth: 10, pixelHeight: 10, epsg: 4549 };

async function written(name: string, bands: readonly (Float32Array | Uint8Array)[]): Promise<string> {
  const path = join(folder, name);
  const sampleType = bands[0] instanceof Float32Array ? 'float32' : 'uint8';
  await writeCog(path, { grid: GRID, sampleType, bands, nodata: 9, bandInfo: [{ description: 'red' }] });
  return path;
}

describe('statistics of a raster', () => {
  test('leave out nodata and NaN, and sum up the checksum by hand', async () => {
    const raster = await openRaster(await written('floats.tif', [Float32Array.of(1.4, 9, NaN, 6, -2.5, 20)]));
    const { bands, seenShare } = await rasterStatistics(raster);
    raster.close();
    // 1%7 + 9%11 + -2147483648%13 + 6%17 + -2%19 + 20%23 = 1 + 9 - 11 + 6 - 2 + 20; the remainder keeps its sign
    expect(-2147483648 % 13).toBe(-11);
    expect(bands).toEqual([
      { min: -2.5, max: 20, mean: expect.closeTo(24.9 / 4, 6), validCount: 4, validShare: 4 / 6, checksum: 23 },
    ]);
    expect(seenShare).toBeCloseTo(4 / 6);
  });

  test('a pixel is seen where every band holds data', async () => {
    const path = await written('two.tif', [Uint8Array.of(1, 9, 3, 4, 5, 6), Uint8Array.of(9, 9, 1, 1, 1, 1)]);
    const raster = await openRaster(path);
    const { bands, seenShare } = await rasterStatistics(raster);
    raster.close();
    expect(bands.map(({ validCount }) => validCount)).toEqual([5, 4]);
    expect(seenShare).toBeCloseTo(4 / 6);
  });

  test('a band without any data has no extremes', async () => {
    const raster = await openRaster(await written('empty.tif', [new Uint8Array(6).fill(9)]));
    const [band] = (await rasterStatistics(raster)).bands;
    raster.close();
    expect(band).toMatchObject({ min: null, max: null, mean: null, validCount: 0, validShare: 0 });
  });

  test('what does not fit 31 bits is held at the limit, as GDAL 3.6 does', () => {
    const checksum = new GdalChecksum();
    checksum.add(Uint32Array.of(4000000000, 5, 4294967295, 3000000001), false);
    expect(checksum.value).toBe(24);
  });

  test('a file that claims far more than it can hold is refused before its pixels are read', async () => {
    const path = join(folder, 'claims.tif');
    await writeCog(path, { grid: GRID, sampleType: 'uint8', bands: [new Uint8Array(6)], overviews: null });
    const raster = await openRaster(path);
    const header = { ...raster.header, width: 100_000, height: 100_000 };
    await expect(rasterStatistics({ ...raster, header, readWindow: () => Promise.reject() })).rejects.toMatchObject({
      detail: { code: 'raster.implausible', found: expect.stringContaining('100000 x 100000 x 1') },
    });
    raster.close();
  });
});

describe('the report of a raster', () => {
  test('names the side-car files that are not read', async () => {
    const path = await written('beside.tif', [new Uint8Array(6)]);
    for (const ending of ['.msk', '.ovr', '.aux.xml']) writeFileSync(path + ending, '');
    writeFileSync(join(folder, 'beside.tfw'), '');
    const raster = await openRaster(path);
    raster.close();
    expect(raster.header.warnings).toEqual([
      expect.stringMatching(/beside\.tif\.msk is not read: its mask/),
      expect.stringMatching(/beside\.tif\.aux\.xml is not read/),
      expect.stringMatching(/beside\.tif\.ovr is not read/),
    ]);
  });

  test('is plain JSON and says why a file cannot be placed', async () => {
    const raster = await openRaster(await written('placed.tif', [Float32Array.of(1, 2, 3, 4, 5, 6)]));
    const header = { ...raster.header, nodata: NaN, geoTransform: null, grid: null };
    raster.close();
    const report = rasterReport(header, null);
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({
      format: 'GeoTIFF',
      width: 3,
      height: 2,
      nodata: 'NaN',
      epsg: 4549,
      unplaced: expect.stringContaining('no georeference'),
      seenShare: null,
      bands: [{ band: 1, name: 'red' }],
    });
    expect(formatReport(report)).toContain('size: 3 x 2 pixels, 1 band of float32');
  });

  test('a cut file fails with its name', async () => {
    const path = await written('cut.tif', [new Uint8Array(6).fill(7)]);
    truncateSync(path, 400);
    const raster = await openRaster(path).catch((error: unknown) => error);
    const failure = 'header' in (raster as object) ? rasterStatistics(raster as never) : Promise.reject(raster);
    await expect(failure).rejects.toMatchObject({ detail: { where: path } });
  });
});
