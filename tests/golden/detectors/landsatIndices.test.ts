import { expect, test } from '@jest/globals';
import { indexValues } from '#pipelines/scene-to-change/spectralIndices.js';
import { readRealRaster } from '../../support/realRaster.js';
import { describeWithData } from '../../support/sharedData.js';

const FOLDER = 'series/landsat7_indices';
const BANDS = { blue: 1, green: 2, red: 3, nir: 4, swir1: 5, swir2: 7 };
/** Pixels that the data's page compares: every band 1 to 10,000, the index not nodata. */
const COMPARED_PIXELS = 58_555;

/** Reflectance and index are stored as whole numbers, times 10,000. */
describeWithData(`${FOLDER}/expected.json`, 'a Landsat 7 scene of surface reflectance', () => {
  test.each(['ndvi', 'nbr', 'nbr2', 'ndmi', 'savi', 'msavi'])(
    '%s is that of bfastSpatial to its rounding',
    async (index) => {
      const stored = new Map<string, Float32Array>();
      for (const [name, number] of Object.entries(BANDS)) {
        stored.set(name, (await readRealRaster(`${FOLDER}/sr_band${number}.tif`)).bands[0]!);
      }
      const expected = (await readRealRaster(`${FOLDER}/expected_${index}.tif`)).bands[0]!;
      const reflectance = new Map([...stored].map(([name, values]) => [name, values.map((value) => value / 10_000)]));
      const found = indexValues(index, reflectance);
      let compared = 0;
      let largest = 0;
      for (let i = 0; i < found.length; i++) {
        const isValid = [...stored.values()].every((values) => values[i]! >= 1 && values[i]! <= 10_000);
        if (!isValid || expected[i] === -32768) continue;
        compared += 1;
        largest = Math.max(largest, Math.abs(10_000 * found[i]! - expected[i]!));
      }
      expect(compared).toBe(COMPARED_PIXELS);
      expect(largest).toBeLessThan(0.51);
    },
  );
});
