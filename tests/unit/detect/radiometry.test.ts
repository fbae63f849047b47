import { describe, expect, test } from '@jest/globals';
import { fitIrMad, IR_MAD_DEFAULTS } from '#pipelines/scene-to-change/irMad.js';
import { fitRadiometry } from '#pipelines/scene-to-change/radiometry.js';

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];
const COUNT = 4000;

/** Ground that varies in every band by itself, with the same values each time; reflectance × 10,000. */
function ground(): Float32Array[] {
  let state = 12_345;
  const chance = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  return BANDS.map((_, band) => Float32Array.from({ length: COUNT }, () => 300 + 300 * band + 2500 * chance()));
}

/** Gains that the after scene is read with, when its values are the ground's divided by `gains`. */
function gainsFound(gains: readonly number[]): number[] {
  const before = ground();
  const after = before.map((values, band) => values.map((value) => value / gains[band]!));
  const irMad = fitIrMad(before, after, IR_MAD_DEFAULTS);
  const { after: calibration } = fitRadiometry(BANDS, { before, after, count: COUNT }, irMad!);
  return calibration.gain.map((gain) => gain * 10_000);
}

describe('radiometry of two scenes of reflectance', () => {
  test('takes away what sun and air leave over', () => {
    const gains = [1.12, 1.1, 1.08, 1.05, 1.04, 1.03];
    gainsFound(gains).forEach((gain, band) => expect(gain).toBeCloseTo(gains[band]!, 3));
  });

  test('leaves alone what leaves and water did to the infrared bands', () => {
    expect(gainsFound([1.11, 1.08, 1.15, 0.92, 1.05, 1.16])).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
