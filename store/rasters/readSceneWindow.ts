import { NOT_ASSESSED, type BandStack, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import { levelForStep, levelGrid } from './levels.js';
import { mapPixels, type PixelMapping } from './pixelMapping.js';
import { lanczosRow } from './lanczos.js';
import { averageRow, bilinearRow, nearestRow, type RowTarget, type Scaling } from './resample.js';
import { bandNumbers, type SceneFile } from './sceneFile.js';
import type { SampleArray } from './samples.js';
import { readSource, type SourceOptions, type SourceWindow } from './sourceWindow.js';
import { eachPart } from './windowParts.js';

/**
 * How values come onto another grid. `auto`: an exact copy where the grids agree, the mean of the source pixels inside
 * where they are at least 1.5 times finer, bilinear otherwise. `sharp`: as `auto`, with a windowed sinc in place of
 * bilinear, which keeps fine texture. Grids that agree are always copied exactly.
 */
export type Resampling = 'auto' | 'sharp' | 'nearest' | 'bilinear' | 'average';

export interface SceneReadOptions {
  /** Default `auto`. */
  readonly resampling?: Resampling;
  /** Whether clouds, shadows and the rest of the quality band hide pixels; default true. */
  readonly isQualityApplied?: boolean;
  /** Whether overviews may be read where they are fine enough; default true, but not for `nearest`. */
  readonly isOverviewAllowed?: boolean;
  /** Stored values from here on count as saturated; default: none do. */
  readonly saturatedAt?: number | null;
}

const AVERAGE_FROM_STEP = 1.5;
/** Misfit of two grids, in pixels, below which they are the same grid. */
const SAME_GRID_PIXELS = 0.01;

/**
 * A scene's bands over a window of any grid, in physical units, with the reason where nothing is seen: `outside` where
 * the scene does not reach, `nodata`, and what the quality band says. Memory is bounded by the window, not the scene.
 * @param window in pixels of `target`
 * @throws BadInputError where the scene lacks a band, or its file is broken
 */
export async function readSceneWindow(
  scene: SceneFile,
  target: RasterGrid,
  window: PixelWindow,
  bands: readonly string[],
  options: Resampling | SceneReadOptions = 'auto',
): Promise<BandStack> {
  const settings: SceneReadOptions = typeof options === 'string' ? { resampling: options } : options;
  const numbers = bandNumbers(scene, bands);
  const { width, height } = window;
  const values = bands.map(() => new Float32Array(width * height));
  let reason: Uint8Array | null = null;
  for (const { raster, grid, bands: here } of scene.parts) {
    const places = [...bands.keys()].filter((place) => here.includes(bands[place]!));
    if (places.length === 0) continue;
    // The quality band need be asked once: what it hides in one file's bands is hidden in all.
    const part = { ...scene, raster, grid, quality: reason === null ? scene.quality : null };
    const stack: BandStack = {
      width,
      height,
      bands: places.map((place) => bands[place]!),
      values: places.map((place) => values[place]!),
      reason: new Uint8Array(width * height).fill(NOT_ASSESSED.outside),
    };
    await readPart(part, { target, window, numbers: places.map((place) => numbers[place]!), stack }, settings);
    reason = reason === null ? stack.reason : bothSeen(reason, stack.reason);
  }
  reason ??= new Uint8Array(width * height).fill(NOT_ASSESSED.outside);
  return { width, height, bands, values, reason };
}

/** A pixel says something where both files do; the first reason stands. */
function bothSeen(first: Uint8Array, second: Uint8Array): Uint8Array {
  for (let i = 0; i < first.length; i++) if (first[i] === NOT_ASSESSED.clear) first[i] = second[i]!;
  return first;
}

interface PartRead {
  readonly target: RasterGrid;
  readonly window: PixelWindow;
  /** Numbers of the bands in the file, one for each of the stack's. */
  readonly numbers: readonly number[];
  readonly stack: BandStack;
}

/** Fills a stack from the bands of one file. */
async function readPart(
  scene: SceneFile,
  { target, window, numbers, stack }: PartRead,
  settings: SceneReadOptions,
): Promise<void> {
  const { resampling = 'auto', isQualityApplied = true, saturatedAt = null } = settings;
  const { values, reason } = stack;
  const full = mapPixels(target, window, scene.grid);
  const scaling = { scale: scene.asset.scale, offset: scene.asset.offset };
  if (isSameGrid(full, target, scene.grid)) {
    const at = { x: Math.round(full.bounds!.left), y: Math.round(full.bounds!.top) };
    await copyAligned(scene, at, stack, numbers, scaling, { level: 0, isQualityApplied, saturatedAt });
    return;
  }
  const step = Math.min(full.stepX, full.stepY);
  const isOverviewAllowed = settings.isOverviewAllowed ?? resampling !== 'nearest';
  const level = isOverviewAllowed && Number.isFinite(step) ? levelForStep(scene.raster.header, step) : 0;
  const source = levelGrid(scene.grid, scene.raster.header, level);
  const xs = new Float64Array(window.width);
  const ys = new Float64Array(window.width);

  await eachPart(target, window, source, async (part, mapping, sourceWindow) => {
    const read = await readSource(scene, sourceWindow, numbers, { level, isQualityApplied, saturatedAt });
    const method = methodFor(resampling, mapping, target, source);
    for (let row = 0; row < part.height; row++) {
      const at = (part.y - window.y + row) * window.width + part.x - window.x;
      const rowTarget: RowTarget = { values, reason, at, count: part.width };
      mapping.centresOfRow(row, xs, ys);
      resampleRow(method, read, { xs, ys }, rowTarget, scaling, mapping);
    }
  });
}

/** Pixels fall on pixels: reads no more than the window, and copies. `at` is the window's place in the scene. */
async function copyAligned(
  scene: SceneFile,
  at: { readonly x: number; readonly y: number },
  stack: BandStack,
  numbers: readonly number[],
  { scale, offset }: Scaling,
  options: SourceOptions,
): Promise<void> {
  const left = Math.max(at.x, 0);
  const top = Math.max(at.y, 0);
  const width = Math.min(at.x + stack.width, scene.grid.width) - left;
  const height = Math.min(at.y + stack.height, scene.grid.height) - top;
  if (width <= 0 || height <= 0) return;
  const source = await readSource(scene, { x: left, y: top, width, height }, numbers, options);
  for (let row = 0; row < height; row++) {
    const from = row * width;
    const to = (top - at.y + row) * stack.width + left - at.x;
    stack.reason.set(source.reason.subarray(from, from + width), to);
    source.values.forEach((samples, band) => scaleRow(samples, from, width, stack.values[band]!, to, scale, offset));
  }
}

function scaleRow(
  samples: SampleArray,
  from: number,
  count: number,
  target: Float32Array,
  to: number,
  scale: number,
  offset: number,
): void {
  for (let i = 0; i < count; i++) target[to + i] = samples[from + i]! * scale + offset;
}

type Method = Exclude<Resampling, 'auto' | 'sharp'> | 'lanczos';

function methodFor(resampling: Resampling, mapping: PixelMapping, target: RasterGrid, source: RasterGrid): Method {
  if (isSameGrid(mapping, target, source)) return 'nearest';
  if (resampling !== 'auto' && resampling !== 'sharp') return resampling;
  if (Math.min(mapping.stepX, mapping.stepY) >= AVERAGE_FROM_STEP) return 'average';
  return resampling === 'sharp' ? 'lanczos' : 'bilinear';
}

function isSameGrid({ bounds, stepX, stepY }: PixelMapping, target: RasterGrid, source: RasterGrid): boolean {
  if (target.epsg !== source.epsg || bounds === null) return false;
  const isSameSize =
    Math.abs(stepX - 1) * target.width < SAME_GRID_PIXELS && Math.abs(stepY - 1) * target.height < SAME_GRID_PIXELS;
  const misfit = (place: number) => Math.abs(place - Math.round(place));
  return isSameSize && misfit(bounds.left) < SAME_GRID_PIXELS && misfit(bounds.top) < SAME_GRID_PIXELS;
}

function resampleRow(
  method: Method,
  source: SourceWindow,
  places: { readonly xs: Float64Array; readonly ys: Float64Array },
  target: RowTarget,
  scaling: { readonly scale: number; readonly offset: number },
  { stepX, stepY }: PixelMapping,
): void {
  if (method === 'nearest') nearestRow(source, places, target, scaling);
  else if (method === 'bilinear') bilinearRow(source, places, target, scaling);
  else if (method === 'lanczos') lanczosRow(source, places, target, scaling);
  else averageRow(source, places, target, scaling, { halfX: stepX / 2, halfY: stepY / 2 });
}
