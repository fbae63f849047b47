import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createUser } from '#store/users.js';
import { apiUnderTest, type ApiUnderTest } from '../integration/api/apiUnderTest.js';
import { chromiumOrNull, launchBrowser, seriousAxeFindings, watchedPage } from '../support/browser.js';

const TEST_TIMEOUT_MS = 120_000;

(chromiumOrNull() === null ? describe.skip : describe)('people in Chromium', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  beforeAll(async () => {
    api = await apiUnderTest();
    await createUser(api.db, { name: 'admin', password: 'the admin’s password', role: 'admin', adminCode: '' });
    browser = await launchBrowser();
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  }, 60_000);

  const signIn = async (page: Page, name: string, password: string): Promise<void> => {
    await page.goto(`${api.url}/`);
    await page.getByLabel('用户名').fill(name);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: /登\s*录/ }).click();
  };

  test(
    'an admin adds a person, who chooses a password before anything else and then sees the own account',
    async () => {
      const office = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
      office.setDefaultTimeout(30_000);
      const { page, errors } = await watchedPage(office, api.url);
      await signIn(page, 'admin', 'the admin’s password');
      await page.getByRole('button', { name: /账户/ }).click();
      await page.getByRole('menuitem', { name: '人员与密钥' }).click();
      await page.getByRole('heading', { level: 1, name: '人员与密钥' }).waitFor();
      await page.getByRole('button', { name: '添加人员' }).click();
      await page.getByLabel('用户名').last().fill('wang.fang');
      await page.getByLabel('管辖区划代码').fill('330110');
      await page.getByRole('button', { name: /保\s*存/ }).click();
      const password = await page.getByRole('dialog').locator('code').innerText();
      expect(password).toMatch(/^\w{20}$/);
      await page.getByRole('button', { name: /完\s*成/ }).click();
      await page.getByRole('row', { name: /wang\.fang.*330110.*待修改初始密码/ }).waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);
      expect(errors).toEqual([]);

      const hers = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
      hers.setDefaultTimeout(30_000);
      const phone = await watchedPage(hers, api.url);
      await signIn(phone.page, 'wang.fang', password);
      await phone.page.getByText('您的密码由他人设置').waitFor();
      expect(await seriousAxeFindings(phone.page)).toEqual([]);
      await phone.page.getByLabel('当前密码').fill(password);
      await phone.page.getByLabel('新密码', { exact: true }).fill('a password of my own');
      await phone.page.getByLabel('再次输入新密码').fill('a password of my own');
      await phone.page.getByRole('button', { name: '修改密码' }).click();
      await phone.page.getByRole('button', { name: /账户/ }).waitFor();
      await phone.page.goto(`${api.url}/account`);
      await phone.page.getByText('本次会话').waitFor();
      expect(await seriousAxeFindings(phone.page)).toEqual([]);
      expect(phone.errors).toEqual([]);
      await office.close();
      await hers.close();
    },
    TEST_TIMEOUT_MS,
  );
});
