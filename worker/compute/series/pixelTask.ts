import type { RasterGrid } from '#domain/raster.js';
import type { MonitorName, Observation } from '#domain/series.js';
import { ordinalOf } from '#domain/time.js';
import type { FollowedValue } from '#pipelines/series-to-change/followedValue.js';
import type { MonitorSettings } from '#pipelines/series-to-change/monitor.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { chartPixel, type PixelChart } from '#pipelines/series-to-change/pixelChart.js';
import { openSeriesReader } from '#store/series/readSeriesBlock.js';

/** One pixel's series to be read and watched, as plain data for a thread. */
export interface PixelTask {
  readonly observations: readonly Observation[];
  readonly grid: RasterGrid;
  readonly row: number;
  readonly column: number;
  readonly shown: FollowedValue;
  readonly watch: {
    readonly method: MonitorName;
    readonly settings: MonitorSettings;
    readonly followed: FollowedValue;
  } | null;
}

/** Files that are open at a time. */
const LOOKS_AT_ONCE = 16;

/** @throws BadInputError where a file cannot be read */
export async function runPixelTask({ observations, grid, row, column, shown, watch }: PixelTask): Promise<PixelChart> {
  const bands = [...new Set([...shown.bands, ...(watch?.followed.bands ?? [])])];
  const window = { x: column, y: row, width: 1, height: 1 };
  const values = bands.map(() => new Float64Array(observations.length));
  const reason = new Uint8Array(observations.length);
  for (let first = 0; first < observations.length; first += LOOKS_AT_ONCE) {
    const reader = openSeriesReader(observations.slice(first, first + LOOKS_AT_ONCE), grid);
    try {
      const block = await reader.read({ window, bands });
      reason.set(block.reason, first);
      values.forEach((own, band) => own.set(block.values[band]!, first));
    } finally {
      reader.close();
    }
  }
  const days = Int32Array.from(observations, ({ time }) => ordinalOf(time));
  return chartPixel({
    series: { days, bands, values, reason },
    shown,
    watch: watch && { ...watch, monitor: monitorOf(watch.method) },
  });
}
