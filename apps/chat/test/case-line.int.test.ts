import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicEvents } from '@kefu/contracts';
import { eventually, problemCodeOf, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import type { ChatEvent } from '../src/events.ts';
import { chat } from '../src/service.ts';

let running: ServiceForTest<ChatEvent>;
beforeAll(async () => {
  running = await runForTest(chat);
});
afterAll(() => running.stop());

const opened = async () => {
  const customerId = `cu_${uuidv7()}`;
  const customer = await running.as({
    id: customerId,
    customerId,
    kind: 'customer',
    roles: ['customer'],
    shops: ['flagship'],
  });
  const lin = await running.as({ id: 'lin', roles: ['after-sales-agent'] });
  await lin.call('chat.setPresence', { body: { state: 'online', capacity: 50 } });
  const { conversationId } = await customer.call('chat.openConversation');
  const params = { conversationId };
  await customer.call('chat.sendMessage', { params, body: { messageId: uuidv7(), text: '少了一件' } });
  await eventually(async () => (await lin.call('chat.getConversation', { params })).agentId ?? undefined);
  return { customer, lin, params, about: { conversationId, customerId, caseId: uuidv7() } };
};

const linesSeenBy = async (
  client: Awaited<ReturnType<typeof opened>>['lin'],
  params: { conversationId: string },
) =>
  (await client.call('chat.listMessages', { params })).items
    .filter(({ from }) => from === 'system')
    .map(({ text }) => text);

describe('a case in its conversation', () => {
  it('shows what concerns them to each side, once, though events come twice', async () => {
    const { customer, lin, params, about } = await opened();
    const verdict = { ...publicEvents['returns.verdict-reached.v1'].example, ...about };
    const approved = { ...publicEvents['returns.refund-approved.v1'].example, ...about };
    const id = await running.tell('returns.verdict-reached.v1', verdict);
    await running.tell('returns.verdict-reached.v1', verdict, { id });
    await running.tell('returns.refund-approved.v1', approved);
    await eventually(async () => ((await linesSeenBy(customer, params)).length > 0 ? true : undefined));
    expect(await linesSeenBy(lin, params)).toEqual([
      '称重结果:途中丢失(揽收 1000 g,末站 900 g)',
      '已为您通过退款 ¥46.00,款项将原路退回,请留意到账。',
    ]);
    expect(await linesSeenBy(customer, params)).toEqual([
      '已为您通过退款 ¥46.00,款项将原路退回,请留意到账。',
    ]);
  });

  it('keeps its conversation from being closed until it has an outcome', async () => {
    const { lin, params, about } = await opened();
    await running.tell('returns.case-opened.v1', {
      ...publicEvents['returns.case-opened.v1'].example,
      ...about,
    });
    await eventually(async () => ((await linesSeenBy(lin, params)).length > 0 ? true : undefined));
    expect(await problemCodeOf(lin.call('chat.closeConversation', { params }))).toBe(
      '422 case-without-outcome',
    );
    await running.tell('returns.case-resolved.v1', {
      ...publicEvents['returns.case-resolved.v1'].example,
      ...about,
    });
    const closed = await eventually(() => lin.call('chat.closeConversation', { params }));
    expect(closed.state).toBe('closed');
  });

  it('of another customer is neither told there nor keeps the conversation open', async () => {
    const { customer, lin, params, about } = await opened();
    const others = { ...about, customerId: 'cu_another' };
    for (const type of ['returns.case-opened.v1', 'returns.refund-approved.v1'] as const)
      await running.tell(type, { ...publicEvents[type].example, ...others });
    await running.tell('returns.refund-paid.v1', {
      ...publicEvents['returns.refund-paid.v1'].example,
      ...about,
      caseId: uuidv7(),
    });
    await eventually(async () => ((await linesSeenBy(customer, params)).length > 0 ? true : undefined));
    expect(await linesSeenBy(lin, params)).toEqual(['退款 ¥46.00 已打出,到账时间以支付渠道为准。']);
    expect((await lin.call('chat.closeConversation', { params })).state).toBe('closed');
  });

  it('of a conversation that never was, or is another shop’s, does not hold the others up', async () => {
    const { lin, params, about } = await opened();
    const paid = { ...publicEvents['returns.refund-paid.v1'].example, ...about };
    await running.tell('returns.refund-paid.v1', { ...paid, conversationId: uuidv7() });
    await running.tell('returns.refund-paid.v1', { ...paid, shopId: 'outlet' });
    await running.tell('returns.refund-paid.v1', paid);
    await eventually(async () => ((await linesSeenBy(lin, params)).length === 1 ? true : undefined));
    const { rows } = await running.store.pool.query('select count(*)::int as count from dead_letter');
    expect(rows).toEqual([{ count: 0 }]);
  });
});
