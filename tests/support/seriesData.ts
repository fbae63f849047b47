import { readFileSync } from 'node:fs';
import { NOT_ASSESSED } from '#domain/raster.js';
import type { MonitorSettings, PixelOutcome, PixelSeries, Monitor } from '#pipelines/series-to-change/monitor.js';

/** Rows of a CSV file with a header, as text. */
export function readCsv(path: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, k) => [name, cells[k] ?? '']));
  });
}

/** A series of one band; NaN and null are gaps. */
export function seriesOf(days: readonly number[], values: readonly (number | null)[]): PixelSeries {
  const own = Float64Array.from(values, (value) => value ?? NaN);
  return {
    days: Int32Array.from(days),
    bands: ['value'],
    values: [own],
    reason: Uint8Array.from(own, (value) => (Number.isNaN(value) ? NOT_ASSESSED.nodata : NOT_ASSESSED.clear)),
  };
}

/** One pixel through a monitor. */
export function watch(monitor: Monitor, series: PixelSeries, settings: Partial<MonitorSettings> = {}): PixelOutcome {
  const { days, bands } = series;
  const whole = { historyEndDay: null, order: null, hasTrend: false, parameters: {}, ...settings };
  return monitor.prepare({ days, bands }, whole)(series);
}
