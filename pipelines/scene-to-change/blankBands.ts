import { BadInputError } from '#domain/errors.js';
import type { SeenPixels } from './pairPixels.js';

const SIDES = ['before', 'after'] as const;

/**
 * Bands that hold one value only say nothing, and what is compared with them is made up.
 * @param pixels seen on both dates, one array per band and date
 * @param needed bands that the detector cannot do without
 * @returns one sentence for each blank band that is not needed
 * @throws BadInputError where all bands of a date are blank, or a needed one is
 */
export function blankBandWarnings(
  bands: readonly string[],
  pixels: Pick<SeenPixels, 'before' | 'after'>,
  needed: readonly string[],
): string[] {
  return SIDES.flatMap((side) => {
    const blank = bands.filter((_, index) => isBlank(pixels[side][index]!));
    const isAll = blank.length === bands.length;
    const missed = isAll ? undefined : blank.find((band) => needed.includes(band));
    if (!isAll && missed === undefined) {
      return blank.map((band) => `band ${band} of the ${side} scene has the same value everywhere and says nothing`);
    }
    throw new BadInputError('the scenes hold no picture', {
      code: 'pair.noVariation',
      where: missed === undefined ? `${side} scene` : `${side} scene, band ${missed}`,
      found: `the value ${pixels[side][bands.indexOf(missed ?? bands[0]!)]![0]} everywhere`,
      expected:
        missed === undefined ? 'at least one band that varies on both dates' : 'a band that varies on both dates',
    });
  });
}

function isBlank(values: Float32Array): boolean {
  const [first] = values;
  return values.every((value) => value === first);
}
