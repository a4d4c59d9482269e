import type { DomainEvent } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { currentContext } from './request-context.ts';

const remembered = <O extends { token: string | null }>(outcome: O): O => {
  const context = currentContext();
  if (context && outcome.token) context.token = outcome.token;
  return outcome;
};

/** The same store, noting in the request at hand what it wrote, so that the answer can carry the token. */
export const rememberTokens = <E extends DomainEvent>(store: EventStore<E>): EventStore<E> => ({
  ...store,
  handle: async (command) => remembered(await store.handle(command)),
  commit: async (commit) => remembered(await store.commit(commit)),
});
