import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseRecipe, recipeReference, RECIPES } from '#pipelines/recipes/recipes.js';
import { acquisitionTimeOf, checkTimes } from '#cli/detect/acquisitionTime.js';
import { parseBandNames, readBandNames } from '#cli/detect/bandNames.js';
import { readPairInput, type PairOptions } from '#cli/detect/pairInput.js';
import { writeCog, type CogContent } from '#store/rasters/index.js';
import { temporaryFolder } from '../rasters/temporaryFolder.js';

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

  test('is read from the numbers of one sensor only', () => {
    expect(read('B2', 'B3', 'B4', 'B8').bands).toEqual({ blue: 1, green: 2, red: 3, nir: 4 });
    expect(read('SR_B5', 'SR_B4', 'SR_B6', 'QA_PIXEL')).toMatchObject({
      bands: { nir: 1, red: 2, swir1: 3 },
      quality: { band: 4, coding: 'qaPixel' },
    });
    // Green, red and near infrared of Landsat 7; blue, green and red of Landsat 8 and Sentinel-2.
    const { bands, assumption } = read('B2', 'B3', 'B4');
    expect(bands).toEqual({ band1: 1, band2: 2, band3: 3 });
    expect(assumption).toContain('give --bands');
  });

  test('of radar is its polarisation', () => {
    expect(read('VV', 'VH')).toMatchObject({ bands: { vv: 1, vh: 2 }, assumption: null });
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

describe('a pair of files', () => {
  const folder = temporaryFolder();

  async function written(name: string, options: Partial<CogContent>): Promise<string> {
    const grid = { width: 4, height: 4, originX: 5e5, originY: 3.4e6, pixelWidth: 10, pixelHeight: 10, epsg: 4549 };
    const path = join(folder, name);
    const bands = Array.from({ length: 4 }, () => new Uint8Array(16).fill(9));
    await writeCog(path, { grid, sampleType: 'uint8', bands, ...options });
    return path;
  }
  const readAfter = async (after: string, options: Partial<PairOptions> = {}) =>
    (await readPairInput({ before: after, after, ...options }, new Date('2024-06-01T00:00:00Z'))).after;

  test('has no alpha among its bands, even where that stands between them', async () => {
    const path = await written('alpha.tif', { colours: 'rgba' });
    const bytes = readFileSync(path);
    // Tag 338 with one number more: the third band is alpha then, the fourth a sample of no colour.
    const at = bytes.indexOf(Buffer.from([0x52, 1, 3, 0, 1, 0, 0, 0, 2, 0]));
    bytes.writeUInt32LE(2, at + 4);
    writeFileSync(path, bytes);
    expect((await readAfter(path)).asset.bands).toEqual({ red: 1, green: 2, blue: 4 });
  });

  test('whose bands are scaled differently is refused', async () => {
    const path = await written('scaled.tif', { bandInfo: [{ scale: 2 }, { scale: 2 }, { scale: 3 }, { scale: 2 }] });
    await expect(readAfter(path)).rejects.toMatchObject({ detail: { code: 'scene.mixedScaling', where: path } });
    expect((await readAfter(path, { bands: 'blue,green,-,nir' })).asset.scale).toBe(2);
  });

  test('of radar is taken for radar by the names of its bands', async () => {
    const path = await written('radar.tif', {
      bandInfo: ['VV', 'VH', 'HH', 'HV'].map((description) => ({ description })),
    });
    expect((await readAfter(path)).sensor).toBe('sar');
    expect((await readAfter(path, { sensor: 'optical' })).sensor).toBe('optical');
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
