import type { LandCoverClass } from '#domain/landCover.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { RecipeReference } from '#domain/recipe.js';
import { dateOfOrdinal } from '#domain/time.js';
import { createPatchOutliner, type OutlineContext } from '../change-to-patches/patchOutline.js';
import { eachSegment, type PixelBox } from '../change-to-patches/segmentRuns.js';
import { geodesicAreaM2 } from '../kernels/geodesicArea.js';
import type { RunLengths } from '../kernels/runLengths.js';
import type { SeriesRecipe } from '../recipes/seriesRecipes.js';
import { EPOCH_DAY } from './breakBands.js';
import type { BrokenGroup, BrokenGroups } from './brokenGroups.js';

export interface SeriesPatchContext extends OutlineContext {
  readonly recipe: SeriesRecipe;
  readonly reference: RecipeReference;
}

/** What a place was before its onset and what it is after. */
export interface ClassesOfGroup {
  readonly fromClass: LandCoverClass;
  readonly toClass: LandCoverClass;
}

/** One group's runs in a raster just large enough, whose first pixel is the box's left and top. */
export interface GroupOutline {
  readonly group: BrokenGroup;
  readonly runs: RunLengths;
  readonly box: PixelBox;
}

/** Groups that are large enough by their pixels, one after the other; each is good until the next is asked for. */
export function* outlinesOf(
  { runs, groups }: BrokenGroups,
  sievePixels: number,
): Generator<GroupOutline, void, undefined> {
  for (const { segment, runs: own, box } of eachSegment(runs, groups.length)) {
    const group = groups[segment]!;
    if (group.pixels >= sievePixels) yield { group, runs: own, box };
  }
}

export type PatchMaker = (outline: GroupOutline, classes: ClassesOfGroup) => DetectedPatch | null;

/** What makes a patch of a group; null where it is smaller than the smallest patch of its class. */
export function createPatchMaker(context: SeriesPatchContext): PatchMaker {
  const { recipe, reference, gsdM } = context;
  const outline = createPatchOutliner(context);
  return ({ group, runs, box }, classes) => {
    const geometry = outline(runs, box.left, box.top);
    const areaM2 = geodesicAreaM2(geometry);
    if (areaM2 < (recipe.minimumAreaM2[classes.toClass] ?? recipe.minimumAreaM2.default)) return null;
    const [onsetFrom, onsetTo] = [dateOfOrdinal(group.onsetFrom + EPOCH_DAY), dateOfOrdinal(group.onsetTo + EPOCH_DAY)];
    return {
      geometry,
      areaM2,
      ...classes,
      confidence: confidenceOf(group),
      onsetFrom,
      onsetTo,
      beforeTime: `${onsetFrom}T00:00:00.000Z`,
      afterTime: `${onsetTo}T00:00:00.000Z`,
      assessedShare: 1,
      registrationErrorM: 0,
      gsdM,
      detector: recipe.method,
      recipe: reference,
    };
  };
}

/** 0–1: grows with the looks that show the change and, a little, with the pixels that agree. Ordered like a probability. */
function confidenceOf({ confirmations, pixels }: BrokenGroup): number {
  const byLooks = 1 - 0.5 * Math.exp(-confirmations / 3);
  const byPixels = 1 - 0.3 * Math.exp(-pixels / 10);
  return Math.round(byLooks * byPixels * 1000) / 1000;
}
