import { describe, expect, test } from '@jest/globals';
import { bandsOfIndex, INDEX_NAMES, indexValues } from '#pipelines/scene-to-change/spectralIndices.js';

/** A field of young wheat, reflectance. */
const FIELD = { blue: 0.04, green: 0.08, red: 0.06, nir: 0.4, swir1: 0.2, swir2: 0.1 };

const valueOf = (index: string, reflectance: Readonly<Record<string, number>> = FIELD): number =>
  indexValues(index, new Map(Object.entries(reflectance).map(([band, value]) => [band, Float32Array.of(value)])))[0]!;

describe('spectral indices', () => {
  // Worked out by hand from the papers' formulae.
  test.each([
    ['ndvi', 0.34 / 0.46],
    ['savi', (1.5 * 0.34) / 0.96],
    ['msavi', (1.8 - Math.sqrt(3.24 - 2.72)) / 2],
    ['evi', (2.5 * 0.34) / (0.4 + 0.36 - 0.3 + 1)],
    ['evi2', (2.5 * 0.34) / (0.4 + 0.144 + 1)],
    ['ndmi', 0.2 / 0.6],
    ['ndbi', -0.2 / 0.6],
    ['ui', -0.3 / 0.5],
    ['mndwi', -0.12 / 0.28],
    ['ndwi', -0.32 / 0.48],
    ['nbr', 0.3 / 0.5],
    ['nbr2', 0.1 / 0.3],
    ['bsi', (0.26 - 0.44) / (0.26 + 0.44)],
    ['redness', 0.02 / 0.1],
    ['excessGreen', (0.16 - 0.1) / 0.18],
    ['brightness', 0.06],
    ['lnNir', Math.log(0.4)],
    ['lnRed', Math.log(0.06)],
  ])('%s of a field', (index, expected) => {
    expect(valueOf(index)).toBeCloseTo(expected, 5);
  });

  test.each(['ndvi', 'savi', 'msavi', 'evi', 'evi2', 'ndbi', 'mndwi', 'ndwi', 'nbr', 'bsi'])(
    '%s is 0 where nothing is reflected, and a number within -1…1 on odd ground',
    (index) => {
      const even = Object.fromEntries(bandsOfIndex(index).map((band) => [band, 0]));
      expect(valueOf(index, even)).toBeCloseTo(0, 7);
      for (const reflectance of [
        { blue: 0.9, green: 0.9, red: 0.91, nir: 0.95, swir1: 0.1, swir2: 0.05 },
        { blue: 0.41, green: 0.1, red: 0.2, nir: 0.85, swir1: 0.1, swir2: 0.05 },
        { blue: 0.02, green: 0.02, red: 0.001, nir: 0.7, swir1: 0.3, swir2: 0.2 },
      ]) {
        expect(Math.abs(valueOf(index, reflectance))).toBeLessThanOrEqual(1);
      }
    },
  );

  test('an unseen band value makes an unseen index', () => {
    for (const index of INDEX_NAMES.filter((name) => bandsOfIndex(name).includes('red'))) {
      expect(valueOf(index, { ...FIELD, red: NaN })).toBeNaN();
    }
  });

  test('a missing band and an unknown index are refused by name', () => {
    expect(() => valueOf('evi', { nir: 0.4, red: 0.06 })).toThrow('expected nir, red, blue');
    expect(() => valueOf('ndxi')).toThrow('found ndxi');
  });
});
