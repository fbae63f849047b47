import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { footprintWgs84 } from '#store/rasters/index.js';
import { ensureFirstUsers } from '#store/users.js';
import { apiUnderTest, type ApiUnderTest } from '../integration/api/apiUnderTest.js';
import { chromiumOrNull, eventually, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';
import { tinySeries } from '../support/tinySeries.js';

const TIMEOUT_MS = 240_000;
const SERIES = tinySeries({ width: 64, height: 48, looks: 24 });
const { grid, days } = SERIES;
const AREA = '{"type":"Polygon","coordinates":[[[120,30.2],[120.01,30.2],[120.01,30.21],[120,30.21],[120,30.2]]]}';

/** Watch areas and the line of time, on real services. */
(chromiumOrNull() === null ? describe.skip : describe)('watch areas in Chromium', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  let user: { readonly name: string; readonly password: string };

  beforeAll(async () => {
    api = await apiUnderTest();
    for (let look = 0; look < days.length; look++) await SERIES.plant(api.db, api.services.config.dataDir, look);
    const body = { name: 'fields', adminCode: '330110', geometry: footprintWgs84(grid) };
    await api.ask('/v1/watch-areas', { body });
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
    await watched.page.getByRole('navigation').first().waitFor();
    return watched;
  }

  const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

  test(
    'a series monitor is set by its form; the table says what is due and what was not seen',
    async () => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
      const { page, errors, foreignRequests } = await signedIn(context);
      await page.goto(`${api.url}/watch-areas`);
      await rowOf(page, 'fields').getByText('none', { exact: true }).waitFor();
      await rowOf(page, 'fields').getByRole('button', { name: 'Monitor…' }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('End of the history').fill(days[15]!);
      await form.getByLabel('Cadence (days)').fill('16');
      await form.getByLabel('Looks in a row that confirm').fill('4');
      expect(await seriousAxeFindings(page)).toEqual([]);
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'hidden' });
      const row = rowOf(page, 'fields');
      await row.getByText('CUSUM').waitFor();
      // The last look is years ago: late, and unseen since.
      await row.getByText(`last clear ${days.at(-1)}`).waitFor();
      await row.getByText(/\d+ days overdue/).waitFor();
      await row.getByText(/no clear look for \d+ days/).waitFor();
      const { items } = (await api.ask('/v1/watch-areas')).json as { items: { seriesMonitor: object }[] };
      expect(items[0]!.seriesMonitor).toMatchObject({
        method: 'cusum',
        historyEnd: days[15],
        cadenceDays: 16,
        gapDays: 60,
        parameters: { confirmations: 4 },
      });
      expect(await seriousAxeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Watch now' }).click();
      expect(errors).toEqual([]);
      expect(foreignRequests).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );

  test(
    'a new area is pasted, in Chinese',
    async () => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 820, height: 1100 } });
      const { page, errors } = await signedIn(context);
      await page.goto(`${api.url}/watch-areas`);
      await page.getByRole('button', { name: '新建监测区' }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('名称').fill('河东');
      await form.getByLabel(/行政区划|辖区/).fill('330110');
      await form
        .getByRole('button', { name: '保 存' })
        .or(form.getByRole('button', { name: '保存' }))
        .click();
      await form.getByText('请绘制、粘贴或选择范围').waitFor();
      await form.getByLabel('范围').fill(AREA);
      await form
        .getByRole('button', { name: '保 存' })
        .or(form.getByRole('button', { name: '保存' }))
        .click();
      await rowOf(page, '河东').waitFor();
      expect(errors).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );

  test(
    'the line of time sets the dates of the map by keys, and runs through them',
    async () => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
      const { page, errors } = await signedIn(context);
      await page.goto(`${api.url}/`);
      const slider = page.getByRole('group', { name: 'Epochs on a line of time' });
      const after = slider.getByRole('slider').nth(1);
      const map = page.getByRole('region', { name: 'Monitoring map' });
      await map.locator('img.leaflet-tile-loaded').first().waitFor();
      const first = (await after.getAttribute('aria-valuetext'))!;
      await after.press('ArrowLeft');
      const earlier = days[days.indexOf(first) - 1]!;
      await eventually('the look before', async () => (await after.getAttribute('aria-valuetext')) === earlier);
      await page.getByText(earlier, { exact: true }).first().waitFor();
      await slider.getByRole('button', { name: 'Run through the epochs' }).click();
      await slider.getByRole('button', { name: 'Run through the epochs' }).waitFor({ timeout: 20_000 });
      expect(await after.getAttribute('aria-valuetext')).toBe(days.at(-1));
      expect(await seriousAxeFindings(page)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
    TIMEOUT_MS,
  );
});
