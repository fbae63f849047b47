import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { chromiumOrNull, eventually, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';
import { planwatchUp, type PlanwatchUp } from './planwatchUp.js';

/** Thirteen runs on a machine that does other things as well. */
const UP_TIMEOUT_MS = 600_000;
const TEST_TIMEOUT_MS = 120_000;

/** The whole product, driven as a person drives it. */
(chromiumOrNull() === null ? describe.skip : describe)('the viewer in Chromium', () => {
  let planwatch: PlanwatchUp;
  let browser: Browser;

  beforeAll(async () => {
    planwatch = await planwatchUp({ seed: 7, sizePx: 360 });
    browser = await launchBrowser();
  }, UP_TIMEOUT_MS + 30_000);

  afterAll(async () => {
    await browser?.close();
    await planwatch?.stop();
  }, 60_000);

  const opened = async (locale: string, size = { width: 1280, height: 800 }): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale, viewport: size });
    context.setDefaultTimeout(30_000);
    return context;
  };
  const signIn = async (page: Page, password?: string): Promise<void> => {
    const user = planwatch.users.find(({ role }) => role === 'admin') ?? planwatch.users[0];
    await page.goto(`${planwatch.url}/`);
    await page.locator('input[autocomplete=username]').fill(user?.name ?? '');
    await page.locator('input[autocomplete=current-password]').fill(password ?? user?.password ?? '');
    await page.locator('button[type=submit]').click();
  };

  test(
    'shows the run’s progress live and fills the list as alerts are raised, without being loaded anew',
    async () => {
      const context = await opened('en-GB');
      context.setDefaultTimeout(UP_TIMEOUT_MS);
      const { page, errors } = await watchedPage(context, planwatch.url);
      await signIn(page);
      await page.getByText('No imagery yet').waitFor();
      await page.evaluate('window.wasLoadedOnce = true');
      await page.getByRole('progressbar', { name: 'Run progress' }).waitFor();
      await page.getByRole('list', { name: 'List of alerts' }).getByRole('listitem').first().waitFor();
      await page.getByRole('slider', { name: /卷帘|Swipe/ }).waitFor();
      expect(await page.evaluate('window.wasLoadedOnce')).toBe(true);
      expect(errors).toEqual([]);
      await planwatch.sampleReady;
      await context.close();
    },
    UP_TIMEOUT_MS,
  );

  test(
    'leads from sign-in over map, swipe and list to an alert’s page, in both languages, without a fault',
    async () => {
      const context = await opened('zh-CN');
      const { page, errors, foreignRequests } = await watchedPage(context, planwatch.url);
      await page.goto(`${planwatch.url}/`);
      await page.waitForSelector('button[type=submit]');
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      expect(await seriousAxeFindings(page)).toEqual([]);

      await signIn(page);
      const map = page.getByRole('region', { name: '监测地图' });
      await map.locator('img.leaflet-tile-loaded').nth(3).waitFor();
      const rows = page.getByRole('list', { name: '线索列表' }).getByRole('listitem');
      await rows.first().waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);

      const slider = page.getByRole('slider', { name: /卷帘|Swipe/ });
      await swipeByMouse(page, slider);
      await swipeByKeyboard(page, slider);
      await expectPlansOnClick(page, map);

      const kind = await rows.first().locator('a span span').first().innerText();
      await rows.first().getByRole('link').click();
      await page.waitForURL(/\/alerts\/[0-9a-f-]{36}/);
      await page.getByRole('heading', { level: 1, name: kind }).waitFor();
      await expectLoadedChips(page);
      await page.getByRole('heading', { name: '办理历史' }).waitFor();
      expect(await page.locator('time').count()).toBeGreaterThan(0);
      expect(await page.getByRole('table').count()).toBeGreaterThan(0);
      await swipeByKeyboard(page, page.getByRole('slider', { name: /卷帘|Swipe/ }));
      expect(await seriousAxeFindings(page)).toEqual([]);

      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'History' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.getByRole('link', { name: 'Runs' }).first().click();
      await page.getByRole('table').getByText('Done').first().waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);

      expect(errors).toEqual([]);
      expect(foreignRequests).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'goes to the next and the previous alert by J and K, and back to the list as it was filtered',
    async () => {
      const context = await opened('en-GB');
      const { page, errors } = await watchedPage(context, planwatch.url);
      await signIn(page);
      const list = page.getByRole('list', { name: 'List of alerts' });
      await list.getByRole('listitem').first().waitFor();
      const total = await list.getByRole('listitem').count();
      const critical = page.getByRole('button', { name: /^Critical/ });
      await critical.click();
      await page.waitForURL(/severity=critical/);
      await eventually('the list is shorter', async () => (await list.getByRole('listitem').count()) < total);
      const links = list.getByRole('link');
      const first = new URL((await links.nth(0).getAttribute('href')) ?? '', planwatch.url).pathname;
      const second = new URL((await links.nth(1).getAttribute('href')) ?? '', planwatch.url).pathname;
      await links.nth(0).click();
      await page.getByText(/^1 of \d+$/).waitFor();
      await page.keyboard.press('j');
      await page.waitForURL((url) => url.pathname === second);
      await page.getByText(/^2 of \d+$/).waitFor();
      await page.keyboard.press('k');
      await page.waitForURL((url) => url.pathname === first);
      await page.getByRole('link', { name: 'Back to the list' }).click();
      await page.waitForURL(/\/\?severity=critical/);
      expect(await critical.getAttribute('aria-pressed')).toBe('true');
      expect(errors).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'rejects by one key with a reason, goes on to the next, takes it back, and confirms by another',
    async () => {
      const context = await opened('zh-CN');
      const { page, errors } = await watchedPage(context, planwatch.url);
      await signIn(page);
      await planwatch.sampleReady;
      const links = page.getByRole('list', { name: '线索列表' }).getByRole('link');
      await links.nth(1).waitFor();
      const [first, second] = await Promise.all(
        [0, 1].map(
          async (place) => new URL((await links.nth(place).getAttribute('href')) ?? '', planwatch.url).pathname,
        ),
      );
      await links.nth(0).click();
      await page.getByRole('heading', { name: '判定', exact: true }).waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);
      await page.keyboard.press('1');
      await page.waitForURL((url) => url.pathname === second);
      await page
        .getByRole('button', { name: '撤 回' })
        .or(page.getByRole('button', { name: '撤回' }))
        .click();
      await page.waitForURL((url) => url.pathname === first);
      // The address changes before the page does; a key acts on what is shown.
      await page.getByText(/^第 1 条/).waitFor();
      await page.locator('header').getByText('待判读').waitFor();
      await page.keyboard.press('v');
      await page.waitForURL((url) => url.pathname === second);
      const statusOf = async (path: string) =>
        (await page.request.get(`${planwatch.url}/v1${path}`)).json() as Promise<{
          properties: { status: string; revision: number; determination: unknown };
        }>;
      const { properties } = await statusOf(first!);
      expect(properties).toMatchObject({ status: 'determined', determination: { outcome: 'violation' }, revision: 4 });
      expect((await statusOf(second!)).properties.status).toBe('new');
      expect(errors).toEqual([]);
      await context.close();
    },
    UP_TIMEOUT_MS,
  );

  test(
    'says what is wrong: a refused sign-in, an alert that is not there, an API that is away',
    async () => {
      const context = await opened('en-GB');
      const { page } = await watchedPage(context, planwatch.url);
      await signIn(page, 'not the password');
      await page.getByRole('alert').getByText('The user name or the password is not right.').waitFor();
      await signIn(page);
      await page.getByRole('list', { name: 'List of alerts' }).waitFor();
      await page.goto(`${planwatch.url}/alerts/00000000-0000-4000-8000-000000000000`);
      await page
        .getByRole('alert')
        .getByText(/^Not found/)
        .waitFor();
      await page.route('**/v1/runs?*', (route) => route.abort());
      await page.goto(`${planwatch.url}/runs`);
      await page
        .getByRole('alert')
        .getByText(/cannot be reached/)
        .waitFor();
      await page.unroute('**/v1/runs?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('table').waitFor();
      // A session that ended leads to the sign-in, and from there back to where the reader stood.
      await page.goto(`${planwatch.url}/scenes?from=here`);
      await page.getByRole('table').waitFor();
      await context.clearCookies();
      await page.reload();
      const user = planwatch.users.find(({ role }) => role === 'admin');
      await page.locator('input[autocomplete=username]').fill(user?.name ?? '');
      await page.locator('input[autocomplete=current-password]').fill(user?.password ?? '');
      await page.locator('button[type=submit]').click();
      await page.waitForURL(/\/scenes\?from=here$/);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'is usable on a phone: list and map take turns, and nothing is wider than the screen',
    async () => {
      const context = await opened('zh-CN', { width: 390, height: 844 });
      const { page, errors } = await watchedPage(context, planwatch.url);
      await signIn(page);
      await page.getByRole('slider', { name: /卷帘|Swipe/ }).waitFor();
      await page.getByText('列表', { exact: true }).click();
      await page.getByRole('list', { name: '线索列表' }).getByRole('link').first().click();
      await expectLoadedChips(page);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await seriousAxeFindings(page)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );
});

async function valueOf(slider: Locator): Promise<number> {
  return Number(await slider.getAttribute('aria-valuenow'));
}

async function swipeByMouse(page: Page, slider: Locator): Promise<void> {
  const from = await valueOf(slider);
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the swipe has no place on the page');
  const x = box.x + box.width / 2;
  const y = box.y + box.height * 0.7;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 150, y, { steps: 5 });
  await page.mouse.up();
  expect(await valueOf(slider)).toBeGreaterThan(from);
  await expectSeamAt(page, slider);
}

async function swipeByKeyboard(page: Page, slider: Locator): Promise<void> {
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await valueOf(slider)).toBe(0);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  expect(await valueOf(slider)).toBe(12);
  await expectSeamAt(page, slider);
}

/** The two imagery panes are cut where the divider stands. */
async function expectSeamAt(page: Page, slider: Locator): Promise<void> {
  const seam = await page.evaluate<number>(`(() => {
    const pane = document.querySelector('.leaflet-planwatch-before-pane');
    const x = Math.max(...pane.style.clipPath.match(/-?[\\d.]+(?=px -?[\\d.]+px)/g).map(Number));
    return x + pane.getBoundingClientRect().left;
  })()`);
  const box = await slider.boundingBox();
  expect(Math.abs(seam - ((box?.x ?? 0) + (box?.width ?? 0) / 2))).toBeLessThanOrEqual(2);
}

/** A click beside the alerts tells what the plans say there; the first place tried may be an alert's. */
async function expectPlansOnClick(page: Page, map: Locator): Promise<void> {
  await page.getByRole('checkbox', { name: '行政区划' }).check();
  const card = page.getByRole('region', { name: '此处的规划' });
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map has no place on the page');
  let place = 0;
  await eventually('a click shows the plans of the place', async () => {
    place = (place + 0.07) % 0.3;
    await page.mouse.click(box.x + box.width * (0.4 + place), box.y + box.height * 0.45);
    await page.waitForTimeout(200);
    return card.getByText('行政区划').first().isVisible();
  });
  await card.getByRole('button', { name: '关闭' }).click();
  await card.waitFor({ state: 'detached' });
}

async function expectLoadedChips(page: Page): Promise<void> {
  await page.locator('figure img').nth(1).waitFor();
  const loaded = `[...document.querySelectorAll('figure img')].every((image) => image.complete && image.naturalWidth > 0)`;
  await eventually('both chips have loaded', () => page.evaluate<boolean>(loaded));
  expect(await page.locator('figure img').count()).toBe(2);
}
