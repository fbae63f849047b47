import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';
import { NEW_BUILT_UP, NEW_ROOFS, SAR_LOG_RATIO } from './pictureRecipes.js';
import { PAIR_RECIPE } from './recipes.js';

/** What is known of a pair before its pixels are read. */
export interface PairNature {
  readonly before: SceneNature;
  readonly after: SceneNature;
  /** Of the before scene, metres on the ground. */
  readonly gsdM: number;
}

export interface SceneNature {
  readonly path: string;
  readonly sensor: SensorKind;
  readonly bands: readonly string[];
}

/** Roofs are shapes of their own up to this pixel size, metres. */
const COARSEST_ROOFS_M = 0.7;
/** Corners and slabs show up to this pixel size; beyond, colour is all there is. */
const COARSEST_BUILT_UP_M = 3.2;

/**
 * The recipe for a pair where nobody names one: radar by its log ratio; colour pictures without near infrared by what was
 * built, as fine as their pixels allow; everything else by IR-MAD.
 * @throws BadInputError where the dates come from different kinds of sensor
 */
export function autoRecipe({ before, after, gsdM }: PairNature): { recipe: Recipe; reason: string } {
  if (before.sensor !== after.sensor) {
    throw new BadInputError('the scenes come from different kinds of sensor: they cannot be compared', {
      code: 'pair.crossSensor',
      where: after.path,
      found: `${after.sensor} (${after.bands.join(', ')})`,
      expected: `${before.sensor} (${before.bands.join(', ')}) as in ${before.path}`,
    });
  }
  if (before.sensor === 'sar') return { recipe: SAR_LOG_RATIO, reason: 'radar' };
  const isPicture = before.sensor === 'rgb' && [before, after].every(({ bands }) => holdsColours(bands));
  const size = `${gsdM.toPrecision(2)} m`;
  if (isPicture && gsdM <= COARSEST_ROOFS_M) return { recipe: NEW_ROOFS, reason: `colour pictures of ${size}` };
  if (isPicture && gsdM <= COARSEST_BUILT_UP_M) return { recipe: NEW_BUILT_UP, reason: `colour pictures of ${size}` };
  return { recipe: PAIR_RECIPE, reason: `${before.sensor}, ${before.bands.length} bands of ${size}` };
}

const holdsColours = (bands: readonly string[]): boolean =>
  ['red', 'green', 'blue'].every((name) => bands.includes(name));
