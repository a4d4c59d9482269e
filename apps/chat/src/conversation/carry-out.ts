import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '@kefu/contracts';
import {
  VersionConflict,
  type EventStore,
  type Idempotency,
  type Inbox,
  type Metadata,
  type Statement,
} from '@kefu/event-store';
import type { ChatEvent } from '../events.ts';
import type { ConversationCommand } from './domain/commands.ts';
import { conversation } from './domain/decide.ts';
import type { ConversationEvent } from './domain/events.ts';
import type { ConversationState } from './domain/state.ts';
import { stateOf } from './conversations.view.ts';

type Order = {
  conversationId: string;
  command: ConversationCommand;
  metadata: Metadata;
  idempotency?: Idempotency;
  inbox?: Inbox;
  /** What else changes with it: agents' room. Decided on the state that the events were decided on. */
  statements?(events: readonly ConversationEvent[], before: ConversationState): readonly Statement[];
};

const attempts = 10;

/**
 * Decides a command on the conversation's row and appends at the version the row had; decides again when somebody
 * was quicker. Says what happened: empty when there was nothing to do or the mark was known.
 */
export const carryOut = async (
  store: EventStore<ChatEvent>,
  order: Order,
): Promise<readonly ConversationEvent[]> => {
  const { conversationId, command, metadata, idempotency, inbox } = order;
  for (let attempt = 1; ; attempt++) {
    const { state, version } = await stateOf(store.pool, conversationId);
    try {
      const events = conversation.decide(command, state);
      const outcome = await store.commit({
        appends:
          events.length === 0
            ? []
            : [
                {
                  stream: `conversation-${conversationId}`,
                  expected: version === 0 ? 'none' : version,
                  events,
                  metadata,
                },
              ],
        idempotency,
        inbox,
        statements: order.statements?.(events, state) ?? [],
      });
      return outcome.events.length === 0 ? [] : events;
    } catch (error) {
      // What was done already is often refused a second time.
      if (error instanceof Refused && (await store.former({ idempotency, inbox }))) return [];
      if (!(error instanceof VersionConflict) || attempt === attempts) throw error;
      await wait(Math.random() * 2 ** attempt); // who met once would meet again
    }
  }
};
