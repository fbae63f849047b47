import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import type { MonitorName, Observation, Series } from '#domain/series.js';
import { ordinalOf } from '#domain/time.js';
import { followedValue, type FollowedValue } from '#pipelines/series-to-change/followedValue.js';
import type { MonitorSettings } from '#pipelines/series-to-change/monitor.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { defaultHistoryEnd, type SettledPlan } from '#pipelines/series-to-change/processPlan.js';
import { openScene, pixelSizeMetres } from '#store/rasters/index.js';

/** All that the blocks of a series need to be watched, as plain JSON: one for threads, queue and command line. */
export interface SeriesPlan {
  readonly id: string;
  readonly grid: RasterGrid;
  readonly gsdM: number;
  readonly observations: readonly Observation[];
  /** Python ordinals, as the observations. */
  readonly days: readonly number[];
  /** Bands that all looks have. */
  readonly bands: readonly string[];
  readonly method: MonitorName;
  readonly settings: MonitorSettings;
  readonly followed: FollowedValue;
  /** Set where a stored state is continued. */
  readonly settled: SettledPlan | null;
  readonly blocks: readonly PixelWindow[];
}

export interface SeriesRequest {
  readonly series: Series;
  readonly method: MonitorName;
  readonly settings: MonitorSettings;
  /** Band or index that is followed; null: the only band, else an index that the bands allow. */
  readonly value: string | null;
  readonly settled?: SettledPlan;
  /** Whether blocks must be squares that fit the tiles of a state's raster; default: as the files are cut. */
  readonly isStateKept?: boolean;
}

/** Side of a block, and of the tiles of what is written, unless the files' own tiles are larger. */
export const BLOCK_PIXELS = 256;
const LARGEST_BLOCK_PIXELS = 512;
/** Pixels of a stripe of rows, where files have no tiles. */
const LARGEST_STRIPE_PIXELS = 2 ** 17;

/**
 * Settles what is followed and cuts the grid into blocks that fit the files' own tiles and the memory of a thread.
 * @throws BadInputError where the series lacks a band
 */
export async function planSeries({
  series,
  method,
  settings,
  value,
  settled,
  isStateKept = false,
}: SeriesRequest): Promise<SeriesPlan> {
  const monitor = monitorOf(method);
  const followed = followedValue(monitor, series.bands, value);
  const days = series.observations.map(({ time }) => ordinalOf(time));
  const size = pixelSizeMetres(series.grid);
  return {
    id: series.id,
    grid: series.grid,
    gsdM: (size.width + size.height) / 2,
    observations: series.observations,
    days,
    bands: series.bands,
    method,
    settings: {
      ...settings,
      parameters: { ...settings.parameters, ...monitor.forRasters?.(settings.parameters) },
      historyEndDay: settings.historyEndDay ?? historyEndFor(method, days),
    },
    followed,
    settled: settled ?? null,
    blocks: await cutBlocks(series, isStateKept),
  };
}

/** By look, where several sensors see the ground as it is to each. */
export function sensorsOf({ observations }: Pick<SeriesPlan, 'observations'>): readonly string[] | null {
  const names = observations.map(({ sensor }) => sensor ?? '');
  const isHarmonised = observations.some(({ harmonisation }) => Object.keys(harmonisation).length > 0);
  return isHarmonised || names.includes('') || new Set(names).size < 2 ? null : names;
}

function historyEndFor(method: MonitorName, days: readonly number[]): number | null {
  return monitorOf(method).online !== undefined ? defaultHistoryEnd(Int32Array.from(days)) : null;
}

/** Squares of the files' own tiles; stripes of rows where they have none. */
async function cutBlocks({ grid, observations }: Series, isStateKept: boolean): Promise<PixelWindow[]> {
  const scene = await openScene(observations[0]!.asset);
  scene.close();
  const { header } = scene.raster;
  const isTiled = header.isTiled || isStateKept;
  const blockWidth = header.isTiled && !isStateKept ? header.blockWidth : BLOCK_PIXELS;
  const side = Math.max(BLOCK_PIXELS, Math.min(LARGEST_BLOCK_PIXELS, blockWidth));
  const width = isTiled ? Math.min(grid.width, side) : grid.width;
  let rows = side;
  while (!isTiled && rows > 16 && rows * width > LARGEST_STRIPE_PIXELS) rows /= 2;
  const blocks: PixelWindow[] = [];
  for (let y = 0; y < grid.height; y += rows) {
    for (let x = 0; x < grid.width; x += width) {
      blocks.push({ x, y, width: Math.min(width, grid.width - x), height: Math.min(rows, grid.height - y) });
    }
  }
  return blocks;
}
