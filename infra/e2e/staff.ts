import type { Browser, Locator, Page } from '@kefu/testing/browser';

import { keptSecrets } from '../launcher/secrets.ts';
import { secretsFile } from '../launcher/places.ts';
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

/** Chooses from a list that opens: antd shows its options beside the ones that it lists for screen readers. */
export const choose = async (list: Locator, option: string): Promise<void> => {
  await list.click();
  await list.page().locator('.ant-select-dropdown').getByTitle(option, { exact: true }).locator('visible=true').click();
};

export const goOnline = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^我的状态/ }).click();
  await page.getByRole('menuitem', { name: '在线' }).click();
  await page.getByRole('button', { name: /^我的状态:在线/ }).waitFor();
};

/** Opens the conversation whose last words these are. */
export const openConversation = (page: Page, words: string): Promise<void> =>
  page.getByRole('region', { name: '会话列表' }).getByRole('button').filter({ hasText: words }).click();

export const composer = (page: Page) => page.getByRole('textbox', { name: /^回复/ });

export const reply = async (page: Page, words: string): Promise<void> => {
  await composer(page).fill(words);
  await composer(page).press('Enter');
};

const thread = (page: Page) => page.getByRole('log', { name: '消息' });

/** Waits until the agent sees these words in the conversation. */
export const seesInThread = (page: Page, words: string | RegExp): Promise<void> =>
  thread(page).getByText(words).first().waitFor();

/** What customer and agents said in the open conversation, in order; not what the system noted. */
export const saidInThread = (page: Page): Promise<string[]> => thread(page).locator('p').allInnerTexts();
