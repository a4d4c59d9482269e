import type { Browser, Locator, Page } from '@kefu/testing/browser';

import { secretsFile } from '../launcher/places.ts';
import { keptSecrets } from '../launcher/secrets.ts';
import { gatewayUrl } from './platform.ts';
import { desktop } from './windows.ts';

const signIn = async (browser: Browser, name: string): Promise<Page> => {
  const page = await desktop(browser);
  await page.goto(gatewayUrl);
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('密码').fill(keptSecrets(secretsFile).samplePassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  return page;
};

/** Everybody who works here, each in a browser of one's own, signed in when first asked for. */
export const office = (browser: Browser): ((name: string) => Promise<Page>) => {
  const pages = new Map<string, Promise<Page>>();
  return (name) => {
    const page = pages.get(name) ?? signIn(browser, name);
    pages.set(name, page);
    return page;
  };
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
