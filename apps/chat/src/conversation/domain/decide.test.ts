import { describe, it } from '@jest/globals';
import { deciderTest } from '@kefu/testing';
import type { SendMessage } from './commands.ts';
import { conversation } from './decide.ts';
import type { ConversationEvent } from './events.ts';

const { given } = deciderTest(conversation);
const at = '2026-10-21T01:41:00Z';
const about = { conversationId: 'c-1', shopId: 'flagship', customerId: 'cu_1', at };
const started: ConversationEvent = {
  type: 'ConversationStarted',
  data: { ...about, anonymous: false, customerName: '王**', channel: 'widget' },
};
const assigned: ConversationEvent = { type: 'ConversationAssigned', data: { ...about, agentId: 'lin' } };
const closed: ConversationEvent = { type: 'ConversationClosed', data: { ...about, closedBy: 'lin' } };
const message = (sequence: number, from: 'customer' | 'agent', senderId: string): ConversationEvent => ({
  type: 'MessageSent',
  data: {
    ...about,
    messageId: 'm-1',
    sequence,
    from,
    senderId,
    text: '少了一条围巾',
    visibleTo: 'everyone',
    link: null,
  },
});
const fromCustomer: SendMessage = {
  type: 'SendMessage',
  messageId: 'm-1',
  from: 'customer',
  senderId: 'cu_1',
  text: '少了一条围巾',
  at,
};
const fromLin: SendMessage = { ...fromCustomer, from: 'agent', senderId: 'lin' };
const transfer = {
  type: 'TransferConversation',
  from: 'lin',
  to: 'wu',
  note: '要退货',
  ofAnyone: false,
  at,
} as const;
const close = { type: 'CloseConversation', closedBy: 'lin', ofAnyone: false, openCases: 0, at } as const;

describe('writing in a conversation', () => {
  it('counts the messages', () =>
    given(started, message(1, 'customer', 'cu_1'))
      .when(fromCustomer)
      .then(message(2, 'customer', 'cu_1')));
  it('lets the agent who has it answer', () =>
    given(started, assigned)
      .when(fromLin)
      .then(message(1, 'agent', 'lin')));
  it('is refused to an agent who does not have it', () =>
    given(started, assigned)
      .when({ ...fromLin, senderId: 'wu' })
      .thenRefused('not-your-conversation'));
  it('is refused to an agent while it waits', () =>
    given(started).when(fromLin).thenRefused('not-your-conversation'));
  it('does not show another customer that it exists', () =>
    given(started)
      .when({ ...fromCustomer, senderId: 'cu_2' })
      .thenRefused('conversation-unknown'));
  it('is refused once it is closed', () =>
    given(started, assigned, closed).when(fromCustomer).thenRefused('conversation-closed'));
});

describe('giving a conversation to an agent', () => {
  it('opens it', () =>
    given(started).when({ type: 'AssignConversation', agentId: 'lin', at }).then(assigned));
  it('stays quiet when they have it', () =>
    given(started, assigned).when({ type: 'AssignConversation', agentId: 'lin', at }).thenNothing());
  it('is refused when another has it', () =>
    given(started, assigned)
      .when({ type: 'AssignConversation', agentId: 'wu', at })
      .thenRefused('taken-already'));
  it('hands over with a note', () =>
    given(started, assigned)
      .when(transfer)
      .then({
        type: 'ConversationTransferred',
        data: { ...about, agentId: 'wu', from: 'lin', note: '要退货' },
      }));
  it('hands over only one’s own', () =>
    given(started, assigned)
      .when({ ...transfer, from: 'zhao' })
      .thenRefused('not-your-conversation'));
  it('lets a supervisor hand over anyone’s', () =>
    given(started, assigned)
      .when({ ...transfer, from: 'boss', ofAnyone: true })
      .then({
        type: 'ConversationTransferred',
        data: { ...about, agentId: 'wu', from: 'lin', note: '要退货' },
      }));
});

describe('closing a conversation', () => {
  it('ends it', () => given(started, assigned).when(close).then(closed));
  it('stays quiet when it is closed', () => given(started, assigned, closed).when(close).thenNothing());
  it('is refused while a case has no outcome', () =>
    given(started, assigned)
      .when({ ...close, openCases: 1 })
      .thenRefused('case-without-outcome'));
});

describe('a line of the house', () => {
  const line = {
    type: 'AddLine',
    shopId: 'flagship',
    customerId: 'cu_1',
    messageId: 'm-9',
    text: '已退款',
    visibleTo: 'everyone',
    link: { kind: 'case', id: 'k-1' },
    at,
  } as const;
  const said: ConversationEvent = {
    type: 'MessageSent',
    data: {
      ...about,
      messageId: 'm-9',
      sequence: 1,
      from: 'system',
      senderId: 'kefu',
      text: '已退款',
      visibleTo: 'everyone',
      link: line.link,
    },
  };
  const visited: ConversationEvent = { ...started, data: { ...started.data, anonymous: true } };
  it('still comes after the closing', () => given(started, assigned, closed).when(line).then(said));
  it('is refused in the conversation of another customer', () =>
    given(started, assigned)
      .when({ ...line, customerId: 'cu_2' })
      .thenRefused('conversation-unknown'));
  it('is for the agents alone where nobody vouches for who writes', () =>
    given(visited, assigned)
      .when({ ...line, customerId: 'cu_2' })
      .then({ ...said, data: { ...said.data, visibleTo: 'agents' } }));
  it('is refused in a conversation of another shop', () =>
    given(started, assigned)
      .when({ ...line, shopId: 'outlet' })
      .thenRefused('conversation-unknown'));
  it('is refused where there is no conversation', () =>
    given().when(line).thenRefused('conversation-unknown'));
});
