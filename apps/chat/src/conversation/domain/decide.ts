import { Refused, type Decider } from '@kefu/contracts';
import type {
  AddLine,
  AssignConversation,
  CloseConversation,
  ConversationCommand,
  SendMessage,
  StartConversation,
  TransferConversation,
} from './commands.ts';
import type { ConversationEvent } from './events.ts';
import { evolve, initial, type ConversationState } from './state.ts';

export type ConversationRefusal =
  | 'conversation-unknown'
  | 'conversation-closed'
  | 'not-your-conversation'
  | 'taken-already'
  | 'case-without-outcome';

type Known = Exclude<ConversationState, { status: 'none' }>;

const refuse = (code: ConversationRefusal, detail?: string): never => {
  throw new Refused(code, detail);
};

// The same for a conversation that is another's: nobody learns that it exists.
const noSuch = 'No conversation that you may read has this id.';

const about = ({ conversationId, shopId, customerId }: Known, at: string) => ({
  conversationId,
  shopId,
  customerId,
  at,
});

const start = (command: StartConversation, state: ConversationState): ConversationEvent[] => {
  if (state.status !== 'none') return [];
  const { type: _, ...data } = command;
  return [{ type: 'ConversationStarted', data: { ...data, channel: 'widget' } }];
};

const send = ({ messageId, from, senderId, text, at }: SendMessage, state: Known): ConversationEvent[] => {
  if (state.status === 'closed') return refuse('conversation-closed', 'Open a new conversation to go on.');
  if (from === 'customer' && senderId !== state.customerId) return refuse('conversation-unknown', noSuch);
  if (from === 'agent' && (state.status !== 'open' || senderId !== state.agentId))
    return refuse(
      'not-your-conversation',
      'Another agent has it, or nobody yet: take it or have it transferred first.',
    );
  const sequence = state.lastSequence + 1;
  return [
    {
      type: 'MessageSent',
      data: {
        ...about(state, at),
        messageId,
        sequence,
        from,
        senderId,
        text,
        visibleTo: 'everyone',
        link: null,
      },
    },
  ];
};

// Also after the closing: the customer shall find the outcome where they asked.
const addLine = (
  { type: _, shopId, customerId, at, visibleTo, ...line }: AddLine,
  state: Known,
): ConversationEvent[] => {
  if (shopId !== state.shopId) return refuse('conversation-unknown', 'It is a conversation of another shop.');
  if (!state.anonymous && customerId !== state.customerId)
    return refuse('conversation-unknown', 'It is the conversation of another customer.');
  return [
    {
      type: 'MessageSent',
      data: {
        ...about(state, at),
        ...line,
        // A visitor may name anybody's order: the agent follows the case here, and says what a visitor may hear.
        visibleTo: state.anonymous ? 'agents' : visibleTo,
        sequence: state.lastSequence + 1,
        from: 'system',
        senderId: 'kefu',
      },
    },
  ];
};

const assign = ({ agentId, at }: AssignConversation, state: Known): ConversationEvent[] => {
  if (state.status === 'closed') return refuse('conversation-closed');
  if (state.status === 'open') return state.agentId === agentId ? [] : refuse('taken-already');
  return [{ type: 'ConversationAssigned', data: { ...about(state, at), agentId } }];
};

const transfer = (
  { from, to, note, ofAnyone, at }: TransferConversation,
  state: Known,
): ConversationEvent[] => {
  if (state.status === 'closed') return refuse('conversation-closed');
  if (state.status === 'waiting' || (state.agentId !== from && !ofAnyone))
    return refuse('not-your-conversation');
  if (state.agentId === to) return [];
  return [
    {
      type: 'ConversationTransferred',
      data: { ...about(state, at), agentId: to, from: state.agentId, note },
    },
  ];
};

const close = (
  { closedBy, ofAnyone, openCases, at }: CloseConversation,
  state: Known,
): ConversationEvent[] => {
  if (state.status === 'closed') return [];
  if (!ofAnyone && (state.status !== 'open' || state.agentId !== closedBy))
    return refuse('not-your-conversation');
  if (openCases > 0)
    return refuse('case-without-outcome', `${openCases} case(s) of this conversation have no outcome yet.`);
  return [{ type: 'ConversationClosed', data: { ...about(state, at), closedBy } }];
};

const decide = (command: ConversationCommand, state: ConversationState): ConversationEvent[] => {
  if (command.type === 'StartConversation') return start(command, state);
  if (state.status === 'none') return refuse('conversation-unknown', noSuch);
  switch (command.type) {
    case 'SendMessage':
      return send(command, state);
    case 'AddLine':
      return addLine(command, state);
    case 'AssignConversation':
      return assign(command, state);
    case 'TransferConversation':
      return transfer(command, state);
    case 'CloseConversation':
      return close(command, state);
  }
};

export const conversation: Decider<ConversationCommand, ConversationState, ConversationEvent> = {
  initial,
  evolve,
  decide,
};
