import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ZipFile } from 'yazl';
import type { ListedAlert } from '#store/alerts.js';
import { createUser } from '#store/users.js';
import { startWorker, type RunningWorker } from '#worker/startWorker.js';
import { en } from '../../viewer/i18n/en.js';
import { zhCN } from '../../viewer/i18n/zh-CN.js';
import { apiUnderTest, type ApiUnderTest } from '../integration/api/apiUnderTest.js';
import { county, seenIn } from '../integration/chain/judgedCounty.js';
import { square } from '../integration/store/examples.js';
import { chromiumOrNull, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';

const TEST_TIMEOUT_MS = 240_000;
const SHAPEFILE = fileURLToPath(new URL('../golden/vectors/files/land_gbk', import.meta.url));

/** Zips the golden Shapefile: fields named and filled in GBK, a plane of CGCS2000. */
async function zippedShapefile(path: string): Promise<void> {
  const zip = new ZipFile();
  for (const ending of ['shp', 'shx', 'dbf', 'prj', 'cpg']) zip.addFile(`${SHAPEFILE}.${ending}`, `land.${ending}`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

// Each patch lies in one of the Shapefile's two areas.
const JOURNEYS = [
  {
    locale: 'zh-CN',
    area: 'first county',
    toleranceM2: '90000',
    words: zhCN,
    place: square(120.0012, 30.9914, 0.0008),
  },
  {
    locale: 'en-GB',
    area: 'another county',
    toleranceM2: '80000',
    words: en,
    place: square(120.0106, 31.0003, 0.0007),
  },
] as const;

(chromiumOrNull() === null ? describe.skip : describe)('plans, rules and replays in Chromium', () => {
  let api: ApiUnderTest;
  let worker: RunningWorker;
  let browser: Browser;
  let folder = '';
  /** Both were judged before any plan was there. */
  const judged = new Map<string, { readonly runId: string; readonly alerts: () => Promise<readonly ListedAlert[]> }>();
  beforeAll(async () => {
    api = await apiUnderTest();
    await createUser(api.db, { name: 'admin', password: 'the admin’s password', role: 'admin', adminCode: '' });
    for (const { area, place } of JOURNEYS) {
      const { judge, alerts } = await county(api.db, area);
      judged.set(area, { runId: await judge(2, [seenIn(2, place)]), alerts });
    }
    worker = startWorker({ db: api.db, redis: api.redis, config: { ...api.services.config, computeThreads: 1 } });
    folder = await mkdtemp(join(tmpdir(), 'planwatch-shapefile-'));
    await zippedShapefile(join(folder, 'land.zip'));
    browser = await launchBrowser();
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await worker?.close();
    await api?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  test.each(JOURNEYS)(
    'in $locale: a Shapefile is imported and published, a run judged again with it, and rules drafted, tried and published',
    async ({ locale, area, words, toleranceM2 }) => {
      const { runId, alerts } = judged.get(area)!;
      const raised = await alerts();
      expect(raised).toMatchObject([{ kind: 'buildWithoutApproval' }]);

      const context = await browser.newContext({
        locale,
        viewport: { width: 1440, height: 900 },
        // What fades in is faint for a while.
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(30_000);
      const { page, errors, foreignRequests } = await watchedPage(context, api.url);
      await page.goto(`${api.url}/layers`);
      await page.getByLabel(words.signIn.name).fill('admin');
      await page.getByLabel(words.signIn.password).fill('the admin’s password');
      await page.locator('button[type=submit]').click();

      await importLayer(page, words, { id: `redline-${locale}`, file: join(folder, 'land.zip') });
      await publishLayer(page, words, `redline ${locale}`);
      expect(await layerStates(`redline-${locale}`)).toEqual([{ status: 'published', published_by: 'admin' }]);

      const replayId = await judgeAgain(page, words, area);
      await page.getByText(words.replay.change.otherKind).first().waitFor();
      await page.getByRole('link', { name: words.replay.alert }).waitFor();
      await page.getByText(words.violation.ecologicalRedlineBreach).first().waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);
      expect(await replayRow(replayId)).toMatchObject({
        run_id: runId,
        status: 'done',
        as_known: 'now',
        created_by: 'admin',
        outcome: { patches: 1, changes: { otherKind: 1 }, alertsDropped: 0, alertsAdded: 0 },
      });

      await draftRules(page, words, { version: locale, toleranceM2 });
      await tryOut(page, words, area);
      await publishRules(page, words);
      const published = await api.db
        .selectFrom('rule_sets')
        .select(['status', 'published_by', 'publish_note'])
        .where('version', '=', locale)
        .executeTakeFirst();
      expect(published).toEqual({ status: 'published', published_by: 'admin', publish_note: 'agreed' });
      expect(await alerts()).toEqual(raised);

      expect(errors).toEqual([]);
      expect(foreignRequests).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  const layerStates = (id: string) =>
    api.db.selectFrom('layers').select(['status', 'published_by']).where('id', '=', id).execute();

  const replayRow = (id: string) =>
    api.db
      .selectFrom('replays')
      .select(['run_id', 'status', 'as_known', 'created_by', 'outcome'])
      .where('id', '=', id)
      .executeTakeFirst();
});

type Words = typeof zhCN | typeof en;

async function importLayer(page: Page, words: Words, { id, file }: { id: string; file: string }): Promise<void> {
  await page.getByRole('button', { name: words.layers.import, exact: true }).click();
  const form = page.getByRole('dialog');
  await form.locator('input[type=file]').setInputFiles(file);
  // The first of the kinds, by keyboard.
  await form.getByRole('combobox').first().click();
  await page.keyboard.press('Enter');
  await form.getByTitle(words.layerKind.ecologicalRedline, { exact: true }).waitFor();
  const fill = (label: string, value: string): Promise<void> => form.getByLabel(label, { exact: true }).fill(value);
  await fill(words.layers.id, id);
  await fill(words.layers.version, '2023');
  await fill(words.layers.titleField, id.replace('-', ' '));
  await fill(words.layers.validFrom, '2023-01-01');
  await form.getByRole('button', { name: words.layers.next }).click();
  await fill(words.layers.field.code, 'YDDM');
  await fill(words.layers.field.name, 'MC');
  await form.getByRole('button', { name: words.layers.importDraft }).click();
  await form.getByText(words.layers.report.title).waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
}

async function publishLayer(page: Page, words: Words, title: string): Promise<void> {
  await page.getByRole('button', { name: `${title} · 2023` }).click();
  const review = page.getByRole('dialog');
  await review.getByLabel(words.layers.note).fill('checked');
  await review.getByRole('button', { name: spaced(words.layers.publish) }).click();
  await page
    .getByRole('row', { name: new RegExp(title) })
    .getByText(words.layers.state.published)
    .waitFor();
}

/** Judges the run of a watch area again by what is known now; the replay's id. */
async function judgeAgain(page: Page, words: Words, area: string): Promise<string> {
  await page.getByRole('link', { name: words.nav.runs, exact: true }).click();
  const row = page.getByRole('row', { name: new RegExp(area) });
  await row.getByRole('button', { name: words.rules.judgeAgain }).click();
  const choice = page.getByRole('dialog');
  await choice.getByRole('radio', { name: `${words.rules.asKnown}: ${words.rules.knownNow}` }).check();
  await choice.getByRole('button', { name: words.rules.judgeAgain }).click();
  await page.waitForURL(/\/replays\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

/** Drafts rules from those that are shipped; what is wrong is said beside the field, and kept as it was typed. */
async function draftRules(
  page: Page,
  words: Words,
  { version, toleranceM2 }: { version: string; toleranceM2: string },
): Promise<void> {
  await page.getByRole('link', { name: words.rules.title, exact: true }).first().click();
  await page.getByRole('link', { name: 'default · 1', exact: true }).click();
  await page.getByRole('button', { name: words.rules.newVersion }).click();
  const naming = page.getByRole('dialog');
  await naming.getByLabel(words.rules.version).fill(version);
  await naming.getByRole('button', { name: words.rules.create }).click();
  await page.getByRole('heading', { level: 1, name: `default · ${version}` }).waitFor();
  const field = page.getByLabel(`${words.violation.buildWithoutApproval}: ${words.rules.toleranceM2}`);
  await field.fill('-5');
  await page.getByText(wrongAt(words, 1)).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await field.inputValue()).toBe('-5');
  expect(await page.getByRole('button', { name: words.rules.save }).isDisabled()).toBe(true);
  expect(await seriousAxeFindings(page)).toEqual([]);
  await page.getByText(words.rules.asText, { exact: true }).click();
  await page
    .getByRole('button', { name: /\d/ })
    .filter({ hasText: lineWord(words) })
    .click();
  const selected = `document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)`;
  expect(await page.evaluate(selected)).toBe('-5');
  expect(await seriousAxeFindings(page)).toEqual([]);
  await page.getByText(words.rules.asForm, { exact: true }).click();
  await field.fill(toleranceM2);
  await page.getByText(words.rules.right).waitFor();
  await page.getByRole('table', { name: words.rules.differences }).getByText(toleranceM2).waitFor();
}

/** Before anything is saved. */
async function tryOut(page: Page, words: Words, area: string): Promise<void> {
  await page.getByRole('checkbox', { name: new RegExp(area) }).check();
  await page.getByRole('button', { name: words.rules.judgeAgain }).click();
  const told = words.rules.total
    .replace('{{dropped}}', '1')
    .replace('{{added}}', '0')
    .replace('{{identical}}', '0')
    .replace('{{patches}}', '1');
  await page.getByText(told).waitFor();
}

async function publishRules(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.rules.save }).click();
  await page.getByText(words.rules.saved).waitFor();
  const publish = page.getByRole('button', { name: spaced(words.rules.publish) });
  await publish.click();
  await page.getByText(words.rules.noteMissing).waitFor();
  await page.getByLabel(words.rules.publishNote).fill('agreed');
  await publish.click();
  await page.getByText(words.rules.readOnly).waitFor();
  expect(await seriousAxeFindings(page)).toEqual([]);
}

/** Buttons of two Chinese characters are shown with a space between them. */
const spaced = (text: string): RegExp => new RegExp(`^${text.split('').join('\\s*')}$`);

const wrongAt = (words: Words, count: number): string =>
  ('wrong_one' in words.rules && count === 1 ? String(words.rules.wrong_one) : words.rules.wrong_other).replace(
    '{{count}}',
    String(count),
  );

/** The word before a line's number, or what stands before it. */
const lineWord = (words: Words): string => words.rules.line.split('{{')[0]!;
