import type { Browser, FrameLocator, Locator, Page } from '@kefu/testing/browser';

import { shopUrl } from './platform.ts';
import { desktop, phone } from './windows.ts';

/** A buyer on the shop's page, with the widget open. */
export type Buyer = { page: Page; widget: FrameLocator };

const openWidget = async (page: Page): Promise<Buyer> => {
  await page.getByRole('button', { name: '客服', exact: true }).click();
  const widget = page.frameLocator('#kefu-widget');
  await widget.getByRole('textbox', { name: '请输入您的问题' }).waitFor();
  return { page, widget };
};

export const visitShop = async (browser: Browser, buyerId: string): Promise<Buyer> => {
  const page = await desktop(browser);
  await page.goto(`${shopUrl}/flagship?buyer=${buyerId}`);
  return openWidget(page);
};

export const reloadShop = async ({ page }: Buyer): Promise<Buyer> => {
  await page.reload();
  return openWidget(page);
};

export const write = async ({ widget }: Buyer, words: string): Promise<void> => {
  await widget.getByRole('textbox', { name: '请输入您的问题' }).fill(words);
  await widget.getByRole('button', { name: '发送' }).click();
};

const messages = ({ widget }: Buyer): Locator =>
  widget.getByRole('list', { name: '在线客服' }).getByRole('listitem');

/** Waits until the buyer sees a message with these words. */
export const seesInWidget = (buyer: Buyer, words: string | RegExp): Promise<void> =>
  messages(buyer).filter({ hasText: words }).first().waitFor();

/** Everything that the buyer sees said, in order. */
export const saidInWidget = (buyer: Buyer): Promise<string[]> => messages(buyer).locator('p').allInnerTexts();

/** The same widget alone, as a phone shows it. */
export const widgetOnPhone = async (browser: Browser, { page }: Buyer, language: string): Promise<Page> => {
  const address = (await page.locator('#kefu-widget').getAttribute('src')) ?? '';
  const small = await phone(browser);
  await small.goto(address.replace('lang=zh-CN', `lang=${language}`));
  await small.getByRole('listitem').nth(1).waitFor();
  return small;
};
