import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import type { MonitorName } from '#domain/series.js';
import { ordinalOf } from '#domain/time.js';
import { seriesRecipeByName } from '#pipelines/recipes/seriesRecipes.js';
import { openRaster, writeCog } from '#store/rasters/index.js';
import { readSeries } from '#store/series/seriesManifest.js';
import { watchSeries } from '#cli/monitor/watchSeries.js';

const GRID = {
  width: 40,
  height: 30,
  originX: 500_000,
  originY: 3_400_000,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};
const STARTED = '2022-05-01';
const LOOKS = 78;

let folder: string;

/** Fields with seasons, seeded noise and clouds; 10 x 10 pixels turn to concrete. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'planwatch-series-'));
  let state = 5;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const observations: Record<string, unknown>[] = [];
  let day = Date.UTC(2019, 0, 3);
  for (let look = 0; look < LOOKS; look++) {
    day += (10 + Math.floor(random() * 14)) * 86_400_000;
    const time = new Date(day).toISOString().slice(0, 10);
    const season = 0.5 + 0.5 * Math.cos(2 * Math.PI * (day / 86_400_000 / 365.25 - 0.55));
    const [cloudX, cloudY] = [random() * 80, random() * 60];
    const bands = [0, 1, 2, 3].map(() => new Uint16Array(GRID.width * GRID.height));
    for (let pixel = 0; pixel < GRID.width * GRID.height; pixel++) {
      const [x, y] = [pixel % GRID.width, Math.floor(pixel / GRID.width)];
      const isBuilt = time >= STARTED && x >= 20 && x < 30 && y >= 10 && y < 20;
      const ground = isBuilt
        ? [1700, 1850, 1950, 2150]
        : [400 + 150 * season, 700, 900 - 400 * season, 1900 + 1900 * season];
      const isHidden = Math.hypot(x - cloudX, y - cloudY) < 20 || (x === 0 && y === 0);
      bands.forEach((band, k) => (band[pixel] = isHidden ? 0 : ground[k]! * (1 + 0.06 * (random() - 0.5))));
    }
    await writeCog(join(folder, `${look}.tif`), {
      grid: GRID,
      sampleType: 'uint16',
      bands,
      nodata: 0,
      overviews: null,
      tileSize: 32,
    });
    for (const type of ['uint16', 'float32'] as const) {
      await writeCog(join(folder, `${type}-${look}.tif`), {
        grid: GRID,
        sampleType: type,
        bands: [type === 'uint16' ? bands[3]! : Float32Array.from(bands[3]!)],
        nodata: 0,
        overviews: null,
        tileSize: 16,
      });
    }
    observations.push({ time, path: `${look}.tif`, bands: { blue: 1, green: 2, red: 3, nir: 4 } });
  }
  const write = (name: string, own: typeof observations): void =>
    writeFileSync(
      join(folder, name),
      JSON.stringify({ id: 'fields', observations: own, scale: 1e-4, offset: 0, nodata: 0 }),
    );
  write('all.json', observations);
  write('early.json', observations.slice(0, 70));
  const nirOf = (name: (look: number) => string, band: number) =>
    observations.map(({ time }, look) => ({ time, path: name(look), bands: { nir: band } }));
  write(
    'interleaved.json',
    nirOf((look) => `${look}.tif`, 4),
  );
  for (const type of ['uint16', 'float32']) {
    write(
      `${type}.json`,
      nirOf((look) => `${type}-${look}.tif`, 1),
    );
  }
  write(
    'withoutOne.json',
    observations.filter((_, look) => look !== 72),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(series: string, method: MonitorName, outputs: Record<string, string | boolean>): Promise<string> {
  const settings = { historyEndDay: ordinalOf('2021-12-31'), order: 1, hasTrend: false, parameters: {} };
  const places = Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, typeof value === 'string' ? join(folder, value) : value]),
  );
  const monitor = monitorOf(method);
  const recipe = seriesRecipeByName(method);
  return watchSeries({ series: join(folder, series), threads: 0, monitor, settings, recipe, value: null, ...places });
}

const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describe('a series of rasters', () => {
  test('one patch, outlined, dated and named', async () => {
    await run('all.json', 'cusum', { breaksOut: 'breaks.json', patchesOut: 'patches.geojson' });
    const { features } = json('patches.geojson');
    expect(features).toHaveLength(1);
    const { areaM2, onsetFrom, onsetTo, fromClass, toClass } = features[0].properties;
    expect(Math.abs(areaM2 / 10_000 - 1)).toBeLessThanOrEqual(0.02);
    expect(onsetFrom < STARTED && STARTED <= onsetTo).toBe(true);
    expect([fromClass, toClass]).toEqual(['grass', 'builtUp']);
    const { series } = json('breaks.json');
    expect(series).toHaveLength(GRID.width * GRID.height);
    expect(series[0]).toMatchObject({ row: 0, col: 0, notAssessed: 'noClearLook', breaks: [] });
  });

  test.each<MonitorName>(['bfast-monitor', 'ewma', 'cusum', 'mosum', 'iqr'])(
    '%s: continued from its state, look by look or late, as if fitted at once',
    async (method) => {
      const state = `${method}.state.tif`;
      await run('early.json', method, { update: true, state });
      await run('withoutOne.json', method, { update: true, state });
      const summary = await run('all.json', method, { update: true, state, breaksOut: 'continued.json' });
      await run('all.json', method, { breaksOut: 'atOnce.json' });
      expect(json('continued.json').series).toEqual(json('atOnce.json').series);
      expect(summary).toContain('blocks fitted anew');
    },
  );

  test.each<[string, MonitorName]>([
    ['uint16', 'cusum'],
    ['float32', 'cusum'],
    ['uint16', 'bfast-monitor'],
    ['uint16', 'ewma'],
    ['uint16', 'mosum'],
    ['uint16', 'iqr'],
  ])('%s samples taken as they are stored tell %s the same as values', async (type, method) => {
    await run('interleaved.json', method, { breaksOut: 'values.json' });
    await run(`${type}.json`, method, { breaksOut: 'stored.json' });
    const [stored, values] = [json('stored.json').series, json('values.json').series];
    expect(stored).toHaveLength(values.length);
    for (const [pixel, entry] of stored.entries()) {
      const { breaks, history, notAssessed, coefficients, sigma } = values[pixel];
      expect(entry).toMatchObject({ history, notAssessed });
      expect(entry.breaks.map(({ date }: { date: string }) => date)).toEqual(
        breaks.map(({ date }: { date: string }) => date),
      );
      expect(Math.abs(entry.sigma - sigma)).toBeLessThanOrEqual(1e-6);
      coefficients.forEach((value: number, k: number) => {
        expect(Math.abs(entry.coefficients[k] - value)).toBeLessThanOrEqual(1e-6);
      });
    }
  });

  test('a raster of breaks says where nothing was assessed', async () => {
    await run('all.json', 'iqr', { breaksOut: 'breaks.tif' });
    const raster = await openRaster(join(folder, 'breaks.tif'));
    const { values } = await raster.readWindow({ x: 0, y: 0, width: GRID.width, height: GRID.height }, [1, 3, 7]);
    raster.close();
    expect([values[0]![0], values[2]![0]]).toEqual([-9999, 1]);
    const inside = 15 * GRID.width + 25;
    expect([values[1]![inside], values[2]![inside]]).toEqual([1, 0]);
    expect([values[0]![5 * GRID.width + 5], values[1]![5 * GRID.width + 5]]).toEqual([0, 0]);
  });

  test('an unreadable field is named with its path', async () => {
    writeFileSync(
      join(folder, 'bad.json'),
      JSON.stringify({ id: 'x', observations: [{ time: 'soon', path: 'a', bands: { red: 0 } }] }),
    );
    await expect(readSeries(join(folder, 'bad.json'))).rejects.toThrow(/observations\[0\]\.bands\.red/);
  });
});
