import { BadInputError } from '#domain/errors.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { DetectorName, Recipe } from '#domain/recipe.js';
import type { SensorKind } from '#domain/scene.js';
import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';
import type { IrMadFit } from './irMad.js';
import type { LinearForms } from './linearForms.js';
import type { PairWindow, SampleTile, SeenPixels } from './pairPixels.js';
import type { Radiometry } from './radiometry.js';

export type Parameters = Recipe['parameters'];

/** What one recipe parameter means to a detector. */
export interface ParameterDescription {
  readonly meaning: string;
  readonly default: number | string | boolean;
  /** Smallest and largest number that makes sense. */
  readonly range?: readonly [least: number, most: number];
  /** True where only whole numbers make sense. */
  readonly isWhole?: true;
  /** The words that make sense, where it is one of some. */
  readonly words?: readonly string[];
}

/** What a detector must be given; anything else is refused by name. */
export interface DetectorNeeds {
  readonly sensors: readonly SensorKind[];
  /** Bands by name, in the order in which they are handed over; null: all that both dates have. */
  bands(recipe: Recipe): readonly string[] | null;
  /** Of all bands, those that both dates must have at least; default none in particular. */
  requiredBands?(recipe: Recipe): readonly string[];
  /** Smallest and largest pixel size on the ground, metres; null: any. */
  gsdM(recipe: Recipe): readonly [finest: number, coarsest: number] | null;
}

/** What is known of a pair besides its pixels. */
export interface DetectorContext {
  readonly bands: readonly string[];
  readonly parameters: Parameters;
}

/** The pair as sampled. */
export interface PairSample extends DetectorContext {
  readonly gsdM: number;
  /** Pieces of the pair, each with a margin of the detector's halo where the raster has one. */
  readonly tiles: readonly SampleTile[];
  /** `PIXEL_ROLE` codes of each tile. */
  readonly roles: readonly Uint8Array[];
  /** The seen pixels of the tiles' cores, band by band, in the units of the scenes. */
  readonly pixels: SeenPixels;
  /** Calibration of both dates to one reflectance scale; made when first asked for. */
  radiometry(): Radiometry;
  /** The pair's IR-MAD; made when first asked for. @throws BadInputError where the bands hold nothing */
  irMad(): IrMadFit;
}

/** Pixels to score; the outer `haloPixels` only serve as surroundings, except at the raster's own edge. */
export interface ScoredWindow extends PairWindow {
  /** Codes of `PIXEL_ROLE`. */
  readonly roles: Uint8Array;
  /** 1 where the role is `seen`. */
  readonly isSeen: Uint8Array;
  /** Column and row of the upper left pixel on the raster's grid; left out for samples, whose edges nobody sees. */
  readonly corner?: { readonly x: number; readonly y: number };
}

/** 1 where the role is `seen`. */
export function seenOf(roles: Uint8Array): Uint8Array {
  const isSeen = new Uint8Array(roles.length);
  for (let i = 0; i < roles.length; i++) isSeen[i] = roles[i] === PIXEL_ROLE.seen ? 1 : 0;
  return isSeen;
}

/** A detector's own land-cover statement: what it reports became `to`. */
export interface StatedCover {
  readonly to: LandCoverClass;
}

/** Row-major over a window: >= 0, larger means more change, NaN where the pair was not seen. */
export interface PixelScores {
  /** What is compared with the cut. */
  readonly score: Float32Array;
  /** Of the pixel alone, where the score is smoothed over its neighbours: change needs some of its own. */
  readonly own?: Float32Array;
  /** Of an ensemble: what its members say, bit k for member k. */
  readonly votes?: Uint8Array;
}

/**
 * One way of finding change. An object without state: everything it learns from a pair goes into `Fit`, plain JSON, so
 * that chunks on other machines score as the first one did.
 */
export interface Detector<Fit> {
  readonly name: DetectorName;
  /** Papers behind it. */
  readonly source: string;
  readonly needs: DetectorNeeds;
  /** By name; `weight.*` stands for all names that begin so. */
  readonly parameters: Readonly<Record<string, ParameterDescription>>;
  /** Whether patches get their classes from reflectance, or from the detector itself. */
  readonly cover: 'spectral' | StatedCover;
  /**
   * Which scene's place results keep where the other is moved onto it: default `before`, whose grid they are on. Detectors
   * of what appeared draw it where the after scene shows it.
   */
  readonly liesOn?: 'before' | 'after';
  /** Largest shift between the dates, after correction, that it forgives, pixels; default 1.5. */
  readonly forgivenShiftPixels?: number;
  /**
   * Set where a score depends on more than fixed surroundings (segments, iterations over a picture): scores are then made
   * in blocks of this many pixels that stand on the grid, each with the halo, whatever the chunks are. Chunks are
   * multiples of it.
   */
  readonly blockPixels?: number;
  /** Pixels round a pixel (or block) that its score depends on. */
  haloPixels(parameters: Parameters): number;
  /** Learns from the sample. @throws BadInputError where the pair cannot be judged so */
  fit(sample: PairSample): { readonly fit: Fit; readonly warnings: readonly string[] };
  score(fit: Fit, window: ScoredWindow, context: ScoreContext): PixelScores;
  /**
   * Set where `score` is `scoreByForms` of these and nothing else: whole tiles are then scored by a kernel, to the same bits.
   */
  forms?(fit: Fit, bands: readonly string[]): LinearForms;
  /** Draws the edges of what changed anew; within the halo of the window's edge pixels are surroundings. */
  drawEdges?(changed: Uint8Array, window: ScoredWindow, context: ScoreContext): Uint8Array;
  /** Degrees of freedom of the squared score where nothing changed, for thresholds that assume a distribution; default 1. */
  degreesOfFreedom?(fit: Fit): number;
}

export interface ScoreContext extends DetectorContext {
  /** Null where the detector states classes itself and never asked for it. */
  readonly radiometry: Radiometry | null;
}

/** A detector whose fit is only known to itself. */
export type AnyDetector = Detector<unknown>;

/** Hides the type of a detector's fit, which travels as JSON. */
export function asAnyDetector<Fit>(detector: Detector<Fit>): AnyDetector {
  return {
    ...detector,
    score: (fit, window, context) => detector.score(fit as Fit, window, context),
    ...(detector.forms && { forms: (fit, bands) => detector.forms!(fit as Fit, bands) }),
    ...(detector.degreesOfFreedom && { degreesOfFreedom: (fit) => detector.degreesOfFreedom!(fit as Fit) }),
  };
}

/** Reads a detector's parameters, with its defaults where a recipe says nothing. */
export function numberParameter(parameters: Parameters, name: string, otherwise: number): number {
  const value = parameters[name];
  return typeof value === 'number' ? value : otherwise;
}

/** @throws BadInputError naming the first parameter that the detector does not know or that is out of range */
export function checkParameters(detector: AnyDetector, recipe: Recipe): void {
  const described = { ...COMMON_PARAMETERS, ...detector.parameters };
  for (const [name, value] of Object.entries(recipe.parameters)) {
    const description = described[name] ?? described[`${name.split('.')[0]}.*`];
    const where = `recipe ${recipe.name}, parameter ${name}`;
    if (description === undefined) {
      throw new BadInputError(`${detector.name} has no such parameter`, {
        code: 'recipe.parameter',
        where,
        expected: Object.keys(described).join(', '),
      });
    }
    const [least, most] = description.range ?? [-Infinity, Infinity];
    const isInRange = typeof value !== 'number' || (value >= least && value <= most);
    const isWholeEnough = description.isWhole === undefined || Number.isInteger(value);
    if (typeof value === typeof description.default && isInRange && isWholeEnough) continue;
    throw new BadInputError(`not a value for a parameter of ${detector.name}`, {
      code: 'recipe.parameter',
      where,
      found: String(value),
      expected: description.range
        ? `${least} to ${most}${description.isWhole ? ', whole' : ''}`
        : typeof description.default,
    });
  }
}

/** Opening and closing by disks of this radius look 40 pixels round: within the margin of every detector that works in blocks. */
export const WIDEST_RADIUS = 10;

/** What every detector understands; one may have defaults of its own. */
export const COMMON_PARAMETERS: Readonly<Record<string, ParameterDescription>> = {
  cloudBufferPixels: { meaning: 'clouds and shadows are grown by this many pixels', default: 2, range: [0, 50] },
  screenCloudsAbove: {
    meaning:
      'visible bands at or above it, as white as a cloud over a wide square, are not assessed; scene units, 0: no screen',
    default: 0,
    range: [0, 1e6],
  },
  screenShadowsBelow: {
    meaning: 'all bands at or below it over a wide square are not assessed, dark water too; scene units, 0: no screen',
    default: 0,
    range: [0, 1e6],
  },
  screenSidePixels: {
    meaning: 'side of the square that a cloud or shadow must hold: wider than any roof, pixels',
    default: 64,
    range: [2, 64],
    isWhole: true,
  },
  openingRadius: {
    meaning: 'what is narrower than a disk of this radius is dropped, pixels',
    default: 0,
    range: [0, WIDEST_RADIUS],
    isWhole: true,
  },
  closingRadius: {
    meaning: 'gaps and notches narrower than a disk of this radius are filled, after the opening, pixels',
    default: 0,
    range: [0, WIDEST_RADIUS],
    isWhole: true,
  },
  seedFactor: {
    meaning: 'a changed area counts only where some score reaches this many times the cut (hysteresis); 1: every one',
    default: 1,
    range: [1, 100],
  },
};
