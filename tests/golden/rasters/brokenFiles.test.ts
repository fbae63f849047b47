import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { rasterStatistics } from '#store/rasters/rasterStatistics.js';
import { temporaryFolder } from '../../unit/rasters/temporaryFolder.js';

const PYTHON = '/usr/bin/python3';
const hasGdal = spawnSync(PYTHON, ['-c', 'import numpy; from osgeo import gdal']).status === 0;
const describeWithGdal = hasGdal ? describe : describe.skip;

interface BrokenFile {
  readonly name: string;
  readonly kind: string;
  readonly whole: readonly number[];
  readonly gdal: readonly number[] | null;
}

const COUNT = 500;

/** Checksums by band, or why the file is refused. Anything else that is thrown fails the test. */
async function found(path: string): Promise<readonly number[] | string> {
  try {
    const raster = await openRaster(path);
    try {
      return (await rasterStatistics(raster)).bands.map(({ checksum }) => checksum);
    } finally {
      raster.close();
    }
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    expect(error.detail.where).toBe(path);
    expect(error.detail.found).toBeTruthy();
    return error.message;
  }
}

describeWithGdal(`small files that were broken${hasGdal ? '' : ' (skipped: no GDAL for Python)'}`, () => {
  const folder = temporaryFolder();

  test.each([1, 2, 5])(`${COUNT} of them, seed %i: refused by name, or read as GDAL reads them`, async (seed) => {
    const script = join(import.meta.dirname, 'mutateFiles.py');
    const { stdout } = spawnSync(PYTHON, [script, folder, String(COUNT), String(seed)], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    const files = JSON.parse(stdout) as BrokenFile[];
    expect(files).toHaveLength(COUNT);
    const wrong: unknown[] = [];
    let refused = 0;
    for (const { name, kind, whole, gdal } of files) {
      const values = await found(join(folder, name));
      if (typeof values === 'string') refused++;
      // What no pixel depends on may be broken: the pixels are those of the whole file then, whether GDAL minds or not.
      else if (![gdal, whole].some((expected) => expected?.join() === values.join())) {
        wrong.push({ name, kind, values, gdal, whole });
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(COUNT / 4);
    expect(refused).toBeLessThan(COUNT);
  });
});
