import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { dateOfOrdinal, ordinalOf } from '#domain/time.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import { cusumCriticalValue } from '#pipelines/series-to-change/criticalValues.js';
import { robustLeastSquares } from '#pipelines/series-to-change/robustFit.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';
import { readCsv, seriesOf, watch } from '../../support/seriesData.js';

const json = (path: string) => JSON.parse(readFileSync(sharedDataPath(path), 'utf8'));

/** Within a share of the expected value. */
function expectClose(found: number, expected: number, share: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.abs(expected));
}

describeWithData('series/bfast_ndvi_a', 'BFAST monitor on NDVI of Somalia, as R bfast', () => {
  const rows = readCsv(sharedDataPath('series/bfast_ndvi_a/ndvi_a.csv'));
  const { monitor: expected } = json('series/bfast_ndvi_a/expected.json');
  /** The first day of a 16-day period, counted from 1. */
  const dayOf = (year: number, period: number): number => ordinalOf(`${year}-01-01`) + (period - 1) * 16;
  const series = seriesOf(
    rows.map(({ year, period }) => dayOf(Number(year), Number(period))),
    rows.map(({ ndvi }) => (ndvi === '' || ndvi === 'NA' ? null : Number(ndvi))),
  );
  const outcome = watch(MONITORS['bfast-monitor']!, series, {
    historyEndDay: dayOf(2010, 12),
    order: 3,
    hasTrend: true,
  });

  test('finds the break in 2011(3)', () => {
    expect(outcome.breaks.map(({ day }) => dateOfOrdinal(day))).toEqual([dateOfOrdinal(dayOf(2011, 3))]);
  });

  test('takes 2000(4) to 2010(12) as stable history, with the same coefficients', () => {
    expect(outcome.history).toMatchObject({ fromDay: dayOf(2000, 4), toDay: dayOf(2010, 12) });
    expect(outcome.history!.count - outcome.coefficients.length).toBe(expected.degrees_of_freedom);
    const { intercept, trend, cos1, cos2, cos3, sin1, sin2, sin3 } = expected.coefficients;
    [intercept, trend, cos1, cos2, cos3, sin1, sin2, sin3].forEach((value, k) => {
      expect(outcome.coefficients[k]).toBeCloseTo(value, 9);
    });
    expect(outcome.sigma).toBeCloseTo(expected.residual_standard_error, 5);
  });

  test('explains the share of the variance that R explains', () => {
    const history = series.values[0]!.filter((value, i) => !Number.isNaN(value) && series.days[i]! <= dayOf(2010, 12));
    const mean = history.reduce((sum, value) => sum + value, 0) / history.length;
    const total = history.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(1 - (outcome.sigma! ** 2 * expected.degrees_of_freedom) / total).toBeCloseTo(expected.r_squared, 6);
  });
});

describeWithData('series/nrt_cusum', 'CUSUM of Sentinel-2 pixels, as python nrt', () => {
  const rows = readCsv(sharedDataPath('series/nrt_cusum/series.csv'));
  const expected = json('series/nrt_cusum/expected.json');
  const days = rows.map(({ date }) => ordinalOf(date!));
  const settings = { historyEndDay: days[expected.history_rows - 1]!, order: 2 };

  test.each([0, 1, 2, 3, 4])('pixel %i: process, boundary, history and sigma', (pixel) => {
    const values = rows.map((row) => (row[`px${pixel + 1}`] === '' ? null : Number(row[`px${pixel + 1}`])));
    const outcome = watch(MONITORS.cusum!, seriesOf(days, values), settings);
    expect(outcome.history!.count).toBe(expected.histsize[pixel]);
    expectClose(outcome.sigma!, expected.sigma[pixel], expected.tolerance.sigma_relative);
    expectClose(outcome.boundary!, expected.boundary[pixel], expected.tolerance.boundary_relative);
    expectClose(outcome.process!, expected.process[pixel], expected.tolerance.process_relative);
  });

  test('critical values', () => {
    for (const [level, value] of Object.entries(expected.ols_cusum_critical_values)) {
      expect(cusumCriticalValue(Number(level))).toBeCloseTo(value as number, 6);
    }
  });
});

describeWithData('series/nrt_robust_fit', 'robust regression with a nearly singular design, as statsmodels', () => {
  const numbers = (path: string): number[][] =>
    readFileSync(sharedDataPath(path), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number));
  const design = numbers('series/nrt_robust_fit/design.csv');
  const responses = numbers('series/nrt_robust_fit/y.csv');
  const expected = json('series/nrt_robust_fit/expected.json');

  test.each([0, 1])('series %i', (column) => {
    const kept = [...design.keys()].filter((row) => !Number.isNaN(responses[row]![column]!));
    const fit = robustLeastSquares({
      rows: Float64Array.from(kept.flatMap((row) => design[row]!)),
      width: 8,
      hasTrend: true,
      response: Float64Array.from(kept, (row) => responses[row]![column]!),
    })!;
    // The source bears 1 %; the same algorithm in double precision agrees to its own limit of convergence.
    (expected[`coefficients_series_${column + 1}`] as number[]).forEach((value, k) => {
      expectClose(fit.coefficients[k]!, value, 1e-5);
    });
  });
});
