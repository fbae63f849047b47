import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import {
  createJudgement,
  createLandCoverClassifier,
  createLandCoverCoder,
} from '#pipelines/kernels/landCoverClassifier.js';
import { bandPlaces } from '#pipelines/kernels/landCoverFeatures.js';

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];

/** Mean spectra of ground covers, reflectance × 10,000 in the order of `BANDS`, as typical of Landsat and Sentinel-2. */
const SPECTRA: readonly [string, readonly number[], readonly string[]][] = [
  ['closed forest', [250, 450, 300, 3000, 1400, 600], ['forest']],
  ['irrigated crop', [400, 700, 450, 3800, 1800, 900], ['cropland']],
  ['half-grown crop', [550, 825, 825, 2750, 2050, 1450], ['grass', 'cropland', 'vegetation']],
  ['meadow', [500, 800, 700, 2700, 2100, 1300], ['grass']],
  ['stubble', [900, 1200, 1500, 2400, 2900, 2300], ['bare']],
  ['bright stubble', [1200, 1530, 1880, 3160, 3660, 2880], ['bare']],
  ['tilled soil', [700, 950, 1200, 1700, 2300, 2000], ['bare']],
  ['flooded rice field', [800, 1050, 1100, 1150, 1300, 1100], ['bare', 'water']],
  ['lake', [500, 600, 350, 200, 120, 90], ['water']],
  ['silty flood', [900, 1150, 1000, 600, 300, 200], ['water']],
  ['opened ground', [1500, 1950, 2500, 3100, 3900, 3500], ['earthworks']],
  ['concrete', [1700, 1850, 1950, 2150, 2300, 2150], ['builtUp']],
  ['metal roofs', [2600, 2700, 2750, 2900, 2700, 2500], ['builtUp']],
  ['asphalt', [1050, 1120, 1180, 1300, 1450, 1400], ['road']],
  ['greenhouse film', [2300, 2500, 2600, 3300, 2600, 1900], ['greenhouse']],
  ['solar panels', [700, 750, 800, 1000, 1100, 900], ['solar']],
  ['burnt ground', [500, 550, 600, 900, 1700, 1600], ['bare']],
];

function classOf(bands: readonly string[], spectrum: readonly number[], gain = 1): string {
  const judgement = createJudgement();
  createLandCoverClassifier(bandPlaces(bands))(
    Float64Array.from(spectrum, (value) => (value * gain) / 10_000),
    judgement,
  );
  return LAND_COVER_CLASSES[judgement.code]!;
}

describe('land cover classes', () => {
  test.each(SPECTRA)('%s', (_, spectrum, expected) => {
    expect(expected).toContain(classOf(BANDS, spectrum));
  });

  test.each(SPECTRA)('%s, with 10 %% more or less light', (_, spectrum, expected) => {
    expect(expected).toContain(classOf(BANDS, spectrum, 0.9));
    expect(expected).toContain(classOf(BANDS, spectrum, 1.1));
  });

  test('four bands still tell water, plants, soil and roofs apart', () => {
    const four = BANDS.slice(0, 4);
    const find = (name: string): readonly number[] => SPECTRA.find(([each]) => each === name)![1].slice(0, 4);
    expect(classOf(four, find('lake'))).toBe('water');
    expect(classOf(four, find('closed forest'))).toBe('forest');
    expect(classOf(four, find('tilled soil'))).toBe('bare');
    expect(classOf(four, find('concrete'))).toBe('builtUp');
  });

  test('bands without names or without near infrared stay unknown', () => {
    expect(classOf(['band1', 'band2'], [1000, 2000])).toBe('unknown');
    expect(classOf(['red', 'green', 'blue'], [1000, 1000, 1000])).toBe('unknown');
  });

  test('membership in built classes is high on roofs and nil on plants', () => {
    const judgement = createJudgement();
    const classify = createLandCoverClassifier(bandPlaces(BANDS));
    classify(Float64Array.of(0.17, 0.185, 0.195, 0.215, 0.23, 0.215), judgement);
    expect(judgement.built).toBeGreaterThan(0.9);
    classify(Float64Array.of(0.04, 0.07, 0.045, 0.38, 0.18, 0.09), judgement);
    expect(judgement.built).toBe(0);
  });
});

describe('the code alone', () => {
  test.each([[BANDS], [['blue', 'green', 'red', 'nir']], [['blue', 'green', 'red']]])(
    'is that of the classifier with %j',
    (bands) => {
      const places = bandPlaces(bands);
      const [classify, codeOf, judgement] = [
        createLandCoverClassifier(places),
        createLandCoverCoder(places),
        createJudgement(),
      ];
      fc.assert(
        fc.property(
          fc.array(fc.double({ min: -0.01, max: 0.7, noNaN: true }), {
            minLength: bands.length,
            maxLength: bands.length,
          }),
          (values) => {
            const pixel = Float64Array.from(values);
            classify(pixel, judgement);
            expect(codeOf(pixel)).toBe(judgement.code);
          },
        ),
        { numRuns: 2000 },
      );
    },
  );
});
