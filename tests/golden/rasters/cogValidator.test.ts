import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SampleType } from '#domain/raster.js';
import { createSamples } from '#store/rasters/samples.js';
import { writeCog } from '#store/rasters/writeCog.js';
import { temporaryFolder } from '../../unit/rasters/temporaryFolder.js';
import { GdalChecksum } from '#store/rasters/gdalChecksum.js';

const PYTHON = '/usr/bin/python3';
const VALIDATOR = ['-m', 'osgeo_utils.samples.validate_cloud_optimized_geotiff'];
const hasGdal = existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import osgeo_utils.samples']).status === 0;
const describeWithGdal = hasGdal ? describe : describe.skip;

const TYPES: readonly SampleType[] = ['uint8', 'uint16', 'int16', 'int32', 'float32', 'float64'];

interface GdalInfo {
  readonly geoTransform: readonly number[];
  readonly coordinateSystem: { readonly wkt: string };
  readonly bands: readonly {
    readonly checksum: number;
    readonly noDataValue?: number;
    readonly description?: string;
  }[];
}

describeWithGdal(`GDAL's own judgement of what is written${hasGdal ? '' : ' (skipped: no GDAL for Python)'}`, () => {
  const folder = temporaryFolder();

  test.each(TYPES.flatMap((type) => [4549, 4490].map((epsg) => [type, epsg] as const)))(
    '%s in EPSG:%i is a valid COG with the same pixels',
    async (sampleType, epsg) => {
      const path = join(folder, `${sampleType}-${epsg}.tif`);
      const [originX, originY, pixel] = epsg === 4490 ? [120, 31, 1e-4] : [500000, 3400000, 10];
      const grid = { width: 700, height: 600, originX, originY, pixelWidth: pixel, pixelHeight: pixel, epsg };
      const bands = [1, 2].map((factor) => {
        const samples = createSamples(sampleType, 420_000);
        for (let i = 0; i < samples.length; i++)
          samples[i] = ((i * factor) % 251) / (sampleType.startsWith('f') ? 7 : 1);
        return samples;
      });
      await writeCog(path, { grid, sampleType, bands, nodata: 3, bandInfo: [{ description: 'red' }] });

      const verdict = spawnSync(PYTHON, [...VALIDATOR, '-q', path], { encoding: 'utf8' });
      expect(verdict.stdout + verdict.stderr).toBe('');
      expect(verdict.status).toBe(0);
      const info = JSON.parse(
        spawnSync('gdalinfo', ['-json', '-checksum', path], { encoding: 'utf8' }).stdout,
      ) as GdalInfo;
      expect(info.geoTransform).toEqual([originX, pixel, 0, originY, 0, -pixel]);
      expect(info.coordinateSystem.wkt).toContain(`ID["EPSG",${epsg}]`);
      expect(info.bands.map(({ checksum }) => checksum)).toEqual(bands.map((samples) => checksumOf(samples)));
      expect(info.bands[0]).toMatchObject({ noDataValue: 3, description: 'red' });
    },
  );
});

function checksumOf(samples: ArrayLike<number>): number {
  const checksum = new GdalChecksum();
  checksum.add(samples, samples instanceof Float32Array || samples instanceof Float64Array);
  return checksum.value;
}
