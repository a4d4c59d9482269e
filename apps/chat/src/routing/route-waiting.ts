import { Refused } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import type { Logger } from '@kefu/service';
import { v7 as uuidv7 } from 'uuid';
import { carryOut } from '../conversation/carry-out.ts';
import type { ChatEvent } from '../events.ts';
import { candidatesFor, isNoRoom, takeRoom } from '../room/agent-room.ts';
import { chooseAgent } from '../room/domain/choose-agent.ts';

type Waiting = { conversation_id: string; shop_id: string; customer_id: string };

const longestWaiting = async (
  store: EventStore<ChatEvent>,
  after: readonly string[],
): Promise<Waiting | undefined> => {
  const { rows } = await store.pool.query<Waiting>(
    `select conversation_id, shop_id, customer_id from conversation
      where state = 'waiting' and waiting_since is not null and not (conversation_id = any($1))
      order by waiting_since limit 1`,
    [after],
  );
  return rows[0];
};

const giveTo = async (store: EventStore<ChatEvent>, waiting: Waiting, agentId: string): Promise<void> => {
  const at = new Date().toISOString();
  await carryOut(store, {
    conversationId: waiting.conversation_id,
    command: { type: 'AssignConversation', agentId, at },
    metadata: { who: { kind: 'system', id: 'routing' }, correlationId: uuidv7() },
    statements: (events) => (events.length === 0 ? [] : [takeRoom(agentId, false, at)]),
  });
};

const someoneWasQuicker = (error: unknown): boolean => isNoRoom(error) || error instanceof Refused;

/** Gives the waiting conversations to agents with room, who waits longest first, until nobody waits or has room. */
export const routeWaiting = async (store: EventStore<ChatEvent>): Promise<void> => {
  const passedOver: string[] = [];
  for (;;) {
    const waiting = await longestWaiting(store, passedOver);
    if (!waiting) return;
    const chosen = chooseAgent(await candidatesFor(store.pool, waiting.shop_id, waiting.customer_id));
    if (!chosen) {
      passedOver.push(waiting.conversation_id);
      continue;
    }
    await giveTo(store, waiting, chosen.agentId).catch((error: unknown) => {
      if (!someoneWasQuicker(error)) throw error;
    });
  }
};

const sweepEveryMs = 5_000;

/** Routes when told that something changed, and now and then for what nobody told. One run at a time. */
export const startRouting = (store: EventStore<ChatEvent>, logger: Logger) => {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await routeWaiting(store).catch((error: unknown) =>
        logger.warn({ err: error }, 'routing waits for its next turn'),
      );
    } while (again);
    running = undefined;
  };
  const wake = () => {
    again = true;
    running ??= run();
  };
  const sweep = setInterval(wake, sweepEveryMs);
  wake();
  return {
    wake,
    stop: async () => {
      clearInterval(sweep);
      await running;
    },
  };
};
