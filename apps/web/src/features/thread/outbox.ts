import type { Message } from '@kefu/contracts';

export type Unsent = {
  messageId: string;
  conversationId: string;
  text: string;
  at: string;
  state: 'sending' | 'failed';
  /** Why it failed, as a problem's code. */
  code?: string;
};

type OutboxOptions = {
  send: (unsent: Unsent) => Promise<Message>;
  /** Called with the message as the service recorded it. */
  onSent: (message: Message) => void;
  codeOf: (error: unknown) => string;
  stored: Unsent[];
  store: (unsent: Unsent[]) => void;
};

/**
 * Messages on their way, one after another per conversation. What was on its way when the page closed comes back
 * as failed: sending it again with the same messageId is safe, whether or not it had arrived.
 */
export const createOutbox = ({ send, onSent, codeOf, stored, store }: OutboxOptions) => {
  let unsent: Unsent[] = stored.map((item) =>
    item.state === 'sending' ? { ...item, state: 'failed', code: 'offline' } : item,
  );
  const listeners = new Set<() => void>();
  const queues = new Map<string, Promise<void>>();

  const replace = (next: Unsent[]) => {
    unsent = next;
    store(unsent);
    for (const listener of listeners) listener();
  };
  const change = (messageId: string, changed: Partial<Unsent>) =>
    replace(unsent.map((item) => (item.messageId === messageId ? { ...item, ...changed } : item)));
  const drop = (messageId: string) => {
    if (unsent.some((item) => item.messageId === messageId)) {
      replace(unsent.filter((item) => item.messageId !== messageId));
    }
  };

  const deliver = async (item: Unsent): Promise<void> => {
    try {
      onSent(await send(item));
      drop(item.messageId);
    } catch (error) {
      change(item.messageId, { state: 'failed', code: codeOf(error) });
    }
  };
  const enqueue = (item: Unsent) => {
    const before = queues.get(item.conversationId) ?? Promise.resolve();
    queues.set(
      item.conversationId,
      before.then(() => deliver(item)),
    );
  };

  return {
    all: (): Unsent[] => unsent,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: (item: Omit<Unsent, 'state'>): void => {
      const sending: Unsent = { ...item, state: 'sending' };
      replace([...unsent, sending]);
      enqueue(sending);
    },
    resend: (messageId: string): void => {
      const item = unsent.find((candidate) => candidate.messageId === messageId);
      if (!item || item.state === 'sending') return;
      change(messageId, { state: 'sending' });
      enqueue({ ...item, state: 'sending' });
    },
    /** The agent gives a failed message up, or a live update shows that it arrived. */
    drop,
  };
};
export type Outbox = ReturnType<typeof createOutbox>;
