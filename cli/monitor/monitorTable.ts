import { dateOfOrdinal } from '#domain/time.js';
import { followedSeries, followedValue } from '#pipelines/series-to-change/followedValue.js';
import type { Monitor, MonitorSettings, PixelOutcome } from '#pipelines/series-to-change/monitor.js';
import { readSeriesTable } from '#store/series/seriesTable.js';
import { methodOf, seriesEntry } from '#worker/compute/series/outcomeLine.js';
import { writeWhole } from './writeWhole.js';

export interface TableRun {
  readonly table: string;
  readonly monitor: Monitor;
  readonly settings: MonitorSettings;
  /** Band or index that is followed, or null. */
  readonly value: string | null;
  readonly breaksOut: string | null;
}

/** Watches the one pixel of a table. */
export async function monitorTable({ table, monitor, settings, value, breaksOut }: TableRun): Promise<string> {
  const whole = await readSeriesTable(table);
  const followed = followedValue(monitor, whole.bands, value);
  const series = followedSeries(whole, followed);
  const outcome = monitor.prepare(series, settings)(series);
  if (breaksOut !== null) {
    const name = followed.kind === 'index' ? followed.index : followed.bands.join(',');
    const document = {
      formatVersion: 1,
      method: methodOf(monitor, settings, name),
      series: [seriesEntry({ id: whole.id, row: 0, col: 0, outcome })],
    };
    await writeWhole(breaksOut, [JSON.stringify(document, null, 1), '\n']);
  }
  return summary(outcome);
}

function summary({ notAssessed, breaks }: PixelOutcome): string {
  if (notAssessed !== null && breaks.length === 0) return `not assessed: ${notAssessed}\n`;
  if (breaks.length === 0) return 'no break\n';
  const lines = breaks.map(
    ({ day, magnitude, isConfirmed, confirmations }) =>
      `break on ${dateOfOrdinal(day)}, magnitude ${magnitude.toPrecision(4)}, ${isConfirmed ? 'confirmed' : 'not confirmed'} (${confirmations} looks)\n`,
  );
  return lines.join('');
}
