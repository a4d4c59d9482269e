import type { Conversation } from '@kefu/contracts';
import { StandInProblem, type Doors } from '../answer.ts';
import type { World } from '../world.ts';

export const chatDoors = (world: World): Doors => {
  const conversationOf = (conversationId: string): Conversation => {
    const found = world.conversations.get(conversationId);
    if (!found) throw new StandInProblem(422, 'conversation-unknown');
    return found;
  };
  const presenceOf = (agentId: string) => {
    const found = world.presence.get(agentId);
    if (!found) throw new StandInProblem(403, 'role-not-allowed');
    return found;
  };
  return {
    'chat.listConversations': ({ query }, who) => ({
      items: [...world.conversations.values()].filter(
        ({ agentId, state, customerId }) =>
          (query.of === 'all' ||
            (query.of === 'waiting' ? state === 'waiting' : agentId === who.id && state === 'open')) &&
          (!query.customerId || query.customerId === customerId),
      ),
    }),
    'chat.getConversation': ({ params }) => conversationOf(params.conversationId),
    'chat.listMessages': ({ params, query }) => {
      const all = world.messages.get(params.conversationId) ?? [];
      const items = all.filter(({ sequence }) => sequence > query.after).slice(0, query.limit);
      return { items, lastSequence: all.length };
    },
    'chat.sendMessage': ({ params: { conversationId }, body }, who) => {
      const known = world.messages.get(conversationId)?.find(({ messageId }) => messageId === body.messageId);
      if (known) return known;
      // For looking at failures: the text says which one is wanted.
      if (body.text.includes('失败')) throw new StandInProblem(503, 'unavailable');
      const message = world.say(conversationId, {
        messageId: body.messageId,
        from: 'agent',
        senderId: who.id,
        text: body.text,
      });
      if (body.text.includes('?')) {
        setTimeout(() => {
          const { customerId } = conversationOf(conversationId);
          world.say(conversationId, {
            messageId: crypto.randomUUID(),
            from: 'customer',
            senderId: customerId,
            text: '好的,我看一下',
          });
        }, 2_000);
      }
      return message;
    },
    'chat.closeConversation': ({ params }) => {
      const conversation = conversationOf(params.conversationId);
      if (
        [...world.cases.values()].some(
          ({ conversationId, state }) => conversationId === params.conversationId && state === 'weighing',
        )
      ) {
        throw new StandInProblem(422, 'case-without-outcome');
      }
      return world.change({ ...conversation, state: 'closed', waitingSince: null });
    },
    'chat.transferConversation': ({ params, body }) =>
      world.change({ ...conversationOf(params.conversationId), agentId: body.to }),
    'chat.takeConversation': ({ params }, who) =>
      world.change({ ...conversationOf(params.conversationId), agentId: who.id, state: 'open' }),
    'chat.getPresence': (_, who) => presenceOf(who.id),
    'chat.setPresence': ({ body }, who) => {
      const next = { ...presenceOf(who.id), state: body.state, since: new Date().toISOString() };
      world.presence.set(who.id, next);
      return next;
    },
    'chat.listPresence': () => ({ items: [...world.presence.values()] }),
    'chat.listPhrases': ({ query }) => ({
      items: world.phrases.filter(({ shopId }) => shopId === query.shopId),
    }),
  };
};
