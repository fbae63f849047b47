import { expect, test } from '@jest/globals';
import { ordinalOf } from '#domain/time.js';
import { fTail, incompleteBeta } from '#pipelines/series-to-change/fDistribution.js';
import { despike } from '#pipelines/series-to-change/landTrendrSegments.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import { seriesOf, watch } from '../../support/seriesData.js';

const days = Array.from({ length: 25 }, (_, k) => ordinalOf(`${1990 + k}-07-15`));
/** Small noise, repeatable and without a course: a congruential generator. */
let state = 20_101_990;
const noises = Array.from({ length: 25 }, () => {
  state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return 0.02 * (state / 2 ** 32 - 0.5);
});
const noise = (k: number): number => noises[k]!;

test('the tail of F against its closed forms', () => {
  // Two degrees above: (1 + 2 x / n) ** (-n / 2); one and one: 1 - 2 atan(sqrt x) / pi.
  expect(fTail(3, 2, 10)).toBeCloseTo((1 + 6 / 10) ** -5, 13);
  expect(fTail(2.5, 1, 1)).toBeCloseTo(1 - (2 * Math.atan(Math.sqrt(2.5))) / Math.PI, 12);
  expect(incompleteBeta(2, 3, 0.4)).toBeCloseTo(0.5248, 12);
});

test('a spike is damped towards its neighbours, a step is not', () => {
  expect(Array.from(despike(Float64Array.of(1, 1, 5, 1, 1), 0.9))).toEqual([1, 1, 1, 1, 1]);
  expect(Array.from(despike(Float64Array.of(1, 1, 5, 5, 5), 0.9))).toEqual([1, 1, 5, 5, 5]);
});

test('a loss between two years is one break, seen first in the later year', () => {
  const values = days.map((_, k) => (k < 12 ? 0.8 : 0.3) + noise(k));
  const { breaks, segments } = watch(MONITORS.landtrendr!, seriesOf(days, values));
  expect(breaks).toHaveLength(1);
  expect(breaks[0]).toMatchObject({ firstLookDay: ordinalOf('2002-07-15'), lastClearDay: ordinalOf('2001-07-15') });
  expect(breaks[0]!.magnitude).toBeCloseTo(-0.5, 1);
  expect(segments[0]!.fromDay).toBe(days[0]);
  expect(segments.at(-1)!.toDay).toBe(days.at(-1));
});

test('noise alone and slow recovery are no break', () => {
  const flat = watch(
    MONITORS.landtrendr!,
    seriesOf(
      days,
      days.map((_, k) => 0.7 + noise(k)),
    ),
  );
  const rising = watch(
    MONITORS.landtrendr!,
    seriesOf(
      days,
      days.map((_, k) => 0.2 + 0.02 * k + noise(k)),
    ),
  );
  expect([flat.notAssessed, flat.breaks]).toEqual([null, []]);
  expect([rising.notAssessed, rising.breaks]).toEqual([null, []]);
});

test('scaling the values scales magnitudes and moves no date', () => {
  const values = days.map((_, k) => (k < 9 ? 0.8 : 0.35) + noise(k));
  const once = watch(MONITORS.landtrendr!, seriesOf(days, values));
  const scaled = watch(
    MONITORS.landtrendr!,
    seriesOf(
      days,
      values.map((value) => value * 10_000),
    ),
  );
  expect(scaled.breaks.map(({ day }) => day)).toEqual(once.breaks.map(({ day }) => day));
  scaled.breaks.forEach(({ magnitude }, k) => expect(magnitude / 10_000).toBeCloseTo(once.breaks[k]!.magnitude, 10));
});

test('too few years, one value and no look are not assessed, by name', () => {
  const few = seriesOf(days.slice(0, 4), [0.1, 0.2, 0.3, 0.1]);
  expect(watch(MONITORS.landtrendr!, few).notAssessed).toBe('tooFewObservations');
  expect(
    watch(
      MONITORS.landtrendr!,
      seriesOf(
        days,
        days.map(() => 0.5),
      ),
    ).notAssessed,
  ).toBe('constant');
  expect(
    watch(
      MONITORS.landtrendr!,
      seriesOf(
        days,
        days.map(() => null),
      ),
    ).notAssessed,
  ).toBe('noClearLook');
});
