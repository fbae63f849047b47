import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { PixelSeries } from '#domain/pixelSeries.js';
import { footprintWgs84 } from '#store/rasters/index.js';
import { placeOf, tinySeries } from '../../support/tinySeries.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';

jest.setTimeout(180_000);

const SERIES = tinySeries({ width: 64, height: 48, looks: 75 });
const { grid, days, building } = SERIES;
const HISTORY_END = days[50]!;

let api: ApiUnderTest;
let areaId: string;
beforeAll(async () => {
  api = await apiUnderTest();
  for (let look = 0; look < days.length; look++) await SERIES.plant(api.db, api.services.config.dataDir, look);
  const body = { name: 'fields', adminCode: '330110', geometry: footprintWgs84(grid) };
  areaId = ((await api.ask('/v1/watch-areas', { body })).json as { id: string }).id;
});
afterAll(() => api.stop());

const watchBy = (monitor: object, as: 'steward' | 'officer' = 'steward'): Promise<Answer> =>
  api.ask(`/v1/watch-areas/${areaId}/series-monitor`, { method: 'PUT', body: monitor, as });

async function pixelAt(x: number, y: number, more = ''): Promise<PixelSeries> {
  const [lon, lat] = placeOf(grid, x, y);
  const answer = await api.ask(`/v1/watch-areas/${areaId}/series?lon=${lon}&lat=${lat}${more}`);
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return answer.json as PixelSeries;
}

const inside = [building.x + 3, building.y + 3] as const;

describe('one pixel over time', () => {
  test('without a monitor: its values, and why there are none', async () => {
    const pixel = await pixelAt(5, 7);
    expect(pixel).toMatchObject({ value: 'ndvi', monitor: null });
    expect(pixel.looks.map(({ time }) => time.slice(0, 10))).toEqual(days);
    const hidden = pixel.looks.filter(({ seen }) => seen !== 'clear');
    expect(new Set(hidden.map(({ seen }) => seen))).toEqual(new Set(['cloud']));
    expect(hidden.every(({ value }) => value === null)).toBe(true);
    // Summer: (3600 - 450) / (3600 + 450); winter: (1900 - 900) / (1900 + 900); noise of 2.5 %.
    const values = pixel.looks.flatMap(({ value }) => value ?? []);
    expect(Math.max(...values)).toBeCloseTo(0.778, 1);
    expect(Math.min(...values)).toBeCloseTo(0.357, 1);
  });

  test('any band or index, between two days', async () => {
    const pixel = await pixelAt(5, 7, `&value=swir1&from=${days[10]}&to=${days[19]}`);
    expect(pixel.value).toBe('swir1');
    expect(pixel.looks.map(({ time }) => time.slice(0, 10))).toEqual(days.slice(10, 20));
  });

  test.each(['bfast-monitor', 'cusum', 'mosum', 'iqr'] as const)(
    'watched by %s: fit, process, boundary, and a break where the building is seen first',
    async (method) => {
      const set = await watchBy({ method, order: 3, historyEnd: HISTORY_END });
      expect((set.json as { seriesMonitor: object }).seriesMonitor).toMatchObject({
        method,
        harmonisation: 'landsatOli',
      });
      const { looks, monitor } = await pixelAt(...inside);
      expect(monitor).toMatchObject({ method, historyEnd: HISTORY_END, notAssessed: null });
      const clear = looks.filter(({ seen }) => seen === 'clear').map(({ time }) => time.slice(0, 10));
      const [found] = monitor!.breaks.filter(({ confirmed }) => confirmed);
      const firstBuilt = clear.find((day) => day >= building.since)!;
      expect([found?.lastClear, found?.firstLook]).toEqual([clear.findLast((day) => day < building.since), firstBuilt]);
      // The fit follows the seasons that there were before.
      const summer = monitor!.curve.filter(({ date }) => date.slice(5, 7) === '07');
      expect(summer.length).toBeGreaterThan(5);
      for (const { value } of summer) expect(Math.abs(value - 0.77)).toBeLessThan(0.05);
      expect(monitor!.curve.at(-1)?.date).toBe(days.at(-1));
      const watched = looks.filter(({ process }) => process !== null);
      expect(watched[0]!.time.slice(0, 10) > HISTORY_END).toBe(true);
      expect(watched.every(({ boundary, seen }) => boundary !== null && seen === 'clear')).toBe(true);
      const quiet = await pixelAt(5, 7);
      expect(quiet.monitor?.breaks.filter(({ confirmed }) => confirmed)).toEqual([]);
    },
  );

  test('segmented by ccdc: curves of the band that is shown', async () => {
    await watchBy({ method: 'ccdc' });
    const { value, monitor } = await pixelAt(5, 7, '&value=red');
    expect(value).toBe('red');
    const summer = monitor!.curve.filter(({ date }) => date.slice(5, 7) === '07');
    for (const { value: red } of summer) expect(Math.abs(red - 0.046)).toBeLessThan(0.01);
    expect(summer.length).toBeGreaterThan(5);
  });

  test('what cannot be shown is said', async () => {
    const [lon, lat] = placeOf(grid, 5, 7);
    const at = (query: string): Promise<Answer> => api.ask(`/v1/watch-areas/${areaId}/series?${query}`);
    expect(await at('lon=10&lat=10')).toMatchObject({ status: 422, json: { code: 'series.outside' } });
    expect(await at(`lon=${lon}&lat=${lat}&value=beauty`)).toMatchObject({
      status: 422,
      json: { code: 'series.value' },
    });
    expect(await at(`lon=${lon}&lat=${lat}&from=2022-01-02&to=2022-01-01`)).toMatchObject({
      status: 400,
      json: { code: 'request.query' },
    });
    expect((await api.ask(`/v1/watch-areas/${crypto.randomUUID()}/series?lon=1&lat=1`)).status).toBe(404);
  });
});

describe('a series monitor', () => {
  test('is refused where the method does not know a parameter, naming those it knows', async () => {
    const refused = await watchBy({ method: 'ewma', parameters: { strength: 1 } });
    expect(refused).toMatchObject({ status: 422, json: { code: 'monitor.parameter' } });
    expect(refused.text).toContain('sensitivity');
  });

  test('is set by those who start runs only, and taken away again', async () => {
    expect((await watchBy({ method: 'ewma' }, 'officer')).status).toBe(403);
    const removed = await api.ask(`/v1/watch-areas/${areaId}/series-monitor`, { method: 'DELETE', as: 'steward' });
    expect(removed).toMatchObject({ status: 200, json: { seriesMonitor: null } });
    const { items } = (await api.ask('/v1/audit?noun=watchArea')).json as { items: { act: string }[] };
    expect(items.filter(({ act }) => act === 'seriesMonitorSet').length).toBeGreaterThan(1);
  });

  test('methods come with their papers and parameters', async () => {
    const { items } = (await api.ask('/v1/series-methods')).json as {
      items: { name: string; source: string; parameters: { name: string }[] }[];
    };
    expect(items.map(({ name }) => name)).toContain('landtrendr');
    for (const { source, parameters } of items) {
      expect(source.length).toBeGreaterThan(20);
      expect(parameters.length).toBeGreaterThan(0);
    }
  });
});

describe('the schedule of a watched area', () => {
  test('what is due and what was not seen; asked for now by those who may', async () => {
    const set = { method: 'cusum', cadenceDays: 12, gapDays: 30 };
    expect((await watchBy(set)).status).toBe(200);
    const path = `/v1/watch-areas/${areaId}/schedule`;
    const schedule = await api.ask(path, { as: 'officer' });
    const last = days.at(-1)!;
    expect(schedule.json).toMatchObject({
      watchAreaId: areaId,
      cadenceDays: 12,
      gapDays: 30,
      lookCount: days.length,
      lastLookOn: last,
      lastClearLookOn: last,
      nextDueOn: new Date(Date.parse(last) + 12 * 86_400_000).toISOString().slice(0, 10),
      lastRun: null,
      lastDoneAt: null,
      gaps: [{ since: last, endedOn: null }],
    });
    expect((await api.ask('/v1/watch-schedules')).json).toMatchObject({ items: [{ watchAreaId: areaId }] });
    const asked = `/v1/watch-areas/${areaId}/monitor`;
    expect((await api.ask(asked, { method: 'POST', as: 'officer' })).status).toBe(403);
    expect((await api.ask(asked, { method: 'POST', as: 'steward' })).status).toBe(202);
  });

  test('an area that is not watched has none', async () => {
    await api.ask(`/v1/watch-areas/${areaId}/series-monitor`, { method: 'DELETE', as: 'steward' });
    expect((await api.ask(`/v1/watch-areas/${areaId}/schedule`)).status).toBe(404);
    expect((await api.ask('/v1/watch-areas/nonsense/schedule')).status).toBeGreaterThanOrEqual(400);
    expect((await api.ask('/v1/watch-schedules')).json).toEqual({ items: [] });
  });
});
