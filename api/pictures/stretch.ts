import { NOT_ASSESSED, type RasterGrid } from '#domain/raster.js';
import { readSceneWindow, type SceneFile } from '#store/rasters/index.js';

/** Physical values that become black and white. */
export type Stretch = readonly [low: number, high: number];

const LOW_SHARE = 0.02;
const HIGH_SHARE = 0.98;
/** The longer side of the scene as it is looked at, in pixels. */
const LOOK_PIXELS = 512;
/** Fewer clear pixels than this say nothing; then all that hold data count. */
const MIN_CLEAR_PIXELS = 1000;

/**
 * The 2nd and 98th percentile of a band over the whole scene, in physical units, seen at 512 pixels. Only clear pixels
 * count, where the scene's quality band says which are: clouds would else darken the land.
 */
export async function stretchOf(scene: SceneFile, band: string): Promise<Stretch> {
  const look = coarseGrid(scene.grid);
  const whole = { x: 0, y: 0, width: look.width, height: look.height };
  const read = async (isQualityApplied: boolean): Promise<Float64Array> => {
    const options = { resampling: 'nearest', isOverviewAllowed: true, isQualityApplied } as const;
    const { values, reason } = await readSceneWindow(scene, look, whole, [band], options);
    return Float64Array.from(values[0]!.filter((_, i) => reason[i] === NOT_ASSESSED.clear)).sort();
  };
  const clear = await read(true);
  return percentiles(clear.length >= MIN_CLEAR_PIXELS ? clear : await read(false));
}

function coarseGrid(grid: RasterGrid): RasterGrid {
  const share = Math.min(1, LOOK_PIXELS / Math.max(grid.width, grid.height));
  const width = Math.max(1, Math.round(grid.width * share));
  const height = Math.max(1, Math.round(grid.height * share));
  const pixelWidth = (grid.pixelWidth * grid.width) / width;
  return { ...grid, width, height, pixelWidth, pixelHeight: (grid.pixelHeight * grid.height) / height };
}

function percentiles(sorted: Float64Array): Stretch {
  if (sorted.length === 0) return [0, 1];
  const low = sorted[Math.floor((sorted.length - 1) * LOW_SHARE)]!;
  const high = sorted[Math.ceil((sorted.length - 1) * HIGH_SHARE)]!;
  // A band of one value has no contrast; it is drawn black, not divided by zero.
  return high > low ? [low, high] : [low, low + Math.max(Math.abs(low) * 1e-6, 1e-6)];
}
