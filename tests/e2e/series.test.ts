import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { footprintWgs84 } from '#store/rasters/index.js';
import { ensureFirstUsers } from '#store/users.js';
import { apiUnderTest, type ApiUnderTest } from '../integration/api/apiUnderTest.js';
import { chromiumOrNull, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';
import { tinySeries } from '../support/tinySeries.js';

const TIMEOUT_MS = 180_000;
const SERIES = tinySeries({ width: 64, height: 48, looks: 75 });
const { grid, days, building } = SERIES;

/** The API on real services with a series, and the viewer on it. */
(chromiumOrNull() === null ? describe.skip : describe)('a place over time in Chromium', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  let user: { readonly name: string; readonly password: string };

  beforeAll(async () => {
    api = await apiUnderTest();
    for (let look = 0; look < days.length; look++) await SERIES.plant(api.db, api.services.config.dataDir, look);
    const body = { name: 'fields', adminCode: '330110', geometry: footprintWgs84(grid) };
    const { id } = (await api.ask('/v1/watch-areas', { body })).json as { id: string };
    const monitor = { method: 'cusum', order: 3, historyEnd: days[50] };
    await api.ask(`/v1/watch-areas/${id}/series-monitor`, { method: 'PUT', body: monitor });
    user = (await ensureFirstUsers(api.db)).find(({ role }) => role === 'admin')!;
    browser = await launchBrowser();
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  }, 60_000);

  async function signedIn(context: BrowserContext): Promise<Awaited<ReturnType<typeof watchedPage>>> {
    context.setDefaultTimeout(30_000);
    const watched = await watchedPage(context, api.url);
    await watched.page.goto(`${api.url}/`);
    await watched.page.locator('input[autocomplete=username]').fill(user.name);
    await watched.page.locator('input[autocomplete=current-password]').fill(user.password);
    await watched.page.locator('button[type=submit]').click();
    return watched;
  }

  /** The map opens on all of the scene, in whose middle the building begins; the swipe's handle stands on that very place. */
  async function clickBuilding(page: Page, label: string): Promise<void> {
    const map = page.getByRole('region', { name: label });
    await map.locator('img.leaflet-tile-loaded').first().waitFor();
    const box = (await map.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2 + 40, box.y + box.height / 2 + 24);
  }

  test(
    'a click on the map leads to the chart with its break, in words and as a table too',
    async () => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
      const { page, errors, foreignRequests } = await signedIn(context);
      await clickBuilding(page, 'Monitoring map');
      await page.getByRole('button', { name: 'Show the time series' }).click();
      const chart = page.getByRole('img', { name: /Chart of ndvi over time: \d+ clear looks, 2021-01-04 to/ });
      await chart.locator('svg').waitFor();
      await page.getByText(`Confirmed break: began ${days[59]} to ${building.since}, magnitude -0.3`).waitFor();
      const words = (await chart.locator('svg').textContent()) ?? '';
      for (const word of ['Fit of the history', 'Process', 'Boundary', 'Break']) expect(words).toContain(word);
      expect(await seriousAxeFindings(page)).toEqual([]);
      await page.getByText('Table', { exact: true }).click();
      const rows = page.getByRole('table', { name: 'Time series' }).getByRole('row');
      expect(await rows.count()).toBe(days.length + 1);
      await page.getByRole('rowheader', { name: building.since }).waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);
      expect(errors).toEqual([]);
      expect(foreignRequests).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );

  test(
    'another value of the same place, in Chinese',
    async () => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
      const { page, errors } = await signedIn(context);
      await clickBuilding(page, '监测地图');
      await page.getByRole('button', { name: '查看时间序列' }).click();
      await page.getByRole('img', { name: /ndvi 时间序列图/ }).waitFor();
      await page.getByRole('combobox', { name: '指标' }).click();
      await page.getByTitle('swir1').click();
      await page.getByRole('img', { name: /swir1 时间序列图/ }).waitFor();
      expect(errors).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );
});
