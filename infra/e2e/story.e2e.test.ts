import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchBrowser, type Browser, type Page } from '@kefu/testing/browser';

import { reloadShop, saidInWidget, seesInWidget, visitShop, write, type Buyer } from './buyer.ts';
import { picture } from './pictures.ts';
import { crash } from './processes.ts';
import { choose, composer, goOnline, goTo, openConversation, reply, saidInThread, seesInThread, signIn } from './staff.ts';
import { costly, exportedCsv, lost, scanParcels } from './story-files.ts';

const complaint = '你好,我的包裹里少了一条围巾';
const costlyComplaint = '披肩没有收到,其他的都在';

describe('a missing item, from the import to the money', () => {
  let browser: Browser;
  let clerk: Page;
  let agent: Page;
  let supervisor: Page;
  let buyer: Buyer;

  beforeAll(async () => {
    browser = await launchBrowser();
    [clerk, agent, supervisor] = await Promise.all(
      ['sun', 'lin', 'zhou'].map((name) => signIn(browser, name)),
    ) as [Page, Page, Page];
  });
  afterAll(async () => {
    for (const [name, page] of Object.entries({ clerk, agent, supervisor, buyer: buyer?.page }))
      await page?.screenshot({ path: `/tmp/last-${name}.png` });
    await browser.close();
  });

  it('shows what an export’s columns become, lets a clerk correct it, and names the line that did not go in', async () => {
    await goTo(clerk, '导入');
    await choose(clerk.getByLabel('导入到店铺'), '云裳旗舰店');
    await clerk.locator('input[type=file]').setInputFiles({
      name: '双十一订单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(exportedCsv()),
    });
    await clerk.getByRole('button', { name: '上传并查看映射' }).click();
    await clerk.getByText('还缺必填字段:买家账号').waitFor();
    await picture(clerk, 'import-mapping');
    await choose(clerk.getByRole('combobox', { name: '「旺旺」这一列是' }), '买家账号');
    await clerk.getByRole('button', { name: '开始导入' }).click();
    await clerk.getByText('已完成').waitFor();
    const badLines = clerk.getByRole('table', { name: '没有导入的行' });
    await badLines.getByText('寄到火星').waitFor();
    await picture(clerk, 'import-done');
    await scanParcels();
  });

  it('brings a buyer’s words to the agent, with the order and its parcel beside them', async () => {
    await goOnline(agent);
    buyer = await visitShop(browser, lost.buyer.buyerId);
    await write(buyer, complaint);
    await seesInWidget(buyer, complaint);
    await openConversation(agent, complaint);
    await seesInThread(agent, complaint);
    await agent.getByRole('region', { name: `订单 ${lost.orderNumber}` }).getByText(/运单 .* · 已签收/).waitFor();
  });

  it('answers with a quick reply', async () => {
    await composer(agent).fill('/lj');
    await agent.getByRole('listbox', { name: '快捷短语' }).getByRole('option').first().waitFor();
    await picture(agent, 'workbench-phrases');
    await composer(agent).press('Enter');
    await composer(agent).press('Enter');
    await seesInWidget(buyer, '收到东西少了确实让人着急');
  });

  it('loses and doubles nothing when the chat service is killed while both write', async () => {
    const back = crash('chat');
    await Promise.all([write(buyer, '在吗?外包装是好的'), reply(agent, '在的,我核对一下')]);
    await back();
    for (const again of [buyer.widget.getByRole('button', { name: '重发' }), agent.getByRole('button', { name: '重发' })])
      if (await again.isVisible()) await again.click();
    await seesInWidget(buyer, '在的,我核对一下');
    await seesInThread(agent, '在吗?外包装是好的');
    await agent.reload();
    buyer = await reloadShop(buyer);
    await seesInWidget(buyer, '在的,我核对一下');
    await seesInThread(agent, '在吗?外包装是好的');
    expect((await saidInWidget(buyer)).toSorted()).toEqual((await saidInThread(agent)).toSorted());
    expect(new Set(await saidInWidget(buyer)).size).toBe(4);
  });
});
