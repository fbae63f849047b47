import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import { detectorOf } from '#pipelines/scene-to-change/detectors.js';
import {
  nextCorrection,
  NO_SHIFT,
  residualPixels,
  type PixelShift,
  type Registration,
  type ShiftMeasure,
} from '#pipelines/scene-to-change/registration.js';
import type { SampleTask } from '#pipelines/scene-to-change/sampleLayout.js';
import type { ThreadPool } from '#runtime/threads/threadPool.js';
import type { PairDisplacement } from './readPair.js';
import type { ComputeTask, RegisterTaskResult, SampleTaskResult } from './tasks.js';

/** A pair as sampled where its scenes lie on each other. */
export interface RegisteredSample {
  readonly samples: readonly SampleTaskResult[];
  /** Null where nothing stands out that both scenes show: then nothing is corrected. */
  readonly registration: Registration | null;
  readonly displacement: PairDisplacement;
}

export interface RegisterInput {
  readonly pool: ThreadPool<ComputeTask>;
  readonly layout: readonly SampleTask[];
  /** Reads the sample with the scenes displaced. */
  readonly sample: (displacement: PairDisplacement) => Promise<readonly SampleTaskResult[]>;
  readonly frame: ResultFrame;
}

/**
 * On what results lie: the after scene as it says it lies; the first before scene that is used (`firstBefore`: this one);
 * or, for later before scenes, that first one, given by how the after scene is read beside it.
 */
export type ResultFrame = 'after' | 'firstBefore' | PixelShift;

/** Looks at the corrected scenes: a far shift needs one to come near, one to settle, one to tell what is left. */
const MOST_CORRECTIONS = 3;

/**
 * Samples a pair, measures the shift between its scenes, and samples again with the shift taken off until it is.
 * A correction that the corrected scenes do not confirm is given up.
 */
export async function registerPair({ pool, layout, sample, frame }: RegisterInput): Promise<RegisteredSample> {
  const size =
    layout.find(({ registrationBlocks }) => registrationBlocks.length > 0)?.registrationBlocks[0]?.width ?? 0;
  const look = async (corrected: PixelShift, isFirst: boolean): Promise<Look> => {
    const displacement = displacementOf(corrected, frame);
    const samples = await sample(displacement);
    const blocks = samples.flatMap((task) => task.blocks);
    const { measure } = (await pool.run({ name: 'register', blocks, size, isFirst })) as RegisterTaskResult;
    return { corrected, displacement, samples, measure };
  };
  const first = await look(NO_SHIFT, true);
  let last = first;
  for (let round = 0; round < MOST_CORRECTIONS && last.measure !== null; round++) {
    const next = nextCorrection(last.measure, last.corrected);
    if (next === null) break;
    last = await look(next, false);
  }
  const isConfirmed =
    last.measure !== null && last.measure.significance >= CONFIRMED_SHARE * first.measure!.significance;
  const { samples, displacement, corrected, measure } = isConfirmed ? last : first;
  if (!isConfirmed || measure === null) return { samples, displacement, registration: null };
  const { x, y, spread, significance, blocks } = measure;
  return { samples, displacement, registration: { corrected, rest: { x, y }, spread, significance, blocks } };
}

/** Interpolation costs a peak a little of its height. */
const CONFIRMED_SHARE = 0.8;

interface Look {
  readonly corrected: PixelShift;
  readonly displacement: PairDisplacement;
  readonly samples: readonly SampleTaskResult[];
  readonly measure: ShiftMeasure | null;
}

function displacementOf({ x, y }: PixelShift, frame: ResultFrame): PairDisplacement {
  if (frame === 'firstBefore') return { before: NO_SHIFT, after: { x, y } };
  const after = frame === 'after' ? NO_SHIFT : frame;
  return { before: { x: after.x - x, y: after.y - y }, after };
}

/** A shift of more than this many pixels moves whole buildings: most detectors can say nothing of such a pair. */
const MOST_LEFT_PIXELS = 1.5;
/** What is assumed where it cannot be measured: usual for orthorectified scenes. */
const UNKNOWN_SHIFT_PIXELS = 0.5;
/** More than this (pixels) along an axis is said to have been corrected. */
const TOLD_PIXELS = 0.01;

export interface RegistrationVerdict {
  readonly registrationErrorM: number;
  readonly warnings: readonly string[];
}

/**
 * What is left of the shift, in metres, and what people should know of it.
 * @throws BadInputError where more is left than the recipe's detector forgives
 */
export function judgeRegistration(
  registration: Registration | null,
  paths: { readonly before: string; readonly after: string },
  { recipe, gsdM }: { readonly recipe: Recipe; readonly gsdM: number },
): RegistrationVerdict {
  if (registration === null) {
    const warnings = [`${paths.before}: registration could not be measured`];
    return { registrationErrorM: UNKNOWN_SHIFT_PIXELS * gsdM, warnings };
  }
  const left = residualPixels(registration);
  const most = detectorOf(recipe).forgivenShiftPixels ?? MOST_LEFT_PIXELS;
  if (left > most) {
    throw new BadInputError('the scenes do not lie on each other', {
      code: 'pair.misregistered',
      where: paths.after,
      found: `${left.toFixed(2)} pixels (${(left * gsdM).toFixed(1)} m) apart from ${paths.before} after correction`,
      expected: `at most ${most} pixels; register the scenes first`,
    });
  }
  const { x, y } = registration.corrected;
  const isMoved = Math.max(Math.abs(x), Math.abs(y)) > TOLD_PIXELS;
  const told =
    `${paths.after} lies ${describe(x, 'right', 'left')} and ${describe(y, 'down', 'up')} of ${paths.before}: ` +
    `corrected, ${left.toFixed(2)} pixels (${(left * gsdM).toPrecision(2)} m) are left`;
  return { registrationErrorM: left * gsdM, warnings: isMoved ? [told] : [] };
}

const describe = (pixels: number, positive: string, negative: string): string =>
  `${Math.abs(pixels).toFixed(2)} pixels ${pixels < 0 ? negative : positive}`;
