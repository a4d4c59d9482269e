import type { Locator, Page } from '@kefu/testing/browser';
import type { SampleOrder } from '@kefu/testing/sample';

/** What an agent does on the workbench. */
export const goOnline = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^我的状态/ }).click();
  await page.getByRole('menuitem', { name: '在线' }).click();
  await page.getByRole('button', { name: /^我的状态:在线/ }).waitFor();
};

/** Opens the conversation whose last words these are. */
export const openConversation = (page: Page, words: string): Promise<void> =>
  page.getByRole('region', { name: '会话列表' }).getByRole('button').filter({ hasText: words }).click();

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^回复/ });

export const reply = async (page: Page, words: string): Promise<void> => {
  await composer(page).fill(words);
  await composer(page).press('Enter');
};

const thread = (page: Page): Locator => page.getByRole('log', { name: '消息' });

/** Waits until the agent sees these words in the conversation. */
export const seesInThread = (page: Page, words: string | RegExp): Promise<void> =>
  thread(page).getByText(words).first().waitFor();

/** Everything that the open conversation shows as said, in order. */
export const saidInThread = (page: Page): Promise<string[]> => thread(page).locator('p').allInnerTexts();

export const orderBeside = (page: Page, { orderNumber }: SampleOrder): Locator =>
  page.getByRole('region', { name: `订单 ${orderNumber}` });

/** Opens a case for the line from the order beside the conversation. */
export const reportMissing = async (page: Page, order: SampleOrder, line: string): Promise<void> => {
  const item = orderBeside(page, order).getByRole('listitem').filter({ hasText: line });
  await item.getByRole('button', { name: '少件' }).click();
  const form = page.getByRole('dialog', { name: '登记少件' });
  await form.getByRole('radio', { name: '清单写齐了' }).check();
  await form.getByRole('radio', { name: '外包装完好' }).check();
};

export const openCase = (page: Page): Promise<void> =>
  page.getByRole('button', { name: '登记并称重核查' }).click();

/** The case in hand, beside its conversation. */
export const caseBeside = (page: Page): Locator => page.getByRole('region', { name: /^售后单 #/ });
