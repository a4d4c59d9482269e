import type { Browser, Locator, Page } from '@kefu/testing/browser';

import { secretsFile } from '../launcher/places.ts';
import { keptSecrets } from '../launcher/secrets.ts';
import { gatewayUrl } from './platform.ts';

/** Signs in on the page, in a browser of one's own. */
export const signIn = async (browser: Browser, name: string): Promise<Page> => {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Shanghai',
  });
  await page.goto(gatewayUrl);
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('密码').fill(keptSecrets(secretsFile).samplePassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  return page;
};

export const goTo = (page: Page, place: string): Promise<void> =>
  page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: place }).click();

/** Chooses from a list that opens: antd shows its options beside the ones that it has for screen readers. */
export const choose = async (list: Locator, option: string): Promise<void> => {
  await list.click();
  const shown = list.page().locator('.ant-select-dropdown').getByTitle(option, { exact: true });
  await shown.locator('visible=true').click();
};

/** A table's row with these words. */
export const row = (page: Page, table: string, words: string): Locator =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: words });
