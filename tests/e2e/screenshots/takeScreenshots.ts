import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { launchBrowser } from '../../support/browser.js';
import { planwatchUp, type PlanwatchUp } from '../planwatchUp.js';
import { SHOWN_PAGES, type ShownPage } from './shownPages.js';

/** An office screen, and a tablet held upright. */
const WIDTHS_PX = [1440, 820] as const;
const HEIGHT_PX = 900;
const GUIDES = join(PROJECT_ROOT, 'docs/guides');
/** The guide is in Chinese and light; other pictures are for looking at, and go where `--out` says. */
const { values } = parseArgs({
  options: {
    language: { type: 'string', default: 'zh-CN' },
    dark: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const PICTURES = values.out === undefined ? join(GUIDES, 'pages') : resolve(values.out);
/** So many looks in a row in which nothing was under way. */
const QUIET_LOOKS = 4;
const LOOK_MS = 400;

const planwatch = await planwatchUp({ seed: 7, sizePx: 600 });
try {
  await planwatch.sampleReady;
  const browser = await launchBrowser(values.language === 'en' ? 'en_GB' : 'zh_CN');
  mkdirSync(PICTURES, { recursive: true });
  for (const width of WIDTHS_PX) await takeAll(browser, planwatch, width);
  if (values.out === undefined) writeFileSync(join(GUIDES, 'pages.md'), guide());
  await browser.close();
} finally {
  await planwatch.stop();
}

async function takeAll(browser: Browser, { url, users }: PlanwatchUp, width: number): Promise<void> {
  const context = await browser.newContext({
    locale: values.language,
    colorScheme: values.dark ? 'dark' : 'light',
    // What fades in is seen as it stays.
    reducedMotion: 'reduce',
    viewport: { width, height: HEIGHT_PX },
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const underWay = countUnderWay(page);
  await page.goto(`${url}/sign-in`);
  await page.locator('input[autocomplete=username]').waitFor();
  await settle(page, underWay);
  await take(page, `sign-in-${width}`);
  const admin = users.find(({ role }) => role === 'admin');
  await page.locator('input[autocomplete=username]').fill(admin?.name ?? '');
  await page.locator('input[autocomplete=current-password]').fill(admin?.password ?? '');
  await page.locator('button[type=submit]').click();
  await page.getByRole('slider', { name: /卷帘|Swipe/ }).waitFor();
  const answer = await page.request.get(`${url}/v1/alerts?limit=1`);
  const { features } = (await answer.json()) as { features: readonly { readonly id: string }[] };
  for (const { name, path, act } of SHOWN_PAGES) {
    await page.goto(`${url}${path ?? `/alerts/${features[0]?.id ?? ''}`}`);
    await page.locator('main').waitFor();
    await settle(page, underWay);
    // Acts speak Chinese, as the guide does.
    if (values.language === 'zh-CN') await act?.(page);
    await settle(page, underWay);
    await take(page, `${name}-${width}`);
  }
  await context.close();
}

/** Counts what a page has asked for and not got yet; the stream of news never ends. */
function countUnderWay(page: Page): () => number {
  const underWay = new Set<unknown>();
  page.on('request', (request) => {
    if (!request.url().endsWith('/v1/events')) underWay.add(request);
  });
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return () => underWay.size;
}

/** Waits until nothing is asked for any more and what moves has come to rest. */
async function settle(page: Page, underWay: () => number): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    await page.waitForTimeout(LOOK_MS);
    quiet = underWay() === 0 ? quiet + 1 : 0;
  }
}

async function take(page: Page, name: string): Promise<void> {
  await sharp(await page.screenshot())
    .webp({ quality: 82 })
    .toFile(join(PICTURES, `${name}.webp`));
  process.stdout.write(`${name}\n`);
}

function guide(): string {
  const section = ({ name, title }: Pick<ShownPage, 'name' | 'title'>): string => {
    const pictures = WIDTHS_PX.map((width) => `![${title}, ${width} px](pages/${name}-${width}.webp)`);
    return `## ${title}\n\n${pictures.join('\n\n')}\n`;
  };
  const pages = [{ name: 'sign-in', title: '登录' }, ...SHOWN_PAGES];
  return `# The viewer, page by page

\`npm run screenshots\` makes these pictures anew, with the sample county, at ${WIDTHS_PX.join(' and ')} pixels of width.

${pages.map(section).join('\n')}`;
}
