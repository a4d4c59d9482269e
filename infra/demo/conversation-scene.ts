import type { Client } from '@kefu/client';
import { v7 as uuidv7 } from 'uuid';
import type { Cast } from './cast.ts';
import type { Narration } from './narration.ts';
import { until } from './until.ts';

export type Talk = { conversationId: string; customer: Client; agent: Client; customerId: string };

export const agentId = 'lin';

/** The customer asks, the conversation reaches an agent with room, and the answer reaches the customer. */
export const talk = async (
  cast: Cast,
  { tell, fact }: Narration,
  buyerId: string,
  words: string,
): Promise<Talk> => {
  const agent = await cast.person(agentId);
  const customer = await cast.buyer('flagship', buyerId);
  const { conversationId, customerId } = await customer.call('chat.openConversation');
  const params = { conversationId };
  const message = { messageId: uuidv7(), text: words };
  await customer.call('chat.sendMessage', { params, body: message });
  await customer.call('chat.sendMessage', { params, body: message }); // the first answer got lost on the way
  tell(`customer: ${words}`);

  const given = await until(async () => {
    const seen = await customer.call('chat.getConversation', { params });
    return seen.agentId !== null && seen;
  });
  fact(`the conversation reached an agent (${given?.agentId ?? 'nobody'})`, given !== undefined);
  if (given?.agentId && given.agentId !== agentId) {
    const other = await cast.person(given.agentId);
    await other.call('chat.transferConversation', { params, body: { to: agentId, note: '售后问题,转给你' } });
    tell(`${given.agentId} transferred it to ${agentId}`);
  }
  const answer = '亲,非常抱歉,我马上帮您核对。';
  await agent.call('chat.sendMessage', { params, body: { messageId: uuidv7(), text: answer } });
  const { items } = await customer.call('chat.listMessages', { params });
  fact(
    'the answer reached the customer',
    items.some(({ text, from }) => from === 'agent' && text === answer),
  );
  fact(
    'the message that was sent twice is there once',
    items.filter(({ messageId }) => messageId === message.messageId).length === 1,
  );
  return { conversationId, customer, agent, customerId };
};

export const saidToCustomer = async ({ customer, conversationId }: Talk): Promise<string[]> => {
  const { items } = await customer.call('chat.listMessages', { params: { conversationId } });
  return items.flatMap(({ from, text }) => (from === 'system' && text !== null ? [text] : []));
};

export const shownToAgent = async ({ agent, conversationId }: Talk): Promise<string[]> => {
  const { items } = await agent.call('chat.listMessages', { params: { conversationId } });
  return items.flatMap(({ from, text }) => (from === 'system' && text !== null ? [text] : []));
};
