import { BadInputError } from '#domain/errors.js';
import type { DetectorName, Recipe } from '#domain/recipe.js';
import { cutFloats } from '../kernels/planeWindow.js';
import { recipeByName } from '../recipes/recipes.js';
import { findChangeCut, scoreHistogram } from './changeCut.js';
import {
  asAnyDetector,
  seenOf,
  type AnyDetector,
  type Detector,
  type PairSample,
  type Parameters,
  type ScoreContext,
  type ScoredWindow,
} from './detector.js';
import { maskShapeOf, reachOf, shapedMask } from './maskShape.js';
import { ensembleMembers, ensembleScore, votesOf, type MemberScore } from './ensemble.js';
import { pairSample } from './pairSample.js';
import type { Radiometry } from './radiometry.js';

/** One member as fitted to the pair. Plain JSON. */
interface MemberFit {
  readonly detector: DetectorName;
  readonly parameters: Parameters;
  readonly weight: number;
  /** Which of the ensemble's bands it is handed, in its order. */
  readonly places: readonly number[];
  readonly fit: unknown;
  readonly radiometry: Radiometry | null;
  /** Scores at or above it are change to this member. */
  readonly cut: number;
}

/** Plain JSON. */
export interface EnsembleFit {
  readonly members: readonly MemberFit[];
}

/** Blocks that hold those of every member; members without blocks do not mind. */
const BLOCK = 512;
/** A pixel must show this share of a member's cut by itself, as where the member is alone. */
const LEAST_OWN_SHARE = 0.6;

/**
 * Several detectors that vote. Members are recipes by name, with their thresholds and parameters; where the weighted mean
 * of their graded votes reaches one half, it is change. Hysteresis of a member (seeds) is not asked for.
 * @param detectorNamed the registry, handed in since this detector is in it too
 */
export function createEnsembleDetector(detectorNamed: (name: DetectorName) => AnyDetector): AnyDetector {
  const membersOf = (recipe: Pick<Recipe, 'name' | 'parameters'>): Member[] =>
    ensembleMembers(recipe).map(({ name, weight }) => {
      const own = recipeByName(name);
      if (own.detector === 'ensemble' || own.detector === 'learned') throw noMember(recipe.name, name);
      return { recipe: own, weight, detector: detectorNamed(own.detector) };
    });
  const named = (parameters: Parameters): Member[] => membersOf({ name: 'ensemble', parameters });
  const detector: Detector<EnsembleFit> = {
    name: 'ensemble',
    source: 'Kuncheva 2004, Combining Pattern Classifiers, ch. 5 (soft voting)',
    needs: {
      sensors: ['optical', 'rgb', 'sar'],
      bands(recipe) {
        for (const member of membersOf(recipe)) refuseOtherSensors(recipe, member);
        return null;
      },
      requiredBands: (recipe) => [...new Set(membersOf(recipe).flatMap((member) => bandsOf(member)))],
      gsdM(recipe) {
        const ranges = membersOf(recipe).map((member) => member.detector.needs.gsdM(member.recipe) ?? [0, Infinity]);
        return [Math.max(...ranges.map(([finest]) => finest!)), Math.min(...ranges.map(([, coarsest]) => coarsest!))];
      },
    },
    parameters: {
      'member.*': { meaning: 'weight of the vote of the recipe of this name', default: 1, range: [1e-6, 1e6] },
    },
    cover: 'spectral',
    blockPixels: BLOCK,
    haloPixels(parameters) {
      const halos = named(parameters).map(({ recipe: own, detector: member }) => {
        const reach = member.blockPixels === undefined ? reachOf(maskShapeOf(member, own.parameters)) : 0;
        return member.haloPixels(own.parameters) + reach;
      });
      return Math.max(...halos) + reachOf(maskShapeOf(detector, parameters));
    },
    fit(sample) {
      const warnings: string[] = [];
      const members = named(sample.parameters).map((member) => {
        const found = fitMember(member, sample);
        warnings.push(...found.warnings);
        return found.fit;
      });
      return { fit: { members }, warnings };
    },
    score({ members }, window, context) {
      const said = members.map((member) => memberScore(member, detectorNamed(member.detector), window, context));
      return { score: ensembleScore(said), votes: votesOf(said) };
    },
  };
  return asAnyDetector(detector);
}

interface Member {
  readonly recipe: Recipe;
  readonly weight: number;
  readonly detector: AnyDetector;
}

const bandsOf = ({ recipe, detector }: Member): readonly string[] =>
  detector.needs.bands(recipe) ?? detector.needs.requiredBands?.(recipe) ?? [];

function fitMember(
  { recipe, weight, detector }: Member,
  sample: PairSample,
): { fit: MemberFit; warnings: readonly string[] } {
  const bands = detector.needs.bands(recipe) ?? sample.bands;
  const places = bands.map((band) => sample.bands.indexOf(band));
  const tiles = sample.tiles.map((tile) => ({ ...tile, ...pick(tile, places) }));
  const own = pairSample({ tiles, bands, recipe, gsdM: sample.gsdM });
  const { fit, warnings } = detector.fit(own);
  const radiometry = detector.cover === 'spectral' ? own.radiometry() : null;
  const context: ScoreContext = { bands, parameters: recipe.parameters, radiometry };
  const isFixed = recipe.threshold.method === 'fixed';
  const scores = (isFixed ? [] : tiles).map((tile, index) => {
    const roles = own.roles[index]!;
    const { score } = detector.score(fit, { ...tile, roles, isSeen: seenOf(roles) }, context);
    return cutFloats(score, tile.width, tile.core);
  });
  const { cut } = findChangeCut(scoreHistogram(scores), recipe, detector.degreesOfFreedom?.(fit) ?? 1);
  return {
    fit: { detector: recipe.detector, parameters: recipe.parameters, weight, places, fit, radiometry, cut },
    warnings,
  };
}

function memberScore(
  { parameters, places, weight, fit, radiometry, cut }: MemberFit,
  detector: AnyDetector,
  window: ScoredWindow,
  context: ScoreContext,
): MemberScore {
  const seen = { ...window, ...pick(window, places) };
  const bands = places.map((place) => context.bands[place]!);
  const ofMember: ScoreContext = { bands, parameters, radiometry };
  const { score, own = score } = detector.score(fit, seen, ofMember);
  const isChanged = new Uint8Array(score.length);
  for (let i = 0; i < score.length; i++) {
    isChanged[i] = score[i]! >= cut && own[i]! >= LEAST_OWN_SHARE * cut ? 1 : 0;
  }
  const shaped = shapedMask(isChanged, seen, maskShapeOf(detector, parameters));
  return { score, cut, weight, isChanged: detector.drawEdges?.(shaped, seen, ofMember) ?? shaped };
}

const pick = (
  { before, after }: Pick<ScoredWindow, 'before' | 'after'>,
  places: readonly number[],
): Pick<ScoredWindow, 'before' | 'after'> => ({
  before: places.map((place) => before[place]!),
  after: places.map((place) => after[place]!),
});

function refuseOtherSensors(recipe: Recipe, { recipe: own, detector }: Member): void {
  const unfit = recipe.sensors.find(
    (sensor) => !own.sensors.includes(sensor) || !detector.needs.sensors.includes(sensor),
  );
  if (unfit === undefined) return;
  throw new BadInputError('a member of the ensemble is not made for its sensor', {
    code: 'ensemble.sensor',
    where: `recipe ${recipe.name}, parameter member.${own.name}`,
    found: unfit,
    expected: own.sensors.join(' or '),
  });
}

const noMember = (ensemble: string, name: string): BadInputError =>
  new BadInputError('cannot be a member of an ensemble', {
    code: 'ensemble.member',
    where: `recipe ${ensemble}, parameter member.${name}`,
    found: name,
    expected: 'a recipe that is neither an ensemble nor a learned model',
  });
