import { describe, expect, test } from '@jest/globals';
import { collectSetting, withSettings, type RecipeSetting } from '#cli/detect/recipeSettings.js';
import { recipeByName, recipeReference } from '#pipelines/recipes/recipes.js';
import { fitPair } from '#pipelines/scene-to-change/pairModel.js';

const IR_MAD = recipeByName('irMad');
const settings = (...texts: string[]): readonly RecipeSetting[] =>
  texts.reduce<readonly RecipeSetting[]>((before, text) => collectSetting(text, before), []);
const set = (...texts: string[]) => withSettings(IR_MAD, settings(...texts));

describe('--set', () => {
  test('changes what it names and nothing else', () => {
    expect(set('sievePixels=20', 'minimumAreaM2.builtUp=250', 'closingRadius=2', 'outlines=smooth')).toEqual({
      ...IR_MAD,
      sievePixels: 20,
      minimumAreaM2: { ...IR_MAD.minimumAreaM2, builtUp: 250 },
      parameters: { ...IR_MAD.parameters, closingRadius: 2 },
      outlines: 'smooth',
    });
    expect(set()).toBe(IR_MAD);
  });

  test('a method of threshold forgets the parameter of the one before', () => {
    expect(set('threshold.method=kapur').threshold).toEqual({ method: 'kapur', parameter: null });
    expect(set('threshold.parameter=4', 'threshold.method=kMad').threshold).toEqual({ method: 'kMad', parameter: 4 });
  });

  test('makes another recipe of it: the hash says so', () => {
    expect(recipeReference(set('seedFactor=1.5')).hash).not.toBe(recipeReference(IR_MAD).hash);
  });

  test('reads numbers, switches and words, and names with dots', () => {
    expect(set('normalised=false', 'weight.ndvi=-1', 'units=dB').parameters).toMatchObject({
      normalised: false,
      'weight.ndvi': -1,
      units: 'dB',
    });
  });

  test.each(['sievePixels', '=3', 'sieve pixels=3', ''])('%p is no setting', (text) => {
    expect(() => collectSetting(text)).toThrow('Expected field=value');
  });

  test.each([
    ['threshold.method=best', '--set.threshold.method'],
    ['threshold.level=3', '--set.threshold'],
    ['threshold.parameter=7', '--set.threshold.parameter'],
    ['sievePixels=0', '--set.sievePixels'],
    ['sievePixels=many', '--set.sievePixels'],
    ['connectivity=6', '--set.connectivity'],
    ['minimumAreaM2.castle=5', '--set.minimumAreaM2'],
    ['minimumAreaM2.builtUp=-5', '--set.minimumAreaM2.builtUp'],
    ['outlines=round', '--set.outlines'],
  ])('%s is refused by its field', (text, where) => {
    expect(() => set(text)).toThrow(where);
  });

  test.each([
    ['kMad', '0'],
    ['chiSquare', '1'],
    ['otsuClipped', '2'],
    ['fixed', '-1'],
    ['kapur', '3'],
    ['otsu', '0.5'],
  ])('%s does not take %s', (method, parameter) => {
    expect(() => set(`threshold.method=${method}`, `threshold.parameter=${parameter}`)).toThrow(method);
  });

  test('a parameter that the detector does not know, or of a wrong size, is refused before a pixel is judged', () => {
    const fit = (text: string) => () => fitPair({ tiles: [], bands: ['red'], recipe: set(text), gsdM: 30 });
    expect(fit('closingRadius=11')).toThrow('closingRadius');
    expect(fit('screenSidePixels=1')).toThrow('screenSidePixels');
    expect(fit('noSuchThing=1')).toThrow('noSuchThing');
  });
});
