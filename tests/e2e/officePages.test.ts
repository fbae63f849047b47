import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { idOf } from '#domain/id.js';
import { saveNewAlerts } from '#store/alertChanges.js';
import { createRun } from '#store/runs.js';
import { createUser } from '#store/users.js';
import { checkTerms } from '#worker/jobs/checkTerms.js';
import { apiUnderTest, type ApiUnderTest } from '../integration/api/apiUnderTest.js';
import { signIn } from '../integration/api/signingIn.js';
import { alertOf, watchedArea } from '../integration/store/examples.js';
import { chromiumOrNull, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';

const TEST_TIMEOUT_MS = 120_000;
const PASSWORD = 'correct horse battery';
const WIDTHS_PX = [1440, 820] as const;
/** Where pictures of the pages are left, for whoever wants to look. */
const PICTURES = 'tests/.output/pages';

/** What of the header lies beyond its edge: in two rows, the pages may scroll. */
const PUSHED_OUT = `[...document.querySelectorAll('header button, header a')]
  .filter((each) => innerWidth > 1000 || each.closest('nav') === null)
  .filter((each) => each.getBoundingClientRect().right > Math.min(innerWidth, each.closest('nav')?.getBoundingClientRect().right ?? Infinity) + 1)
  .map((each) => each.textContent)`;

/** Pages of the daily work in an office: notices, second decisions. */
(chromiumOrNull() === null ? describe.skip : describe)('pages of an office in Chromium', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  const alertId = idOf('office pages', 1);
  beforeAll(async () => {
    api = await apiUnderTest();
    const li = await createUser(api.db, { name: 'li', password: PASSWORD, role: 'officer', adminCode: '330106' });
    await createUser(api.db, { name: 'wang', password: PASSWORD, role: 'supervisor', adminCode: '330106' });
    await saveNewAlerts(api.db, [{ ...alertOf(alertId), dueOn: '2026-03-10' }]);
    const wang = await signIn(api, { name: 'wang', password: PASSWORD });
    const act = (revision: number, body: object) =>
      api.ask(`/v1/alerts/${alertId}/acts`, {
        as: null,
        headers: wang,
        body: { expectedRevision: revision, act: body },
      });
    await act(1, { act: 'assign', assigneeId: li.id });
    await checkTerms({ db: api.db, digestBudget: 5 }, '2026-03-09T01:00:00.000Z');
    await checkTerms({ db: api.db, digestBudget: 5 }, '2026-03-16T01:00:00.000Z');
    const plan = { version: 0, seed: 's', share: 1, shareByKind: { rebound: 0.5 }, shareByOfficer: {} };
    await api.ask('/v1/review-plan', { method: 'PUT', as: null, headers: wang, body: plan });
    const { properties } = (await api.ask(`/v1/alerts/${alertId}`)).json as { properties: { revision: number } };
    await act(properties.revision, {
      act: 'determine',
      determination: { outcome: 'pseudoChange', reason: 'harvest' },
    });
    browser = await launchBrowser();
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  }, 60_000);

  async function open(name: string, width: number): Promise<{ page: Page; errors: string[] }> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height: 900 } });
    context.setDefaultTimeout(30_000);
    const watched = await watchedPage(context, api.url);
    const { page } = watched;
    await page.goto(`${api.url}/`);
    await page.getByLabel('用户名').fill(name);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('button', { name: /账户/ }).waitFor();
    return watched;
  }
  const picture = async (page: Page, name: string): Promise<void> => {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };

  test.each(WIDTHS_PX)(
    'the bell counts what is unread and leads to it; the page marks it read and keeps choices (%i px)',
    async (width) => {
      const { page, errors } = await open('li', width);
      const bell = page.getByRole('button', { name: /^提醒，[34] 条未读/ });
      await bell.click();
      await page.getByText('查看全部').waitFor();
      await picture(page, `bell-${width}`);
      await page.getByText('查看全部').click();
      await page.getByRole('row', { name: /被督办.*逾期/ }).waitFor();
      if (width === WIDTHS_PX[0]) {
        await page
          .getByRole('row', { name: /即将到期/ })
          .getByRole('button', { name: '标为已读' })
          .click();
        await page.getByRole('button', { name: '提醒，3 条未读' }).waitFor();
      }
      await page.getByRole('checkbox', { name: /每日汇总/ }).uncheck();
      await page.getByRole('button', { name: /保\s*存/ }).click();
      await page.getByText('已保存').waitFor();
      await picture(page, `notices-${width}`);
      expect(await seriousAxeFindings(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a second decision is made blind, and supervisors see how far people agree',
    async () => {
      const officer = await open('li', 1440);
      await officer.page.goto(`${api.url}/reviews`);
      await officer.page.getByRole('heading', { level: 1, name: '复核与准确率' }).waitFor();
      // Who was given the alert and reminded of it has not decided it: they may.
      await officer.page.getByRole('button', { name: /领\s*取/ }).click();
      await officer.page.getByRole('button', { name: '作出复核结论' }).click();
      await officer.page.getByRole('radio', { name: '违法' }).check();
      await officer.page.getByRole('button', { name: /提\s*交/ }).click();
      await officer.page.getByText('与初审不一致，初审：伪变化').waitFor();
      expect(officer.errors).toEqual([]);
      for (const width of WIDTHS_PX) {
        const { page, errors } = await open('wang', width);
        await page.goto(`${api.url}/reviews`);
        await page.getByRole('row', { name: /总体.*1.*0%/ }).waitFor();
        await page.getByText('第 1 版').waitFor();
        await picture(page, `reviews-${width}`);
        expect(await seriousAxeFindings(page)).toEqual([]);
        expect(errors).toEqual([]);
        await page.context().close();
      }
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'the header keeps every page and the account in view, in both languages and at any width',
    async () => {
      const { page, errors } = await open('wang', 1920);
      await page.goto(`${api.url}/reviews`);
      // Its scenes have no pixels: from here on no map is shown.
      const { runOf } = await watchedArea(api.db, 'header', 2);
      await createRun(api.db, runOf(1));
      await page.reload();
      await page.getByRole('link', { name: /1 个批次进行中/ }).waitFor();
      for (const [language, other] of [
        ['zh-CN', 'English'],
        ['en', '中文'],
      ] as const) {
        await page.locator(`html[lang="${language}"]`).waitFor();
        for (const width of [1920, 1680, 1440, 1366, 1280, 1200, 1130, 1066, 820]) {
          await page.setViewportSize({ width, height: 900 });
          expect([language, width, await page.evaluate(PUSHED_OUT)]).toEqual([language, width, []]);
        }
        await page.getByRole('button', { name: other }).click();
      }
      expect(errors).toEqual([]);
      await page.context().close();
    },
    TEST_TIMEOUT_MS,
  );
});
