import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { NOT_ASSESSED } from '#domain/raster.js';
import { dateOfOrdinal, ordinalOf } from '#domain/time.js';
import { ccdcByQuality, type ReflectanceSeries } from '#pipelines/series-to-change/ccdcQuality.js';
import { CURVE } from '#pipelines/series-to-change/fittedSegment.js';
import { fitToVertices } from '#pipelines/series-to-change/fitToVertices.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import type { PixelOutcome, PixelSeries } from '#pipelines/series-to-change/monitor.js';
import { forEachPixel } from '#pipelines/series-to-change/watchBlock.js';
import {
  yatsmSegments,
  type RegressedLooks,
  type YatsmSegment,
  type YatsmSettings,
} from '#pipelines/series-to-change/yatsmSegments.js';
import { openSeriesReader } from '#store/series/readSeriesBlock.js';
import { readSeries } from '#store/series/seriesManifest.js';
import { planSeries, sensorsOf } from '#worker/compute/series/seriesPlan.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';
import { readCsv, watch } from '../../support/seriesData.js';

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2', 'thermal'];
/** CFmask: clear, water, shadow, snow, cloud, fill. */
const REASON_OF_CFMASK: Readonly<Record<string, number>> = {
  0: NOT_ASSESSED.clear,
  1: NOT_ASSESSED.clear,
  2: NOT_ASSESSED.shadow,
  3: NOT_ASSESSED.snow,
  4: NOT_ASSESSED.cloud,
  255: NOT_ASSESSED.nodata,
};
const json = (path: string) => JSON.parse(readFileSync(sharedDataPath(path), 'utf8'));

function landsatPixel(path: string, dayColumn: string): PixelSeries {
  const rows = readCsv(sharedDataPath(path)).sort((a, b) => Number(a[dayColumn]) - Number(b[dayColumn]));
  return {
    days: Int32Array.from(rows, (row) => Number(row[dayColumn])),
    bands: BANDS,
    values: BANDS.map((band) => Float64Array.from(rows, (row) => Number(row[band]))),
    reason: Uint8Array.from(rows, ({ qa }) => REASON_OF_CFMASK[qa!]!),
  };
}

/** Within a share of the expected value, or of one unit of a band stored as integers. */
function expectClose(found: number, expected: number, share: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.max(1, Math.abs(expected)));
}

const PYCCD_PIXELS = [
  ['sample_1', 'julian_day', 'standard'],
  ['sample_2', 'ordinal', 'standard'],
  ['wa_row12_col2265_fmask_fail', 'ordinal', 'persistentSnow'],
  ['wa_row9_col2267_persistent_snow', 'ordinal', 'persistentSnow'],
] as const;

describeWithData('series/pyccd', 'CCDC, as lcmap-pyccd 2018.10.17', () => {
  test.each(PYCCD_PIXELS)('%s: segments, curves, magnitudes and mask', (name, dayColumn, procedure) => {
    const pixel = landsatPixel(`series/pyccd/${name}.csv`, dayColumn);
    const expected = json(`series/pyccd/${name}.expected.json`);
    const series: ReflectanceSeries = {
      days: pixel.days,
      values: pixel.values.slice(0, 6),
      thermal: pixel.values[6]!,
      reason: pixel.reason,
    };
    const result = ccdcByQuality(series, {
      detectionBands: [1, 2, 3, 4, 5],
      screeningBands: [1, 4],
      consecutive: 6,
      probability: 0.99,
      fit: { penalty: 1, isStandardised: false, hasFreedomRmse: true },
      greenBand: 1,
      isReflectance: true,
    });
    expect(result.procedure).toBe(procedure);
    expect(Array.from(result.isUsed)).toEqual(expected.processing_mask);
    expect(
      result.segments.map(({ fromDay, toDay, breakDay, count, curve, changeProbability }) => ({
        start_day: fromDay,
        end_day: toDay,
        break_day: breakDay,
        observation_count: count,
        curve_qa: curve,
        change_probability: changeProbability,
      })),
    ).toMatchObject(
      expected.change_models.map((model: Record<string, unknown>) => ({
        start_day: model.start_day,
        end_day: model.end_day,
        break_day: model.break_day,
        observation_count: model.observation_count,
        curve_qa: model.curve_qa,
        change_probability: model.change_probability,
      })),
    );
    result.segments.forEach(({ curves, absoluteMagnitudes }, k) => {
      BANDS.forEach((band, b) => {
        const model = expected.change_models[k][band];
        const { coefficients, rmse } = curves[b]!;
        expectClose(rmse, model.rmse, 1e-9);
        expectClose(absoluteMagnitudes[b]!, model.magnitude, 1e-9);
        expectClose(coefficients[0]!, model.intercept, 1e-8);
        model.coefficients.forEach((value: number, c: number) => expectClose(coefficients[c + 1]!, value, 1e-8));
      });
    });
  });

  test('says of snow that it was not assessed, with the curve all the same', () => {
    const pixel = landsatPixel('series/pyccd/wa_row9_col2267_persistent_snow.csv', 'ordinal');
    const outcome = watch(MONITORS.ccdc!, pixel, { parameters: { variant: 'pyccd' } });
    expect(outcome.notAssessed).toBe('tooFewObservations');
    expect(outcome.segments.map(({ quality }) => quality)).toEqual([CURVE.persistentSnow]);
  });
});

describeWithData('series/pycold', 'COLD, as pycold', () => {
  test('two segments', () => {
    const pixel = landsatPixel('series/pycold/observations.csv', 'ordinal');
    const expected = json('series/pycold/expected.json');
    const { segments, breaks } = watch(MONITORS.ccdc!, pixel, { parameters: { variant: 'cold' } });
    expect(segments).toHaveLength(expected.segments);
    expect(segments[0]).toMatchObject({ breakDay: expected.first.break_ordinal, count: expected.first.num_obs });
    expect(segments[1]!.toDay).toBe(expected.second.end_ordinal);
    expect(breaks.filter(({ isConfirmed }) => isConfirmed).map(({ day }) => day)).toEqual([
      expected.first.break_ordinal,
    ]);
  });
});

describeWithData('series/landtrendr_fit', 'LandTrendr: lines between given years', () => {
  const { cases } = json('series/landtrendr_fit/cases.json');
  test.each(cases as { name: string }[])('$name within 3 units', (each) => {
    const { years, values, vertices, expected_fitted } = each as unknown as {
      years: number[];
      values: (number | null)[];
      vertices: number[];
      expected_fitted: number[];
    };
    const fitted = fitToVertices(
      years,
      values.map((value) => value ?? NaN),
      vertices,
    );
    expected_fitted.forEach((value, i) => expect(Math.abs(fitted[i]! - value)).toBeLessThanOrEqual(3));
  });
});

describeWithData('yatsm', 'CCDC over 447 Landsat looks, as yatsm', () => {
  const expectedBreaks = json('yatsm/expected_breaks.json') as Record<string, string[]>;
  const expectedSegments = json('yatsm/expected_segments.json').segments as {
    row: number;
    col: number;
    start: string;
    end: string;
    break_date: string | null;
    rmse: number[];
  }[];
  let pixels: Map<string, StackPixel>;

  beforeAll(async () => {
    pixels = await readStack();
  });

  test('without a parameter, all breaks on the reference days, none on the stable pixels', () => {
    for (const [key, dates] of Object.entries(expectedBreaks)) {
      expect(pixels.get(key)!.outcome.breaks.map(({ day }) => dateOfOrdinal(day))).toEqual(dates);
    }
  });

  test('where the manifest names no sensors, all breaks within one acquisition, none on the stable pixels', () => {
    for (const [key, dates] of Object.entries(expectedBreaks)) {
      const found = pixels
        .get(key)!
        .withoutSensors()
        .breaks.map(({ day }) => day);
      expect(found).toHaveLength(dates.length);
      dates.forEach((date, k) => expect(Math.abs(found[k]! - ordinalOf(date))).toBeLessThanOrEqual(16));
    }
  });

  test('with the sensor as a regressor, all breaks and ends of segments on the reference days', () => {
    const late: string[] = [];
    for (const key of Object.keys(expectedBreaks)) {
      const segments = pixels.get(key)!.bySensor()!;
      const expected = expectedSegments.filter(({ row, col }) => key === `r${row}_c${col}`);
      expect(segments.map(({ toDay }) => dateOfOrdinal(toDay))).toEqual(expected.map(({ end }) => end));
      const breaks = segments.map(({ breakDay }) => (breakDay === null ? null : dateOfOrdinal(breakDay)));
      expect(breaks).toEqual(expected.map(({ break_date }) => break_date));
      segments.forEach(({ fromDay }, k) => {
        if (dateOfOrdinal(fromDay) !== expected[k]!.start) late.push(`${key} ${dateOfOrdinal(fromDay)}`);
      });
    }
    // The reference begins these two one look earlier, 1984-05-19.
    expect(late).toEqual(['r2_c0 1984-06-04', 'r2_c1 1984-06-04']);
  });

  test('the curves of the first segments in row 2 have the reference RMSE (kept there in single precision)', () => {
    for (const key of ['r2_c2', 'r2_c3', 'r2_c4']) {
      const { rmse } = pixels.get(key)!.bySensor()![0]!;
      const expected = expectedSegments.find(({ row, col }) => key === `r${row}_c${col}`)!;
      BANDS.forEach((_, b) => expectClose(rmse[b]!, expected.rmse[b]!, 1e-7));
    }
  });

  test('the pixel without a clear look is not assessed', () => {
    expect(pixels.get('r0_c0')!.outcome.notAssessed).toBe('noClearLook');
  });
});

interface StackPixel {
  /** What the monitor says, as the command would. */
  readonly outcome: PixelOutcome;
  withoutSensors(): PixelOutcome;
  /** The search itself, with the reference's design: sensor, day, one cycle a year. */
  bySensor(): YatsmSegment[] | null;
}

const YATSM_CONFIGURATION: YatsmSettings = {
  detectionBands: [2, 4, 5],
  screeningBands: [1, 4],
  consecutive: 5,
  threshold: 3,
  minObs: 16,
  minRmse: 150,
  retrainDays: 365.25,
  screening: 400,
  penalty: 20,
};

/** The stack through the series reader, all pixels, by `r{row}_c{col}`. */
async function readStack(): Promise<Map<string, StackPixel>> {
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-yatsm-'));
  const manifest = join(folder, 'series.json');
  const images = readCsv(sharedDataPath('yatsm/images.csv'));
  const observations = images.map(({ date, sensor, file }) => {
    const bands = Object.fromEntries(BANDS.map((band, k) => [band, k + 1]));
    return { time: date, path: sharedDataPath(`yatsm/${file}`), bands, quality: { band: 8, clear: [0, 1] }, sensor };
  });
  await writeFile(manifest, JSON.stringify({ id: 'yatsm', observations, nodata: -9999 }));
  try {
    const series = await readSeries(manifest);
    const settings = { historyEndDay: null, order: null, hasTrend: false, parameters: {} };
    const plan = await planSeries({ series, method: 'ccdc', settings, value: null });
    const reader = openSeriesReader(plan.observations, plan.grid);
    const window = { x: 0, y: 0, width: plan.grid.width, height: plan.grid.height };
    const block = await reader.read({ window, bands: plan.followed.bands, isUnclearKept: true });
    reader.close();
    const days = Int32Array.from(plan.days);
    const isEtm = plan.observations.map(({ sensor }) => (sensor === 'LE' ? 1 : 0));
    const found = new Map<string, StackPixel>();
    const dates = { days, bands: plan.followed.bands };
    const watchOne = MONITORS.ccdc!.prepare({ ...dates, sensors: sensorsOf(plan)! }, plan.settings);
    const watchPlainly = MONITORS.ccdc!.prepare(dates, plan.settings);
    forEachPixel(block, days, (pixel, own) => {
      const key = `r${Math.floor(pixel / window.width)}_c${pixel % window.width}`;
      const whole = { ...own, values: own.values.map((values) => values.slice()), reason: own.reason.slice() };
      found.set(key, {
        outcome: watchOne(own),
        withoutSensors: () => watchPlainly(whole),
        bySensor: () => yatsmSegments(regressed(whole, isEtm), YATSM_CONFIGURATION),
      });
    });
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Clear looks with all bands from 0 to 10,000, and their regressors. */
function regressed({ days, values, reason }: PixelSeries, isEtm: readonly number[]): RegressedLooks {
  const chosen = Array.from(days.keys()).filter(
    (i) => reason[i] === NOT_ASSESSED.clear && values.every((own) => own[i]! >= 0 && own[i]! <= 10_000),
  );
  const rows = chosen.flatMap((i) => {
    const phase = (2 * Math.PI * days[i]!) / 365.25;
    return [1, isEtm[i]!, days[i]!, Math.cos(phase), Math.sin(phase)];
  });
  return {
    days: Float64Array.from(chosen, (i) => days[i]!),
    values: values.map((own) => Float64Array.from(chosen, (i) => own[i]!)),
    rows: Float64Array.from(rows),
    width: 5,
  };
}
