import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openRaster, rasterStatistics, writeCog } from '#store/rasters/index.js';
import { threadedStatistics } from '#worker/compute/statistics/threadedStatistics.js';
import { GdalChecksum } from '#store/rasters/gdalChecksum.js';
import { temporaryFolder } from '../../unit/rasters/temporaryFolder.js';

const folder = temporaryFolder();
const WIDTH = 1301;
const HEIGHT = 1150;
const GRID = {
  width: WIDTH,
  height: HEIGHT,
  originX: 500000,
  originY: 3400000,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};

async function written(name: string): Promise<{ path: string; bands: readonly [Uint16Array, Uint16Array] }> {
  const band = (factor: number): Uint16Array =>
    Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => (Math.imul(i, factor) >>> 7) % 5000);
  const bands = [band(2654435761), band(40503)] as const;
  const path = join(folder, name);
  await writeCog(path, { grid: GRID, sampleType: 'uint16', bands, nodata: 0, overviews: null });
  return { path, bands };
}

describe('statistics by threads', () => {
  test('are those of one thread, with the checksum of the rows one after the other', async () => {
    const { path, bands } = await written('whole.tif');
    const raster = await openRaster(path);
    const shares: number[] = [];
    const found = await threadedStatistics(raster.header, 2, (share) => shares.push(share));
    expect(found).toEqual(await rasterStatistics(raster));
    raster.close();
    const checksums = bands.map((samples) => {
      const checksum = new GdalChecksum();
      checksum.add(samples, false);
      return checksum.value;
    });
    expect(found.bands.map(({ checksum }) => checksum)).toEqual(checksums);
    expect(shares.at(-1)).toBe(1);
  });

  test('name the file where a block is cut off', async () => {
    const { path } = await written('cut.tif');
    const raster = await openRaster(path);
    truncateSync(path, Math.floor(raster.header.fileBytes / 2));
    await expect(threadedStatistics(raster.header, 2)).rejects.toMatchObject({ detail: { where: path } });
    raster.close();
  });
});
