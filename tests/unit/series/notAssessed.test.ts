import { describe, expect, test } from '@jest/globals';
import { MONITOR_NAMES, SERIES_REASON, type MonitorName, type SeriesReason } from '#domain/series.js';
import { ordinalOf } from '#domain/time.js';
import {
  BREAK_BANDS,
  createBreakBands,
  NOT_ASSESSED_BREAK,
  writeBreak,
} from '#pipelines/series-to-change/breakBands.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import { seriesEntry } from '#worker/compute/series/outcomeLine.js';
import { seriesOf, watch } from '../../support/seriesData.js';

const START = ordinalOf('2009-01-01');
const END = ordinalOf('2018-12-31');
const STEP_DAYS = 16;

/** A look every 16 days for twelve years: seasons, and a little seeded noise. */
const days = Array.from({ length: 274 }, (_, i) => START + STEP_DAYS * i);
const values = days.map((day, i) => 0.5 + 0.2 * Math.cos((2 * Math.PI * day) / 365.25) + 0.01 * Math.sin(i * i));

/** Methods that need a history are told when it ends; CCDC segments the whole series too. */
const CASES: readonly (readonly [string, MonitorName, number | null])[] = [
  ...MONITOR_NAMES.map((method) => [method, method, method === 'landtrendr' ? null : END] as const),
  ['ccdc of the whole series', 'ccdc', null],
];

describe.each(CASES)('%s', (_, method, historyEndDay) => {
  const settings = { historyEndDay, ...(method === 'landtrendr' ? {} : { order: 1 }) };
  const outcomeOf = (own: readonly (number | null)[], at: readonly number[] = days) =>
    watch(MONITORS[method]!, seriesOf(at, own), settings);

  /** In the outcome, in JSON, and in the bands of a raster: the reason, and nothing that reads as "no change". */
  function expectReason(reason: SeriesReason, own: readonly (number | null)[], at: readonly number[] = days): void {
    const outcome = outcomeOf(own, at);
    expect(outcome.notAssessed).toBe(reason);
    expect(seriesEntry({ id: 'pixel', row: 0, col: 0, outcome })).toMatchObject({ notAssessed: reason });
    const bands = createBreakBands(1);
    writeBreak(bands, 0, outcome);
    expect(bands.notAssessed[0]).toBe(SERIES_REASON[reason]);
    for (const name of BREAK_BANDS) if (name !== 'notAssessed') expect(bands[name][0]).toBe(NOT_ASSESSED_BREAK);
  }

  test('judges the whole series', () => expect(outcomeOf(values).notAssessed).toBeNull());

  test('all cloudy', () =>
    expectReason(
      'noClearLook',
      values.map(() => null),
    ));

  test('too few looks', () => {
    // Three looks before the end of the history; of LandTrendr, looks of one year.
    const from = days.filter((day) => day <= END).length - 3;
    const to = historyEndDay === null ? from + 8 : days.length;
    expectReason('tooFewObservations', values.slice(from, to), days.slice(from, to));
  });

  test('a constant', () =>
    expectReason(
      'constant',
      values.map(() => 0.25),
    ));

  test('two clear looks of one day', () =>
    expectReason(
      'duplicateDates',
      [...values.slice(0, 51), 0.4, ...values.slice(51)],
      [...days.slice(0, 51), days[50]!, ...days.slice(51)],
    ));

  test('more than three years without a clear look', () => {
    const isGone = (day: number): boolean => day > ordinalOf('2013-01-01') && day < ordinalOf('2016-06-01');
    expectReason(
      'sensorGap',
      values.map((value, i) => (isGone(days[i]!) ? null : value)),
    );
  });

  test('no clear look for the last four years', () => {
    const { notAssessed } = outcomeOf(values.map((value, i) => (days[i]! > ordinalOf('2016-12-31') ? null : value)));
    // After a history whose looks end before it does, nothing was monitored either: the gap is said first.
    expect(notAssessed).toBe('sensorGap');
  });
});

const ONLINE = MONITOR_NAMES.filter((method) => MONITORS[method]!.online !== undefined);

test.each(ONLINE)('%s: nothing seen after the history', (method) => {
  const short = days.filter((day) => day < END + 100);
  const own = short.map((day, i) => (day > END ? null : values[i]!));
  const { notAssessed } = watch(MONITORS[method]!, seriesOf(short, own), { historyEndDay: END, order: 1 });
  expect(notAssessed).toBe('nothingToMonitor');
});

test('a step is found where it is, and its sign is kept', () => {
  const step = ordinalOf('2019-05-01');
  const changed = values.map((value, i) => (days[i]! >= step ? value - 0.3 : value));
  for (const method of ONLINE) {
    // As in nrt, EWMA leaves looks beyond ten sigma out; this step is forty.
    const parameters: Record<string, number> = method === 'ewma' ? { outlierThreshold: 1000 } : {};
    const settings = { historyEndDay: END, order: 1, parameters };
    const { breaks } = watch(MONITORS[method]!, seriesOf(days, changed), settings);
    const found = breaks.find(({ isConfirmed }) => isConfirmed)!;
    expect(found.lastClearDay!).toBeLessThan(step);
    expect(found.firstLookDay).toBeGreaterThanOrEqual(step);
    expect(found.firstLookDay - step).toBeLessThanOrEqual(STEP_DAYS);
    expect(found.magnitude).toBeLessThan(-0.2);
  }
});
