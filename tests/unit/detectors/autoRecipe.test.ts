import { describe, expect, test } from '@jest/globals';
import type { SensorKind } from '#domain/scene.js';
import { autoRecipe } from '#pipelines/recipes/autoRecipe.js';
import { parseRecipe, recipeByName, RECIPES } from '#pipelines/recipes/recipes.js';
import { DETECTORS } from '#pipelines/scene-to-change/detectors.js';
import { checkParameters } from '#pipelines/scene-to-change/detector.js';

const RGB = ['red', 'green', 'blue'];
const scene = (sensor: SensorKind, bands: readonly string[]) => ({ path: 'a.tif', sensor, bands });

describe('the recipe that is chosen where none is named', () => {
  test.each([
    ['sar', ['band1'], 8, 'sarLogRatio'],
    ['sar', ['vv', 'vh'], 0.5, 'sarLogRatio'],
    ['rgb', RGB, 0.5, 'newRoofs'],
    ['rgb', RGB, 0.7, 'newRoofs'],
    ['rgb', RGB, 1, 'newBuiltUp'],
    ['rgb', RGB, 3, 'newBuiltUp'],
    ['rgb', RGB, 10, 'irMad'],
    ['rgb', ['band1'], 0.5, 'irMad'],
    ['optical', [...RGB, 'nir'], 2, 'irMad'],
    ['optical', ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'], 30, 'irMad'],
  ] as const)('%s, bands %j, %d m: %s', (sensor, bands, gsdM, name) => {
    expect(autoRecipe({ before: scene(sensor, bands), after: scene(sensor, bands), gsdM }).recipe.name).toBe(name);
  });

  test('is none for dates from different kinds of sensor', () => {
    const pair = { before: scene('optical', ['band1']), after: scene('rgb', RGB), gsdM: 30 };
    expect(() => autoRecipe(pair)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code: 'pair.crossSensor' }) }),
    );
  });
});

describe('every named recipe', () => {
  test.each(RECIPES.map((recipe) => [recipe.name, recipe] as const))('%s is whole', (name, recipe) => {
    expect(recipeByName(name)).toBe(recipe);
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)), 'recipe')).toEqual(recipe);
    const detector = DETECTORS[recipe.detector];
    expect(detector.name).toBe(recipe.detector);
    expect(() => checkParameters(detector, recipe)).not.toThrow();
    expect(recipe.sensors.every((sensor) => detector.needs.sensors.includes(sensor))).toBe(true);
  });
});
