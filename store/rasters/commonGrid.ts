import { BadInputError } from '#domain/errors.js';
import type { RasterGrid } from '#domain/raster.js';
import { mapPixels } from './pixelMapping.js';
import { pixelSizeMetres } from './projection.js';

/** What is compared: a grid, and the file it comes from for messages. Every `SceneFile` is one. */
export interface GriddedScene {
  readonly asset: { readonly path: string };
  readonly grid: RasterGrid;
  /** What a person should know of the files, for example side-car files that are not read. */
  readonly warnings?: readonly string[];
}

/** How two scenes lie on each other. */
export interface Alignment {
  /** The before-scene's grid: results are on it; what the after-scene does not reach is `outside`. */
  readonly grid: RasterGrid;
  /** Share of the before-scene that the after-scene's outline covers, 0–1. */
  readonly overlapShare: number;
  /** True where pixels fall on pixels, so that values are copied, not interpolated. */
  readonly isSameGrid: boolean;
  /** What a person should know: other CRS, other pixel size, shifted, only partly covered. English sentences. */
  readonly warnings: readonly string[];
}

/** Pixel sizes that differ by more than this cannot be compared pixel by pixel. */
const MAX_SIZE_RATIO = 10;
const SAME_GRID_PIXELS = 0.01;
const PROBES = 32;

/**
 * The grid on which two scenes are compared.
 * @throws BadInputError `pair.noOverlap`, `pair.pixelSize`
 */
export function commonGrid(before: GriddedScene, after: GriddedScene): RasterGrid {
  return alignGrids(before, after).grid;
}

/** As `commonGrid`, with what was found on the way. */
export function alignGrids(before: GriddedScene, after: GriddedScene): Alignment {
  const grid = before.grid;
  const share = overlapShareOf(grid, after.grid);
  if (share === 0) {
    throw new BadInputError('the two scenes do not overlap', {
      code: 'pair.noOverlap',
      where: after.asset.path,
      found: describe(after.grid),
      expected: `an overlap with ${before.asset.path}, ${describe(grid)}`,
    });
  }
  const beforeMetres = pixelSizeMetres(grid).width;
  const afterMetres = pixelSizeMetres(after.grid).width;
  const ratio = afterMetres / beforeMetres;
  if (ratio > MAX_SIZE_RATIO || ratio < 1 / MAX_SIZE_RATIO) {
    throw new BadInputError('the pixel sizes are too different to be compared', {
      code: 'pair.pixelSize',
      where: after.asset.path,
      found: `${metres(afterMetres)} beside ${metres(beforeMetres)} in ${before.asset.path}`,
      expected: `sizes within a factor of ${MAX_SIZE_RATIO}`,
    });
  }
  const warnings: string[] = [...(before.warnings ?? []), ...(after.warnings ?? [])];
  const misfit = misfitOf(grid, after.grid);
  if (after.grid.epsg !== grid.epsg) {
    warnings.push(`${after.asset.path} is in EPSG:${after.grid.epsg} and was resampled to EPSG:${grid.epsg}`);
  } else if (Math.abs(ratio - 1) > 1e-6) {
    warnings.push(
      `${after.asset.path} has pixels of ${metres(afterMetres)} and was resampled to ${metres(beforeMetres)}`,
    );
  } else if (misfit > SAME_GRID_PIXELS) {
    warnings.push(`${after.asset.path} is off the before-grid by ${misfit.toFixed(2)} pixels and was resampled`);
  }
  if (share < 1) {
    warnings.push(`${after.asset.path} covers ${formatShare(share)} of ${before.asset.path}; the rest is not assessed`);
  }
  return { grid, overlapShare: share, isSameGrid: misfit <= SAME_GRID_PIXELS, warnings };
}

/** Share of the first grid's pixels that lie in the second: exact in one CRS, probed on a raster of points otherwise. */
function overlapShareOf(first: RasterGrid, second: RasterGrid): number {
  const whole = { x: 0, y: 0, width: first.width, height: first.height };
  if (first.epsg === second.epsg) {
    const { bounds, stepX, stepY } = mapPixels(first, whole, second);
    if (bounds === null) return 0;
    const width = Math.min(bounds.right, second.width) - Math.max(bounds.left, 0);
    const height = Math.min(bounds.bottom, second.height) - Math.max(bounds.top, 0);
    // An overlap thinner than a hundredth of a pixel is rounding, not ground.
    if (width < SAME_GRID_PIXELS * stepX || height < SAME_GRID_PIXELS * stepY) return 0;
    const share = (width * height) / ((bounds.right - bounds.left) * (bounds.bottom - bounds.top));
    return share > 1 - 1e-9 ? 1 : share;
  }
  // Probe the smaller one: a small scene inside a large one slips through a coarse mesh over the large one.
  const ratio = areaOf(second) / areaOf(first);
  return ratio < 1 ? probedShare(second, first) * ratio : probedShare(first, second);
}

function areaOf(grid: RasterGrid): number {
  const { width, height } = pixelSizeMetres(grid);
  return grid.width * width * grid.height * height;
}

function probedShare(first: RasterGrid, second: RasterGrid): number {
  const probes: RasterGrid = {
    ...first,
    width: PROBES,
    height: PROBES,
    pixelWidth: (first.pixelWidth * first.width) / PROBES,
    pixelHeight: (first.pixelHeight * first.height) / PROBES,
  };
  const mapping = mapPixels(probes, { x: 0, y: 0, width: PROBES, height: PROBES }, second);
  const xs = new Float64Array(PROBES);
  const ys = new Float64Array(PROBES);
  let inside = 0;
  for (let row = 0; row < PROBES; row++) {
    mapping.centresOfRow(row, xs, ys);
    for (let i = 0; i < PROBES; i++) {
      if (xs[i]! >= 0 && ys[i]! >= 0 && xs[i]! < second.width && ys[i]! < second.height) inside++;
    }
  }
  return inside / (PROBES * PROBES);
}

/** Distance of the second grid's pixel corners from the first's, in pixels, 0–0.5; Infinity where the grids differ in kind. */
function misfitOf(first: RasterGrid, second: RasterGrid): number {
  if (first.epsg !== second.epsg) return Infinity;
  const { bounds, stepX, stepY } = mapPixels(first, { x: 0, y: 0, width: 1, height: 1 }, second);
  const isSameSize =
    Math.abs(stepX - 1) * first.width < SAME_GRID_PIXELS && Math.abs(stepY - 1) * first.height < SAME_GRID_PIXELS;
  if (bounds === null || !isSameSize) return Infinity;
  const off = (place: number) => Math.abs(place - Math.round(place));
  return Math.max(off(bounds.left), off(bounds.top));
}

function describe({ epsg, originX, originY, width, height, pixelWidth, pixelHeight }: RasterGrid): string {
  const right = originX + width * pixelWidth;
  const bottom = originY - height * pixelHeight;
  return `EPSG:${epsg} x ${tidy(originX)} to ${tidy(right)}, y ${tidy(bottom)} to ${tidy(originY)}`;
}

const tidy = (value: number): string => String(Number(value.toPrecision(9)));
const metres = (value: number): string => `${Number(value.toPrecision(3))} m`;
const formatShare = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
