import type { DomainEvent, PersonalFields } from '@kefu/contracts';

type About = { conversationId: string; shopId: string; customerId: string; at: string };

export type ConversationStarted = DomainEvent<
  'ConversationStarted',
  /** The name is masked, and null once the customer was forgotten. */
  About & { anonymous: boolean; customerName: string | null; channel: 'widget' }
>;
export type ConversationAssigned = DomainEvent<'ConversationAssigned', About & { agentId: string }>;
export type ConversationTransferred = DomainEvent<
  'ConversationTransferred',
  About & { agentId: string; from: string; note: string }
>;
export type MessageSent = DomainEvent<
  'MessageSent',
  About & {
    messageId: string;
    /** Counts the conversation's messages; clients ask for what comes after the last one they saw. */
    sequence: number;
    from: 'customer' | 'agent' | 'system';
    senderId: string;
    text: string;
    visibleTo: 'everyone' | 'agents';
    link: { kind: 'case'; id: string } | null;
  }
>;
export type ConversationClosed = DomainEvent<'ConversationClosed', About & { closedBy: string }>;

export type ConversationEvent =
  ConversationStarted | ConversationAssigned | ConversationTransferred | MessageSent | ConversationClosed;

export const conversationPersonal = {
  ConversationStarted: { subject: 'customerId', fields: ['customerName'] },
  MessageSent: { subject: 'customerId', fields: ['text'] },
  ConversationTransferred: { subject: 'customerId', fields: ['note'] },
} as const satisfies PersonalFields<ConversationEvent>;
