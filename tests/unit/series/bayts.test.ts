import { expect, test } from '@jest/globals';
import { ordinalOf } from '#domain/time.js';
import { baytsUpdate, changeChance, posterior } from '#pipelines/series-to-change/baytsUpdate.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import { seriesOf, watch } from '../../support/seriesData.js';

const forest = { kind: 'gaussian', first: 0.85, second: 0.1 } as const;
const cleared = { kind: 'gaussian', first: 0.3, second: 0.2 } as const;

test('chance of a look from the two densities, worked out by hand', () => {
  // 0.5: densities 8.7268e-3 (z = -3.5) and 1.20985 (z = 1).
  expect(changeChance(0.5, forest, cleared, [0, 1])).toBeCloseTo(1.2098536 / (1.2098536 + 0.0087268), 6);
  expect(changeChance(0.5, forest, cleared, [0.1, 0.9])).toBe(0.9);
  expect(posterior(0.9, 0.9)).toBeCloseTo(0.81 / 0.82, 12);
});

test('a flag is confirmed by the next look, or rejected by those that disagree', () => {
  expect(baytsUpdate([0.1, 0.1, 0.9, 0.9, 0.9], 1, 0.9)).toMatchObject({ flagged: 2, confirmed: 3 });
  expect(baytsUpdate([0.1, 0.1, 0.9, 0.1, 0.1], 1, 0.9)).toMatchObject({ flagged: -1, confirmed: -1 });
  expect(baytsUpdate([0.5, 0.6], 1, 0.9)).toMatchObject({ flagged: 1, confirmed: -1 });
});

const days = Array.from({ length: 90 }, (_, k) => ordinalOf('2016-01-04') + 12 * k);
const backscatter = (k: number): number =>
  -8 + 0.8 * Math.cos((2 * Math.PI * days[k]!) / 365.25) + 0.3 * ((k * 7) % 5) - 0.6;

test('radar that falls by five decibel is a change, seasons are not', () => {
  const settings = { historyEndDay: ordinalOf('2017-12-31') };
  const stable = watch(
    MONITORS.bayts!,
    seriesOf(
      days,
      days.map((_, k) => backscatter(k)),
    ),
    settings,
  );
  expect([stable.notAssessed, stable.breaks]).toEqual([null, []]);
  const fallen = days.map((_, k) => backscatter(k) - (k >= 75 ? 5 : 0));
  const { breaks } = watch(MONITORS.bayts!, seriesOf(days, fallen), settings);
  expect(breaks).toMatchObject([{ firstLookDay: days[75], lastClearDay: days[74], isConfirmed: true }]);
  expect(breaks[0]!.magnitude).toBeLessThan(-4);
});

test('given densities need no history; nothing clear and no history are not assessed', () => {
  const parameters = { forestMean: 0.85, forestSd: 0.1, nonForestMean: 0.3, nonForestSd: 0.2 };
  const values = days.map((_, k) => (k < 40 ? 0.86 : 0.25));
  const { breaks } = watch(MONITORS.bayts!, seriesOf(days, values), { parameters });
  expect(breaks).toMatchObject([{ day: days[40], isConfirmed: true }]);
  expect(
    watch(
      MONITORS.bayts!,
      seriesOf(
        days,
        days.map(() => null),
      ),
    ).notAssessed,
  ).toBe('noClearLook');
  const settings = { historyEndDay: days[2]! };
  expect(watch(MONITORS.bayts!, seriesOf(days, values), settings).notAssessed).toBe('tooFewObservations');
});
