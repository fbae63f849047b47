import { NOT_ASSESSED, type BandStack, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import { levelForStep, levelGrid } from './levels.js';
import { mapPixels, type PixelMapping } from './pixelMapping.js';
import { averageRow, bilinearRow, nearestRow, type RowTarget } from './resample.js';
import { bandNumbers, type SceneFile } from './sceneFile.js';
import { readSource, type SourceWindow } from './sourceWindow.js';
import { eachPart } from './windowParts.js';

/**
 * How values come onto another grid. `auto`: an exact copy where the grids agree, the mean of the source pixels inside
 * where they are at least 1.5 times finer, bilinear otherwise. Grids that agree are always copied exactly.
 */
export type Resampling = 'auto' | 'nearest' | 'bilinear' | 'average';

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
  const { resampling = 'auto', isQualityApplied = true, saturatedAt = null } = settings;
  const numbers = bandNumbers(scene, bands);
  const count = window.width * window.height;
  const values = bands.map(() => new Float32Array(count));
  const reason = new Uint8Array(count).fill(NOT_ASSESSED.outside);
  const full = mapPixels(target, window, scene.grid);
  const step = Math.min(full.stepX, full.stepY);
  const isOverviewAllowed = settings.isOverviewAllowed ?? resampling !== 'nearest';
  const level = isOverviewAllowed && Number.isFinite(step) ? levelForStep(scene.raster.header, step) : 0;
  const source = levelGrid(scene.grid, scene.raster.header, level);
  const scaling = { scale: scene.asset.scale, offset: scene.asset.offset };
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
  return { width: window.width, height: window.height, bands, values, reason };
}

type Method = Exclude<Resampling, 'auto'>;

function methodFor(resampling: Resampling, mapping: PixelMapping, target: RasterGrid, source: RasterGrid): Method {
  if (isSameGrid(mapping, target, source)) return 'nearest';
  if (resampling !== 'auto') return resampling;
  return Math.min(mapping.stepX, mapping.stepY) >= AVERAGE_FROM_STEP ? 'average' : 'bilinear';
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
  else averageRow(source, places, target, scaling, { halfX: stepX / 2, halfY: stepY / 2 });
}
