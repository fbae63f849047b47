import { describe, expect, test } from '@jest/globals';
import { NOT_ASSESSED } from '#domain/raster.js';
import { ordinalOf } from '#domain/time.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import type { PixelSeries } from '#pipelines/series-to-change/monitor.js';
import { seriesOf, watch } from '../../support/seriesData.js';

const LEVELS = { green: 600, red: 500, nir: 3200, swir1: 1800, swir2: 900 };
const BUILT = { green: 1300, red: 1500, nir: 2100, swir1: 2700, swir2: 2400 };
const BANDS = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
const FIRST = ordinalOf('2005-01-03');
const BROKEN = 120;

/** Seven years, every 16 days, with a season and noise of a congruential generator; built over from look 120 on. */
function buildingSite(): PixelSeries {
  let state = 5;
  const noise = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return 80 * (state / 2 ** 32 - 0.5);
  };
  const days = Int32Array.from({ length: 160 }, (_, k) => FIRST + 16 * k);
  const values = BANDS.map((band) =>
    Float64Array.from(days, (day, k) => {
      const season = k < BROKEN ? 200 * Math.cos((2 * Math.PI * day) / 365.25) : 0;
      return (k < BROKEN ? LEVELS : BUILT)[band] + (band === 'nir' ? season : -season / 4) + noise();
    }),
  );
  return { days, bands: BANDS, values, reason: new Uint8Array(days.length) };
}

const daysOf = (series: PixelSeries, variant: string): number[] =>
  watch(MONITORS.ccdc!, series, { parameters: { variant } }).breaks.map(({ firstLookDay }) => firstLookDay);

describe.each(['pyccd', 'cold', 'yatsm'])('ccdc, variant %s', (variant) => {
  const site = buildingSite();
  const built = site.days[BROKEN]!;

  test('a building site is one break at its first look, vegetation lost', () => {
    const { notAssessed, breaks, segments } = watch(MONITORS.ccdc!, site, { parameters: { variant } });
    expect(notAssessed).toBeNull();
    expect(breaks).toMatchObject([{ firstLookDay: built, lastClearDay: site.days[BROKEN - 1], isConfirmed: true }]);
    expect(breaks[0]!.magnitude).toBeLessThan(-1000);
    expect(Object.keys(segments[0]!.coefficients)).toEqual(BANDS);
  });

  test('neither the unit nor the order of the bands moves a break', () => {
    const shares = { ...site, values: site.values.map((own) => own.map((value) => value / 10_000)) };
    expect(daysOf(shares, variant)).toEqual([built]);
    const turned = { ...site, bands: BANDS.toReversed(), values: site.values.toReversed() };
    expect(daysOf(turned, variant)).toEqual([built]);
  });

  test('clouds that are marked, whatever their values, change nothing but what they hide', () => {
    const reason = site.reason.map((_, k) => (k % 5 === 2 ? NOT_ASSESSED.cloud : NOT_ASSESSED.clear));
    const values = site.values.map((own) => own.map((value, k) => (k % 5 === 2 ? 9000 : value)));
    expect(daysOf({ ...site, reason, values }, variant)).toEqual([built]);
  });

  test('least squares instead of the lasso find the same break', () => {
    const { breaks } = watch(MONITORS.ccdc!, site, { parameters: { variant, estimator: 'ols' } });
    expect(breaks.map(({ firstLookDay }) => firstLookDay)).toEqual([built]);
  });

  test('what cannot be judged says why, and is never "no change"', () => {
    const reasonOf = (series: PixelSeries, parameters = {}) =>
      watch(MONITORS.ccdc!, series, { parameters: { variant, ...parameters } }).notAssessed;
    expect(reasonOf({ ...site, reason: site.reason.map(() => NOT_ASSESSED.cloud) })).toBe('noClearLook');
    expect(reasonOf({ ...site, values: site.values.map((own) => own.map(() => 500)) })).toBe('constant');
    const few = { ...site, days: site.days.slice(0, 8), reason: site.reason.slice(0, 8) };
    expect(reasonOf({ ...few, values: site.values.map((own) => own.slice(0, 8)) })).toBe('tooFewObservations');
    const twice = site.days.map((day, k) => (k === 10 ? site.days[9]! : day));
    expect(reasonOf({ ...site, days: twice }, { duplicates: 'refuse' })).toBe('duplicateDates');
    const lost = site.reason.map((_, k) => (k > 130 ? NOT_ASSESSED.cloud : NOT_ASSESSED.clear));
    expect(reasonOf({ ...site, reason: lost })).toBe('sensorGap');
  });
});

test('after a given history, one band is watched as nrt does', () => {
  const site = buildingSite();
  const nir = seriesOf(Array.from(site.days), Array.from(site.values[2]!));
  const { breaks } = watch(MONITORS.ccdc!, nir, { historyEndDay: site.days[90]! });
  expect(breaks.map(({ firstLookDay }) => firstLookDay)).toEqual([site.days[BROKEN]]);
});
