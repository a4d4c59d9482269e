import type { Unsent } from './outbox.ts';

const keyOf = (agentId: string) => `kefu.outbox.${agentId}`;

const isUnsent = (item: unknown): item is Unsent =>
  typeof item === 'object' &&
  item !== null &&
  ['messageId', 'conversationId', 'text', 'at', 'state'].every((name) => name in item);

export const readStored = (agentId: string): Unsent[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(agentId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isUnsent) : [];
  } catch {
    return [];
  }
};

export const storeUnsent = (agentId: string, unsent: Unsent[]): void => {
  try {
    localStorage.setItem(keyOf(agentId), JSON.stringify(unsent));
  } catch {
    // A full storage: what is on its way is still sent, only a reload would lose sight of it.
  }
};
