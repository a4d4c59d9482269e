import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chatSocketPath, type Conversation, type Message, type Principal } from '@kefu/contracts';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import type { ChatEvent } from '../src/events.ts';
import { chat } from '../src/service.ts';

let running: ServiceForTest<ChatEvent>;
const sockets: Socket[] = [];
beforeAll(async () => {
  running = await runForTest(chat);
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await running.stop();
});

const customer = (id: string): Partial<Principal> & Pick<Principal, 'roles'> => ({
  id,
  kind: 'customer',
  roles: ['customer'],
  shops: ['flagship'],
});
const lin: Partial<Principal> & Pick<Principal, 'roles'> = {
  id: 'lin',
  roles: ['after-sales-agent'],
  shops: ['flagship'],
};

const listen = async (who: Partial<Principal> & Pick<Principal, 'roles'>) => {
  const extraHeaders = { authorization: `Bearer ${await running.tokenOf(who)}` };
  const socket = io(running.url, { path: chatSocketPath, transports: ['websocket'], extraHeaders });
  sockets.push(socket);
  const messages: Message[] = [];
  const conversations: Conversation[] = [];
  socket.on('message', (message: Message) => void messages.push(message));
  socket.on('conversation', (conversation: Conversation) => void conversations.push(conversation));
  await eventually(async () => socket.connected || undefined);
  return { messages, conversations };
};

describe('live updates', () => {
  it('tell customer and agent of their conversation, and nobody else', async () => {
    const [wang, li, agent] = [customer('cu_wang'), customer('cu_li'), await running.as(lin)];
    const [toWang, toLi, toLin] = await Promise.all([listen(wang), listen(li), listen(lin)]);
    await agent.call('chat.setPresence', { body: { state: 'online', capacity: 5 } });
    const client = await running.as(wang);
    const { conversationId } = await client.call('chat.openConversation');
    const params = { conversationId };
    await client.call('chat.sendMessage', { params, body: { messageId: uuidv7(), text: '在吗' } });
    await eventually(async () => toLin.conversations.some(({ agentId }) => agentId === 'lin') || undefined);
    await agent.call('chat.sendMessage', { params, body: { messageId: uuidv7(), text: '在的' } });
    await eventually(async () => (toWang.messages.length === 2 ? true : undefined));
    await eventually(async () => (toLin.messages.length === 2 ? true : undefined));
    expect(toWang.messages.map(({ text }) => text)).toEqual(['在吗', '在的']);
    expect(toLi.messages).toEqual([]);
    expect(toLi.conversations).toEqual([]);
  });

  it('are refused without a token', async () => {
    const socket = io(running.url, { path: chatSocketPath, transports: ['websocket'], reconnection: false });
    sockets.push(socket);
    const refused = await new Promise<string>((resolve) =>
      socket.on('connect_error', ({ message }) => resolve(message)),
    );
    expect(refused).toBe('unauthenticated');
  });
});
