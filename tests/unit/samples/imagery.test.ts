import { describe, expect, test } from '@jest/globals';
import { fieldState, leafCover } from '#samples/imagery/phenology.js';
import { pixelWeights } from '#samples/imagery/render.js';
import { spectrumOf } from '#samples/imagery/spectra.js';
import { SUBPIXELS } from '#samples/landscape/cover.js';
import { CROPS, type CoverKind } from '#samples/landscape/units.js';

/** Reflectance × 10000 measured over such ground, blue to swir2. */
const ANCHORS: readonly (readonly [CoverKind, readonly number[]])[] = [
  ['evergreenForest', [250, 450, 300, 3000, 1400, 600]],
  ['bareSoil', [700, 950, 1200, 1700, 2300, 2000]],
  ['earthworks', [1500, 1950, 2500, 3100, 3900, 3500]],
  ['concreteRoof', [1700, 1850, 1950, 2150, 2300, 2150]],
  ['brightRoof', [2600, 2700, 2750, 2900, 2700, 2500]],
  ['asphalt', [1050, 1120, 1180, 1300, 1450, 1400]],
  ['filmMulch', [2300, 2500, 2600, 3300, 2600, 1900]],
  ['flooded', [900, 1150, 1000, 600, 300, 200]],
  ['burnt', [500, 550, 600, 900, 1700, 1600]],
  ['solar', [700, 750, 800, 1000, 1100, 900]],
];
const JULY = 195;

describe('spectra', () => {
  test.each(ANCHORS)('%s is as bright as measured, within a tenth', (kind, anchor) => {
    const spectrum = spectrumOf({ kind, tone: 1, variant: 0.5 }, JULY);
    spectrum.forEach((value, band) => {
      expect(value).toBeGreaterThan(anchor[band]! * 0.9);
      expect(value).toBeLessThan(anchor[band]! * 1.1);
    });
  });

  test('wheat fields are green in April, straw in late May, flooded in late June, green in August', () => {
    const at = (day: number) => fieldState('wheatRice', day);
    expect(at(108).green).toBeGreaterThan(0.9);
    expect(at(150).dry).toBeGreaterThan(0.7);
    expect(at(170).flood).toBeGreaterThan(0.7);
    expect(at(230).green).toBeGreaterThan(0.9);
  });

  test('shares of a field never add up to more than one', () => {
    for (const crop of CROPS) {
      for (let day = 0; day <= 366; day++) {
        const { green, dry, flood, flower } = fieldState(crop, day);
        expect(Math.min(green, dry, flood, flower)).toBeGreaterThanOrEqual(0);
        expect(green + dry + flood + flower).toBeLessThanOrEqual(1.001);
      }
    }
  });

  test('deciduous trees are bare in January and in full leaf in July', () => {
    expect(leafCover(15)).toBeLessThan(0.2);
    expect(leafCover(195)).toBe(1);
  });
});

describe('sampling', () => {
  test.each([-0.3, -0.1, 0, 0.17, 0.3])('weights of a pixel moved by %f add up to one and centre on it', (shift) => {
    const weights = pixelWeights(shift);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const centre = weights.reduce((sum, weight, tap) => sum + weight * (tap - 2 + 0.5), 0) / SUBPIXELS;
    expect(centre).toBeCloseTo(0.5 + shift, 1);
  });
});
