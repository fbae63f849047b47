import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { Recipe, RecipeReference } from '#domain/recipe.js';
import { dayOf, type IsoDate, type IsoTime } from '#domain/time.js';
import { geodesicAreaM2 } from '../kernels/geodesicArea.js';
import { agreementOf, type EnsembleMember } from '../scene-to-change/ensemble.js';
import { countUnseen } from './assessedCells.js';
import { patchConfidence } from './confidence.js';
import type { JoinedChange } from './joinChunks.js';
import { CLASS_COUNT, type PartTable } from './partTable.js';
import { createPatchOutliner, type OutlineContext } from './patchOutline.js';
import { eachSegment } from './segmentRuns.js';
import { isClassOfGroup } from './transitionGroup.js';

export interface PatchContext extends OutlineContext {
  readonly detector: string;
  readonly minimumAreaM2: Recipe['minimumAreaM2'];
  readonly recipe: RecipeReference;
  /** Times of the before scenes, in the order of the request. */
  readonly beforeTimes: readonly IsoTime[];
  readonly afterTime: IsoTime;
  /** Registration error of each before scene against the after scene. */
  readonly registrationErrorM: readonly number[];
  /** The chance, 0–1, that a patch is real, by its mean score over the cut. */
  readonly chanceOf: (scoreOverCut: number) => number;
  /** Of the recipe's ensemble, in their order; none without one. */
  readonly members: readonly EnsembleMember[];
}

/** A patch and the segment of the joined change it came from. */
export interface SegmentPatch {
  readonly segment: number;
  readonly patch: DetectedPatch;
}

/**
 * Outlines one segment after the other, names its classes and leaves out what is smaller than its class's minimum mapping
 * unit. Each patch exists only when it is asked for: a scene may hold more of them than memory.
 */
export function* patchesOf(joined: JoinedChange, context: PatchContext): Generator<SegmentPatch, void, undefined> {
  const { segments } = joined;
  const looks = { before: context.beforeTimes.map(dayOf), after: dayOf(context.afterTime) };
  const unseen = countUnseen(joined.unknown);
  const outline = createPatchOutliner(context);
  const { minimumAreaM2 } = context;
  for (const { segment, runs, box } of eachSegment(joined.runs, segments.count)) {
    const classes = classesOf(segments, segment);
    const geometry = outline(runs, box.left, box.top);
    const areaM2 = geodesicAreaM2(geometry);
    if (areaM2 < (minimumAreaM2[classes.toClass] ?? minimumAreaM2.default)) continue;
    const assessedShare = unseen.assessedShare(box);
    const chance = context.chanceOf(segments.excess[segment]! / segments.pixels[segment]! / 1000);
    const confidence = patchConfidence(chance, assessedShare);
    const known = { areaM2, ...classes, confidence, assessedShare };
    const agreement = agreementOfSegment(segments, segment, context.members);
    yield { segment, patch: { geometry, ...known, ...sourceOf(segments, segment, context, looks), ...agreement } };
  }
}

function agreementOfSegment(
  { byMember, memberCount, pixels }: PartTable,
  segment: number,
  members: readonly EnsembleMember[],
): Pick<DetectedPatch, 'agreement'> {
  if (members.length === 0) return {};
  const changed = byMember.subarray(segment * memberCount, (segment + 1) * memberCount);
  return { agreement: agreementOf(members, changed, pixels[segment]!) };
}

function classesOf(segments: PartTable, segment: number): { fromClass: LandCoverClass; toClass: LandCoverClass } {
  const row = (counts: PartTable['byToClass']) => counts.subarray(segment * CLASS_COUNT, (segment + 1) * CLASS_COUNT);
  return {
    fromClass: majorityClass(row(segments.byFromClass), null),
    toClass: majorityClass(row(segments.byToClass), segments.group[segment]!),
  };
}

/** Class with most pixels, among those of the group's kind where a group is given; `unknown` where nothing was named. */
function majorityClass(counts: PartTable['byToClass'], group: number | null): LandCoverClass {
  let best = 0;
  let bestCount = 0;
  for (let code = 1; code < counts.length; code++) {
    if (group !== null && !isClassOfGroup(code, group)) continue;
    if (counts[code]! > bestCount) {
      best = code;
      bestCount = counts[code]!;
    }
  }
  return LAND_COVER_CLASSES[best]!;
}

/** What the patch says of the scenes it was seen in. */
function sourceOf(
  segments: PartTable,
  segment: number,
  context: PatchContext,
  looks: { readonly before: readonly IsoDate[]; readonly after: IsoDate },
): Omit<DetectedPatch, 'geometry' | 'areaM2' | 'fromClass' | 'toClass' | 'confidence' | 'assessedShare' | 'agreement'> {
  const scene = usedScenes(segments, segment);
  return {
    onsetFrom: looks.before[scene.earliest]!,
    onsetTo: looks.after,
    beforeTime: context.beforeTimes[scene.main]!,
    afterTime: context.afterTime,
    registrationErrorM: Math.max(...scene.used.map((index) => context.registrationErrorM[index]!)),
    gsdM: context.gsdM,
    detector: context.detector,
    recipe: context.recipe,
  };
}

/** A before scene that gave less than this share of a patch does not move its onset. */
const LEAST_SCENE_SHARE = 0.1;

function usedScenes(
  { byScene, sceneCount, pixels }: PartTable,
  segment: number,
): { main: number; earliest: number; used: number[] } {
  const own = [...byScene.subarray(segment * sceneCount, (segment + 1) * sceneCount)];
  const used = [...own.keys()].filter(
    (scene) => own[scene]! >= LEAST_SCENE_SHARE * pixels[segment]! && own[scene]! > 0,
  );
  const main = used.toSorted((a, b) => own[b]! - own[a]! || a - b)[0] ?? 0;
  // Scenes come newest first: the last one used is the earliest look.
  return { main, earliest: used.at(-1) ?? main, used: used.length > 0 ? used : [main] };
}
