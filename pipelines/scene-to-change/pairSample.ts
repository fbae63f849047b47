import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import { cloudScreenOf, screenClouds } from './cloudScreen.js';
import { numberParameter, type PairSample } from './detector.js';
import { fitIrMad, IR_MAD_DEFAULTS, type IrMadFit, type IrMadParameters } from './irMad.js';
import { rolesOfPair, seenCorePixels, type SampleTile } from './pairPixels.js';
import { fitRadiometry } from './radiometry.js';

/** Fewer common clear pixels in the sample say nothing about a pair. */
const FEWEST_SAMPLED_PIXELS = 200;

export const cloudBufferOf = ({ parameters }: Recipe): number => numberParameter(parameters, 'cloudBufferPixels', 2);

export interface FitInput {
  /** Sample of the pair; each tile with a margin of `haloOf(recipe)` where the raster has one. */
  readonly tiles: readonly SampleTile[];
  readonly bands: readonly string[];
  readonly recipe: Recipe;
  readonly gsdM: number;
}

/**
 * What detectors learn a pair from.
 * @throws BadInputError where too little was seen on both dates
 */
export function pairSample({ tiles: unscreened, bands, recipe, gsdM }: FitInput): PairSample {
  const screen = cloudScreenOf(recipe.parameters);
  const tiles = unscreened.map((tile) => screenClouds(tile, bands, screen));
  const cloudBufferPixels = cloudBufferOf(recipe);
  const roles = tiles.map((tile) => rolesOfPair(tile, cloudBufferPixels));
  const pixels = seenCorePixels(tiles, roles);
  if (pixels.count < FEWEST_SAMPLED_PIXELS) {
    throw new BadInputError('too little was seen on both dates', {
      code: 'pair.tooLittleSeen',
      where: 'pair',
      found: `${pixels.count} clear pixels in the sample`,
      expected: `at least ${FEWEST_SAMPLED_PIXELS}`,
    });
  }
  const irMad = once((): IrMadFit => {
    const fit = fitIrMad(thin(pixels.before), thin(pixels.after), irMadParameters(recipe));
    if (fit === null) throw emptyBands(bands);
    return fit;
  });
  const radiometry = once(() => fitRadiometry(bands, pixels, irMad()));
  return { bands, parameters: recipe.parameters, gsdM, tiles, roles, pixels, irMad, radiometry };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Coefficients settle with far fewer pixels than thresholds need. */
const MOST_FITTED_PIXELS = 100_000;

/** Every nth pixel, so that no more than the most are left. */
function thin(values: readonly Float32Array[]): Float32Array[] {
  const step = Math.ceil((values[0]?.length ?? 0) / MOST_FITTED_PIXELS);
  if (step <= 1) return [...values];
  return values.map((band) => Float32Array.from({ length: Math.ceil(band.length / step) }, (_, i) => band[i * step]!));
}

/** Rounds that are enough to find invariant pixels, where the variates themselves are not wanted. */
const ROUNDS_FOR_RADIOMETRY = 6;

function irMadParameters({ detector, parameters }: Recipe): IrMadParameters {
  return {
    maximumRounds:
      detector === 'irMad'
        ? numberParameter(parameters, 'maximumRounds', IR_MAD_DEFAULTS.maximumRounds)
        : ROUNDS_FOR_RADIOMETRY,
    tolerance: numberParameter(parameters, 'tolerance', IR_MAD_DEFAULTS.tolerance),
    noiseFloor: numberParameter(parameters, 'noiseFloor', IR_MAD_DEFAULTS.noiseFloor),
  };
}

function emptyBands(bands: readonly string[]): BadInputError {
  return new BadInputError('the scenes hold no picture', {
    code: 'pair.noVariation',
    where: `bands ${bands.join(', ')}`,
    found: 'constant values',
    expected: 'at least one band that varies on both dates',
  });
}
