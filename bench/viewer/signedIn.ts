import type { Browser, Page } from 'playwright-core';
import type { PlanwatchUp } from '../../tests/e2e/planwatchUp.js';

/** A page of the viewer, signed in as the first admin, at an office screen's size. */
export async function signedIn(browser: Browser, { url, users }: PlanwatchUp): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const admin = users.find(({ role }) => role === 'admin');
  await page.goto(`${url}/`);
  await page.locator('input[autocomplete=username]').fill(admin?.name ?? '');
  await page.locator('input[autocomplete=current-password]').fill(admin?.password ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('a[href^="/alerts/"]').first().waitFor();
  return page;
}
