import { Controller, Inject } from '@nestjs/common';
import { routes, type InputOf, type Presence, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  type CommandMark,
  Handles,
  hasRole,
  Idempotency,
  InjectStore,
  Input,
  metadataOf,
  NotFound,
  Who,
} from '@kefu/service';
import type { ChatEvent } from '../events.ts';
import { Wake } from '../routing/wake.ts';
import { findPresence, listPresence, putRoom } from './agent-room.ts';

const defaultCapacity = { presales: 40, afterSales: 10 } as const;

/** How many conversations at once, unless the agent's own setting says otherwise. */
const capacityOf = (who: Principal): number =>
  hasRole(who, 'after-sales-agent', 'review-care-agent')
    ? defaultCapacity.afterSales
    : defaultCapacity.presales;

@Controller()
export class PresenceController {
  constructor(
    @InjectStore() private readonly store: EventStore<ChatEvent>,
    @Inject(Wake) private readonly routing: Wake,
  ) {}

  @Handles(routes['chat.setPresence'])
  async set(
    @Input() { body }: InputOf<'chat.setPresence'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Presence> {
    const at = new Date().toISOString();
    const known = await findPresence(this.store.pool, who.id);
    const capacity = body.capacity ?? known?.capacity ?? capacityOf(who);
    const { state, reason = null } = body;
    await this.store.commit({
      appends: [
        {
          stream: `agent-${who.id}`,
          expected: 'any',
          events: [{ type: 'AgentStateChanged', data: { agentId: who.id, state, reason, capacity, at } }],
          metadata: metadataOf(who),
        },
      ],
      idempotency,
      statements: [putRoom({ agent_id: who.id, name: who.name, shops: who.shops, state, capacity, at })],
    });
    this.routing.wake();
    return this.own(who);
  }

  @Handles(routes['chat.getPresence'])
  async own(@Who() who: Principal): Promise<Presence> {
    const known = await findPresence(this.store.pool, who.id);
    const never = { agentId: who.id, name: who.name, shops: who.shops, state: 'offline', open: 0 } as const;
    return known ?? { ...never, capacity: capacityOf(who), since: new Date().toISOString() };
  }

  @Handles(routes['chat.listPresence'])
  async team(@Who() who: Principal) {
    if (who.shops.length === 0) throw new NotFound('You work for no shop yet.');
    return { items: await listPresence(this.store.pool, who.shops) };
  }
}
