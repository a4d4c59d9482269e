import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import type { Principal } from '@kefu/contracts';
import { eventually, problemCodeOf, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import { conversationsView } from '../src/conversation/conversations.view.ts';
import { messagesView } from '../src/conversation/messages.view.ts';
import type { ChatEvent } from '../src/events.ts';
import { chat } from '../src/service.ts';

let running: ServiceForTest<ChatEvent>;
beforeAll(async () => {
  running = await runForTest(chat);
});
afterAll(() => running.stop());

const customer = (id: string): Promise<Client> => {
  const who = {
    id,
    name: '王**',
    kind: 'customer',
    customerId: id,
    roles: ['customer'],
    shops: ['flagship'],
  } as const;
  return running.as({ ...who, roles: [...who.roles], shops: [...who.shops] });
};
const agent = (
  id: string,
  shops = ['flagship'],
  roles: Principal['roles'] = ['after-sales-agent'],
): Promise<Client> => running.as({ id, name: id, roles, shops });
const say = (text: string, messageId = uuidv7()) => ({ messageId, text });
const atWork = async (id: string, capacity: number): Promise<Client> => {
  const client = await agent(id);
  await client.call('chat.setPresence', { body: { state: 'online', capacity } });
  return client;
};
const home = async (...agents: Client[]) => {
  for (const one of agents) await one.call('chat.setPresence', { body: { state: 'offline' } });
};
const begin = async (id: string, text = '少了一条围巾') => {
  const client = await customer(id);
  const { conversationId } = await client.call('chat.openConversation');
  await client.call('chat.sendMessage', { params: { conversationId }, body: say(text) });
  return { client, conversationId, params: { conversationId } };
};
const assignedTo = (client: Client, conversationId: string) =>
  eventually(async () => {
    const { agentId } = await client.call('chat.getConversation', { params: { conversationId } });
    return agentId ?? undefined;
  });

describe('a conversation', () => {
  it('goes to an agent with room, and the answer reaches the customer in order', async () => {
    const lin = await atWork('lin', 5);
    const { client, conversationId, params } = await begin('cu_story');
    expect(await assignedTo(client, conversationId)).toBe('lin');
    await lin.call('chat.sendMessage', { params, body: say('亲,马上帮您看') });
    const { items, lastSequence } = await client.call('chat.listMessages', { params });
    expect(items.map(({ sequence, from, text }) => [sequence, from, text])).toEqual([
      [1, 'customer', '少了一条围巾'],
      [2, 'agent', '亲,马上帮您看'],
    ]);
    expect(lastSequence).toBe(2);
    const { waitingSince, firstResponseMs } = await lin.call('chat.getConversation', { params });
    expect(waitingSince).toBeNull();
    expect(firstResponseMs).toBeGreaterThanOrEqual(0);
    await home(lin);
  });

  it('is one, however often the widget is opened', async () => {
    const client = await customer('cu_tabs');
    const opened = await Promise.all([1, 2, 3, 4].map(() => client.call('chat.openConversation')));
    expect(new Set(opened.map(({ conversationId }) => conversationId)).size).toBe(1);
  });

  it('takes a message that is sent twice once', async () => {
    const { client, params } = await begin('cu_twice');
    const message = say('在吗');
    const answers = await Promise.all(
      [1, 2, 3].map(() => client.call('chat.sendMessage', { params, body: message })),
    );
    expect(new Set(answers.map(({ sequence }) => sequence)).size).toBe(1);
    const { items } = await client.call('chat.listMessages', { params });
    expect(items.filter(({ messageId }) => messageId === message.messageId)).toHaveLength(1);
  });

  it('counts without gaps when both sides write at once', async () => {
    const lin = await atWork('lin', 50);
    const { client, conversationId, params } = await begin('cu_busy');
    expect(await assignedTo(client, conversationId)).toBe('lin');
    const send = (who: Client, text: string) =>
      eventually(() => who.call('chat.sendMessage', { params, body: say(text) }));
    await Promise.all([1, 2, 3, 4, 5].flatMap((n) => [send(client, `问 ${n}`), send(lin, `答 ${n}`)]));
    const { items } = await client.call('chat.listMessages', { params });
    expect(items.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: items.length }, (_, index) => index + 1),
    );
    await home(lin);
  });

  it('takes a burst of messages whole, each once', async () => {
    const { client, params } = await begin('cu_burst', '第 0 条');
    const burst = Array.from({ length: 15 }, (_, index) => say(`第 ${index + 1} 条`));
    await Promise.all(burst.map((body) => client.call('chat.sendMessage', { params, body })));
    const { items } = await client.call('chat.listMessages', { params });
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, index) => index + 1));
    expect(items.filter(({ from }) => from === 'customer')).toHaveLength(16);
  });

  it('survives the service and its connections', async () => {
    const { client, params } = await begin('cu_crash', '重启前');
    await running.breakConnections();
    await eventually(() => client.call('chat.sendMessage', { params, body: say('断线后') }));
    await running.restart();
    await client.call('chat.sendMessage', { params, body: say('重启后') });
    const { items } = await client.call('chat.listMessages', { params });
    expect(items.map(({ text }) => text)).toEqual(['重启前', '断线后', '重启后']);
  });

  it('is not there for another customer, or an agent of another shop', async () => {
    const { params } = await begin('cu_private');
    expect(await problemCodeOf((await customer('cu_nosy')).call('chat.getConversation', { params }))).toBe(
      '422 conversation-unknown',
    );
    const stranger = await agent('he', ['outlet']);
    expect(await problemCodeOf(stranger.call('chat.listMessages', { params }))).toBe(
      '422 conversation-unknown',
    );
    const clerk = await running.as({ id: 'zhao', roles: ['finance'] });
    expect(await problemCodeOf(clerk.call('chat.listMessages', { params }))).toBe('403 role-not-allowed');
  });

  it('holds no text in the log', async () => {
    const secret = `电话一三八${uuidv7()}`;
    await begin('cu_secret', secret);
    const { rows } = await running.store.pool.query('select 1 from event where strpos(data::text, $1) > 0', [
      secret,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('room', () => {
  it('is never given away twice, however many customers come at once', async () => {
    const [fang, gao] = await Promise.all([atWork('fang', 2), atWork('gao', 3)]);
    const begun = await Promise.all(Array.from({ length: 9 }, (_, index) => begin(`cu_rush_${index}`)));
    await eventually(async () => {
      const { items } = await fang.call('chat.listPresence');
      const open = items
        .filter(({ agentId }) => ['fang', 'gao'].includes(agentId))
        .map((one) => one.open - one.capacity);
      return open.every((over) => over === 0) || undefined;
    });
    const states = await Promise.all(
      begun.map(({ client, params }) => client.call('chat.getConversation', { params })),
    );
    const given = (id: string) => states.filter(({ agentId }) => agentId === id).length;
    expect(given('fang')).toBeLessThanOrEqual(2);
    expect(given('gao')).toBeLessThanOrEqual(3);
    expect(states.filter(({ state }) => state === 'waiting').length).toBeGreaterThanOrEqual(4);
    expect((await fang.call('chat.getPresence')).state).toBe('suspended');
    await home(fang, gao);
  });

  it('moves with a hand-over, which only the owner or a supervisor may make', async () => {
    const wu = await atWork('wu', 10);
    const { client, conversationId, params } = await begin('cu_transfer');
    await wu.call('chat.takeConversation', { params }).catch(() => undefined);
    expect(await assignedTo(client, conversationId)).toBe('wu');
    const luo = await atWork('luo', 10);
    const body = { to: 'luo', note: '退货问题' };
    expect(await problemCodeOf(luo.call('chat.transferConversation', { params, body }))).toBe(
      '422 not-your-conversation',
    );
    expect(
      await problemCodeOf(wu.call('chat.transferConversation', { params, body: { ...body, to: 'nobody' } })),
    ).toBe('422 agent-unavailable');
    const handOver = { params, body, idempotencyKey: 'hand-over' };
    expect((await wu.call('chat.transferConversation', handOver)).agentId).toBe('luo');
    // The answer got lost, and it is sent again; under the same key nothing else is done.
    expect((await wu.call('chat.transferConversation', handOver)).agentId).toBe('luo');
    const other = { ...handOver, body: { ...body, note: '别的事' } };
    expect(await problemCodeOf(wu.call('chat.transferConversation', other))).toBe(
      '422 idempotency-key-reused',
    );
    expect(await problemCodeOf(wu.call('chat.sendMessage', { params, body: say('还是我') }))).toBe(
      '422 not-your-conversation',
    );
    await home(wu, luo);
  });
});

describe('a quick reply', () => {
  it('is not taken over by another shop', async () => {
    const [ours, theirs] = await Promise.all([
      agent('zhou', ['flagship'], ['team-lead']),
      agent('qian', ['outlet'], ['team-lead']),
    ]);
    const params = { phraseId: uuidv7() };
    const body = { shopId: 'flagship', group: '问候', shortcut: 'nh', text: '亲,您好' };
    await ours.call('chat.putPhrase', { params, body });
    const taken = theirs.call('chat.putPhrase', { params, body: { ...body, shopId: 'outlet' } });
    expect(await problemCodeOf(taken)).toBe('403 shop-not-allowed');
    const { items } = await ours.call('chat.listPhrases', { query: { shopId: 'flagship' } });
    expect(items).toContainEqual({ ...params, ...body });
  });
});

// Commands are decided on the conversation's row, so it has to say what the log says.
describe('the views of all these conversations', () => {
  it.each([conversationsView, messagesView])('are the same when they are built anew: $name', async (view) => {
    const { store } = running;
    const live = await store.hash(view);
    expect((await store.rebuild(view)).hash).toBe(live);
    expect((await store.rebuild(view)).hash).toBe(live);
  });
});
