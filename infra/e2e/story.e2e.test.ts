import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, launchBrowser, type Browser, type Page } from '@kefu/testing/browser';

import {
  reloadShop,
  saidInWidget,
  seesInWidget,
  visitShop,
  widgetOnPhone,
  write,
  type Buyer,
} from './buyer.ts';
import {
  caseBeside,
  composer,
  goOnline,
  openCase,
  openConversation,
  orderBeside,
  reply,
  reportMissing,
  saidInThread,
  seesInThread,
} from './desk.ts';
import { languages, openIn, picture, places } from './pages.ts';
import { gatewayUrl } from './platform.ts';
import { crash } from './processes.ts';
import { choose, goTo, office, row } from './staff.ts';
import { costly, exportedCsv, lost, scanParcels } from './story-files.ts';
import { desktop } from './windows.ts';

const complaint = '你好,我的包裹里少了一条围巾';
const quickReply = '您的心情我理解,收到东西少了确实让人着急。';
const question = '在吗?外包装是好的';
const answer = '在的,我核对一下';
const costlyComplaint = '披肩没有收到,其他的都在';

describe('a missing item, from the import to the money', () => {
  let browser: Browser;
  let staff: ReturnType<typeof office>;
  let clerk: Page;
  let agent: Page;
  let buyer: Buyer;
  const found: Record<string, string> = {};

  beforeAll(async () => {
    browser = await launchBrowser();
    staff = office(browser);
    [clerk, agent] = await Promise.all([staff('sun'), staff('lin')]);
  });
  afterAll(() => browser.close());

  it('lets a clerk correct what an export’s columns become, and names the line that did not go in', async () => {
    await goTo(clerk, '导入');
    await choose(clerk.getByLabel('导入到店铺'), '云裳旗舰店');
    const file = { name: '双十一订单.csv', mimeType: 'text/csv', buffer: Buffer.from(exportedCsv()) };
    await clerk.locator('input[type=file]').setInputFiles(file);
    await clerk.getByRole('button', { name: '上传并查看映射' }).click();
    await clerk.getByText('还缺必填字段:买家账号').waitFor();
    await picture(clerk, 'import-mapping');
    await choose(clerk.getByRole('combobox', { name: '「旺旺」这一列是' }), '买家账号');
    await clerk.getByRole('button', { name: '开始导入' }).click();
    await clerk.getByText('已完成').waitFor();
    await row(clerk, '没有导入的行', '寄到火星').getByText('不认识的订单状态').waitFor();
    await scanParcels();
  });

  it('brings a buyer’s words to the agent, with the order and its parcel beside them', async () => {
    await goOnline(agent);
    buyer = await visitShop(browser, lost.buyer.buyerId);
    await write(buyer, complaint);
    await openConversation(agent, complaint);
    await seesInThread(agent, complaint);
    await orderBeside(agent, lost)
      .getByText(/运单 .* · 已签收/)
      .waitFor();
  });

  it('answers with a quick reply', async () => {
    await composer(agent).fill('/lj');
    await agent.getByRole('option', { name: quickReply }).waitFor();
    await picture(agent, 'workbench-phrases');
    await composer(agent).press('Enter');
    await composer(agent).press('Enter');
    await seesInWidget(buyer, quickReply);
  });

  it('loses and doubles nothing when the chat service is killed while both write', async () => {
    const comesBack = crash('chat');
    await Promise.all([write(buyer, question), reply(agent, answer)]);
    await comesBack();
    // The buyer's goes again by itself; the agent is asked.
    const again = agent.getByRole('button', { name: '重发' });
    if (await again.isVisible()) await again.click();
    await Promise.all([seesInWidget(buyer, answer), seesInThread(agent, question)]);
    [buyer] = await Promise.all([reloadShop(buyer), agent.reload()]);
    await Promise.all([seesInWidget(buyer, answer), seesInThread(agent, question)]);
    for (const said of [await saidInWidget(buyer), await saidInThread(agent)])
      for (const words of [complaint, quickReply, question, answer])
        expect(said.filter((text) => text === words)).toEqual([words]);
  });

  it('weighs the parcel by the carrier’s answer and refunds within the agent’s authority', async () => {
    await reportMissing(agent, lost, '羊毛围巾');
    await picture(agent, 'missing-item');
    await openCase(agent);
    await caseBeside(agent).getByText('途中丢失').waitFor();
    await caseBeside(agent).getByText('已批准退款').waitFor();
    await seesInWidget(buyer, '¥46.00');
    found.workbench = new URL(agent.url()).pathname;
    found.case = String(await caseBeside(agent).getByRole('link').first().getAttribute('href'));
  });

  it('asks the supervisor for what is above it', async () => {
    const second = await visitShop(browser, costly.buyer.buyerId);
    await write(second, costlyComplaint);
    await openConversation(agent, costlyComplaint);
    await reportMissing(agent, costly, '加长披肩');
    await openCase(agent);
    await caseBeside(agent).getByText('待主管审批', { exact: true }).waitFor();
    const supervisor = await staff('zhou');
    await goTo(supervisor, '审批');
    await row(supervisor, '待审批退款', '加长披肩').last().click();
    await picture(supervisor, 'approvals-open');
    await supervisor.getByLabel('理由').fill('核实无误');
    await supervisor.getByRole('button', { name: '批准退款 ¥129.00' }).click();
    await caseBeside(agent).getByText('已批准退款').waitFor();
    await seesInWidget(second, '¥129.00');
    found.second = new URL(agent.url()).pathname;
  });

  it('puts both on finance’s list with their total, and pays one', async () => {
    const finance = await staff('zhao');
    await goTo(finance, '退款');
    await row(finance, '退款打款', costly.orderNumber).getByText('¥129.00').waitFor();
    const toPay = row(finance, '退款打款', lost.orderNumber);
    await toPay.getByLabel('流水号 / 平台退款号').fill(`ALI-${lost.orderNumber}`);
    await toPay.getByLabel('打款金额(元)').fill('46.00');
    await toPay.getByLabel('打款金额(元)').press('Enter');
    await toPay.getByText('已打款').waitFor();
    await row(finance, '退款打款', '合计').getByText('本次已付 1 笔,¥46.00').waitFor();
  });

  it('leaves the carrier’s answer, the claim and the pay where each is looked for', async () => {
    const parcel = lost.parcels.map(({ number }) => number).join();
    await goTo(agent, '查件');
    await row(agent, '承运商查询', parcel).getByText('已答复', { exact: true }).click();
    await agent.getByText('末端 540 g · 称重').waitFor();
    await agent.getByRole('link', { name: '快递理赔' }).click();
    await row(agent, '快递理赔', parcel).getByText('¥46.00').waitFor();
    await goTo(agent, '收入');
    await row(agent, '我的收入', '处理完毕的售后单').first().waitFor();
  });

  it.each(places)(
    'draws every letter of $name in both languages, and shuts nobody out',
    async ({ name, who, path }) => {
      const page = await staff(who);
      for (const language of languages) {
        await openIn(page, language, path ?? found[name] ?? '/');
        await picture(page, `${name}-${language}`);
      }
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );

  it('greets in both languages, and shuts nobody out', async () => {
    const page = await desktop(browser);
    await page.goto(gatewayUrl);
    await page.getByRole('heading', { name: '登录客服平台' }).waitFor();
    await picture(page, 'sign-in-zh-CN');
    await page.getByText('English').click();
    await page.getByRole('heading', { name: 'Sign in to kefu' }).waitFor();
    await picture(page, 'sign-in-en');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('stays readable in the dark on a small screen', async () => {
    await agent.setViewportSize({ width: 1366, height: 768 });
    await agent.evaluate(`localStorage.setItem('kefu.theme', '"dark"')`);
    await openIn(agent, 'zh-CN', found.workbench ?? '/');
    await picture(agent, 'workbench-dark');
    expect(await accessibilityFaults(agent)).toEqual([]);
  });

  it('fits a phone with the widget in both languages, and shuts nobody out', async () => {
    for (const language of languages) {
      const page = await widgetOnPhone(browser, buyer, language);
      await picture(page, `widget-${language}`);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });

  it('closes what has its outcome', async () => {
    for (const path of [found.workbench, found.second]) {
      await openIn(agent, 'zh-CN', path ?? '/');
      await agent.getByRole('button', { name: '结束' }).click();
      await agent.getByText('选择一个会话').waitFor();
    }
    await buyer.widget.getByText('本次会话已结束').waitFor();
  });
});
