import { describe, expect, test } from '@jest/globals';
import { recipeByName, RECIPES } from '#pipelines/recipes/recipes.js';
import { detectorOf } from '#pipelines/scene-to-change/detectors.js';
import { fitPair } from '#pipelines/scene-to-change/pairModel.js';
import type { SampleTile } from '#pipelines/scene-to-change/pairPixels.js';
import { createRandom } from '../../support/detectScenes.js';

const SIDE = 48;
const OPTICAL = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];
type Values = (band: number, i: number) => number;

/** Fields with noise, 0.05 to 0.5. */
function ground(seed: number): Values {
  const random = createRandom(seed);
  return (band, i) => {
    const field = (Math.floor((i % SIDE) / 6) * 7 + Math.floor(i / SIDE / 7) * 5) % 11;
    return 0.05 + 0.03 * ((field * (band + 2)) % 11) + 0.02 * random();
  };
}

function fit(name: string, bands: readonly string[], before: Values, after: Values): ReturnType<typeof fitPair> {
  const scene = (valueAt: Values) =>
    bands.map((_, band) => Float32Array.from({ length: SIDE * SIDE }, (__, i) => valueAt(band, i)));
  const tile: SampleTile = {
    width: SIDE,
    height: SIDE,
    before: scene(before),
    after: scene(after),
    reasonBefore: new Uint8Array(SIDE * SIDE),
    reasonAfter: new Uint8Array(SIDE * SIDE),
    core: { x: 0, y: 0, width: SIDE, height: SIDE },
  };
  return fitPair({ tiles: [tile], bands, recipe: recipeByName(name), gsdM: 10 });
}

const bandsFor = (name: string): readonly string[] => {
  const recipe = recipeByName(name);
  return detectorOf(recipe).needs.bands(recipe) ?? (recipe.sensors[0] === 'sar' ? ['vv', 'vh'] : OPTICAL);
};

const refusal = (code: string, where: unknown) =>
  expect.objectContaining({ detail: expect.objectContaining({ code, where }) });
const decibel =
  (values: Values): Values =>
  (band, i) =>
    10 * Math.log10(values(band, i) * 0.1);

describe('pairs that a detector cannot compare', () => {
  test.each(RECIPES.map(({ name }) => name))('%s refuses a date that is the same value everywhere', (name) => {
    const bands = bandsFor(name);
    const constant: Values = () => 0.25;
    expect(() => fit(name, bands, ground(1), constant)).toThrow(refusal('pair.noVariation', 'after scene'));
    expect(() => fit(name, bands, constant, ground(1))).toThrow(refusal('pair.noVariation', 'before scene'));
    expect(() => fit(name, bands, ground(1), ground(2))).not.toThrow();
  });

  test('a blank band is refused where the recipe asks for it, and said where it does not', () => {
    const noBlue: Values = (band, i) => (band === 0 ? 0.3 : ground(2)(band, i));
    expect(() => fit('newConstruction', OPTICAL, ground(1), noBlue)).toThrow(
      refusal('pair.noVariation', 'after scene, band blue'),
    );
    const { warnings } = fit('vegetationChange', OPTICAL, ground(1), noBlue);
    expect(warnings).toContain('band blue of the after scene has the same value everywhere and says nothing');
  });

  test('indices are of reflectance: values below 0 are none', () => {
    const below: Values = (band, i) => -ground(2)(band, i);
    expect(() => fit('vegetationLoss', OPTICAL, ground(1), below)).toThrow(
      refusal('pair.units', 'after scene, band nir'),
    );
    expect(() => fit('irMad', OPTICAL, ground(1), below)).not.toThrow();
  });

  test('radar in decibels: not beside other units, and no ratio of means', () => {
    const radar = ['vv', 'vh'];
    const [before, after] = [ground(1), ground(2)];
    expect(() => fit('sarLogRatio', radar, before, decibel(after))).toThrow(refusal('pair.units', 'after scene'));
    expect(() => fit('sarLogRatio', radar, decibel(before), after)).toThrow(refusal('pair.units', 'before scene'));
    expect(() => fit('sarLogRatio', radar, decibel(before), decibel(after))).not.toThrow();
    expect(() => fit('meanRatio', radar, decibel(before), decibel(after))).toThrow(
      refusal('pair.units', 'before scene, band vv'),
    );
  });

  test('differences of means need one unit on both dates', () => {
    const scaled: Values = (band, i) => 10_000 * ground(2)(band, i);
    expect(() => fit('meanDifference', OPTICAL, ground(1), scaled)).toThrow(refusal('pair.units', 'band blue'));
    expect(() => fit('irMad', OPTICAL, ground(1), scaled)).not.toThrow();
  });
});
