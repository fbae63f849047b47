import { describe, expect, test } from '@jest/globals';
import { landsatOliHarmonisation } from '#pipelines/series-to-change/harmonisation.js';

describe('harmonisation onto OLI', () => {
  test.each(['LE07', 'Landsat-7', 'LANDSAT_7', 'LE07_L2SP_118039', 'landsat-5', 'LT05'])('%s: by Roy 2016', (name) => {
    const { nir, red } = landsatOliHarmonisation(name);
    expect([nir, red]).toEqual([
      { slope: 0.8462, intercept: 0.0412 },
      { slope: 0.9047, intercept: 0.0061 },
    ]);
  });

  test('both satellites of Sentinel-2 by their own coefficients', () => {
    expect(landsatOliHarmonisation('sentinel-2a')['swir2']).toEqual({ slope: 1.003, intercept: -0.0012 });
    expect(landsatOliHarmonisation('S2B')['swir2']).toEqual({ slope: 0.9867, intercept: 0.0004 });
  });

  test.each(['landsat-8', 'LC09', 'sentinel-1a', 'sample', '', null])('%s stays as it is', (name) => {
    expect(landsatOliHarmonisation(name)).toEqual({});
  });
});
