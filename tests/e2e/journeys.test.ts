import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { en } from '../../viewer/i18n/en.js';
import { zhCN } from '../../viewer/i18n/zh-CN.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase, type Db } from '#store/database.js';
import { chromiumOrNull, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';
import { planwatchUp, type PlanwatchUp } from './planwatchUp.js';

const UP_TIMEOUT_MS = 900_000;
const TEST_TIMEOUT_MS = 240_000;

/** What the pages say, in the language of the journey. */
const LANGUAGES = [
  ['zh-CN', zhCN],
  ['en-GB', en],
] as const;
type Words = (typeof LANGUAGES)[number][1];

/** A button by its text: Ant Design parts two Chinese characters by a blank, and a key may stand behind. */
const asButton = (text: string): RegExp => {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${/^[\u4e00-\u9fff]{2}$/.test(text) ? text[0] + '\\s?' + text[1] : escaped}(\\s\\S)?$`);
};

(chromiumOrNull() === null ? describe.skip : describe)('journeys of an office in Chromium', () => {
  let planwatch: PlanwatchUp;
  let browser: Browser;
  let db: Db;

  beforeAll(async () => {
    planwatch = await planwatchUp({ seed: 23, sizePx: 400 });
    await planwatch.sampleReady;
    browser = await launchBrowser();
    db = openDatabase(createPool(planwatch.databaseUrl, { max: 2 }));
  }, UP_TIMEOUT_MS);

  afterAll(async () => {
    await browser?.close();
    await db?.destroy();
    await planwatch?.stop();
  }, 60_000);

  /** Signs in and runs a journey; whatever failed on the pages fails it. */
  const journey = async (locale: string, walk: (page: Page) => Promise<void>): Promise<void> => {
    // What fades in has no contrast yet; who asks for less motion sees it at once.
    const context = await browser.newContext({
      locale,
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(60_000);
    const { page, errors, foreignRequests } = await watchedPage(context, planwatch.url);
    const admin = planwatch.users.find(({ role }) => role === 'admin');
    await page.goto(`${planwatch.url}/`);
    await page.locator('input[autocomplete=username]').fill(admin?.name ?? '');
    await page.locator('input[autocomplete=current-password]').fill(admin?.password ?? '');
    await page.locator('button[type=submit]').click();
    await page
      .getByRole('slider', { name: /卷帘|Swipe/ })
      .first()
      .waitFor();
    await walk(page);
    expect(errors).toEqual([]);
    expect(foreignRequests).toEqual([]);
    await context.close();
  };

  const idIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const alertRow = (id: string) =>
    db
      .selectFrom('alerts')
      .select(['status', 'determination', 'supervised_at', 'enforcement_case_number'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();

  test.each(LANGUAGES)(
    'a drawn proposal is checked and leads to the open alert on its ground (%s)',
    (locale, words) =>
      journey(locale, async (page) => {
        const alert = await db
          .selectFrom('alerts')
          .select(['id', sql<string>`ST_AsGeoJSON(ST_Envelope(geometry))`.as('envelope')])
          .where('status', '=', 'new')
          .orderBy('id')
          .executeTakeFirstOrThrow();
        await page.getByRole('link', { name: words.check.title }).click();
        await page.getByRole('button', { name: asButton(words.check.submit) }).click();
        await page.getByText(words.check.problem.empty).waitFor();
        await page.getByText(words.check.problem.use).waitFor();
        expect(await seriousAxeFindings(page)).toEqual([]);
        await page.getByLabel(words.check.area, { exact: true }).fill(alert.envelope);
        await page.getByLabel(words.check.use, { exact: true }).fill('0701');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: asButton(words.check.submit) }).click();
        const answer = page.getByRole('region', { name: words.check.answer });
        await answer.getByText(words.check.verdict.conflict).waitFor();
        expect(await seriousAxeFindings(page)).toEqual([]);
        await answer.locator(`a[href^="/alerts/${alert.id}"]`).first().click();
        await page.waitForURL((url) => url.pathname === `/alerts/${alert.id}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        const { count } = await db
          .selectFrom('audit_trail')
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .where('noun', '=', 'complianceCheck')
          .executeTakeFirstOrThrow();
        // A check stores nothing.
        expect(Number(count)).toBe(0);
      }),
    TEST_TIMEOUT_MS,
  );

  test.each(LANGUAGES)(
    'the dashboard leads to what is overdue, which is put under supervision (%s)',
    (locale, words) =>
      journey(locale, async (page) => {
        const { id } = await db
          .selectFrom('alerts')
          .select('id')
          .where('status', '=', 'new')
          .where('supervised_at', 'is', null)
          .orderBy('id', 'desc')
          .executeTakeFirstOrThrow();
        await sql`UPDATE alerts SET due_on = '2020-01-02' WHERE id = ${id}`.execute(db);
        await page.getByRole('link', { name: words.dashboard.title }).click();
        await page
          .getByRole('link', { name: new RegExp(words.dashboard.overdue) })
          .first()
          .waitFor();
        await page.getByRole('heading', { name: words.dashboard.lines }).waitFor();
        expect(await seriousAxeFindings(page)).toEqual([]);
        await page
          .getByRole('link', { name: new RegExp(words.dashboard.overdue) })
          .first()
          .click();
        await page.waitForURL(/overdue=true/);
        const list = page.getByRole('list', { name: words.alerts.list });
        await list.locator(`a[href^="/alerts/${id}"]`).first().click();
        await page.waitForURL((url) => url.pathname === `/alerts/${id}`);
        await page.getByRole('heading', { name: words.decision.title, exact: true }).waitFor();
        await page.keyboard.press('s');
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(words.actForm.field.note).fill('逾期未办，限期三日');
        await dialog.getByRole('button', { name: asButton(words.actForm.send) }).click();
        await page.getByText(words.historyAct.supervise).first().waitFor();
        await dialog.waitFor({ state: 'detached' });
        expect(await seriousAxeFindings(page)).toEqual([]);
        expect((await alertRow(id)).supervised_at).not.toBeNull();
        const entry = await db
          .selectFrom('audit_trail')
          .select(['act', 'detail'])
          .where('noun_id', '=', id)
          .orderBy('sequence', 'desc')
          .executeTakeFirstOrThrow();
        expect(entry.act).toBe('supervise');
        await sql`UPDATE alerts SET due_on = '2099-01-01' WHERE id = ${id}`.execute(db);
      }),
    TEST_TIMEOUT_MS,
  );

  test.each(LANGUAGES)(
    'an alert is followed through case, order and rectification to its close-out (%s)',
    (locale, words) =>
      journey(locale, async (page) => {
        await page.goto(`${planwatch.url}/?status=new`);
        await page.getByRole('list', { name: words.alerts.list }).getByRole('link').first().click();
        await page.waitForURL(/\/alerts\//);
        const id = idIn(page);
        await page.getByRole('heading', { name: words.decision.title, exact: true }).waitFor();
        await page.keyboard.press('v');
        await page.waitForURL((url) => !url.pathname.endsWith(id));
        await page.goto(`${planwatch.url}/alerts/${id}`);
        // A notice has a button of the same name that closes it.
        const decisions = page.getByRole('region', { name: words.decision.title, exact: true });
        const act = async (name: string, fields: readonly (readonly [label: string, value: string])[] = []) => {
          await page
            .getByRole('button', { name: asButton(name) })
            .first()
            .click();
          if (fields.length === 0) return;
          const dialog = page.getByRole('dialog');
          for (const [label, value] of fields) await dialog.getByLabel(label).fill(value);
          await dialog.getByRole('button', { name: asButton(words.actForm.send) }).click();
          await dialog.waitFor({ state: 'detached' });
        };
        const { title, field, plain } = words.actForm;
        await act(title.fileCase, [[field.enforcementCaseNumber, `执罚〔2026〕${locale}`]]);
        await act(title.issueOrder, [[field.issuedOn, '2026-01-05']]);
        await decisions.getByRole('button', { name: asButton(title.reportRectification) }).click();
        await page.getByRole('dialog').getByLabel(field.measure).click();
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').getByLabel(field.note).fill('已拆除复垦');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: asButton(words.actForm.send) })
          .click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await act(plain.requestCloseOut);
        await page.locator('header').getByText(words.alertStatus.closeOut).waitFor();
        await act(plain.close);
        await page.locator('header').getByText(words.alertStatus.closed).waitFor();
        expect(await seriousAxeFindings(page)).toEqual([]);
        expect(await alertRow(id)).toMatchObject({
          status: 'closed',
          enforcement_case_number: `执罚〔2026〕${locale}`,
        });
        const acts = await db
          .selectFrom('audit_trail')
          .select('act')
          .where('noun_id', '=', id)
          .orderBy('sequence')
          .execute();
        expect(acts.map((entry) => entry.act)).toEqual(
          expect.arrayContaining([
            'determine',
            'fileCase',
            'issueOrder',
            'reportRectification',
            'requestCloseOut',
            'close',
          ]),
        );
        const flags = await db.selectFrom('flags').select('status').where('alert_id', '=', id).execute();
        expect(flags.map(({ status }) => status)).not.toContain('open');
      }),
    TEST_TIMEOUT_MS,
  );

  test(
    'ten alerts are triaged without leaving the keyboard, five in each language',
    () =>
      journey('zh-CN', async (page) => {
        await page.goto(`${planwatch.url}/?status=new`);
        await page.getByRole('list', { name: zhCN.alerts.list }).getByRole('link').first().focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/alerts\//);
        const decided: string[] = [];
        const decide = async (words: Words, key: string): Promise<void> => {
          const id = idIn(page);
          await page.getByRole('heading', { name: words.decision.title, exact: true }).waitFor();
          await page.locator('header').getByText(words.alertStatus.new).waitFor();
          await page.keyboard.press(key);
          await page.waitForURL((url) => url.pathname !== `/alerts/${id}`);
          decided.push(id);
        };
        for (const key of ['1', '2', 'v', '3', '4']) await decide(zhCN, key);
        await page.getByRole('button', { name: 'English' }).click();
        for (const key of ['5', 'v', '1', '6', '2']) await decide(en, key);
        const rows = await db
          .selectFrom('alerts')
          .select(['id', 'status', 'determination'])
          .where('id', 'in', decided)
          .execute();
        const outcomes = decided.map((id) => {
          const row = rows.find((one) => one.id === id);
          return [row?.status, (row?.determination as { outcome?: string } | null)?.outcome];
        });
        const [rejected, confirmed] = [
          ['closed', 'pseudoChange'],
          ['determined', 'violation'],
        ];
        expect(outcomes).toEqual([
          rejected,
          rejected,
          confirmed,
          rejected,
          rejected,
          rejected,
          confirmed,
          rejected,
          rejected,
          rejected,
        ]);
      }),
    TEST_TIMEOUT_MS,
  );
});
