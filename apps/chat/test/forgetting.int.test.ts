import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import { conversationsView } from '../src/conversation/conversations.view.ts';
import { messagesView } from '../src/conversation/messages.view.ts';
import type { ChatEvent } from '../src/events.ts';
import { chat } from '../src/service.ts';

let running: ServiceForTest<ChatEvent>;
beforeAll(async () => {
  running = await runForTest(chat);
});
afterAll(() => running?.stop());

const customer = (id: string): Promise<Client> =>
  running.as({
    id,
    name: '王**',
    kind: 'customer',
    customerId: id,
    roles: ['customer'],
    shops: ['flagship'],
  });

const conversationOf = async (id: string, text: string) => {
  const client = await customer(id);
  const { conversationId } = await client.call('chat.openConversation');
  const params = { conversationId };
  await client.call('chat.sendMessage', { params, body: { messageId: uuidv7(), text } });
  return { client, params, texts: async () => textsOf(client, params) };
};
const textsOf = async (client: Client, params: { conversationId: string }) =>
  (await client.call('chat.listMessages', { params })).items.map(({ text }) => text);

const forget = (customerId: string) =>
  running.tell('gateway.customer-forgotten.v1', { customerId, at: new Date().toISOString() });

type Forgotten = { settled_at: Date | null };
const forgotten = async (customerId: string): Promise<Forgotten | undefined> =>
  (
    await running.store.pool.query<Forgotten>(
      'select settled_at from forgotten_customer where customer_id = $1',
      [customerId],
    )
  ).rows[0];
const untilForgotten = (customerId: string) => eventually(() => forgotten(customerId));

describe('a customer who is forgotten', () => {
  it('leaves no words behind, neither in the log nor in the views, and nobody else is touched', async () => {
    const wang = await conversationOf('cu_wang', '我的电话是 13812345678');
    const chen = await conversationOf('cu_chen', '谢谢');
    await forget('cu_wang');
    await untilForgotten('cu_wang');

    expect(await wang.texts()).toEqual([null]);
    expect(await chen.texts()).toEqual(['谢谢']);
    const { conversationId } = wang.params;
    const agent = await running.as({ roles: ['supervisor'] });
    expect(await agent.call('chat.getConversation', { params: wang.params })).toMatchObject({
      customerName: '',
      lastText: null,
    });
    const events = await running.store.read(`conversation-${conversationId}`);
    expect(events).toMatchObject([{ data: { customerName: null } }, { data: { text: null } }]);
  });

  it('is forgotten in the views as a rebuild would forget', async () => {
    const wang = await conversationOf('cu_rebuilt', '红围巾');
    await forget('cu_rebuilt');
    await untilForgotten('cu_rebuilt');
    for (const view of [conversationsView, messagesView]) {
      const wiped = await running.store.hash(view);
      expect((await running.store.rebuild(view)).hash).toBe(wiped);
    }
    expect(await wang.texts()).toEqual([null]);
  });

  it('who comes again is served, and leaves no words either', async () => {
    await forget('cu_again');
    await untilForgotten('cu_again');
    const again = await conversationOf('cu_again', '还是我');
    expect(await again.texts()).toEqual([null]);
  });

  it('is wiped once more when no other process can remember the key', async () => {
    const wang = await conversationOf('cu_late', '蓝围巾');
    await forget('cu_late');
    await untilForgotten('cu_late');
    // what a process that still remembered the key would have written meanwhile
    await running.store.pool.query('update message set text = $2 where conversation_id = $1', [
      wang.params.conversationId,
      '蓝围巾',
    ]);
    await running.store.pool.query(
      `update forgotten_customer set forgotten_at = forgotten_at - interval '3 minutes' where customer_id = 'cu_late'`,
    );
    await eventually(async () => (await forgotten('cu_late'))?.settled_at ?? undefined);
    expect(await wang.texts()).toEqual([null]);
  });
});
