import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openRaster } from '#store/rasters/openRaster.js';
import { temporaryFolder } from '../../unit/rasters/temporaryFolder.js';
import { GdalChecksum } from '#store/rasters/gdalChecksum.js';

const PYTHON = '/usr/bin/python3';
const hasGdal = spawnSync(PYTHON, ['-c', 'import numpy; from osgeo import gdal']).status === 0;
const describeWithGdal = hasGdal ? describe : describe.skip;

interface WrittenFile {
  readonly name: string;
  readonly sampleType: string;
  readonly checksums: readonly number[];
  /** Of the second band. */
  readonly description?: string;
}

describeWithGdal(`files that GDAL writes${hasGdal ? '' : ' (skipped: no GDAL for Python)'}`, () => {
  const folder = temporaryFolder();

  test('every sample type, layout, compression, predictor, interleave and byte order is read as GDAL reads it', async () => {
    const script = join(import.meta.dirname, 'writeMatrix.py');
    const { stdout } = spawnSync(PYTHON, [script, folder], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
    const files = JSON.parse(stdout) as WrittenFile[];
    expect(files.length).toBeGreaterThan(300);
    const wrong: unknown[] = [];
    for (const { name, sampleType, checksums, description } of files) {
      const raster = await openRaster(join(folder, name));
      const { values } = await raster.readWindow(
        { x: 0, y: 0, width: 71, height: 53 },
        checksums.map((_, index) => index + 1),
      );
      const found = values.map((samples) => {
        const checksum = new GdalChecksum();
        checksum.add(samples, sampleType.startsWith('float'));
        return checksum.value;
      });
      const named = raster.header.bands[1]!.description ?? undefined;
      if (raster.header.sampleType !== sampleType || found.join() !== checksums.join() || named !== description)
        wrong.push({ name, found, checksums, named });
      raster.close();
    }
    expect(wrong).toEqual([]);

    // What kernels take as it is stored is what everybody else reads, wherever the window lies among the blocks.
    let taken = 0;
    for (const { name, sampleType } of files) {
      const raster = await openRaster(join(folder, name));
      for (const window of STORED_WINDOWS) {
        const { values } = await raster.readWindow(window, [2]);
        const stored = values[0]!.slice().fill(0);
        const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
        if (raster.readStored?.(window, 2, bytes) !== true) continue;
        taken += 1;
        if (stored.join() !== values[0]!.join()) wrong.push({ name, sampleType, window });
      }
      raster.close();
    }
    expect(wrong).toEqual([]);
    expect(taken).toBeGreaterThan(100);
  });
});

/** A block of the tiled files that is not the first, several, parts of some, all rows from within. */
const STORED_WINDOWS = [
  { x: 32, y: 16, width: 32, height: 32 },
  { x: 0, y: 8, width: 64, height: 21 },
  { x: 19, y: 5, width: 32, height: 40 },
  { x: 64, y: 48, width: 7, height: 5 },
  { x: 0, y: 3, width: 71, height: 46 },
];
