import { describe, expect, test } from '@jest/globals';
import { parseRecipe, recipeReference, RECIPES } from '#pipelines/recipes/recipes.js';
import { acquisitionTimeOf, checkTimes } from '#cli/detect/acquisitionTime.js';
import { parseBandNames, readBandNames } from '#cli/detect/bandNames.js';

describe('the meaning of bands', () => {
  const read = (...descriptions: (string | null)[]) => readBandNames({ path: 'a.tif', descriptions, sensor: null });

  test('is read from common names, the quality band apart', () => {
    const { bands, quality, assumption } = read('Blue', 'green', 'red', 'nir', 'quality');
    expect(bands).toEqual({ blue: 1, green: 2, red: 3, nir: 4 });
    expect(quality).toEqual({ band: 5, coding: 'own' });
    expect(assumption).toBeNull();
  });

  test('is read from the numbers of Landsat 7 and Sentinel-2', () => {
    expect(read('B1', 'B2', 'B3', 'B4', 'B5', 'B7').bands).toMatchObject({ blue: 1, nir: 4, swir1: 5, swir2: 6 });
    expect(read('B02', 'B03', 'B04', 'B08').bands).toMatchObject({ blue: 1, nir: 4 });
    expect(read('B2', 'B3', 'B4', 'B5', 'B6', 'B7').bands).toMatchObject({ blue: 1, nir: 4, swir1: 5 });
  });

  test('is assumed from the number of bands, saying so', () => {
    expect(read(null, null, null)).toMatchObject({ bands: { red: 1, green: 2, blue: 3 } });
    expect(read(null, null, null, null).assumption).toContain('blue, green, red, nir');
    expect(read(null, null).bands).toEqual({ band1: 1, band2: 2 });
  });

  test('is what the user says', () => {
    expect(parseBandNames('nir,-,red', 4).bands).toEqual({ nir: 1, red: 3 });
    expect(parseBandNames('red=3,nir=4,quality=1', 4)).toMatchObject({
      bands: { red: 3, nir: 4 },
      quality: { band: 1 },
    });
    expect(() => parseBandNames('red=9', 4)).toThrow('red=9');
    expect(() => parseBandNames('red,red', 4)).toThrow('--bands');
  });
});

describe('acquisition times', () => {
  const none = { option: '--before-time', text: undefined };

  test('come from the option, the metadata, or the name, in this order', () => {
    const tag = { TIFFTAG_DATETIME: '2001:02:03 04:05:06' };
    expect(acquisitionTimeOf('x_2000-03-17.tif', tag, { ...none, text: '2020-01-02' })).toBe(
      '2020-01-02T00:00:00.000Z',
    );
    expect(acquisitionTimeOf('x_2000-03-17.tif', tag, none)).toBe('2001-02-03T04:05:06.000Z');
    expect(acquisitionTimeOf('x_2000-03-17.tif', {}, none)).toBe('2000-03-17T00:00:00.000Z');
    expect(acquisitionTimeOf('S2A_20240506T0245.tif', {}, none)).toBe('2024-05-06T00:00:00.000Z');
    expect(acquisitionTimeOf('x_2000-13-17.tif', { ACQUISITION_DATE: 'soon' }, none)).toBeNull();
  });

  test('that are in the future or the wrong way round are refused; unknown ones are not', () => {
    const now = new Date('2024-06-01T00:00:00Z');
    const scene = (time: string | null) => ({ path: 'a.tif', time });
    const check = (before: string | null, after: string | null) => () => checkTimes(scene(before), scene(after), now);
    expect(check(null, '2024-01-01T00:00:00Z')).not.toThrow();
    expect(check('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')).toThrow(
      'a.tif: the acquisition date lies in the future',
    );
    expect(check(null, '2025-01-01T00:00:00Z')).toThrow('future');
    expect(check('2024-02-01T00:00:00Z', '2024-01-01T00:00:00Z')).toThrow('wrong order');
    expect(check('2024-02-01T00:00:00Z', '2024-02-01T00:00:00Z')).toThrow('wrong order');
  });
});

describe('recipes', () => {
  test('all named recipes pass their own schema', () => {
    for (const recipe of RECIPES) expect(parseRecipe(JSON.parse(JSON.stringify(recipe)), 'recipe')).toEqual(recipe);
  });

  test('an error names the field', () => {
    expect(() => parseRecipe({ ...RECIPES[0], connectivity: 5 }, 'mine.json')).toThrow('mine.json.connectivity');
  });

  test('the hash depends on the content, not on the order of fields', () => {
    const [recipe] = RECIPES;
    const turned = Object.fromEntries(Object.entries(recipe!).toReversed()) as unknown as typeof recipe;
    expect(recipeReference(turned!)).toEqual(recipeReference(recipe!));
    expect(recipeReference({ ...recipe!, sievePixels: 6 }).hash).not.toBe(recipeReference(recipe!).hash);
  });
});
