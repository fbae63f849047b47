import type { Position } from 'geojson';
import type { AreaGeometry } from '#domain/geometry.js';
import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { RasterGrid } from '#domain/raster.js';
import type { Recipe } from '#domain/recipe.js';
import { dayOf, type IsoTime } from '#domain/time.js';
import { geodesicAreaM2 } from '../kernels/geodesicArea.js';
import { tracePixelPolygons, type CornerRing } from '../kernels/pixelPolygons.js';
import { collectRuns, type RunLengths } from '../kernels/runLengths.js';
import { recipeReference } from '../recipes/recipes.js';
import { countUnseen } from './assessedCells.js';
import type { JoinedChange, Segment } from './joinChunks.js';
import { isClassOfGroup } from './transitionGroup.js';

export interface PatchContext {
  readonly grid: RasterGrid;
  /** Grid CRS to WGS84 lon/lat. */
  readonly toWgs84: (x: number, y: number) => readonly [number, number];
  readonly recipe: Recipe;
  /** Times of the before scenes, in the order of the request. */
  readonly beforeTimes: readonly IsoTime[];
  readonly afterTime: IsoTime;
  readonly gsdM: number;
  /** Registration error of each before scene against the after scene. */
  readonly registrationErrorM: readonly number[];
  /** True where classes rest on raw numbers instead of reflectance. */
  readonly isRelative: boolean;
  /** How far a class that the detector states itself can be trusted, 0–1; null where classes come from reflectance. */
  readonly statedCertainty: number | null;
}

/** Patches of the joined change, and the segments they came from (`segments[i]` is the number for `patches[i]`). */
export interface PatchList {
  readonly patches: readonly DetectedPatch[];
  readonly segments: readonly number[];
}

/** Outlines each segment, names its classes and drops what is smaller than its class's minimum mapping unit. */
export function patchesOf(joined: JoinedChange, context: PatchContext): PatchList {
  const unseen = countUnseen(joined.unknown);
  const reference = recipeReference(context.recipe);
  const patches: DetectedPatch[] = [];
  const kept: number[] = [];
  forEachSegment(joined.runs, joined.segments.length, (number, runs, box) => {
    const segment = joined.segments[number]!;
    const toClass = majorityClass(segment.byToClass, segment.group);
    const geometry = outlineWgs84(runs, box.left, box.top, context);
    const areaM2 = geodesicAreaM2(geometry);
    const minimum = context.recipe.minimumAreaM2[toClass] ?? context.recipe.minimumAreaM2.default;
    if (areaM2 < minimum) return;
    const assessedShare = unseen.assessedShare(box);
    const scene = usedScenes(segment);
    patches.push({
      geometry,
      areaM2,
      fromClass: majorityClass(segment.byFromClass, null),
      toClass,
      confidence: confidenceOf(segment, toClass, assessedShare, context),
      onsetFrom: dayOf(context.beforeTimes[scene.earliest]!),
      onsetTo: dayOf(context.afterTime),
      beforeTime: context.beforeTimes[scene.main]!,
      afterTime: context.afterTime,
      assessedShare,
      registrationErrorM: Math.max(...scene.used.map((index) => context.registrationErrorM[index]!)),
      gsdM: context.gsdM,
      detector: context.recipe.detector,
      recipe: reference,
    });
    kept.push(number);
  });
  return { patches, segments: kept };
}

/** Class with most pixels, among those of the group's kind where a group is given; `unknown` where nothing was named. */
function majorityClass(counts: Float64Array, group: number | null): LandCoverClass {
  let best = 0;
  let bestCount = 0;
  counts.forEach((count, code) => {
    if (group !== null && !isClassOfGroup(code, group)) return;
    if (code !== 0 && count > bestCount) {
      best = code;
      bestCount = count;
    }
  });
  return LAND_COVER_CLASSES[best]!;
}

/** A before scene that gave less than this share of a patch does not move its onset. */
const LEAST_SCENE_SHARE = 0.1;

function usedScenes(segment: Segment): { main: number; earliest: number; used: number[] } {
  const used = [...segment.byScene.keys()].filter(
    (scene) => segment.byScene[scene]! >= LEAST_SCENE_SHARE * segment.pixels && segment.byScene[scene]! > 0,
  );
  const main = used.toSorted((a, b) => segment.byScene[b]! - segment.byScene[a]! || a - b)[0] ?? 0;
  // Scenes come newest first: the last one used is the earliest look.
  return { main, earliest: used.at(-1) ?? main, used: used.length > 0 ? used : [main] };
}

/** How much of the confidence rests on each of score, classes and visibility. */
const LEAST_SCORE_CONFIDENCE = 0.5;
const RELATIVE_CLASS_CONFIDENCE = 0.85;

/**
 * 0–1: how far the mean score lies above the cut, how much of the patch agrees on its class, and how much of its
 * surroundings was seen. Not a probability, but ordered like one.
 */
function confidenceOf(
  segment: Segment,
  toClass: LandCoverClass,
  assessedShare: number,
  { isRelative, statedCertainty }: PatchContext,
): number {
  if (segment.pixels === 0) return 0;
  const excess = segment.excess / segment.pixels / 1000;
  const byScore = 1 - (1 - LEAST_SCORE_CONFIDENCE) * Math.exp(-2 * (excess - 1));
  const agreeing = segment.byToClass[LAND_COVER_CLASSES.indexOf(toClass)]! / segment.pixels;
  const byClass = statedCertainty ?? (0.5 + 0.5 * agreeing) * (isRelative ? RELATIVE_CLASS_CONFIDENCE : 1);
  const value = byScore * byClass * (0.5 + 0.5 * assessedShare);
  return Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000;
}

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Calls `visit` with each segment's own runs, in a raster just large enough, and its box in the grid (inclusive). */
export function forEachSegment(
  runs: RunLengths,
  count: number,
  visit: (segment: number, runs: RunLengths, box: PixelBox) => void,
): void {
  const { order, firstOf, rowOf } = runsBySegment(runs, count);
  for (let segment = 0; segment < count; segment++) {
    const own = order.subarray(firstOf[segment]!, firstOf[segment + 1]!);
    if (own.length === 0) continue;
    let left = Infinity;
    let right = 0;
    for (const run of own) {
      left = Math.min(left, runs.start[run]!);
      right = Math.max(right, runs.end[run]! - 1);
    }
    const top = rowOf[own[0]!]!;
    const bottom = rowOf[own.at(-1)!]!;
    const cut = collectRuns(right - left + 1, bottom - top + 1);
    let row = top;
    for (const run of own) {
      for (; row < rowOf[run]!; row++) cut.endRow();
      cut.push(runs.start[run]! - left, runs.end[run]! - left, 0);
    }
    cut.endRow();
    visit(segment, cut.finish(), { left, top, right, bottom });
  }
}

/** Run numbers sorted by segment, keeping their order inside each. */
function runsBySegment(runs: RunLengths, count: number): { order: Int32Array; firstOf: Int32Array; rowOf: Int32Array } {
  const firstOf = new Int32Array(count + 1);
  for (let run = 0; run < runs.count; run++) firstOf[runs.owner[run]! + 1]! += 1;
  for (let segment = 0; segment < count; segment++) firstOf[segment + 1]! += firstOf[segment]!;
  const place = firstOf.slice();
  const order = new Int32Array(runs.count);
  const rowOf = new Int32Array(runs.count);
  for (let y = 0; y < runs.height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      rowOf[run] = y;
      order[place[runs.owner[run]!]!++] = run;
    }
  }
  return { order, firstOf, rowOf };
}

/** The outline of runs whose first column and row are `left` and `top` of the grid, along the pixels' edges. */
export function outlineWgs84(
  runs: RunLengths,
  left: number,
  top: number,
  context: Pick<PatchContext, 'grid' | 'toWgs84' | 'gsdM'>,
): AreaGeometry {
  const polygons = tracePixelPolygons(runs).map(({ rings }) =>
    rings.map((ring) => ringWgs84(ring, left, top, context)),
  );
  const [only] = polygons;
  return polygons.length === 1 && only !== undefined
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Straight edges of the grid are slightly curved in degrees: longer ones than this get points between. */
const LONGEST_EDGE_M = 1000;
/** Nine decimals of a degree: 0.1 mm. */
const DEGREE_PRECISION = 1e9;

function ringWgs84(
  ring: CornerRing,
  left: number,
  top: number,
  context: Pick<PatchContext, 'grid' | 'toWgs84' | 'gsdM'>,
): Position[] {
  const { grid, toWgs84, gsdM } = context;
  const longest = Math.max(1, Math.floor(LONGEST_EDGE_M / gsdM));
  const out: Position[] = [];
  const push = (x: number, y: number): void => {
    const [lon, lat] = toWgs84(
      grid.originX + (left + x) * grid.pixelWidth,
      grid.originY - (top + y) * grid.pixelHeight,
    );
    out.push([
      Math.round(lon * DEGREE_PRECISION) / DEGREE_PRECISION,
      Math.round(lat * DEGREE_PRECISION) / DEGREE_PRECISION,
    ]);
  };
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i]!;
    const y = ring[i + 1]!;
    const nextX = ring[(i + 2) % ring.length]!;
    const nextY = ring[(i + 3) % ring.length]!;
    const length = Math.abs(nextX - x) + Math.abs(nextY - y);
    const steps = Math.ceil(length / longest);
    for (let step = 0; step < steps; step++) push(x + ((nextX - x) * step) / steps, y + ((nextY - y) * step) / steps);
  }
  out.push(out[0]!);
  return out;
}
