import type { ConversationEvent } from './events.ts';

type Known = {
  conversationId: string;
  shopId: string;
  customerId: string;
  /** Nobody vouches for who writes. */
  anonymous: boolean;
  lastSequence: number;
};

export type ConversationState =
  | { status: 'none' }
  | (Known & { status: 'waiting' })
  | (Known & { status: 'open'; agentId: string })
  | (Known & { status: 'closed'; agentId: string | null });

export const initial: ConversationState = { status: 'none' };

export const evolve = (state: ConversationState, { type, data }: ConversationEvent): ConversationState => {
  if (type === 'ConversationStarted') {
    const { conversationId, shopId, customerId, anonymous } = data;
    return { status: 'waiting', conversationId, shopId, customerId, anonymous, lastSequence: 0 };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'ConversationAssigned':
    case 'ConversationTransferred':
      return { ...state, status: 'open', agentId: data.agentId };
    case 'MessageSent':
      return { ...state, lastSequence: data.sequence };
    case 'ConversationClosed':
      return { ...state, status: 'closed', agentId: state.status === 'waiting' ? null : state.agentId };
  }
};
