import { describe, expect, test } from '@jest/globals';
import { ordinalOf } from '#domain/time.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import { seriesOf, watch } from '../../support/seriesData.js';

const METHODS = ['bfast-monitor', 'ewma', 'cusum', 'mosum', 'iqr'] as const;
const START = ordinalOf('2015-01-01');
const END = ordinalOf('2018-12-31');
const settings = { historyEndDay: END, order: 1 };

/** A look every 16 days for six years: seasons and a little seeded noise. */
const days = Array.from({ length: 138 }, (_, i) => START + 16 * i);
const values = days.map((day, i) => 0.5 + 0.2 * Math.cos((2 * Math.PI * day) / 365.25) + 0.01 * Math.sin(i * i));

describe.each(METHODS)('%s', (method) => {
  const reasonOf = (own: readonly (number | null)[], at: readonly number[] = days) =>
    watch(MONITORS[method]!, seriesOf(at, own), settings).notAssessed;

  test('judges the whole series', () => expect(reasonOf(values)).toBeNull());

  test('without one clear look', () => expect(reasonOf(values.map(() => null))).toBe('noClearLook'));

  test('with too few looks in the history', () => {
    expect(reasonOf(values.map((value, i) => (days[i]! > END || i % 40 === 0 ? value : null)))).toBe(
      // Three looks in four years are also far apart.
      'sensorGap',
    );
    expect(reasonOf(values.slice(88), days.slice(88))).toBe('tooFewObservations');
  });

  test('of a constant', () => expect(reasonOf(values.map(() => 0.25))).toBe('constant'));

  test('with two looks of one day', () => {
    expect(
      reasonOf(
        [...values.slice(0, 51), 0.4, ...values.slice(51)],
        [...days.slice(0, 51), days[50]!, ...days.slice(51)],
      ),
    ).toBe('duplicateDates');
  });

  test('with a year and more without a clear look', () => {
    const isGone = (day: number): boolean => day > ordinalOf('2016-06-01') && day < ordinalOf('2017-08-01');
    expect(reasonOf(values.map((value, i) => (isGone(days[i]!) ? null : value)))).toBe('sensorGap');
  });

  test('with nothing seen after the history', () => {
    const short = days.filter((day) => day < END + 100);
    expect(
      reasonOf(
        short.map((day, i) => (day > END ? null : values[i]!)),
        short,
      ),
    ).toBe('nothingToMonitor');
  });
});

test('a step is found where it is, and its sign is kept', () => {
  const step = ordinalOf('2019-05-01');
  const changed = values.map((value, i) => (days[i]! >= step ? value - 0.3 : value));
  for (const method of METHODS) {
    // As in nrt, EWMA leaves looks beyond ten sigma out; this step is forty.
    const parameters: Record<string, number> = method === 'ewma' ? { outlierThreshold: 1000 } : {};
    const { breaks } = watch(MONITORS[method]!, seriesOf(days, changed), { ...settings, parameters });
    const found = breaks.find(({ isConfirmed }) => isConfirmed)!;
    expect(found.lastClearDay!).toBeLessThan(step);
    expect(found.firstLookDay).toBeGreaterThanOrEqual(step);
    expect(found.firstLookDay - step).toBeLessThanOrEqual(16);
    expect(found.magnitude).toBeLessThan(-0.2);
  }
});
