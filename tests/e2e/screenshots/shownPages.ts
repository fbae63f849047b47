import type { Page } from 'playwright-core';

/** A page of the viewer as the guide shows it. */
export interface ShownPage {
  /** Name of its pictures. */
  readonly name: string;
  readonly title: string;
  /** Address; null: that of the first alert. */
  readonly path: string | null;
  /** What is done before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
}

export const SHOWN_PAGES: readonly ShownPage[] = [
  { name: 'map', title: '监测一张图', path: '/' },
  { name: 'alert', title: '线索', path: null },
  { name: 'dashboard', title: '督察看板', path: '/dashboard' },
  { name: 'runs', title: '监测批次', path: '/runs' },
  { name: 'layers', title: '规划图层', path: '/layers' },
  { name: 'permits', title: '许可', path: '/permits' },
  { name: 'check', title: '合规检查', path: '/check', act: checkProposal },
  { name: 'standing', title: '批后监管', path: '/standing' },
  { name: 'watch-areas', title: '监测区', path: '/watch-areas' },
  { name: 'rules', title: '判定规则', path: '/rules' },
  { name: 'scenes', title: '影像', path: '/scenes' },
  { name: 'webhooks', title: '消息推送', path: '/webhooks' },
  { name: 'reviews', title: '复核与准确率', path: '/reviews' },
  { name: 'notices', title: '提醒', path: '/notices' },
  { name: 'silences', title: '静默', path: '/silences' },
  {
    name: 'audit',
    title: '操作留痕',
    path: '/audit',
    act: (page) => page.getByRole('button', { name: '校验留痕' }).click(),
  },
  { name: 'people', title: '人员与密钥', path: '/people' },
  { name: 'account', title: '账户', path: '/account' },
];

/** Corners of the proposal, in shares of the map's width and height. */
const PROPOSAL = [
  [0.5, 0.5],
  [0.56, 0.5],
  [0.56, 0.57],
  [0.5, 0.57],
] as const;

async function checkProposal(page: Page): Promise<void> {
  await page.getByRole('button', { name: '在地图上绘制' }).click();
  const map = page.locator('.leaflet-container');
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map has no place on the page');
  for (const [x, y] of PROPOSAL) {
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    // Two clicks that follow at once would be a double click.
    await page.waitForTimeout(500);
  }
  await page.keyboard.press('Enter');
  await page.getByLabel('拟定用途', { exact: true }).fill('0701');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^检\s?查$/ }).click();
  await page.getByRole('region', { name: '检查结果' }).waitFor();
}
