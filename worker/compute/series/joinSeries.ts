import type { AreaGeometry } from '#domain/geometry.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { ordinalOf, type IsoDate } from '#domain/time.js';
import { coverOfWindow, type PixelRings } from '#pipelines/kernels/polygonCover.js';
import { EPOCH_DAY } from '#pipelines/series-to-change/breakBands.js';
import { groupBroken } from '#pipelines/series-to-change/brokenGroups.js';
import { BROKEN } from '#pipelines/series-to-change/brokenPixels.js';
import { createPatchMaker, outlinesOf } from '#pipelines/series-to-change/seriesPatches.js';
import { placesWgs84 } from '#store/rasters/index.js';
import { openSeriesReader } from '#store/series/readSeriesBlock.js';
import { areaOnGrid } from '../areaOnGrid.js';
import { decodeChunkBreaks } from './chunkBreaks.js';
import { classesOfGroup } from './groupClasses.js';
import { seriesRunReference, type SeriesRunPlan } from './seriesRunPlan.js';

/** Ground whose break people were told of. */
export interface ReportedGround {
  readonly geometry: AreaGeometry;
  /** First look that showed it. */
  readonly onsetTo: IsoDate;
}

export interface JoinedSeries {
  readonly patches: DetectedPatch[];
  /** Share of the watch area that could be judged, 0–1. */
  readonly assessedShare: number;
}

/**
 * Joins the breaks of all chunks, in the order of their index, to patches of what was not reported before. Pixels of groups
 * that were too small to become a patch count as not reported: with more of them the place is.
 */
export async function joinSeries(
  plan: SeriesRunPlan,
  chunks: AsyncIterable<Uint8Array>,
  reported: readonly ReportedGround[],
): Promise<JoinedSeries> {
  const { grid } = plan.series;
  const lastReported = daysOfReported(reported, grid);
  const breaks: Float64Array[] = [];
  let assessedPixels = 0;
  for await (const bytes of chunks) {
    const chunk = decodeChunkBreaks(bytes);
    assessedPixels += chunk.assessedPixels;
    for (let at = 0; at < chunk.breaks.length; at += BROKEN.fields) {
      const found = chunk.breaks.subarray(at, at + BROKEN.fields);
      const told = lastReported.get(pixelOf(found, grid));
      if (told === undefined || found[BROKEN.firstLook]! > told + SAME_BREAK_DAYS) breaks.push(found);
    }
  }
  const patches: DetectedPatch[] = [];
  for (const broken of oneAPixel(breaks, grid)) patches.push(...(await patchesOf(plan, broken)));
  return { patches, assessedShare: Math.min(1, assessedPixels / Math.max(1, plan.areaPixels)) };
}

/**
 * A later fit dates a break anew by some looks; methods that watch on after a break need at least a year for the next one.
 */
const SAME_BREAK_DAYS = 180;

const pixelOf = (broken: Float64Array, { width }: RasterGrid): number =>
  broken[BROKEN.row]! * width + broken[BROKEN.column]!;

/** By pixel the last day (since 1970) on which a reported break was first seen. */
function daysOfReported(reported: readonly ReportedGround[], grid: RasterGrid): Map<number, number> {
  const days = new Map<number, number>();
  for (const { geometry, onsetTo } of reported) {
    const day = ordinalOf(onsetTo) - EPOCH_DAY;
    const { clip } = areaOnGrid(geometry, grid);
    const window = windowOf(clip, grid);
    coverOfWindow(clip, window).forEach((isInside, k) => {
      if (isInside === 0) return;
      const pixel = (window.y + Math.floor(k / window.width)) * grid.width + window.x + (k % window.width);
      days.set(pixel, Math.max(day, days.get(pixel) ?? -Infinity));
    });
  }
  return days;
}

/** The pixels around rings, as far as the grid holds them. */
function windowOf(clip: PixelRings, grid: RasterGrid): PixelWindow {
  const of = (axis: 0 | 1): number[] => clip.flatMap((ring) => ring.filter((_, i) => i % 2 === axis));
  const [columns, rows] = [of(0), of(1)];
  const least = (places: number[]): number => places.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (places: number[]): number => places.reduce((a, b) => Math.max(a, b), -Infinity);
  const x = Math.max(0, Math.floor(least(columns)));
  const y = Math.max(0, Math.floor(least(rows)));
  return {
    x,
    y,
    width: Math.max(0, Math.min(grid.width, Math.ceil(most(columns))) - x),
    height: Math.max(0, Math.min(grid.height, Math.ceil(most(rows))) - y),
  };
}

/** The breaks by row and column, one of each pixel: the first ones, then the second ones of pixels that broke again, … */
function oneAPixel(breaks: readonly Float64Array[], grid: RasterGrid): Float64Array[] {
  const sorted = breaks.toSorted(
    (a, b) => pixelOf(a, grid) - pixelOf(b, grid) || a[BROKEN.firstLook]! - b[BROKEN.firstLook]!,
  );
  const passes: Float64Array[][] = [];
  let pass = 0;
  sorted.forEach((found, index) => {
    const before = sorted[index - 1];
    pass = before !== undefined && pixelOf(before, grid) === pixelOf(found, grid) ? pass + 1 : 0;
    (passes[pass] ??= []).push(found);
  });
  return passes.map((own) => {
    const numbers = new Float64Array(own.length * BROKEN.fields);
    own.forEach((found, index) => numbers.set(found, index * BROKEN.fields));
    return numbers;
  });
}

async function patchesOf({ series, recipe }: SeriesRunPlan, broken: Float64Array): Promise<DetectedPatch[]> {
  const { grid, gsdM, observations } = series;
  const { connectivity, groupDays, sievePixels } = recipe;
  const groups = groupBroken(broken, { width: grid.width, height: grid.height, connectivity, groupDays });
  const toWgs84 = placesWgs84(grid.epsg);
  const makePatch = createPatchMaker({ grid, gsdM, toWgs84, recipe, reference: seriesRunReference(recipe) });
  const reader = openSeriesReader(observations, grid);
  try {
    const patches: DetectedPatch[] = [];
    for (const outline of outlinesOf(groups, sievePixels)) {
      const patch = makePatch(outline, await classesOfGroup(outline, series, reader));
      if (patch !== null) patches.push(patch);
    }
    return patches;
  } finally {
    reader.close();
  }
}
