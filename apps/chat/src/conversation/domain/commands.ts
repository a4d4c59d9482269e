type Timed = { at: string };

export type StartConversation = Timed & {
  type: 'StartConversation';
  conversationId: string;
  shopId: string;
  customerId: string;
  anonymous: boolean;
  customerName: string;
};
export type SendMessage = Timed & {
  type: 'SendMessage';
  messageId: string;
  from: 'customer' | 'agent';
  senderId: string;
  text: string;
};
/** A line of the house itself: what became of a case, told to the agents or to everyone. */
export type AddLine = Timed & {
  type: 'AddLine';
  /** Whose order the case is about: a line never goes into the conversation of another shop or customer. */
  shopId: string;
  customerId: string;
  messageId: string;
  text: string;
  visibleTo: 'everyone' | 'agents';
  link: { kind: 'case'; id: string };
};
export type AssignConversation = Timed & { type: 'AssignConversation'; agentId: string };
export type TransferConversation = Timed & {
  type: 'TransferConversation';
  from: string;
  to: string;
  note: string;
  /** A supervisor moves anyone's conversation. */
  ofAnyone: boolean;
};
export type CloseConversation = Timed & {
  type: 'CloseConversation';
  closedBy: string;
  ofAnyone: boolean;
  /** Cases of this conversation that have no outcome yet. */
  openCases: number;
};

export type ConversationCommand =
  StartConversation | SendMessage | AddLine | AssignConversation | TransferConversation | CloseConversation;
